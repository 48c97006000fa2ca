"""What is in the files: equal in every format, in the receipt, and whatever the order of the CSV rows."""

import csv
import hashlib
import io
import json
from pathlib import Path, PurePosixPath

import polars as pl

from egyv_engine.files.folder import read_folder
from egyv_engine.model.finding_columns import FINDINGS
from egyv_engine.pipeline.run import evaluate_files
from egyv_engine.publish.run_files import render_files


def written(folder: Path) -> dict[str, bytes]:
    files = read_folder(folder)
    out = evaluate_files(files)
    assert out.programme is not None
    assert out.findings is not None
    assert out.tables is not None
    return render_files(files, out.programme, out.findings, out.tables, out.report)


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


def test_receipt_lists_every_file_in_and_out(library: Path) -> None:
    files = written(library)
    receipt = json.loads(files["receipt.json"])
    assert receipt["outputs"] == {
        n: hashlib.sha256(d).hexdigest() for n, d in files.items() if n != "receipt.json"
    }
    assert receipt["inputs"] == {
        p.relative_to(library).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(library.rglob("*"))
        if p.is_file()
    }
    assert receipt["notice"] == "Made-up answers."
    assert set(receipt["versions"]) == {"engine", "python", "polars", "schemas"}


def test_receipt_meaning_ignores_comments_and_layout_and_sees_rules(library: Path) -> None:
    path = library / "rules" / "scales.yaml"
    before = json.loads(written(library)["receipt.json"])["meaning"]
    path.write_text("# a comment\n\n" + path.read_text().replace("{yes_no:", "{  yes_no:"))
    assert json.loads(written(library)["receipt.json"])["meaning"] == before
    rules = library / "principles" / "1-access.yaml"
    rules.write_text(rules.read_text().replace("at_least: Sometimes", "at_least: Often"))
    assert json.loads(written(library)["receipt.json"])["meaning"] != before


def test_outputs_do_not_depend_on_the_order_of_csv_rows(library: Path) -> None:
    before = written(library)
    for name in ("libraries", "before", "after"):
        path = library / "surveys" / f"{name}.csv"
        header, *rows = path.read_text().splitlines()
        path.write_text("\n".join([header, *reversed(rows)]) + "\n")
    after = written(library)
    receipts = [json.loads(f.pop("receipt.json")) for f in (before, after)]
    assert before == after
    changed = {n for n, d in receipts[0]["inputs"].items() if receipts[1]["inputs"][n] != d}
    assert changed == {f"surveys/{n}.csv" for n in ("libraries", "before", "after")}
    assert {PurePosixPath(n).suffix for n in changed} == {".csv"}
