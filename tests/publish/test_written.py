"""Compares the files: their contents are equal in every format, and whatever the order of the CSV rows."""

import csv
import io
import json
from pathlib import Path, PurePosixPath

import polars as pl

from egyv_engine.model.finding_columns import FINDINGS
from tests.publish.written_files import without_digests, written


def test_parquet_and_json_say_what_the_csv_says(library: Path) -> None:
    files = written(library)
    rows = list(csv.DictReader(io.StringIO(files["findings.csv"].decode())))
    frame = pl.read_parquet(io.BytesIO(files["findings.parquet"]))
    nested = json.loads(files["findings.json"])["findings"]
    assert frame.columns == [column.name for column in FINDINGS.flat_columns]
    for row, typed, whole in zip(rows, frame.iter_rows(named=True), nested, strict=True):
        for name, cell in row.items():
            value = typed[name]
            assert (cell == "") == (value is None)
            assert value is None or (float(cell) == value if isinstance(value, float) else cell == str(value))
        assert whole["to"]["count"] == int(row["to_count"])
        assert whole["change"]["net"] == int(row["net"])
        assert whole["p_exact"] == float(row["p_exact"])
        assert whole["verdict"] == row["verdict"]


def test_outputs_do_not_depend_on_the_order_of_csv_rows(library: Path) -> None:
    before = written(library)
    for name in ("libraries", "before", "after"):
        path = library / "surveys" / f"{name}.csv"
        header, *rows = path.read_text().splitlines()
        path.write_text("\n".join([header, *reversed(rows)]) + "\n")
    after = written(library)
    receipts = [json.loads(f["receipt.json"]) for f in (before, after)]
    assert without_digests(before) == without_digests(after)
    changed = {n for n, d in receipts[0]["inputs"].items() if receipts[1]["inputs"][n] != d}
    assert changed == {f"surveys/{n}.csv" for n in ("libraries", "before", "after")}
    assert {PurePosixPath(n).suffix for n in changed} == {".csv"}
