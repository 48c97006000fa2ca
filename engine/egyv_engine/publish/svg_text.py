"""Estimates how wide text is, so that the same text always has the same line breaks, on every system."""

import unicodedata
from collections.abc import Iterator
from functools import cache

_NARROW = frozenset("iljtfrI.,:;'!|()[] ")
_WIDE = frozenset("mwMW@%—…")


@cache
def width(text: str, size: float) -> float:
    """Return about how wide text is in a font such as Arial; a little more than it takes, never much less.

    Args:
        text: The text.
        size: The size of the font in pixels.
    """
    return size * sum(map(_ems, text))


def _ems(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0
    if sign in _NARROW:
        return 0.32
    if sign in _WIDE:
        return 0.95
    return 0.72 if sign.isupper() else 0.58


def wrapped(text: str, size: float, room: float) -> list[str]:
    """Return text as lines that fit; a word that is wider than a line is cut.

    Args:
        text: The text.
        size: The size of the font in pixels.
        room: How wide a line may be, in pixels.
    """
    lines: list[str] = []
    line = ""
    for word in _pieces(text, size, room):
        longer = f"{line} {word}" if line else word
        if width(longer, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
    return [*lines, line] if line else lines


def _pieces(text: str, size: float, room: float) -> Iterator[str]:
    """Yield the words of a text, those that are wider than a line in parts."""
    for word in text.split():
        start = 0
        for end in range(1, len(word)):
            if width(word[start : end + 1], size) > room:
                yield word[start:end]
                start = end
        yield word[start:]
