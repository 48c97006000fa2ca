"""Makes the columns of result tables, and writes them as CSV."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from egyv_engine.model.result_columns import ColumnRows, ResultColumn, ResultTable
from egyv_engine.publish.csv_tables import csv_cells, safe_cells, without_formula


def write_columns(table: ResultTable, rows: Sequence[Any] | ColumnRows) -> bytes:
    """Return a CSV file of these rows, made column by column.

    Args:
        table: The columns.
        rows: The rows, or the rows as columns.
    """
    out = io.BytesIO()
    pl.DataFrame([_written(column, rows) for column in table.flat_columns]).write_csv(out)
    return out.getvalue()


def _written(column: ResultColumn, rows: Sequence[Any] | ColumnRows) -> pl.Series:
    """Return a column as CSV files have it: whole numbers, else text; null for an empty cell."""
    name = without_formula(column.name)
    if isinstance(rows, ColumnRows):
        found = rows.distinct(column.name)
        distinct = pl.Series(name, _texts(safe_cells(column, found.values)), pl.String)
        cells: pl.Series = distinct[found.positions]
        return cells
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
