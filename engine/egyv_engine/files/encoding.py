"""Counts lines and columns in a text file: characters after a byte order mark, with each of three line ends as one."""

from pathlib import PurePosixPath

from egyv_engine.diagnostics.span import Span


def unified(text: str) -> str:
    """Return the text without byte order mark, with newlines as line ends."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def span_of_byte(file: PurePosixPath, data: bytes, index: int) -> Span:
    """Return the position of the first byte that is not UTF-8."""
    before = unified(data[:index].decode("utf-8"))
    column = len(before) - before.rfind("\n")
    return Span(file, before.count("\n") + 1, column, column + 1)
