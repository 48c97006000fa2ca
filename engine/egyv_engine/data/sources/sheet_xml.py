"""Finds the cells of a sheet that hold an error or a formula that was not calculated, a cell far from the others, and what is
hidden.

The library that reads workbooks returns such cells as blank, takes memory for every cell up to a far one, and does not say which
rows and columns are hidden.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from typing import IO

LARGE = 20_000_000  # cells that a sheet would take; 1 GB of memory
SPARSE = 20  # cells that it would take for each one that is filled
_CHUNK = 1 << 22  # bytes

_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_REFERENCE = re.compile(rb"\br=\"([A-Z]{1,3})(\d+)\"")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]+)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</)")
_WITHOUT_VALUE = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></|</)"
)
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*?\b\w+:id=\"([^\"]+)\"")

_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b(?=[^>]*\bhidden=\"(?:1|true)\")[^>]*?\br=\"(\d+)\"")
_HIDDEN_COLUMN = re.compile(rb"<(?:\w+:)?col\b(?=[^>]*\bhidden=\"(?:1|true)\")([^>]*)>")
_FIRST, _LAST = re.compile(rb"\bmin=\"(\d+)\""), re.compile(rb"\bmax=\"(\d+)\"")
_MOST_COLUMNS = 16384  # of a sheet

_HIDDEN_SHEET = re.compile(
    rb"<(?:\w+:)?sheet\b(?=[^>]*\bstate=\"(?:hidden|veryHidden)\")[^>]*?\bname=\"([^\"]*)\""
)

_TABLE = re.compile(rb"<table:table\b.*?</table:table>", re.DOTALL)
_ODS_PART = re.compile(
    rb"<table:table-row\b([^>]*)>|<table:(?:covered-)?table-cell\b([^>]*?)(?:/>|>(.*?)</table:(?:covered-)?table-cell>)",
    re.DOTALL,
)
_COLLAPSED = re.compile(rb"table:visibility=\"(?:collapse|filter)\"")
_MOST_ROWS = 1_048_576  # of a sheet
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=\"(\d+)\"")
_PARAGRAPH = re.compile(rb"<text:p>([^<]*)<")
_LONG_TIME = re.compile(rb"office:time-value=\"-?PT(?:2[4-9]|[3-9]\d|\d{3,})H(\d+)M(\d+)")


@dataclass(slots=True)
class UnreadCells:
    """Cells of a sheet by row and column, from 0, with the text that people see there.

    Attributes:
        texts: The texts of errors, such as `#N/A`.
        formulas: Formulas that were not calculated, as texts that start with `=`.
        far: A cell so far from the others that the sheet would take too much memory.
        hidden_rows: The rows that are hidden, by hand or by a filter.
        hidden_columns: The columns that are hidden.
    """

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    far: tuple[int, int] | None = None
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


def unread_cells(data: bytes, sheet: int) -> UnreadCells:
    """Return the cells of a sheet that a reader would return as blank, and what is hidden; nothing for a file of .xls.

    Args:
        data: The workbook.
        sheet: The position of the sheet in the workbook, from 0.

    Raises:
        zipfile.BadZipFile: The file is damaged.
        OSError: The file is damaged.
        KeyError: A part of the workbook is missing.
        zlib.error: The file is damaged.
    """
    if not data.startswith(b"PK"):
        return UnreadCells()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if "content.xml" in archive.namelist():
            return _of_ods(archive.read("content.xml"), sheet)
        with archive.open(_part_of_sheet(archive, sheet)) as stream:
            return _of_xlsx(stream)


def hidden_sheets(data: bytes) -> list[str]:
    """Return the names of the sheets that a workbook in the format of .xlsx hides; none for one of another format.

    Args:
        data: The workbook.

    Raises:
        zipfile.BadZipFile: The file is damaged.
        zlib.error: The file is damaged.
    """
    if not data.startswith(b"PK"):
        return []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        book = archive.read("xl/workbook.xml") if "xl/workbook.xml" in archive.namelist() else b""
    return [_text(sheet[1]) for sheet in _HIDDEN_SHEET.finditer(book)]


def column_letters(column: int) -> str:
    """Return the letters of a column from its position, from 0: `A`, `Z`, `AA`."""
    letters = ""
    column += 1
    while column:
        column, last = divmod(column - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters


def _part_of_sheet(archive: zipfile.ZipFile, sheet: int) -> str:
    ids = _SHEET.findall(archive.read("xl/workbook.xml"))
    relations = archive.read("xl/_rels/workbook.xml.rels")
    for relation in re.findall(rb"<(?:\w+:)?Relationship\b[^>]*>", relations):
        attributes = dict(re.findall(rb"(\w+)=\"([^\"]*)\"", relation))
        if sheet < len(ids) and attributes.get(b"Id") == ids[sheet]:
            target = attributes[b"Target"].decode()
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    raise KeyError("the part of the sheet")


def _of_xlsx(stream: IO[bytes]) -> UnreadCells:
    found = UnreadCells()
    cells, last_row, last_column, far = 0, 0, 0, (0, 0)
    for chunk in _whole_rows(stream):
        cells += chunk.count(b"<c ") + chunk.count(b":c ")
        if b" hidden=" in chunk:
            _add_hidden(chunk, found)
        for row, column in _last_cells(chunk):
            if row > last_row or column > last_column:
                far = (row, column)
            last_row, last_column = max(row, last_row), max(column, last_column)
        if b't="e"' in chunk or ((b"<f" in chunk or b":f" in chunk) and _WITHOUT_VALUE.search(chunk)):
            _add_cells(chunk, found)
    area = (last_row + 1) * (last_column + 1)
    if area > LARGE and area > SPARSE * cells:
        found.far = far
    return found


def _add_hidden(chunk: bytes, found: UnreadCells) -> None:
    found.hidden_rows += [int(row[1]) - 1 for row in _HIDDEN_ROW.finditer(chunk)]
    for column in _HIDDEN_COLUMN.finditer(chunk):
        first, last = _FIRST.search(column[1]), _LAST.search(column[1])
        if first is not None and last is not None:
            found.hidden_columns += range(int(first[1]) - 1, min(int(last[1]), _MOST_COLUMNS))


def _whole_rows(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the XML of a sheet in parts that end with a row."""
    rest = b""
    while part := stream.read(_CHUNK):
        rest += part
        end = rest.rfind(b"row>") + 4
        if end > 3:
            yield rest[:end]
            rest = rest[end:]
    yield rest


def _last_cells(chunk: bytes) -> Iterator[tuple[int, int]]:
    """Yield the last cell of each row that names its cells."""
    for row in chunk.split(b"row>"):
        start = max(row.rfind(b"<c "), row.rfind(b":c "))
        reference = _REFERENCE.search(row, start) if start >= 0 else None
        if reference is not None:
            yield _position(reference)


def _position(reference: re.Match[bytes]) -> tuple[int, int]:
    column = 0
    for letter in reference[1]:
        column = column * 26 + letter - ord("A") + 1
    return int(reference[2]) - 1, column - 1


def _add_cells(chunk: bytes, found: UnreadCells) -> None:
    for cell in _CELL.finditer(chunk):
        attributes, content = cell[1], cell[2] or b""
        is_error = b't="e"' in attributes
        if not is_error and b"<f" not in content and b":f" not in content:
            continue
        reference, value = _REFERENCE.search(attributes), _VALUE.search(content)
        formula = _FORMULA.search(content)
        if reference is None:
            continue
        if is_error and value is not None:
            found.texts[_position(reference)] = _text(value[1])
        elif value is None and formula is not None and b't="str"' not in attributes:
            found.formulas[_position(reference)] = "=" + _text(formula[1] or b"")


def _of_ods(content: bytes, sheet: int) -> UnreadCells:
    found = UnreadCells()
    has_part = b'"error"' in content or b"table:visibility=" in content or _LONG_TIME.search(content)
    tables = _TABLE.findall(content) if has_part else []
    row, column, repeated = -1, 0, 1
    for part in _ODS_PART.finditer(tables[sheet]) if sheet < len(tables) else ():
        number = _REPEATED.search(part[0][: part[0].find(b">")])
        times = int(number[1]) if number else 1
        if part[1] is not None:
            row, column, repeated = row + repeated, 0, times
            if _COLLAPSED.search(part[1]) is not None:
                found.hidden_rows += range(row, row + min(times, _MOST_ROWS))
            continue
        if b'calcext:value-type="error"' in part[2] or _LONG_TIME.search(part[2]):
            shown = _PARAGRAPH.search(part[3] or b"")
            found.texts[row, column] = _text(shown[1]) if shown else "#ERROR"
        column += times
    return found


def _text(xml: bytes) -> str:
    return unescape(xml.decode("utf-8", errors="replace"))
