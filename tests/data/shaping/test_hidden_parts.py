"""Rows, columns and sheets that a workbook hides."""

import io

import openpyxl
import pytest

from egyv_engine.data.shaping.hidden_parts import report_hidden_parts
from egyv_engine.data.source_table import SourceTable
from egyv_engine.model.reading_notes import plain_notes
from tests.data.shaping.tables import Found
from tests.data.sources.opening import columns, opened


def workbook(*, is_sheet_hidden: bool = False) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    sheet.title = "Answers"
    for row in [
        ["A title"],
        ["site", "note", "visits"],
        ["York", "x", 3],
        ["Hull", "y", 4],
        ["Leeds", "z", 5],
    ]:
        sheet.append(row)
    for row in (1, 4):  # the title, and Hull
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["B"].hidden = True
    if is_sheet_hidden:
        book.create_sheet("Other")
        sheet.sheet_state = "hidden"
    book.save(stream)
    return stream.getvalue()


def table_of(data: bytes) -> SourceTable:
    table, printed = opened(data, "a.xlsx", skip_rows=1, sheet="Answers")
    assert printed == ""
    assert columns(table)["site"] == ["York", "Hull", "Leeds"]
    assert table is not None
    return table


def test_hidden_rows_that_are_read_are_a_warning_at_their_place() -> None:
    found = Found()
    report_hidden_parts(table_of(workbook()), {"site", "visits"}, found.diagnostics, found.notes)
    (message,) = found.diagnostics
    assert (message.code, message.span.place) == ("EGY589", "Answers!A4")
    assert message.message == "1 row of the sheet is hidden, and read like the others"
    assert plain_notes(found.notes.counted()) == {"a.xlsx": {"hidden_rows_read": 1}}


@pytest.mark.parametrize("read", [None, {"note"}])
def test_hidden_columns_and_sheets_that_are_read_are_counted(read: set[str] | None) -> None:
    found = Found()
    report_hidden_parts(table_of(workbook(is_sheet_hidden=True)), read, found.diagnostics, found.notes)
    assert plain_notes(found.notes.counted()) == {
        "a.xlsx": {
            "hidden_columns_read": {"note": 1},
            "hidden_rows_read": 1,
            "hidden_sheets_read": {"Answers": 1},
        }
    }


def test_choice_of_a_sheet_says_which_are_hidden() -> None:
    _, printed = opened(workbook(is_sheet_hidden=True), "a.xlsx")
    assert "sheets: Answers, Other; hidden in the spreadsheet: Answers\n" in printed
