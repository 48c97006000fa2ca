"""Nothing depends on the order of rows or columns: shuffled data files give the same outputs, byte for byte."""

import csv
import io
import json
import random
from collections.abc import Mapping
from pathlib import PurePosixPath

import pytest

from egyv_engine.model.run_notes import RunNotes
from egyv_engine.pipeline.run import evaluate_files
from egyv_engine.publish.run_files import render_files
from tests.mini_programme import FILES

Files = Mapping[PurePosixPath, bytes]


def shuffled(data: bytes, seed: int) -> bytes:
    """A CSV file with its rows and its columns in another order."""
    order = random.Random(seed)
    header, *rows = csv.reader(io.StringIO(data.decode(), newline=""))
    columns = list(range(len(header)))
    order.shuffle(columns)
    order.shuffle(rows)
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([row[i] for i in columns] for row in (header, *rows))
    return text.getvalue().encode()


def outputs(files: Files) -> dict[str, bytes]:
    """Every file of a run; of the receipt all but the hashes of what was read."""
    made = evaluate_files(files)
    assert made.programme is not None
    assert made.findings is not None
    assert made.survey is not None
    written = render_files(
        files,
        made.programme,
        made.findings,
        made.supplements,
        made.report,
        notes=RunNotes(left_out=made.survey.left_out),
    )
    receipt = json.loads(written["receipt.json"])
    del receipt["inputs"]
    return {**written, "receipt.json": json.dumps(receipt).encode()}


@pytest.fixture(scope="module")
def as_shipped(shipped: Files) -> dict[str, bytes]:
    return outputs(shipped)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_order_of_rows_and_columns_changes_no_byte(
    shipped: Files, as_shipped: Mapping[str, bytes], seed: int
) -> None:
    files = {f: shuffled(data, seed) if f.suffix == ".csv" else data for f, data in shipped.items()}
    changed = [f for f in shipped if files[f] != shipped[f]]
    assert len(changed) >= 9
    made = outputs(files)
    assert [name for name in as_shipped if made[name] != as_shipped[name]] == []


def test_order_of_rows_and_columns_changes_no_byte_of_another_programme() -> None:
    files = {PurePosixPath(name): text.encode() for name, text in FILES.items()}
    first = outputs(files)
    for seed in (1, 2, 3):
        made = outputs({f: shuffled(d, seed) if f.suffix == ".csv" else d for f, d in files.items()})
        assert [name for name in first if made[name] != first[name]] == []
