"""Nothing depends on the order of rows or columns: shuffled data files give the same outputs, byte for byte."""

import csv
import io
import random
from collections.abc import Mapping
from pathlib import PurePosixPath

import pytest

from egyv_engine.interface.result import Result
from egyv_engine.pipeline.run import evaluate_files
from tests.mini_programme import FILES
from tests.publish.written_files import without_digests

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
    """Every file of a run; of the receipt and of the page all but the hashes of what was read."""
    return without_digests(Result(evaluate_files(files)).rendered())


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
