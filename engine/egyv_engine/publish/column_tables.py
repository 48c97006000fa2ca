"""Makes columns of result tables, and writes rows that are held as columns as CSV."""

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from egyv_engine.model.result_columns import ColumnRows, ResultColumn
from egyv_engine.publish.csv_tables import csv_cells, safe_cells, without_formula


def written_column(column: ResultColumn, rows: Sequence[Any] | ColumnRows) -> pl.Series:
    """Return a column as CSV files have it: whole numbers, else text; null for an empty cell.

    Args:
        column: The column; its name, too, is written so that a spreadsheet does not take it for a formula.
        rows: The rows, or the rows as columns.
    """
    name = without_formula(column.name)
    if isinstance(rows, ColumnRows):
        found = rows.distinct(column.name)
        cells: pl.Series = pl.Series(name, _texts(safe_cells(column, found.values)), pl.String)
        return cells[found.positions]
    values = safe_cells(column, map(column.get, rows))
    if column.type == "whole number":
        return pl.Series(name, list(values), pl.Int64)
    return pl.Series(name, _texts(values), pl.String)


def cell_column(column: ResultColumn, rows: Sequence[Any] | ColumnRows) -> pl.Series:
    """Return a column as CSV files have it, typed: Int64, Float64 for decimals, else String; null for an empty cell.

    Args:
        column: The column.
        rows: The rows, or the rows as columns.
    """
    if isinstance(rows, ColumnRows):
        found = rows.distinct(column.name)
        cells: pl.Series = _typed(column, csv_cells(column, found.values))[found.positions]
        return cells
    return _typed(column, csv_cells(column, map(column.get, rows)))


def _typed(column: ResultColumn, cells: Iterable[Any]) -> pl.Series:
    match column.type:
        case "whole number":
            return pl.Series(column.name, list(cells), dtype=pl.Int64)
        case "decimal":
            return pl.Series(column.name, [float(cell) if cell else None for cell in cells], dtype=pl.Float64)
        case "text" | "yes or no":
            return pl.Series(column.name, _texts(cells), dtype=pl.String)


def _texts(cells: Iterable[Any]) -> list[str | None]:
    return [None if cell in (None, "") else str(cell) for cell in cells]
