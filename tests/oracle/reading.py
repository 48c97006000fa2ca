"""Read YAML, CSV and the texts of cells into plain values."""

import csv
import io
import re
from datetime import date
from fractions import Fraction
from typing import Any

import yaml

NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def plain(node: yaml.Node) -> Any:
    """The node as dict, list, text, or None for an empty plain scalar; keys without a value are left out."""
    if isinstance(node, yaml.MappingNode):
        pairs = {plain(key): plain(value) for key, value in node.value}
        return {key: value for key, value in pairs.items() if value is not None}
    if isinstance(node, yaml.SequenceNode):
        return [plain(child) for child in node.value]
    return None if not getattr(node, "style", None) and node.value == "" else node.value


def read_yaml(data: bytes) -> dict[str, Any]:
    node = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.CBaseLoader)
    return {} if node is None else plain(node) or {}


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def number(text: str) -> Fraction:
    return Fraction(text)


def day(text: str) -> Fraction:
    return Fraction(date.fromisoformat(text).toordinal())


def is_same_word(cell: str, word: str, kind: str) -> bool:
    """Return whether a cell is a declared word; words that are numbers match as numbers in questions of numbers."""
    if kind == "number" and NUMBER.match(cell) and NUMBER.match(word):
        return number(cell) == number(word)
    return cell == word
