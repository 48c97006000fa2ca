"""egyv-engine read: formats, files, exit codes, and what a programme with faults still shows."""

import builtins
import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.test_evaluate import run


def test_read_shows_a_line_per_question(library: Path) -> None:
    code, out, err = run("read", library)
    assert (code, err) == (0, "")
    assert out.startswith("before (before): 11 analysed returns\n  open_late         base 11; No 7 (63.6%)")


def test_read_csv_and_json_go_to_stdout_or_to_a_file(library: Path, tmp_path: Path) -> None:
    _, table, _ = run("read", library, "--format", "csv")
    assert next(csv.reader(io.StringIO(table))) == [
        *("wave", "group", "question", "item", "kind", "answer", "count", "base", "share"),
    ]
    file = tmp_path / "toplines.csv"
    assert run("read", library, "--format", "csv", "--out", file) == (0, "", f"Written to {file}.\n")
    assert file.read_text(encoding="utf-8") == table
    assert json.loads(run("read", library, "--format", "json")[1])["version"] == 1
    assert run("read", library, "--format", "json", "--out", file, "--quiet") == (0, "", "")
    assert json.loads(file.read_text(encoding="utf-8"))["waves"] == {"before": "before", "after": "after"}


@pytest.mark.parametrize("source", ["programme.yaml", "surveys/before.csv"])
def test_read_never_writes_over_what_it_reads(library: Path, tmp_path: Path, source: str) -> None:
    kept = (library / source).read_bytes()
    link = tmp_path / "link.csv"
    link.symlink_to(library / source)
    for file in (library / source, link):
        code, out, err = run("read", library, "--format", "csv", "--out", file)
        assert (code, out) == (2, "")
        assert f"{file} is a file that the programme reads; name another file with --out" in err
    assert (library / source).read_bytes() == kept


def test_read_workbook_needs_a_file(library: Path, tmp_path: Path) -> None:
    code, out, err = run("read", library, "--format", "xlsx")
    assert (code, out) == (2, "")
    assert "add --out toplines.xlsx" in err
    file = tmp_path / "toplines.xlsx"
    assert run("read", library, "--format", "xlsx", "--out", file)[0] == 0
    assert openpyxl.load_workbook(file).sheetnames == ["before", "after"]


def test_read_workbook_without_the_library_names_the_extra(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = builtins.__import__

    def refuse(name: str, *rest: Any, **named: Any) -> Any:
        if name == "xlsxwriter":
            raise ImportError(name)
        return imported(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", refuse)
    code, _, err = run("read", library, "--format", "xlsx", "--out", tmp_path / "toplines.xlsx")
    assert code == 2
    assert "pip install egyv-engine[excel]" in err
    assert not (tmp_path / "toplines.xlsx").exists()


def test_read_data_with_a_fault_shows_the_rest_and_fails(library: Path) -> None:
    path = library / "surveys" / "after.csv"
    path.write_text(path.read_text().replace("birch,Yes", "birch,Yse"))
    code, out, err = run("read", library)
    assert code == 1
    assert "surveys/after.csv:3:7: EGY507" in err
    assert err.endswith("1 error\n")
    assert (
        "after (after): 13 analysed returns\n  open_late         base 12; No 3 (25.0%), Yes 9 (75.0%); 1 blank"
        in out
    )


def test_read_data_without_a_register_shows_nothing(library: Path) -> None:
    (library / "surveys" / "libraries.csv").write_bytes(b"\xff")
    code, out, err = run("read", library)
    assert (code, out) == (1, "")
    assert err.endswith("nothing could be read\n")


def test_read_cannot_write_into_a_folder_that_is_not_there(library: Path, tmp_path: Path) -> None:
    code, _, err = run("read", library, "--out", tmp_path / "no" / "toplines.txt")
    assert code == 2
    assert "cannot write" in err


def test_read_help_has_examples() -> None:
    assert "egyv-engine read" in run("read", "--help")[1].partition("Examples:")[2]
