"""Writes values as the cells of CSV files, with no text that a spreadsheet would run as a formula."""

import re
from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any

from egyv_engine.model.decimals import decimal
from egyv_engine.model.result_columns import ResultColumn

# A spreadsheet takes a cell that starts like this for a formula. The last four are the full-width forms.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def csv_cells(column: ResultColumn, values: Iterable[Any]) -> Iterator[Any]:
    """Yield the cell for each value of a column: str, int, or None where it is empty.

    Args:
        column: The column.
        values: Its values.
    """
    match column.type:
        case "decimal":
            return map(decimal, values, repeat(column.places))
        case "yes or no":
            words = {True: column.words[0], False: column.words[1], None: None}
            return map(words.__getitem__, values)
        case "text" | "whole number":
            return iter(values)


def safe_cells(column: ResultColumn, values: Iterable[Any]) -> Iterator[Any]:
    """Yield the cells for values of a column, its texts as a spreadsheet may read them.

    Args:
        column: The column.
        values: Its values.
    """
    cells = csv_cells(column, values)
    return cells if column.type != "text" else (text and without_formula(text) for text in cells)


def without_formula(text: str) -> str:
    """Return a text with an apostrophe in front if a spreadsheet would take it for a formula.

    Numbers, with or without a sign, are not formulas and stay as they are.
    """
    is_formula = text.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text
