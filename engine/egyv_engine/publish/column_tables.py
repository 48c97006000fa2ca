"""Makes columns of result tables, and writes rows that are held as columns as CSV."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from egyv_engine.model.result_columns import ColumnRows, ResultColumn, ResultTable
from egyv_engine.publish.csv_tables import csv_cells, safe_cells, without_formula


def render_column_csv(table: ResultTable, rows: ColumnRows) -> bytes:
    """Return a CSV file of rows that are held as columns, with the bytes that the rows one by one would give.

    Args:
        table: The columns.
        rows: The rows.
    """
    columns = []
    for column in table.flat_columns:
        found = rows.distinct(column.name)
        cells = pl.Series(without_formula(column.name), _texts(safe_cells(column, found.values)), pl.String)
        columns.append(cells[found.positions])
    out = io.BytesIO()
    pl.DataFrame(columns).write_csv(out)
    return out.getvalue()


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
