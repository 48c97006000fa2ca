"""The types and values of findings.parquet for findings made by hand."""

import io

import polars as pl

from egyv_engine.model.finding_columns import FINDINGS
from egyv_engine.publish.parquet import render_parquet
from tests.publish.results import BARE, FULL


def test_parquet_has_numbers_as_numbers_and_the_rest_as_text() -> None:
    frame = pl.read_parquet(io.BytesIO(render_parquet(FINDINGS, [FULL, BARE])))
    whole = {
        *("from_count", "from_base", "to_count", "to_base", "net_low", "net_high"),
        *("matched", "gained", "lost", "kept", "never", "net"),
    }
    assert {name for name, dtype in frame.schema.items() if dtype == pl.Int64} == whole
    decimals = {"p_exact", "p_smallest", "score"}
    assert {name for name, dtype in frame.schema.items() if dtype == pl.Float64} == decimals
    assert all(frame.schema[name] == pl.String for name in set(frame.columns) - whole - decimals)


def test_parquet_holds_the_values_of_the_csv_and_null_for_an_empty_cell() -> None:
    full, bare = pl.read_parquet(io.BytesIO(render_parquet(FINDINGS, [FULL, BARE]))).iter_rows(named=True)
    wanted = {
        "to_count": 10,
        "net": 3,
        "p_exact": 0.375,
        "score": 71.4,
        "care": "with_care",
        "target_met": "no",
        "target_certainty": "open",
    }
    assert {name: full[name] for name in wanted} == wanted
    assert {name for name, value in bare.items() if value is not None} == {
        *("finding", "principle", "indicator", "to_wave", "verdict"),
    }
