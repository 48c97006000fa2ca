"""Compares the span of a part of a YAML value with the reader's own positions of the value."""

from pathlib import PurePosixPath

import pytest

from egyv_engine.diagnostics.span import Span
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.narrative.value_spans import span_within
from egyv_engine.rules.yaml_reader import read_yaml

FILE = PurePosixPath("wording.yaml")


def found(text: str, stretch: str) -> str:
    """The stretch of the file that belongs to a stretch of the value of `a`, with its line and column."""
    document, faults = read_yaml(FILE, text.encode())
    assert document is not None
    assert not faults
    value = document.data["a"]
    whole = document.positions.span_at(DocumentPath(FILE, ("a",)))
    start = value.index(stretch)
    span = span_within(text, whole, value, start, start + len(stretch))
    line = text.split("\n")[span.line - 1]
    return f"{span.line}:{span.column} {line[span.column - 1 : span.end_column - 1]}"


@pytest.mark.parametrize(
    ("text", "stretch", "position"),
    [
        ("a: one two\n", "two", "1:8 two"),
        ('a: "one two"\n', "two", "1:9 two"),
        ("a: 'it''s two'\n", "two", "1:11 two"),
        ('a: "\\"one\\" two"\n', "two", "1:13 two"),
        ('{b: x, a: "one two"}\n', "two", "1:16 two"),
        ("a: >-\n  one\n  two three\n", "two", "3:3 two"),
        ("a: |\n  one\n\n    two\n", "two", "4:5 two"),
        ("a: > # two\n  one two\n", "two", "2:7 two"),
        ("a: one\n  two\n", "one two", "1:4 one"),
        ('a: "one\n  two"\n', "two", "2:3 two"),
    ],
)
def test_span_within_a_value_is_where_it_is_typed(text: str, stretch: str, position: str) -> None:
    assert found(text, stretch) == position


def test_span_within_escapes_that_hide_it_is_the_whole_value() -> None:
    assert found('a: "one \\u00e9 two"\n', "two") == '1:4 "one \\u00e9 two"'


def test_span_within_an_empty_stretch_is_the_whole_value() -> None:
    whole = Span(FILE, 1, 4, 6)
    assert span_within('a: ""\n', whole, "", 0, 0) == whole
