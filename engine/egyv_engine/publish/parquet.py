"""Writes result tables as Parquet, with the columns of their CSV files."""

import io
from collections.abc import Sequence
from typing import Any

import polars as pl

from egyv_engine.model.result_columns import ResultTable
from egyv_engine.publish.column_tables import cell_column


def render_parquet(table: ResultTable, rows: Sequence[Any]) -> bytes:
    """Return a Parquet file of these rows: numbers as numbers, the rest as text, null for an empty cell.

    Args:
        table: The columns.
        rows: The rows, of the class that the columns read.
    """
    frame = pl.DataFrame([cell_column(column, rows) for column in table.flat_columns])
    out = io.BytesIO()
    frame.write_parquet(out, compression="zstd", statistics=True)
    return out.getvalue()
