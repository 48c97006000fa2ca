"""Builds the Polars frames of a result."""

import io

import polars as pl

from egyv_engine.pipeline.run import Outputs

_DECIMAL = frozenset(["p_exact", "p_smallest", "score", "coverage", "from_score", "to_score", "change"])
_YES_NO = frozenset(["target_met", "available", "preferred", "selected"])
_TEXT = frozenset(
    [
        *("finding", "principle", "indicator", "item", "cohort", "from_wave", "to_wave", "wave", "question"),
        *("verdict", "reason", "care", "certainty", "certainty_surveyed", "band"),
        *("unit", "selection", "class", "record", "commonest"),
    ]
)


def frame(name: str, outputs: Outputs) -> pl.DataFrame:
    """Builds the table of that name, with the columns of its CSV file, typed; empty if it is not declared."""
    data = (outputs.tables or {}).get(name)
    if data is None:
        return pl.DataFrame()
    texts = pl.read_csv(io.BytesIO(data), infer_schema=False)
    return texts.select(_typed(name, column) for column in texts.columns)


def _typed(table: str, column: str) -> pl.Expr:
    text = pl.col(column)
    if column in _YES_NO:
        return text == "yes"
    if column in _DECIMAL or column.endswith("_percent"):
        return text.cast(pl.Float64)
    if column in _TEXT or (table == "selection" and column != "rank"):
        return text
    return text.cast(pl.Int64)
