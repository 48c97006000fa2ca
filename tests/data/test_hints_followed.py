"""Each hint that names a key, followed to its end: the message on the fault names the key, and the fault is gone once the key is written.

A folder of `hints` has the files that differ from a sound programme, and hint.yaml: the code of the fault, the words of its
hint, and the files that follow the hint.
"""

import re
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from egyv_engine.diagnostics.diagnostic import has_errors
from egyv_engine.pipeline.run import check_files, evaluate_files
from tests.csv_files import tables_of

FOLDER = Path(__file__).parent / "hints"
CASES = [pytest.param(p.parent, id=p.parent.name) for p in sorted(FOLDER.glob("*/hint.yaml"))]
DATA = Path(__file__).parents[2] / "engine" / "egyv_engine" / "data"
Files = dict[PurePosixPath, bytes]


def files_of(folder: Path) -> Files:
    return {
        PurePosixPath(path.relative_to(folder).as_posix()): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "hint.yaml"
    }


def test_programme_that_the_cases_change_has_no_fault() -> None:
    assert check_files(files_of(FOLDER / "base")) == []


@pytest.mark.parametrize("case", CASES)
def test_fault_is_gone_once_the_key_of_its_hint_is_written(case: Path) -> None:
    expected: dict[str, Any] = yaml.safe_load((case / "hint.yaml").read_text(encoding="utf-8"))
    wrong = files_of(FOLDER / "base") | files_of(case)
    hints = [d.hint or "" for d in check_files(wrong) if d.code == expected["code"]]
    assert any(expected["hint"] in hint for hint in hints), hints

    followed = wrong | {PurePosixPath(name): text.encode() for name, text in expected["then"].items()}
    assert [f"{d.code} {d.message}" for d in check_files(followed)] == []
    made = evaluate_files(followed)
    assert not has_errors(made.diagnostics)
    assert tables_of(made)


def test_every_key_that_a_hint_on_data_files_quotes_is_followed_in_a_case() -> None:
    quoted = {
        key
        for path in DATA.rglob("*.py")
        for key in re.findall(r"'([a-z_]+): ", path.read_text(encoding="utf-8"))
    }
    hints = " ".join(yaml.safe_load(path.read_bytes())["hint"] for path in FOLDER.glob("*/hint.yaml"))
    # `rows` leaves out a total in the middle of a table: tests/data/shaping/test_footers.py
    assert {key for key in quoted if f"{key}: " not in hints} <= {"rows"}
