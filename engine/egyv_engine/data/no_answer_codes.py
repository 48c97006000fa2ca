"""Recognises values that usually stand for a missing answer: numbers such as -99, dates such as 1900-01-01, and NA."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from egyv_engine.model.typed_values import number

_DIGITS = (
    "77",
    "88",
    "97",
    "98",
    "99",
    "777",
    "888",
    "997",
    "998",
    "999",
    "7777",
    "8888",
    "9997",
    "9998",
    "9999",
)
_POSITIVE = frozenset(Fraction(int(text)) for text in (*_DIGITS, "99999", "999999"))
_NEGATIVE = frozenset(Fraction(-int(text)) for text in (*_DIGITS, "8", "9", "99999", "999999"))
NUMBERS_FOR_NONE = _POSITIVE | _NEGATIVE
_FURTHER = 5  # times the largest other number: so far away is a code, and not an answer
_FEWEST = 3  # other values, without which nothing stands apart
_FEWEST_WORDS = 2  # next to a code
_EPOCH = date(1970, 1, 1).toordinal()
DAYS_FOR_NONE = frozenset(
    Fraction(date.fromisoformat(day).toordinal() - _EPOCH)
    for day in (
        "0001-01-01",
        "1111-11-11",
        "1899-12-30",
        "1899-12-31",
        "1900-01-01",
        "1970-01-01",
        "2099-12-31",
        "9999-12-31",
    )
)
_FAR = 50 * 365  # days from every other date
_WORDS = frozenset(  # of statistics: `:` at Eurostat, [c] for confidential, [x] for not available, [z] for not applicable, [u] for unreliable
    (
        "na",
        "n/a",
        "n.a.",
        "nan",
        "null",
        "nil",
        "\\n",
        "-",
        "--",
        "---",
        ".",
        "..",
        "?",
        ":",
        "[c]",
        "[z]",
        "[u]",
        "[x]",
    )
)
WORDS_FOR_NO = frozenset(
    (
        *("false", "f", "no", "n", "none", "not ticked", "unticked"),
        *("not selected", "unselected", "not checked", "unchecked"),
    )
)
_FLAGGED_NONE = re.compile(r":\s*[a-z]{1,3}")  # of Eurostat, with the reason: `: c`, `: u`
_ERROR = re.compile(r"#(?:n/a|nv|[\w/]+[!?])", re.IGNORECASE)  # also of other languages: #WERT!, #NOM?


def numbers_for_none(counts: Mapping[Fraction, int]) -> list[Fraction]:
    """Return the numbers that stand apart from all others and have the form of a code, in order.

    Args:
        counts: How often each number occurs.
    """
    if NUMBERS_FOR_NONE.isdisjoint(counts):
        return []
    ordinary = {number: count for number, count in counts.items() if number not in NUMBERS_FOR_NONE}
    if sum(ordinary.values()) < _FEWEST:
        return []
    lowest, highest = min(ordinary), max(ordinary)
    found = [n for n in counts if n in _NEGATIVE and lowest >= 0]
    found += [n for n in counts if n in _POSITIVE and n >= _FURTHER * max(highest, Fraction(1))]
    return sorted(found)


def days_for_none(counts: Mapping[Fraction, int]) -> list[Fraction]:
    """Return the dates that stand apart from all others and have the form of a code, in order.

    Args:
        counts: How often each date occurs, as days since 1970-01-01.
    """
    if DAYS_FOR_NONE.isdisjoint(counts):
        return []
    ordinary = {day: count for day, count in counts.items() if day not in DAYS_FOR_NONE}
    if sum(ordinary.values()) < _FEWEST:
        return []
    lowest, highest = min(ordinary), max(ordinary)
    return sorted(day for day in counts if day in DAYS_FOR_NONE and not lowest - _FAR < day < highest + _FAR)


def codes_for_none(counts: Mapping[str, int]) -> list[str]:
    """Return the words that are numbers of the form of a code, and stand apart from the other numbers or are among words.

    Args:
        counts: How often each word of a column occurs, or 1 for each answer of a scale.
    """
    numbers = {word: value for word in counts if (value := number(word.strip())) is not None}
    if NUMBERS_FOR_NONE.isdisjoint(numbers.values()):
        return []
    if set(numbers.values()) <= NUMBERS_FOR_NONE:
        return list(numbers) if len(counts) - len(numbers) >= _FEWEST_WORDS else []
    of_numbers = numbers_for_none({value: counts[word] for word, value in numbers.items()})
    return [word for word, value in numbers.items() if value in of_numbers]


def words_for_none(words: Iterable[str]) -> list[str]:
    """Return the words that say that there is no answer, in order."""
    return sorted(
        word
        for word in words
        if word.strip().casefold() in _WORDS
        or _FLAGGED_NONE.fullmatch(word.strip())
        or is_error_of_spreadsheet(word)
    )


def means_no(word: str) -> bool:
    """Return whether a word says that an item was not ticked, or that there is no answer: `N`, `not selected`, 0, -99, NA."""
    value = number(word)
    return (
        word.casefold() in WORDS_FOR_NO or bool(words_for_none([word])) or (value is not None and value <= 0)
    )


def is_error_of_spreadsheet(word: str) -> bool:
    """Return whether a spreadsheet writes a word in a cell whose formula has no value, such as `#DIV/0!`."""
    return _ERROR.fullmatch(word.strip()) is not None
