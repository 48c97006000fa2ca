"""Shortens messages: of a list, the first few are named and the others counted; of a long text, the start is shown."""

from collections.abc import Sequence

_LONGEST = 60  # characters of a text


def first_named(names: Sequence[str], most: int) -> str:
    """Return the first names of a list with commas, and how many others there are: `a, b and 3 more`.

    Args:
        names: The names, as they are to be shown.
        most: How many of them may be named.
    """
    others = len(names) - most
    return ", ".join(names[:most]) + (f" and {others:,} more" if others > 0 else "")


def and_more(others: int, one: str) -> str:
    """Return how many others there are, to be put after the first: ` and 3 more words`; nothing for none.

    Args:
        others: Their number.
        one: The word for one of them, whose plural takes an s.
    """
    return f" and {_more(others, one)}" if others else ""


def same_is_true(others: int, one: str) -> str:
    """Return how many others a message is about: ` (the same is true of 3 more units)`; nothing for none.

    Args:
        others: Their number.
        one: The word for one of them, whose plural takes an s.
    """
    return f" (the same is true of {_more(others, one)})" if others else ""


def shortened(text: str) -> str:
    """Return a text, or the start of a long one and three dots.

    Args:
        text: The text, such as that of a cell.
    """
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def _more(others: int, one: str) -> str:
    return f"{others:,} more {one}{'s' * (others > 1)}"
