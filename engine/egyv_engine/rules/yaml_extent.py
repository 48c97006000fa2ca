"""Finds the text of a value in a YAML file exactly as it is written there."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import yaml

from egyv_engine.model.document_path import DocumentPath
from egyv_engine.rules.rule_text import text_of
from egyv_engine.rules.yaml_loader import LOADER


class WrittenRules:
    """The rule files of a programme, whose values can be quoted as they are written; each file is read once."""

    def __init__(self, files: Mapping[PurePosixPath, bytes]) -> None:
        """Take the files of a programme whose rules have no fault of YAML."""
        self._files = files
        self._read: dict[PurePosixPath, WrittenYaml] = {}

    def value(self, doc_path: DocumentPath) -> str:
        """Return the text of a value as WrittenYaml.value does."""
        file = doc_path.file
        if file not in self._read:
            text = text_of(file, self._files[file])
            assert isinstance(text, str)
            self._read[file] = WrittenYaml(text)
        return self._read[file].value(doc_path.steps)


class WrittenYaml:
    """A YAML text whose values can be quoted as they are written."""

    def __init__(self, text: str) -> None:
        """Read the text.

        Args:
            text: A text in which the YAML reader found no fault, its lines ended by newlines alone.
        """
        self._lines = text.split("\n")
        self._root: Any = yaml.compose(text, LOADER)

    def value(self, path: tuple[str | int, ...]) -> str:
        """Return the text of a value without the indent of its first line, and without comments that follow it.

        Args:
            path: The keys and list indexes that lead to the value; where a list may be left out around its only
                member, or a key is not written, the text of the nearest value around it is returned.
        """
        node = self._root
        for step in path:
            inside = _member(node, step)
            if inside is None:
                break
            node = inside
        start, end = node.start_mark, node.end_mark
        if start.line == end.line:
            return str(self._lines[start.line][start.column : end.column])
        lines = [
            self._lines[start.line][start.column :],
            *(line[_indent(line, start.column) :] for line in self._lines[start.line + 1 : end.line]),
            self._lines[end.line][: end.column][_indent(self._lines[end.line], start.column) :],
        ]
        while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
            lines.pop()
        return "\n".join(line.rstrip() for line in lines)


def _member(node: Any, step: str | int) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    return None


def _indent(line: str, most: int) -> int:
    """Return how many of the first characters of a line are spaces, up to a number."""
    return min(len(line) - len(line.lstrip(" ")), most)
