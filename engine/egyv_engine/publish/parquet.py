"""Writes findings as Parquet, with the columns of findings.csv."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from egyv_engine.model.finding_columns import FINDINGS
from egyv_engine.model.findings import Finding
from egyv_engine.model.result_columns import ResultColumn, ResultTable
from egyv_engine.publish.csv_tables import csv_cells


def render_parquet(findings: Iterable[Finding]) -> bytes:
    """Return a Parquet file of one row group, with the columns and types of `result_frame`."""
    out = io.BytesIO()
    result_frame(FINDINGS, tuple(findings)).write_parquet(out, compression="zstd", statistics=True)
    return out.getvalue()


def result_frame(table: ResultTable, rows: Sequence[Any]) -> pl.DataFrame:
    """Return rows as a frame: Int64 for whole numbers, Float64 for decimals, else String; null for an empty cell.

    Args:
        table: The columns.
        rows: The rows, of the class that the columns read.
    """
    return pl.DataFrame([_series(column, rows) for column in table.flat_columns])


def _series(column: ResultColumn, rows: Sequence[Any]) -> pl.Series:
    cells = csv_cells(column, rows)
    match column.type:
        case "whole number":
            return pl.Series(column.name, list(cells), dtype=pl.Int64)
        case "decimal":
            return pl.Series(column.name, [float(cell) if cell else None for cell in cells], dtype=pl.Float64)
        case "text" | "yes or no":
            return pl.Series(column.name, [cell or None for cell in cells], dtype=pl.String)
