"""Reads, checks and parses one rule file; files with the same bytes are parsed once in a process."""

from functools import lru_cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.shapes import Vocabularies
from egyv_engine.rules.json_schema import DOCUMENT_TYPES
from egyv_engine.rules.parse import Parser
from egyv_engine.rules.validate import check_shape
from egyv_engine.rules.yaml_reader import Document, read_yaml

_KEPT = 64  # documents; a large programme has thirty
_Hashable: TypeAlias = tuple[tuple[str, tuple[tuple[str, type[Any]], ...]], ...]


class ParsedDocument(Frozen):
    """A rule file as parsed.

    Attributes:
        document: Its data and their positions; None if it cannot be read.
        made: The sound part as an object; None if there is no document, or if it is not a mapping.
        faults: Every fault (EGY1xx, EGY2xx).
        broken: What was left out, as Parser.broken has it.
    """

    document: Document | None
    made: Any
    faults: tuple[Diagnostic, ...]
    broken: frozenset[tuple[str, str]]


def parse_document(
    document_type: str, file: PurePosixPath, data: bytes, vocabularies: Vocabularies
) -> ParsedDocument:
    """Parse a rule file.

    Args:
        document_type: The type of the document, a key of DOCUMENT_TYPES.
        file: Its path, for positions.
        data: Its bytes.
        vocabularies: The kinds of each tagged object, with the records that hold their keys.

    Returns:
        The document, its sound part as an object, and its faults.
    """
    return _parsed(
        document_type, file, data, tuple((name, tuple(words.items())) for name, words in vocabularies.items())
    )


def parse_shipped(document_type: str, file: PurePosixPath, vocabularies: Vocabularies) -> Any:
    """Return a file of the engine itself as an object.

    Args:
        document_type: The type of the document, a key of DOCUMENT_TYPES.
        file: Its path in the package.
        vocabularies: The kinds of each tagged object, with the records that hold their keys.

    Raises:
        ValueError: The file has a fault.
    """
    data = files("egyv_engine").joinpath(str(file)).read_bytes()
    parsed = parse_document(document_type, file, data, vocabularies)
    if parsed.faults or parsed.made is None:
        raise ValueError(f"{file} has a fault: {'; '.join(fault.message for fault in parsed.faults)}")
    return parsed.made


@lru_cache(maxsize=_KEPT)  # in a notebook, most files are as they were in the run before
def _parsed(document_type: str, file: PurePosixPath, data: bytes, words: _Hashable) -> ParsedDocument:
    document, faults = read_yaml(file, data)
    if document is None:
        return ParsedDocument(document=None, made=None, faults=tuple(faults), broken=frozenset())
    vocabularies = {name: dict(records) for name, records in words}
    checked = check_shape(document, document_type, vocabularies)
    parser = Parser(checked, vocabularies)
    made = parser.record(DOCUMENT_TYPES[document_type])
    return ParsedDocument(
        document=checked.document,
        made=made,
        faults=(*faults, *checked.diagnostics, *parser.faults),
        broken=frozenset(parser.broken),
    )
