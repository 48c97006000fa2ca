"""Normalises the lines of a text file, so that lines and columns are counted the same way everywhere."""

import re
from pathlib import PurePosixPath

from egyv_engine.diagnostics.span import Span


def unified(text: str) -> str:
    """Return a text without its byte order mark, with a newline at the end of every line."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def span_of_byte(file: PurePosixPath, data: bytes, index: int) -> Span:
    """Return the span of a byte in a file that is UTF-8 at least in part.

    Args:
        file: The file.
        data: Its bytes.
        index: The index of the byte.
    """
    before = unified(data[:index].decode("utf-8", errors="replace"))
    column = len(before) - before.rfind("\n")
    return Span(file, before.count("\n") + 1, column, column + 1)


def encoding_name(codec: str) -> str:
    """Return what people call an encoding: `Windows-1252` for cp1252, `ISO-8859-1` for latin-1.

    Args:
        codec: The name that Python has for it.
    """
    plain = codec.lower().replace("_", "-").removesuffix("-sig")
    windows, iso = re.fullmatch(r"cp(125[0-9])", plain), re.fullmatch(r"iso-?8859-?([0-9]+)", plain)
    if windows is not None:
        return f"Windows-{windows[1]}"
    if iso is not None:
        return f"ISO-8859-{iso[1]}"
    known = {"latin-1": "ISO-8859-1", "mac-roman": "MacRoman", "ascii": "ASCII"}
    return known.get(plain, plain.upper())
