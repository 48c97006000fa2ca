"""The workbook for entering answers, as openpyxl reads it."""

from io import BytesIO

from openpyxl import load_workbook

from egyv_engine.exchange.entry_workbook import entry_workbook
from egyv_engine.exchange.sheets import column_letter
from tests.exchange.programmes import fieldwork_of
from tests.library import library_files


def test_sheet_has_the_units_the_columns_and_what_cells_may_hold() -> None:
    data = entry_workbook(fieldwork_of(library_files()))
    assert data == entry_workbook(fieldwork_of(library_files()))  # equal bytes
    book = load_workbook(BytesIO(data))
    assert book.sheetnames == ["before", "after"]
    sheet = book["before"]
    header = [cell.value for cell in sheet[1]]
    written = library_files()
    expected = (
        next(v for k, v in written.items() if k.name == "before.csv").decode().splitlines()[0].split(",")
    )
    assert header == expected
    register = next(v for k, v in written.items() if k.name == "libraries.csv").decode().splitlines()[1:]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=2, max_row=1 + len(register))}
    parcels = header.index("offered.parcels")
    for line in register:
        unit, cohort = line.split(",")[:2]
        if unit in rows:
            assert rows[unit][parcels].protection.locked == (cohort == "pilot"), unit
            assert not rows[unit][header.index("visits")].protection.locked
    assert sheet.protection.sheet
    assert "Asked only if open_late is Yes" in sheet.cell(1, 1 + header.index("late_visits")).comment.text
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    visits = rules[f"{column_letter(header.index('visits'))}2"]
    assert (visits.type, visits.formula1) == ("list", '"Never,Sometimes,Often,Don\'t know"')


def test_column_letters_count_on_after_z() -> None:
    assert [column_letter(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
