"""Forms, as pyxform reads them."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from egyv_engine.cli.main import main
from egyv_engine.exchange.choice_names import form_name
from tests.library import write_library

ROOT = Path(__file__).parents[2]
TOYS = sorted(path.parent for path in (ROOT / "tests" / "programmes").glob("*/programme.yaml"))


@pytest.mark.parametrize("root", [ROOT, *TOYS], ids=lambda root: root.name if root != ROOT else "shipped")
def test_form_of_a_programme_is_read_by_pyxform_without_warnings(root: Path, tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    ended = CliRunner().invoke(main, ["export", str(root), "--xlsform", str(form)], catch_exceptions=False)
    assert ended.exit_code == 0, ended.output
    made = convert(str(form), validate=False)
    assert made.warnings == []
    assert made.xform is not None


def test_export_overwrites_nothing_and_names_an_unknown_wave(tmp_path: Path) -> None:
    programme, form = write_library(tmp_path / "library"), tmp_path / "form.xlsx"
    form.write_text("mine", encoding="utf-8")
    arguments = ["export", str(programme), "--ddi", str(tmp_path / "book.xml"), "--xlsform", str(form)]
    ended = CliRunner().invoke(main, arguments)
    assert ended.exit_code == 2
    assert "is there already" in ended.stderr
    assert (form.read_text(encoding="utf-8"), (tmp_path / "book.xml").exists()) == ("mine", False)
    ended = CliRunner().invoke(main, [*arguments[:-1], str(tmp_path / "new.xlsx"), "--wave", "aftr"])
    assert ended.exit_code == 2
    assert "there is no wave 'aftr'; did you mean 'after'?" in ended.stderr


def test_names_have_no_spaces_and_are_numbered() -> None:
    assert form_name("Yes, in some cases") == "Yes_in_some_cases"
    assert form_name("a b", ["a_b", "a_b_2"]) == "a_b_3"


@pytest.mark.parametrize(
    ("question", "kind", "constraint"),
    [
        ("scale: number, at_least: 0, at_most: 100, dont_know: []", "decimal", "(. >= 0 and . <= 100)"),
        ("scale: date, at_least: 2020-01-01, dont_know: []", "date", ". >= date('2020-01-01')"),
        (
            "scale: number, at_most: 9, dont_know: [Unsure]",
            "text",
            "((regex(., '^-?[0-9]+([.][0-9]+)?$') and number(.) <= 9) or . = 'Unsure')",
        ),
    ],
)
def test_form_refuses_answers_outside_the_limits(
    question: str, kind: str, constraint: str, tmp_path: Path
) -> None:
    programme, form = write_library(tmp_path / "library"), tmp_path / "form.xlsx"
    instrument = programme / "surveys" / "instrument.yaml"
    instrument.write_text(
        f"{instrument.read_text()}  - {{id: asked, asks: Which is it?, {question}}}\n", encoding="utf-8"
    )
    arguments = ["export", str(programme), "--xlsform", str(form)]
    ended = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert form.exists(), ended.output
    sheet = load_workbook(form)["survey"]
    header, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    (found,) = (row for row in rows if row[header.index("name")] == "asked")
    assert (found[header.index("type")], found[header.index("constraint")]) == (kind, constraint)
    assert convert(str(form), validate=False).warnings == []
