"""Workbooks to publish keep every rule on accessible spreadsheets, and hold the numbers of the CSV files."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table

import egyv_engine as ee
from egyv_engine.interface.result import Result
from egyv_engine.model.findings import Finding
from egyv_engine.narrative.reconstructed import FigurePath, Reconstruction
from egyv_engine.publish import accessible_workbook, sheet_writer
from egyv_engine.publish.accessible_workbook import UnpublishedTableError
from egyv_engine.publish.numbered_notes import RECONSTRUCTED
from egyv_engine.publish.office_files import rewritten
from tests import mini_programme
from tests.library import library_files
from tests.publish.workbook_rules import RULES, body, broken_rules

ROOT = Path(__file__).parents[2]
PROGRAMMES = Path(__file__).parents[1] / "programmes"


@cache
def mini(edits: tuple[tuple[str, str, str], ...] = ()) -> Result:
    """The result of the small programme, with edits: file, old text, new text."""
    files = dict(mini_programme.FILES)
    for name, old, new in edits:
        assert files[name].count(old) == 1
        files[name] = files[name].replace(old, new)
    return ee.evaluate({PurePosixPath(name): text.encode() for name, text in files.items()})


@cache
def whole(folder: Path) -> Result:
    return ee.evaluate(folder)


@cache
def mini_workbook() -> bytes:
    return mini().workbook()


def loaded(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def freeze(book: Any) -> None:
    book["Findings"].freeze_panes = "A5"


def set_value(sheet: str, place: str, value: Any) -> Callable[[Any], None]:
    def edit(book: Any) -> None:
        book[sheet][place] = value

    return edit


def first_cell(book: Any, sheet: str, row: int = 1, column: int = 0) -> Any:
    return body(book[sheet])[row][column]


def in_table(sheet: str, column: int, value: Any) -> Callable[[Any], None]:
    def edit(book: Any) -> None:
        first_cell(book, sheet, column=column).value = value

    return edit


def heading(value: str) -> Callable[[Any], None]:
    def edit(book: Any) -> None:
        first_cell(book, "Findings", row=0).value = value

    return edit


def with_image(data: bytes) -> bytes:
    """The workbook with the part of a drawing that no text describes; openpyxl cannot draw without another package."""
    drawing = b'<xdr:wsDr xmlns:xdr="x"><xdr:cNvPr id="2" name="Picture 1"/></xdr:wsDr>'
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as parts:
        parts.writestr("xl/drawings/drawing1.xml", drawing)
    return stream.getvalue()


def small_font(book: Any) -> None:
    book["Cover"]["A2"].font = Font(name="Arial", size=8)


def pale_font(book: Any) -> None:
    book["Cover"]["A2"].font = Font(name="Arial", size=12, color="FF999999")


def second_table(book: Any) -> None:
    book["Cover"].add_table(Table(displayName="Second", ref="A1:A2"))


def unlinked(book: Any) -> None:
    first_cell(book, "Contents").hyperlink = None


def lost_link(book: Any) -> None:
    book["Findings"]["A1"].hyperlink = "#'Nowhere'!A1"


def renamed_table(book: Any) -> None:
    sheet = book["Findings"]
    table = sheet.tables.pop("Findings")
    table.displayName = table.name = "Table1"
    sheet.add_table(table)


def hidden_row(book: Any) -> None:
    book["Findings"].row_dimensions[7].hidden = True


def unwrapped(book: Any) -> None:
    cell = first_cell(book, "Findings")
    cell.alignment = Alignment(wrapText=False)


def general(book: Any) -> None:
    first_cell(book, "Contents", column=2).number_format = "General"


def nameless(book: Any) -> None:
    book.properties.title = None


def without_language(book: Any) -> None:
    book.properties.language = None


def narrow(book: Any) -> None:
    book["Cover"].column_dimensions.clear()


def unexplained(book: Any) -> None:
    book["Cover"]["A2"].value = "This workbook holds the tables."
    book["Findings"]["A2"].value = "This sheet contains one table [note 99]."


BAD: Mapping[str, list[Callable[[Any], None]]] = {
    "a cover, contents and notes come first": [lambda book: book.move_sheet("Cover", 2)],
    "a sheet has a title in A1 and says in A2 what it holds": [
        set_value("Findings", "A1", 5),
        set_value("Findings", "A2", "Table"),
    ],
    "a sheet other than the cover has one marked table, from column A to the end of the sheet": [
        second_table,
        lambda book: book["Findings"].tables.clear(),
        set_value("Notes", "F9", "next to the table"),
    ],
    "no row above a table is blank": [set_value("Findings", "A3", None)],
    "tables have names with a meaning": [renamed_table],
    "headings are there, different, and in plain words": [
        heading("from_count"),
        heading("principle"),
        heading(" "),
    ],
    "no cells are merged": [lambda book: book["Findings"].merge_cells("A1:B1")],
    "no cell of a table is empty": [in_table("Findings", 3, None), in_table("Findings", 3, " ")],
    "nothing is hidden": [
        lambda book: setattr(book["Notes"], "sheet_state", "hidden"),
        hidden_row,
        lambda book: setattr(book["Findings"].column_dimensions["B"], "hidden", True),
    ],
    "no panes are frozen, and no filters are set": [
        freeze,
        lambda book: setattr(book["Findings"].auto_filter, "ref", "A5:B9"),
    ],
    "every column has a width": [narrow],
    "text has a plain font, 12 points or more, and a dark colour": [small_font, pale_font],
    "texts in tables are wrapped": [unwrapped],
    "the document has a title, an author and a language": [nameless, without_language],
    "every note and sign is explained on the notes sheet, and every note there is used": [
        unexplained,
        in_table("Findings", 3, "[c]"),
        in_table("Notes", 0, "[note 98]"),
    ],
    "numbers are numbers, and shown with a format": [in_table("Contents", 2, "12"), general],
    "no cell holds a formula": [in_table("Findings", 3, "=1+1")],
    "the contents link to every other sheet, in words, and every link leads somewhere": [unlinked, lost_link],
    "names of sheets are short and plain": [
        lambda book: setattr(book["Scores"], "title", "scores_2012 (final)")
    ],
    "no sheet has a header, a footer or a comment": [
        lambda book: setattr(book["Findings"].oddHeader.center, "text", "Draft"),
        lambda book: setattr(book["Findings"]["A1"], "comment", Comment("Look here", "someone")),
    ],
}


def test_every_rule_has_a_bad_file() -> None:
    assert {*BAD, "what is drawn has a text in its place"} == set(RULES)


def test_small_workbook_keeps_every_rule_also_when_openpyxl_has_saved_it() -> None:
    assert broken_rules(mini_workbook()) == {}
    assert mini().workbook() == mini_workbook()
    assert broken_rules(saved(loaded(mini_workbook()))) == {}


@pytest.mark.parametrize(
    ("rule", "edit"),
    [(rule, edit) for rule, edits in BAD.items() for edit in edits],
    ids=[f"{rule}-{n}" for rule, edits in BAD.items() for n in range(len(edits))],
)
def test_bad_file_breaks_its_rule(rule: str, edit: Callable[[Any], None]) -> None:
    book = loaded(mini_workbook())
    edit(book)
    assert rule in broken_rules(saved(book), [rule])


def test_picture_without_a_text_breaks_its_rule() -> None:
    assert list(broken_rules(with_image(mini_workbook()))) == ["what is drawn has a text in its place"]


def names_of_columns(book: Any, sheet: str) -> dict[str, str]:
    """The name in the CSV file by the heading of a column, as the sheet Columns has it."""
    rows = ([cell.value for cell in row] for row in body(book["Columns"])[1:])
    return {str(row[1]): str(row[5]) for row in rows if row[0] == sheet}


@pytest.mark.parametrize(
    "folder", [ROOT, PROGRAMMES / "hospitals", PROGRAMMES / "clinics"], ids=lambda p: p.name
)
def test_workbook_of_a_whole_programme_keeps_the_rules_and_has_the_numbers_of_the_csv_files(
    folder: Path, tmp_path: Path
) -> None:
    result = whole(folder)
    data = result.workbook()
    assert broken_rules(data) == {}
    result.write(tmp_path / "out")
    book = loaded(data)
    compared = 0
    for path in sorted((tmp_path / "out").glob("*.csv")):
        name = path.stem.replace("_", " ").capitalize()
        with path.open(encoding="utf-8", newline="") as stream:
            expected = list(csv.DictReader(stream))
        if not expected:
            assert name not in book.sheetnames
            continue
        names = names_of_columns(book, name)
        headings, *rows = [[cell.value for cell in row] for row in body(book[name])]
        plain = [str(text).partition(" [note")[0] for text in headings]
        assert {names[text] for text in plain} - {"[z]"} == set(expected[0])
        assert len(rows) == len(expected)
        for row, own in zip(rows, expected, strict=True):
            for text, cell in zip(plain, row, strict=True):
                if names[text] == "[z]":
                    continue
                cell_of_csv = own[names[text]]
                if isinstance(cell, int | float):
                    assert float(cell_of_csv) == cell, (name, text)
                    compared += 1
                elif cell_of_csv == "":
                    assert cell in ("[x]", "[z]", "no"), (name, text)
                else:
                    assert cell not in ("[x]", "[z]"), (name, text)
    assert compared > 400


def test_programme_without_comparisons_cannot_have_values_of_an_earlier_wave() -> None:
    """[x] would say that there are some, which nobody knows."""
    files, name = mini_programme.FILES, "programme.yaml"
    plain = {**files, name: files[name].replace("comparisons: [{from: before, to: after}]\n", "")}
    assert plain != files
    book = loaded(ee.evaluate(plain).workbook())
    headings, *rows = [[cell.value for cell in row] for row in body(book["Findings"])]
    columns = dict(zip(headings, zip(*rows, strict=True), strict=True))
    for heading in ("Earlier wave", "Count in the earlier wave", "Matched", "Net change"):
        assert set(columns[heading]) == {"[z]"}, heading
    assert "[z]" not in columns["Count in the later wave"]


def test_texts_that_look_like_formulas_stay_texts() -> None:
    result = mini((("principles/1-access.yaml", "title: Open late", 'title: "=1+1"'),))
    cell = next(
        cell for row in body(loaded(result.workbook())["Findings"]) for cell in row if cell.value == "=1+1"
    )
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert broken_rules(result.workbook()) == {}


def test_draft_is_said_on_every_sheet_and_in_the_properties() -> None:
    result = mini()
    drafted = accessible_workbook.accessible_workbook(
        result._outputs.linked,  # type: ignore[arg-type]
        result.values,
        result._outputs.supplements,
        status="Draft: not for publication",
    )
    book = loaded(drafted)
    for sheet in book.worksheets:
        assert "Draft: not for publication" in [row[0].value for row in sheet.iter_rows(max_row=9)]
    with zipfile.ZipFile(io.BytesIO(drafted)) as parts:
        assert b"<cp:contentStatus>Draft: not for publication" in parts.read("docProps/core.xml")
    assert broken_rules(drafted) == {}


def test_table_that_is_left_out_is_named_on_the_cover() -> None:
    book = loaded(mini().workbook(without=["scores"]))
    assert "Scores" not in book.sheetnames
    cover = [row[0].value for row in book["Cover"].iter_rows()]
    assert cover[cover.index("Tables that are not part of this workbook") + 1] == "Scores"
    with pytest.raises(UnpublishedTableError, match="there is no table 'score'; the tables are: findings, "):
        mini().workbook(without=["score"])


def test_what_no_sheet_can_hold_is_refused_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accessible_workbook, "ROWS_OF_A_SHEET", 26)
    with pytest.raises(UnpublishedTableError, match=r"'Columns' has \d+ rows, and a sheet can hold 22"):
        mini().workbook()
    monkeypatch.undo()
    monkeypatch.setattr(accessible_workbook, "LONGEST_CELL", 500)
    long = (("surveys/libraries.csv", "a,north", f"a,{'n' * 501}"),)
    with pytest.raises(UnpublishedTableError, match=r"'Region' of the table 'Selection' has more than 500"):
        mini(long).workbook()


def test_notes_of_reconstructed_columns_are_those_of_the_report() -> None:
    """The figures of findings in the report have a note by their paths; the columns of the workbook have the same."""
    result = whole(ROOT)
    inputs = result._outputs.block_inputs
    assert inputs is not None
    reconstruction = Reconstruction(inputs.context)
    changes = [f for f in result.values.findings if f.certainty is not None]
    declared = {kind: columns["findings"] for kind, columns in RECONSTRUCTED.items() if "findings" in columns}
    for kind, columns in declared.items():
        if kind not in reconstruction.notes:
            continue
        for column in columns:
            if column in NOT_FIGURES:
                continue
            noted = {tuple(reconstruction.notes_on([_ref(f, column)])) for f in changes}
            assert noted == {(reconstruction.notes[kind],)}, (kind, column)


NOT_FIGURES = {"verdict", "certainty", "certainty_surveyed", "target_certainty", "p_exact", "p_smallest"}


def _ref(finding: Finding, column: str) -> str:
    at = finding.to_wave if column in ("score", "band") else f"{finding.from_wave}:{finding.to_wave}"
    ref = f"{finding.finding}#{at}.{column}"
    assert FigurePath.parse(ref).part == column
    return ref


def test_rewritten_file_has_no_time_of_writing() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        parts.writestr(zipfile.ZipInfo("a.xml", (2020, 5, 17, 1, 2, 4)), "<a/>")
    with zipfile.ZipFile(io.BytesIO(rewritten(stream.getvalue(), {"a.xml": lambda old: old * 2}))) as parts:
        assert [one.date_time for one in parts.infolist()] == [(1980, 1, 1, 0, 0, 0)]
        assert parts.read("a.xml") == b"<a/><a/>"


def test_workbook_calls_cohorts_what_the_programme_calls_them() -> None:
    declared = "ids: [pilot, main]"
    files = library_files(
        {"programme.yaml": (declared, f"{declared}, called: {{one: region, many: regions}}")}
    )
    book = loaded(ee.evaluate(files).workbook())
    for sheet in ("Findings", "Ledger", "Baskets"):
        headings = [cell.value for cell in body(book[sheet])[0]]
        assert "Region" in headings, sheet
        assert "Cohort" not in headings


def test_a_sheet_on_paper_has_letters_that_can_be_read() -> None:
    book = loaded(mini_workbook())
    wide, narrow = book["Findings"], book["Contents"]
    for sheet in (wide, narrow):
        digits = sum(sheet.column_dimensions[get_column_letter(n + 1)].width for n in range(sheet.max_column))
        assert (
            digits / (sheet.page_setup.fitToWidth or 1) <= 205
        )  # of 12 points each, on 26 cm: 6.4 points and more
    assert (narrow.page_setup.fitToWidth or 1, narrow.print_title_cols) == (1, None)
    assert wide.page_setup.fitToWidth > 1
    assert wide.print_title_cols == "$A:$A"


def test_rows_of_text_that_fits_are_one_line_high() -> None:
    line = "Cells without a value contain [x] if the value is not available and [z] if there cannot be one."
    sheet = loaded(mini_workbook())["Cover"]
    (row,) = [cells[0].row for cells in sheet.iter_rows() if cells[0].value == line]
    assert sheet.row_dimensions[row].height <= 16
    assert sheet_writer._lines("W" * 60, 50) == 3  # 0.944 of the size each, in 50 digits of 0.556
    assert sheet_writer._lines("i" * 60, 50) == 1
    assert sheet_writer._lines("a\n\nb", 50) == 3
