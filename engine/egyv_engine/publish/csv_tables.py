"""Writes result tables as CSV, with the columns and rows in declared order."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any

from egyv_engine.model.decimals import decimal
from egyv_engine.model.documents import Programme
from egyv_engine.model.findings import Findings
from egyv_engine.model.result_columns import ColumnRows, ResultColumn, ResultTable
from egyv_engine.model.supplements import Supplements
from egyv_engine.publish.result_tables import result_tables

# A spreadsheet takes a cell that starts like this for a formula. The last four are the full-width forms.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def tables(findings: Findings, supplements: Supplements, programme: Programme) -> Mapping[str, bytes]:
    """Return each table as the bytes of its CSV file (UTF-8, newline endings, a header), by the table's name.

    Args:
        findings: The findings and the tables derived from them.
        supplements: The scores, selections and counts of recommendations.
        programme: Decides which supplements have a table, and names some of its columns.
    """
    made = result_tables(findings, supplements, programme)
    return {declared.table.name: render_csv(declared.table, declared.rows) for declared in made}


def render_csv(table: ResultTable, rows: Sequence[Any] | ColumnRows) -> bytes:
    """Return a CSV file of these rows; a cell is empty where there is nothing to state.

    No text in it, in the header or below, is one that a spreadsheet would run as a formula.

    Args:
        table: The columns.
        rows: The rows, of the class that the columns read.
    """
    from egyv_engine.publish.column_tables import write_columns

    return write_columns(table, rows)


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
    if column.type != "text":
        return cells
    texts = list(cells)
    written = {text: text and without_formula(text) for text in set(texts)}  # far fewer than there are cells
    return map(written.__getitem__, texts)


def without_formula(text: str) -> str:
    """Return a text with an apostrophe in front if a spreadsheet would take it for a formula.

    Numbers, with or without a sign, are not formulas and stay as they are.
    """
    is_formula = text.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text
