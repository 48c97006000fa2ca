"""egyv-engine publish: the file, exit codes, and what keeps it from writing over another file."""

import shutil
import sys
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.cli.test_evaluate import run

PROGRAMMES = Path(__file__).parents[1] / "programmes"


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


def test_publish_replaces_no_source_even_if_it_is_asked_to(library: Path) -> None:
    for source in (library / "surveys" / "before.csv", library / "principles" / "1-access.yaml"):
        kept = source.read_bytes()
        code, out, err = run("publish", library, "--format", "xlsx", "--out", source, "--force")
        assert (code, out, source.read_bytes()) == (2, "", kept)
        assert f"{source} is a file that the programme reads; name another file with --out" in err


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


def test_publish_writes_the_report_as_a_word_document(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    assert run("publish", library, "--format", "docx", "--out", file)[:2] == (0, f"wrote {file}\n")
    assert docx.Document(str(file)).paragraphs[0].text == "Libraries"
    code, _, err = run(
        "publish", library, "--format", "docx", "--out", file, "--without", "scores", "--force"
    )
    assert code == 2
    assert "--without leaves out tables of a workbook; add --format xlsx, or remove it" in err


def test_publish_of_a_programme_without_a_report_says_what_to_add(tmp_path: Path) -> None:
    programme = Path(shutil.copytree(PROGRAMMES / "gardens", tmp_path / "gardens"))
    code, out, err = run("publish", programme, "--format", "docx", "--out", tmp_path / "report.docx")
    assert (code, out) == (2, "")
    assert "add reports/report.yaml with a title, or use --format xlsx" in err
    (programme / "reports").mkdir()
    (programme / "reports" / "report.yaml").write_text("title: Gardens\n")
    assert run("publish", programme, "--format", "docx", "--out", tmp_path / "report.docx")[0] == 0


@pytest.mark.parametrize(
    ("form", "module", "package", "extra"),
    [("xlsx", "xlsxwriter", "xlsxwriter", "excel"), ("docx", "docx", "python-docx", "word")],
)
def test_publish_without_the_library_names_the_extra(
    library: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    module: str,
    package: str,
    extra: str,
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    code, _, err = run("publish", library, "--format", form, "--out", tmp_path / "file")
    assert code == 2
    assert f"needs {package}, which is not installed; pip install 'egyv-engine[{extra}]'" in err
    assert not (tmp_path / "file").exists()
