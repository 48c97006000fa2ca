"""Recognises how the numbers of a table are written: the mark before decimals, that between thousands, and signs such as %."""

import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import product
from unicodedata import category

from egyv_engine.data.number_marks import (
    EXPONENT,
    SPACES,
    grouped_number,
    is_note,
    marks,
    minus_of,
    negative_numbers,
    plain_number,
    signs_in,
    with_plain_sign,
    written_out,
)
from egyv_engine.exchange.found_table import FoundColumn, FoundTable
from egyv_engine.exchange.yaml_text import flow_list
from egyv_engine.model.file_kinds import file_kind, usual_separator
from egyv_engine.model.frozen import Frozen

_LOOKED_AT = 1000  # rows
_PER = ("%", "\u2030")
_LETTERS = re.compile(
    "[bcdefinprsuz]{1,3}"
)  # the flags of Eurostat: b for a break in the series, p for provisional
_ONE_IN_PLAIN = 4  # numbers without letters, where the letters of the others are flags and no unit
_POINT_IS_NO_DECIMAL = re.compile(r"\..*\.|,")  # in a number: 1.204.000 and 1.204,5


@cache
def _expression(decimal: str, thousands: str | None) -> str:
    """Return the regular expression of a number with these marks, with or without the one between thousands."""
    plain = rf"{plain_number(decimal)}(?:{EXPONENT})?"
    return plain if thousands is None else f"{plain}|{grouped_number(thousands, decimal)}"


class _MarksOfNumbers(Frozen):
    """The mark before decimals and the one between thousands, if there is any."""

    decimal: str
    thousands: str | None

    def is_number(self, text: str) -> bool:
        """Return whether a text is a number with these marks."""
        return re.fullmatch(_expression(self.decimal, self.thousands), text) is not None

    def is_grouped(self, text: str) -> bool:
        """Return whether a text is a number with the mark between thousands."""
        return self.thousands is not None and bool(
            re.fullmatch(grouped_number(self.thousands, self.decimal), text)
        )

    def standard(self, text: str) -> str:
        """Return a number with all of its digits, without marks between thousands, and with a point before decimals."""
        plain = text if self.thousands is None else re.sub(marks(self.thousands), "", text)
        plain = plain.replace(self.decimal, ".")
        return written_out(plain) if "e" in plain.lower() else plain


# A mark that can be between thousands goes first: 1,204 and 1.204 are more often whole numbers than decimals.
_EVERY = tuple(
    _MarksOfNumbers(decimal=decimal, thousands=thousands)
    for thousands, decimal in product((",", ".", " ", "'", "\u2019", None), (".", ","))
    if thousands != decimal
)


_NUMBER = re.compile("|".join(_expression(one.decimal, one.thousands) for one in _EVERY))


def is_written_number(text: str) -> bool:
    """Return whether a text is a number, with whatever marks, signs and minus."""
    return _is_number(_plain(text, [sign for sign in _signs(text) if not _LETTERS.fullmatch(sign)]))


def may_be_written_number(text: str) -> bool:
    """Return whether a text is a number, which may also have letters after it that may be a flag, such as `12.3 b`."""
    return _is_number(_plain(text))


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def standardise_numbers(table: FoundTable) -> None:
    """Write the numbers of a table in the standard way, and add the keys of surveys/files.yaml that say how they are written.

    Args:
        table: The table; its values and options are changed.
    """
    signs: dict[str, str] = {}  # each with the first number that has it
    below_zero: dict[str, str] = {}  # each way to write these numbers, with the first of them
    numbers: list[tuple[FoundColumn, dict[str, str]]] = []  # each with its different values, without signs
    for column in table.columns:
        column.is_amount = any(map(_is_amount, set(column.values[:_LOOKED_AT])))
        of_column = _signs_of(column.counts)
        minus = {mark: value for value in reversed(column.counts) if (mark := minus_of(value)) is not None}
        if minus and all(map(minus_of, column.counts)):  # as (1) and (2) of a list
            continue
        plain = {value: _plain(value, of_column) for value in column.counts}
        if plain and all(map(_is_number, plain.values())):
            numbers.append((column, plain))
            for found, of_all in ((of_column, signs), (minus, below_zero)):
                for sign, first in found.items():
                    of_all.setdefault(sign, first)
    written = _marks_of(table, [list(dict.fromkeys(plain.values())) for _, plain in numbers])
    for column, plain in numbers:
        if all(map(written.is_number, plain.values())):
            standard = {"": ""} | {value: written.standard(number) for value, number in plain.items()}
            column.values = [standard[value] for value in column.values]
    flags = [sign for sign in signs if _is_flag(sign)]
    if flags:
        first = signs[flags[0]]
        digits = written.standard(_plain(first))
        table.options["flags"] = f"{flow_list(flags)}  # decide: is {first} the number {digits}?"
    units = {sign: first for sign, first in signs.items() if sign not in flags}
    if units:
        shown = next(iter(units.items()))
        digits = written.standard(_plain(shown[1]))
        table.options["signs"] = f"{flow_list(list(units))}  # decide: is {shown[1]} the number {digits}?"
    if below_zero:
        first = next(iter(below_zero.values()))
        digits = written.standard(_plain(first))
        table.options["minus"] = f"{flow_list(list(below_zero))}  # decide: is {first} the number {digits}?"


def _marks_of(table: FoundTable, columns: Sequence[Sequence[str]]) -> _MarksOfNumbers:
    """Return the marks that the most columns fit, and add their keys to the options of the table."""
    cells = [value for of_column in columns for value in of_column]
    is_csv = file_kind(table.file) == "csv"  # elsewhere 1.204 is mostly a number of the file, and no text
    has_commas = usual_separator(table.file) == "," and "separator" not in table.options
    may_have_points = is_csv and (not has_commas or any(map(_POINT_IS_NO_DECIMAL.search, cells)))
    possible = [
        one
        for one in _EVERY
        if one.thousands is None
        or (any(one.is_grouped(value) for value in cells) and (may_have_points or one.thousands != "."))
    ]
    written = max(possible, key=lambda one: sum(all(map(one.is_number, of_column)) for of_column in columns))
    if is_csv and not may_have_points:
        _ask_about_points(table)
    fitting = [v for of_column in columns if all(map(written.is_number, of_column)) for v in of_column]
    if written.decimal == ",":
        has_decimals = any("," in value for value in fitting)
        table.options["decimal"] = '","' + ("  # decide: is 1,5 one and a half?" if has_decimals else "")
    if written.thousands is not None:
        first = next(value for value in fitting if written.is_grouped(value))
        decide = f"is {first} the number {written.standard(first)}?"
        if written.thousands == "." and "," not in "".join(fitting):
            decide += " If not, remove decimal and thousands."
        table.options["thousands"] = f'"{written.thousands}"  # decide: {decide}'
    return written


def _ask_about_points(table: FoundTable) -> None:
    """Note that points may be between thousands, on the first column in which three digits follow each of them."""
    grouped = next(one for one in _EVERY if one.thousands == ".")
    for column in table.columns:
        values = [value for value in column.counts if "." in value]
        if values and all(map(grouped.is_grouped, values)):
            column.note = (
                f'is {values[0]} a number with decimals? If it is {grouped.standard(values[0])}, write thousands: "." and decimal: "," '
                "for the file in surveys/files.yaml."
            )
            return


def _is_amount(text: str) -> bool:
    return not text.lstrip("-").isdigit() and "e" not in text.lower() and is_written_number(text)


def _signs_of(values: Collection[str]) -> dict[str, str]:
    """Return the signs of a column, each with the first cell that has it.

    They are the per cent sign or the currency of every cell, and flags such as `[p]` and `b`, which some cells alone may have.
    There are none if some cells have another sign or none, or if so many have letters that these may be a unit.

    Args:
        values: The different values of the column.
    """
    signs: dict[str, str] = {}
    units: set[str | None] = set()
    with_letters = 0
    for value in values:
        of_value = _signs(_with_minus(value))
        units.add(next((sign for sign in of_value if not _is_flag(sign)), None))
        with_letters += any(map(_LETTERS.fullmatch, of_value))
        for sign in of_value:
            signs.setdefault(sign, value)
    is_clear = len(units) <= 1 and with_letters * _ONE_IN_PLAIN <= len(values) * (_ONE_IN_PLAIN - 1)
    return signs if is_clear else {}


def _is_flag(sign: str) -> bool:
    return is_note(sign) or _LETTERS.fullmatch(sign) is not None


def _plain(text: str, signs: Collection[str] | None = None) -> str:
    """Return a number without its signs, and with `-` before it if it is below zero.

    Args:
        text: The number.
        signs: The signs that may be removed; every one if left out.
    """
    plain = _with_minus(text)
    for sign in _signs(plain):
        if signs is None or sign in signs:
            plain = "".join(plain.rsplit(sign, 1)).strip(SPACES)
    return with_plain_sign(plain)


def _with_minus(text: str) -> str:
    """Return a number below zero with `-` before it; any other text as it is."""
    minus = minus_of(text)
    if minus is not None:
        for expression in negative_numbers([minus]):
            text = re.sub(expression, r"-\1\2\3", text)
    return text


def _signs(text: str) -> tuple[str, ...]:
    """Return the per cent sign or currency of a number, and the flag after it."""
    return tuple(s for s in signs_in(text) if s in _PER or category(s[0]) == "Sc" or _is_flag(s))
