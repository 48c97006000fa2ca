"""Writes the table of outcomes as a Parquet or a CSV file."""

import io

import polars as pl

from egyv_engine.model.outcome_columns import OutcomesFile
from egyv_engine.publish.csv_values import without_formula


def render_outcomes(outcomes: pl.DataFrame, form: OutcomesFile) -> bytes:
    """Return the table as the bytes of a file. No text in a CSV file is one that a spreadsheet would run as a formula.

    Args:
        outcomes: The table, with the columns of model/outcome_columns.py.
        form: The form of the file.
    """
    out = io.BytesIO()
    if form == "parquet":
        outcomes.write_parquet(out, compression="zstd")
        return out.getvalue()
    units = outcomes["unit"].unique()
    changed = {unit: text for unit in units if (text := without_formula(unit)) != unit}
    outcomes.with_columns(pl.col("unit").replace(changed)).write_csv(out)
    return out.getvalue()
