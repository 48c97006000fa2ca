"""Makes the columns of result tables, and writes them as CSV."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from egyv_engine.model.result_columns import ColumnRows, ColumnType, ResultColumn, ResultTable
from egyv_engine.publish.csv_values import csv_cells, safe_cells, without_formula
from egyv_engine.publish.row_columns import as_columns, values_at

_TYPES: Mapping[ColumnType, pl.DataType] = {
    "text": pl.String(),
    "whole number": pl.Int64(),
    "decimal": pl.Float64(),
    "yes or no": pl.String(),
}


def render_csv(table: ResultTable, rows: Sequence[Any] | ColumnRows) -> bytes:
    """Return a CSV file of these rows, made column by column; a cell is empty where there is nothing to state.

    No text in it, in the header or below, is one that a spreadsheet would run as a formula.

    Args:
        table: The columns.
        rows: The rows, or the rows as columns.
    """
    out = io.BytesIO()
    columns = as_columns(table, rows)
    pl.select([_written(column, columns) for column in table.flat_columns]).write_csv(out)
    return out.getvalue()


def _written(column: ResultColumn, rows: ColumnRows) -> pl.Expr:
    """Return a column as CSV files have it: whole numbers, else text; null for an empty cell."""
    dtype = pl.Int64() if column.type == "whole number" else pl.String()
    return _series(column, rows, safe_cells, dtype).alias(without_formula(column.name))


def cell_column(column: ResultColumn, rows: ColumnRows) -> pl.Expr:
    """Return a column as CSV files have it, typed: Int64, Float64 for decimals, else String; null for an empty cell.

    Args:
        column: The column.
        rows: The rows as columns.
    """
    return _series(column, rows, csv_cells, _TYPES[column.type])


def _series(
    column: ResultColumn,
    rows: ColumnRows,
    cells_of: Callable[[ResultColumn, Iterable[Any]], Iterator[Any]],
    dtype: pl.DataType,
) -> pl.Expr:
    found = rows.distinct(column.name)
    cells = list(cells_of(column, found.values))
    if dtype == pl.Float64:
        cells = [float(cell) if cell else None for cell in cells]
    elif dtype == pl.String:
        cells = [cell or None for cell in cells]
    return values_at(pl.Series(cells, dtype=dtype), found.positions).alias(column.name)
