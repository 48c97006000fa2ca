"""A condition `rows` that leaves out a cohort in one wave: one that leaves out a part of it, or nobody who is missing, is ordinary."""

from pathlib import PurePosixPath

import pytest

from egyv_engine.pipeline.run import check_files
from tests.library import BASE
from tests.test_cases_invalid import programme

CASE = BASE.parent / "EGY481_rows_that_leave_out_a_cohort"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("surveys/after.csv", "1955-06-01,,No,Yes,Yes,finished", "1955-06-01,,No,Yes,Yes,done"),
        ("surveys/files.yaml", "is: done", "is_one_of: [done, finished]"),
        (
            "programme.yaml",
            "returned: has_row}",
            "returned: has_row, surveyed: {attribute: cohort, is: pilot}}",
        ),
    ],
    ids=["one unit is kept", "all are kept", "the cohort was not surveyed"],
)
def test_cohort_of_which_some_are_kept_or_nobody_was_surveyed_is_not_told(
    name: str, old: str, new: str
) -> None:
    files = programme(CASE)
    assert "EGY481" in {d.code for d in check_files(files)}
    text = files[PurePosixPath(name)].decode()
    assert old in text
    changed = {**files, PurePosixPath(name): text.replace(old, new).encode()}
    assert "EGY481" not in {d.code for d in check_files(changed)}
