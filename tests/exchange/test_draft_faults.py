"""Files that cannot be drafted from: every fault of every file is reported in one run, and nothing is written."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from egyv_engine.cli.main import main

SURVEY = ["type", "name", "label"]
CHOICES = ["list_name", "name", "label"]


def refused(folder: Path, *sources: str) -> list[str]:
    """The lines that `init` prints about files of a folder, without those that show the place."""
    paths = [folder / source for source in sources]
    arguments = ["init", str(folder / "draft"), *(a for path in paths for a in ("--from", str(path)))]
    ended = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert ended.exit_code == 1, ended.output
    assert not (folder / "draft").exists()
    lines = ended.output.replace(f"{folder.as_posix()}/", "").splitlines()
    return [line for line in lines if not line.startswith("   |")]


def write_form(path: Path, survey: Sequence[tuple[str, ...]], choices: Sequence[tuple[str, ...]]) -> None:
    with pd.ExcelWriter(path, engine="openpyxl") as book:
        pd.DataFrame(survey, columns=SURVEY).to_excel(book, sheet_name="survey", index=False)
        pd.DataFrame(choices, columns=CHOICES).to_excel(book, sheet_name="choices", index=False)


def test_every_fault_of_every_file_is_reported_in_one_run(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "b.csv").write_text("club,open,open\nnorth,Yes,Yes\nsouth,No\n", encoding="utf-8")
    (tmp_path / "c.xlsx").write_bytes(b"club,open\nnorth,Yes\n")
    (tmp_path / "d.csv").write_bytes(b"")
    survey = [
        ("select_one yesno", "open", "Is it open?"),
        ("integer", "", "How many?"),
        ("begin group", "more", ""),
    ]
    write_form(tmp_path / "form.xlsx", survey, [("yes_no", "y", "Yes"), ("yes_no", "n", "No")])
    assert refused(tmp_path, "a.pdf", "b.csv", "c.xlsx", "d.csv", "form.xlsx") == [
        "a.pdf:1:1: EGY580 the ending of 'a.pdf' belongs to no kind of file that can be drafted from",
        (
            "   = give a file whose name ends with .csv, .tsv, .tab, .txt, .parquet, .xlsx, .xlsm, .xls, .ods, .sav, .zsav, "
            ".por, .dta"
        ),
        "b.csv:3:7: EGY504 this row has 2 cells, but the header has 3",
        (
            "   = in the row that starts with 'south', a comma is missing or extra, or a cell that contains a comma is not in "
            "quotation marks; if the last row is a note or a total below the table, write 'footer_rows: 1' for the file in "
            "surveys/files.yaml"
        ),
        "c.xlsx:1:1: EGY560 this is a text file, but its name is that of a workbook",
        "   = rename it to 'c.csv', also where it is named",
        "d.csv:1:1: EGY502 the file is empty",
        "   = the file needs a header and at least one row below it",
        "form.xlsx:survey!A2: EGY583 there is no list 'yesno' in the sheet 'choices'",
        "   = did you mean 'yes_no'? lists of the sheet choices: yes_no",
        "form.xlsx:survey!A3: EGY583 this row has no name",
        "   = fill in the column 'name'",
        "form.xlsx:survey!A4: EGY583 this group does not end",
        "   = add a row with the type end_group",
        "nothing was written: 7 errors",
    ]


def test_second_form_is_reported(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_form(tmp_path / name, [("integer", "people", "How many people?")], [])
    assert refused(tmp_path, "a.xlsx", "b.xlsx")[0] == (
        "b.xlsx:1:1: EGY582 this is a second form, besides 'a.xlsx'"
    )


def test_answers_without_an_id_name_the_column_that_comes_nearest(tmp_path: Path) -> None:
    rows = ["north,Yes", "south,No", "east,No", "west,Yes", "north,No"]
    (tmp_path / "a.csv").write_text("\n".join(["club,open", *rows]) + "\n", encoding="utf-8")
    assert refused(tmp_path, "a.csv") == [
        "a.csv:1:1: EGY581 no column can be the id of the unit: none has another value in each row",
        "   = 'club' comes nearest, but 'north' is in 2 rows: remove rows that are there twice, or give each its own id",
        "nothing was written: 1 error",
    ]


def test_files_without_questions_are_reported(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("club\nnorth\nsouth\n", encoding="utf-8")
    assert refused(tmp_path, "a.csv")[0] == (
        "a.csv:1:1: EGY584 the file has no column with answers besides the id of the unit, 'club'"
    )
    write_form(tmp_path / "form.xlsx", [("integer", "people", "How many people?")], [])
    assert refused(tmp_path, "form.xlsx", "a.csv")[:2] == [
        "form.xlsx:1:1: EGY584 the form has no question whose answers are in the files",
        "   = export the answers with names, and not with labels, as the names of the columns",
    ]


def test_file_whose_rows_are_all_broken_ends_with_its_faults(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("club,open,people\nnorth,Yes\nsouth,No\n", encoding="utf-8")
    assert refused(tmp_path, "a.csv")[0] == "a.csv:2:7: EGY504 2 rows have 2 cells, but the header has 3"


def test_table_with_several_rows_of_a_unit_names_the_keys_that_read_it(tmp_path: Path) -> None:
    rows = [
        f"{club},{year},{club in ('north', 'east')}"
        for club in ("north", "south", "east")
        for year in (2023, 2024)
    ]
    (tmp_path / "a.csv").write_text("\n".join(["club,year,open", *rows]) + "\n", encoding="utf-8")
    assert refused(tmp_path, "a.csv") == [
        "a.csv:1:1: EGY581 no column can be the id of the unit: none has another value in each row",
        (
            "   = 'club' and 'year' together have another value in each row: if 'club' is the unit and 'year' the wave, draft "
            "again with --wave-column year; if 'year' is an item, add --item-column year"
        ),
        "nothing was written: 1 error",
    ]


@pytest.mark.parametrize(
    "amounts",
    [
        "124.657 152.616 56.570 102.315",
        "124_657 208_548 48_138 211_449",
        "1.213.542,69_€ 98,50_€ 3,00_€ 7,25_€",
        "115,5 k.A. 7,1 54,0",
    ],
)
def test_amounts_are_no_ids_of_a_table_with_several_years_of_a_unit(amounts: str, tmp_path: Path) -> None:
    keys = ("north;2023", "north;2024", "south;2023", "south;2024")
    rows = [
        f"{key};{amount.replace('_', chr(0xA0))}"
        for key, amount in zip(keys, amounts.split(" "), strict=True)
    ]
    (tmp_path / "a.csv").write_text("\n".join(["town;year;spent", *rows]) + "\n", encoding="utf-8")
    message, hint, _ = refused(tmp_path, "a.csv")
    assert "EGY581 no column can be the id of the unit: none has another value in each row" in message
    assert hint.startswith("   = 'town' and 'year' together have another value in each row")


def test_numbers_that_may_be_an_id_leave_the_choice_of_two_columns(tmp_path: Path) -> None:
    text = "town,year,ref\nnorth,2023,1\nnorth,2024,2\nsouth,2023,3\nsouth,2024,4\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    ended = CliRunner().invoke(main, ["init", str(tmp_path / "a"), "--from", str(tmp_path / "a.csv")])
    assert ended.exit_code == 0, ended.output
    programme = (tmp_path / "a" / "programme.yaml").read_text(encoding="utf-8")
    assert "# decide: is ref the id of the unit?" in programme
    assert (
        "# decide: 'town' and 'year' together have another value in each row: if 'town' is the unit"
        in programme
    )


def test_ids_with_another_name_in_each_file_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("SHOP_ID,open\n1,Yes\n2,No\n3,No\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("shop,open\nx1,Yes\nx2,No\nx3,Yes\n", encoding="utf-8")
    message, hint, _ = refused(tmp_path, "a.csv", "b.csv")
    assert message.startswith("a.csv:1:1: EGY581 no column of every file can be the id of the unit")
    assert hint.startswith(
        "   = 'SHOP_ID' of a.csv and 'shop' of b.csv may be ids: draft from the first file alone"
    )


PANEL = "club,year,open\n" + "".join(f"c{i},{year},Yes\n" for year in (2023, 2024) for i in range(15))


@pytest.mark.parametrize(
    ("column", "message", "advice"),
    [
        ("yeer", "a.csv:1:1: EGY593 the file has no column 'yeer'", "did you mean 'year'?"),
        (
            "ref",
            "a.csv:1:11: EGY593 the column 'ref' has 30 different words, and cannot name the wave of a row",
            "name with --wave-column a column that says in which wave a row was answered, such as its year",
        ),
    ],
)
def test_column_that_names_no_waves_is_reported(
    column: str, message: str, advice: str, tmp_path: Path
) -> None:
    first, *others = PANEL.splitlines()
    rows = [f"club,year,ref{first[9:]}", *(f"{r[:-4]},r{i}{r[-4:]}" for i, r in enumerate(others))]
    (tmp_path / "a.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    arguments = ["init", str(tmp_path / "draft"), "--from", str(tmp_path / "a.csv"), "--wave-column", column]
    ended = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert (ended.exit_code, (tmp_path / "draft").exists()) == (1, False)
    lines = ended.output.replace(f"{tmp_path.as_posix()}/", "").splitlines()
    assert lines[0] == message
    assert lines[3].startswith(f"   = {advice}")


def test_sheets_of_answers_that_are_no_workbook_are_reported(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("club,open\nnorth,Yes\n", encoding="utf-8")
    arguments = ["init", str(tmp_path / "draft"), "--from", str(tmp_path / "a.csv"), "--sheet", "2023"]
    ended = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert ended.exit_code == 1
    assert ended.output.splitlines()[0].endswith(
        "a.csv:1:1: EGY593 --sheet names a sheet, but the answers are not in one workbook"
    )


def test_sheet_that_the_workbook_does_not_have_is_reported(tmp_path: Path) -> None:
    with pd.ExcelWriter(tmp_path / "a.xlsx", engine="openpyxl") as book:
        pd.DataFrame({"club": ["north"], "open": ["Yes"]}).to_excel(book, sheet_name="2023", index=False)
    arguments = ["init", str(tmp_path / "draft"), "--from", str(tmp_path / "a.xlsx"), "--sheet", "2032"]
    ended = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert ended.exit_code == 1
    assert ended.output.replace(f"{tmp_path.as_posix()}/", "").splitlines()[:2] == [
        "a.xlsx:1:1: EGY563 there is no sheet '2032'",
        "   = did you mean '2023'? sheets of the workbook: 2023",
    ]


@pytest.mark.parametrize("option", ["--sheet", "--wave-column"])
def test_parts_of_no_file_are_wrong_use(option: str, tmp_path: Path) -> None:
    ended = CliRunner().invoke(main, ["init", str(tmp_path / "draft"), option, "x"])
    assert (ended.exit_code, ended.output.splitlines()[-1]) == (
        2,
        "Error: name the file of answers with --from",
    )


def test_message_shows_a_line_in_the_encoding_that_was_found(tmp_path: Path) -> None:
    text = "Träger,Größe\n" + "".join(f"Müller {max(i, 1)},{i}.5\n" for i in range(9))
    (tmp_path / "clubs.csv").write_bytes(text.encode("windows-1252"))
    ended = CliRunner().invoke(main, ["init", str(tmp_path / "new"), "--from", str(tmp_path / "clubs.csv")])
    assert ended.exit_code == 1
    assert "   | Träger,Größe\n   | ^^^^^^\n" in ended.output
