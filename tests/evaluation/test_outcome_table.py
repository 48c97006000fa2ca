"""The table of outcomes: as many units of each outcome as the ledger counts, in both forms of its file."""

import io
from pathlib import Path

import polars as pl
import pytest

import egyv_engine as ee
from egyv_engine.model.outcome_columns import OUTCOMES
from egyv_engine.publish.outcome_file import render_outcomes

PROGRAMMES = Path(__file__).parents[1] / "programmes"
KEYS = ["finding", "wave", "from_wave", "to_wave"]


@pytest.mark.parametrize("name", ["clinics", "hospitals"])
def test_outcomes_are_those_that_the_ledger_counts(name: str) -> None:
    result = ee.evaluate(PROGRAMMES / name)
    table = result.outcomes
    assert table.columns == [column.name for column in OUTCOMES.flat_columns]
    text = table.cast(pl.String)
    assert text.select("unit", *KEYS).is_duplicated().sum() == 0
    numbers = {(*key, outcome): n for *key, outcome, n in text.group_by(*KEYS, "outcome").len().iter_rows()}
    for row in result.ledger.iter_rows(named=True):
        key = tuple(row[k] for k in KEYS)
        found = {word: numbers.pop((*key, word), 0) for word in OUTCOMES.flat_columns[3].words}
        assert sum(found.values()) == row["surveyed"]
        assert sum(found.values()) - found["no return"] == row["returned"]
        assert row["analysed"] - found["not asked"] == row["asked"]
        assert found["met"] + found["not met"] == row["base"]
        assert found["met"] == row["count"]
    assert numbers == {}


def test_outcomes_have_the_same_rows_in_both_forms_and_no_formula_in_csv() -> None:
    table = pl.DataFrame(
        {"unit": ["=1+1", "a"], "finding": "p.x", "wave": "after", "outcome": ["met", "unknown"]}
    ).with_columns(from_wave=pl.lit(None, pl.String), to_wave=pl.lit(None, pl.String))
    assert pl.read_parquet(io.BytesIO(render_outcomes(table, "parquet"))).equals(table)
    assert render_outcomes(table, "csv").decode().splitlines() == [
        "unit,finding,wave,outcome,from_wave,to_wave",
        "'=1+1,p.x,after,met,,",
        "a,p.x,after,unknown,,",
    ]
