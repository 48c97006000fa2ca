"""egyv-engine publish: the file, exit codes, and what keeps it from writing over another file."""

import sys
from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_evaluate import run


def test_publish_writes_a_workbook_and_equal_bytes_for_equal_data(library: Path, tmp_path: Path) -> None:
    file, again = tmp_path / "tables.xlsx", tmp_path / "again.xlsx"
    code, out, _ = run("publish", library, "--format", "xlsx", "--out", file)
    assert (code, out) == (0, f"wrote {file}\n")
    assert openpyxl.load_workbook(file).sheetnames[:3] == ["Cover", "Contents", "Notes"]
    assert run("publish", library, "--format", "xlsx", "--out", again, "--quiet") == (0, "", "")
    assert file.read_bytes() == again.read_bytes()


def test_publish_replaces_a_file_only_if_it_is_asked_to(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "tables.xlsx"
    file.write_text("mine")
    code, out, err = run("publish", library, "--format", "xlsx", "--out", file)
    assert (code, out, file.read_text()) == (2, "", "mine")
    assert f"{file} is there already; add --force to replace it" in err
    assert run("publish", library, "--format", "xlsx", "--out", file, "--force")[0] == 0
    assert openpyxl.load_workbook(file).sheetnames[0] == "Cover"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["tables.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--out", "nowhere/tables.xlsx"), "there is no folder"),
        (("--out", "tables.xlsx", "--without", "finding"), "there is no table 'finding'; the tables are:"),
        (("--out", "tables.xlsx", "--without", "findings", "--without", "ledger"), None),
    ],
)
def test_publish_names_what_is_wrong(
    library: Path, tmp_path: Path, arguments: tuple[str, ...], expected: str | None
) -> None:
    named = [tmp_path / argument if ".xlsx" in argument else argument for argument in arguments]
    code, _, err = run("publish", library, "--format", "xlsx", *named)
    assert code == (0 if expected is None else 2)
    assert expected is None or expected in err
    assert (tmp_path / "tables.xlsx").exists() == (expected is None)


def test_publish_of_a_programme_with_an_error_writes_nothing(library: Path, tmp_path: Path) -> None:
    rules = library / "programme.yaml"
    rules.write_text(rules.read_text().replace("comparisons:", "comparison:"))
    code, out, err = run("publish", library, "--format", "xlsx", "--out", tmp_path / "tables.xlsx")
    assert (code, out) == (1, "")
    assert "nothing was written" in err
    assert not (tmp_path / "tables.xlsx").exists()


def test_publish_without_the_library_names_the_extra(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    code, _, err = run("publish", library, "--format", "xlsx", "--out", tmp_path / "tables.xlsx")
    assert code == 2
    assert "pip install 'egyv-engine[excel]'" in err
