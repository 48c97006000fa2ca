"""Reads numbers and dates from their text, exactly, and writes dates. Rules and data files write them alike."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

MOST_DIGITS = 30  # of a number with its decimals, without zeros in front; programs write 17 at most
YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")  # which is no part of a longer number
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_MOST_WHOLE_DIGITS = 18  # of a number that wording may name
_LONGEST = 1000  # characters; the interpreter refuses to convert texts of more than 4,300 digits
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EPOCH = date(1970, 1, 1)


def number(text: str) -> Fraction | None:
    """Return the exact number that a text's digits give; None where it is not a number, or is too long to be read."""
    return Fraction(text) if is_number(text) else None


def is_number(text: str) -> bool:
    """Return whether a text is a number that can be read."""
    return len(text) <= _LONGEST and _NUMBER.fullmatch(text) is not None


def whole_number(text: str) -> int | None:
    """Return the whole number of a rule that its wording may name; None for every other text."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_WHOLE_DIGITS else None


def comparable_text(text: str) -> str:
    """Return the text that equal values share: numbers are equal however they are written, so 80 is 80.0."""
    value = number(text)
    return text if value is None else str(value)


def has_too_many_digits(text: str) -> bool:
    """Return whether a text is a number with more digits than a number may have."""
    if len(text) <= MOST_DIGITS or _NUMBER.fullmatch(text) is None:
        return False
    return len(text) > _LONGEST or len(text.replace(".", "").lstrip("-0")) > MOST_DIGITS


def ascending(values: Iterable[Fraction]) -> tuple[Fraction, ...]:
    """Return the different values in order. Whole parts are compared first, because fractions compare slowly."""
    return tuple(sorted(set(values), key=lambda value: ((value.numerator << 64) // value.denominator, value)))


def date_text(days_since: Fraction) -> str:
    """Return the date that is so many days after 1970-01-01, written YYYY-MM-DD."""
    return (_EPOCH + timedelta(days=int(days_since))).isoformat()


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
