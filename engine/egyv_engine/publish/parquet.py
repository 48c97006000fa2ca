"""Writes result tables as Parquet, with the columns of their CSV files."""

import io
from collections.abc import Sequence
from typing import Any

import polars as pl

from egyv_engine.model.result_columns import ColumnRows, ResultTable
from egyv_engine.publish.column_tables import cell_column
from egyv_engine.publish.row_columns import as_columns


def render_parquet(table: ResultTable, rows: Sequence[Any] | ColumnRows) -> bytes:
    """Return a Parquet file of these rows: numbers as numbers, the rest as text, null for an empty cell.

    Args:
        table: The columns.
        rows: The objects that make the rows, or the rows as columns.
    """
    columns = as_columns(table, rows)
    frame = pl.select([cell_column(column, columns) for column in table.flat_columns])
    out = io.BytesIO()
    frame.write_parquet(out, compression="zstd", statistics=True)
    return out.getvalue()
