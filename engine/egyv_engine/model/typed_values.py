"""Reads numbers and dates from their text, exactly. Rules and data files write them alike."""

import re
from datetime import date
from fractions import Fraction

MOST_DIGITS = 18  # of a number with its decimals; whole multiples of its last decimal then fit into 64 bits
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_LONGEST = 1000  # characters; the interpreter refuses to convert texts of more than 4,300 digits
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EPOCH = date(1970, 1, 1)


def number(text: str) -> Fraction | None:
    """Return the exact number that a text's digits give; None where it is not a number, or is too long to be read."""
    return Fraction(text) if len(text) <= _LONGEST and _NUMBER.fullmatch(text) else None


def comparable_text(text: str) -> str:
    """Return the text that equal values share: numbers are equal however they are written, so 80 is 80.0."""
    value = number(text)
    return text if value is None else str(value)


def is_too_long(text: str) -> bool:
    """Return whether a text has the form of a number, but so many digits that it is not read as one."""
    return len(text) > _LONGEST and _NUMBER.fullmatch(text) is not None


def days(text: str) -> int | None:
    """Return the days from 1970-01-01 to a date written YYYY-MM-DD; None where there is no such date."""
    if not looks_like_date(text):
        return None
    try:
        return (date.fromisoformat(text) - _EPOCH).days
    except ValueError:
        return None


def looks_like_date(text: str) -> bool:
    """Return whether a text has the form YYYY-MM-DD, even if there is no such date."""
    return _DATE.fullmatch(text) is not None
