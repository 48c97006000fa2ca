"""Lines and columns of a text file, whatever ends its lines."""

from pathlib import PurePosixPath

import pytest

from egyv_engine.diagnostics.span import Span
from egyv_engine.files.encoding import span_of_byte, unified

FILE = PurePosixPath("surveys/after.csv")


@pytest.mark.parametrize("text", ["a\nb\n", "a\r\nb\r\n", "a\rb\r", "\ufeffa\nb\n"])
def test_unified_text_has_newlines_and_no_mark(text: str) -> None:
    assert unified(text) == "a\nb\n"


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"\xff", 1, 1),
        (b"ab\xff", 1, 3),
        (b"a\n\xff", 2, 1),
        (b"a\r\nbc\xff", 2, 3),
        ("\u00e9\n\u00e9".encode() + b"\xff", 2, 2),  # a letter of two bytes is one column
        (b"\xef\xbb\xbfa\xff", 1, 2),
    ],
)
def test_byte_that_is_not_utf_8_is_located(data: bytes, line: int, column: int) -> None:
    assert span_of_byte(FILE, data, data.index(b"\xff")) == Span(FILE, line, column, column + 1)
