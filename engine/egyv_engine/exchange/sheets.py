"""Writes rows of named cells as sheets of a workbook."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from egyv_engine.publish.office_files import CREATED


def column_letter(place: int) -> str:
    """Return the letters of a column, counted from 0: A, B, ..., Z, AA."""
    letters = ""
    while place >= 0:
        place, rest = divmod(place, 26)
        letters, place = chr(65 + rest) + letters, place - 1
    return letters


def workbook_of_sheets(
    sheets: Mapping[str, Sequence[Mapping[str, str]]], first: Mapping[str, Sequence[str]]
) -> bytes:
    """Return a workbook in which every cell is text.

    Args:
        sheets: The rows of each sheet, by the names of their columns.
        first: The columns that each sheet begins with, in order; the others follow as they occur.
    """
    import xlsxwriter

    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": CREATED})
    header = book.add_format({"bold": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        columns = list(dict.fromkeys((*first.get(name, ()), *(column for row in rows for column in row))))
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column, header)
            sheet.set_column(place, place, 30 if column in ("label", "relevant") else 16)
        for number, row in enumerate(rows, 1):
            for place, column in enumerate(columns):
                if row.get(column):
                    sheet.write_string(number, place, row[column])
        sheet.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()
