"""Finds words that are parts of longer ones, because a cell holds several answers with a mark between them."""

from collections.abc import Collection

_MARKS = (";", "|", "\n")
_MARKS_OF_SENTENCES = (",", "/", "&", "+", " and ", " ")


def parts_of_several(written: Collection[str], named: Collection[str]) -> dict[str, str]:
    """Return the parts of words that probably are several answers, each with the first such word.

    Commas, spaces and the like also separate the parts of a sentence: they count only where each part is a word of its
    own.

    Args:
        written: The different words of a column.
        named: The words that a rule compares them with.
    """
    found: dict[str, str] = {}
    for text in sorted(written):
        for mark in (*_MARKS, *_MARKS_OF_SENTENCES):
            parts = [part.strip() for part in text.split(mark) if part.strip()] if mark in text else []
            if mark in _MARKS or all(part in named or part in written for part in parts):
                for part in parts if len(parts) > 1 else ():
                    found.setdefault(part, text)
    return found
