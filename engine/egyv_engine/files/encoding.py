"""Normalises the lines of a text file, so that lines and columns are counted the same way everywhere."""

from pathlib import PurePosixPath

from egyv_engine.diagnostics.span import Span


def unified(text: str) -> str:
    """Return a text without its byte order mark, with a newline at the end of every line."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def span_of_byte(file: PurePosixPath, data: bytes, index: int) -> Span:
    """Return the span of the first byte that is not UTF-8.

    Args:
        file: The file.
        data: Its bytes.
        index: The index of the byte.
    """
    before = unified(data[:index].decode("utf-8"))
    column = len(before) - before.rfind("\n")
    return Span(file, before.count("\n") + 1, column, column + 1)
