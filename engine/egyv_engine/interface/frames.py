"""Builds the Polars frames of a result from the declarations of its columns."""

from typing import Any, assert_never

import polars as pl

from egyv_engine.model.result_columns import ColumnRows, ResultColumn
from egyv_engine.model.supplement_columns import PUBLISHED, SCORE_CHANGES, SCORES
from egyv_engine.pipeline.run import Outputs
from egyv_engine.publish.result_tables import TableRows, result_tables
from egyv_engine.publish.row_columns import as_columns


def frame(name: str, outputs: Outputs) -> pl.DataFrame:
    """Build a table of a finished run as a frame.

    Args:
        name: The name of the table's CSV file, without the ending.
        outputs: The run.

    Returns:
        The columns of the CSV file, typed, with exact values. Without rows if the programme does not declare the
        table; without columns, too, if the declaration names them.
    """
    assert outputs.findings is not None
    assert outputs.programme is not None
    declared = result_tables(outputs.findings, outputs.supplements, outputs.programme)
    fixed = [TableRows(table=table, rows=()) for table in (SCORES, SCORE_CHANGES, PUBLISHED)]
    found = next((t for t in (*declared, *fixed) if t.table.name == name), None)
    if found is None:
        return pl.DataFrame()
    rows = as_columns(found.table, found.rows)
    return pl.DataFrame([_series(column, rows) for column in found.table.flat_columns])


def _series(column: ResultColumn, rows: ColumnRows) -> pl.Series:
    found = rows.distinct(column.name)
    values: pl.Series = _typed(column, list(found.values)).gather(found.positions)
    return values


def _typed(column: ResultColumn, values: list[Any]) -> pl.Series:
    match column.type:
        case "whole number":
            return pl.Series(column.name, values, dtype=pl.Int64)
        case "decimal":
            exact = [None if value is None else float(value) for value in values]
            return pl.Series(column.name, exact, dtype=pl.Float64)
        case "yes or no":
            return pl.Series(column.name, values, dtype=pl.Boolean)
        case "text":
            return pl.Series(column.name, values, dtype=pl.String)
        case _:
            assert_never(column.type)
