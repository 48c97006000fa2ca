"""What lines and columns count in a text file: characters after a byte order mark, any of the three line ends as one."""

from pathlib import PurePosixPath

from egyv_engine.diagnostics.span import Span


def unified(text: str) -> str:
    """The text without byte order mark, its lines ended by newlines alone."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def span_of_byte(file: PurePosixPath, data: bytes, index: int) -> Span:
    """Where the first byte that is not UTF-8 stands."""
    before = unified(data[:index].decode("utf-8"))
    column = len(before) - before.rfind("\n")
    return Span(file, before.count("\n") + 1, column, column + 1)
