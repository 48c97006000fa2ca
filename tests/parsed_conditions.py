"""Parses a condition that is written in a test."""

from pathlib import PurePosixPath
from typing import Any

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.shapes import CONDITION
from egyv_engine.rules.parse import Parser
from egyv_engine.rules.validate import CheckedDocument
from egyv_engine.rules.yaml_reader import read_yaml

FILE = PurePosixPath("here.yaml")


def parse_condition(text: str) -> tuple[Any, list[Diagnostic]]:
    """The condition in a text, or BROKEN, and the faults of the parser."""
    document, unread = read_yaml(FILE, text.encode())
    assert document is not None
    assert unread == []
    checked = CheckedDocument(document=document, diagnostics=[], unsound=frozenset(), irregular=frozenset())
    parser = Parser(checked, {})
    made = parser.conditions.parse_value(CONDITION, document.data, DocumentPath(FILE))
    return made, parser.faults


def condition(text: str) -> Any:
    """The condition in a text, which must be one."""
    made, faults = parse_condition(text)
    assert faults == []
    return made
