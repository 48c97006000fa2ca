"""Cases worked out by hand: folders of a programme, its answers, and rows that must come out.

Each folder's README.md holds the arithmetic. `expected/TABLE.csv` names some columns of some rows.
"""

import csv
import io
from pathlib import Path, PurePosixPath

import pytest

from egyv_engine.diagnostics.diagnostic import has_errors
from egyv_engine.pipeline.run import evaluate_files
from tests.csv_files import tables_of
from tests.oracle.agree import differences, programme_files

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/programme.yaml"))
KEYS = (
    *("finding", "principle", "indicator", "cohort", "question", "item", "wave", "from_wave", "to_wave"),
    *("selection", "unit", "source"),
)
Row = dict[str, str]


def rows(data: bytes) -> list[Row]:
    """The rows of a CSV file as text."""
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def of_same_name(row: Row, found: list[Row]) -> list[Row]:
    """The rows with the ids that `row` has."""
    keys = [key for key in KEYS if key in row]
    return [one for one in found if all(one[key] == row[key] for key in keys)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_worked_out_by_hand_comes_out(case: Path) -> None:
    files = programme_files(case)
    made = evaluate_files({PurePosixPath(name): data for name, data in files.items()})
    assert not has_errors(list(made.diagnostics)), made.diagnostics
    written = tables_of(made)
    assert written

    for expected in sorted((case / "expected").glob("*.csv")):
        found = rows(written[expected.stem])
        for row in rows(expected.read_bytes()):
            (one,) = of_same_name(row, found)
            assert {key: one[key] for key in row} == row

    assert differences(files, written) == []


def test_cases_each_have_their_arithmetic_and_rows() -> None:
    assert len(CASES) >= 10
    for case in CASES:
        assert (case / "README.md").read_text().startswith("# ")
        assert list((case / "expected").glob("*.csv"))
