"""Writes sheets of text and tables as a workbook, in which no program takes a text for a formula."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from egyv_engine import __version__
from egyv_engine.model.frozen import Frozen
from egyv_engine.publish.office_files import CORE, CREATED, rewritten, with_language
from egyv_engine.publish.svg_text import wrapped
from egyv_engine.publish.worded_tables import Cell

LANGUAGE = "en-GB"
CONTENTS, COVER = "Contents", "Cover"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NARROWEST, _WIDEST = 12, 50  # widths of columns, in digits
_WIDTH_OF_COVER = 80
_LINE = 16  # the height of a line of text, in points
_DIGIT = 0.556  # the width of a digit of Arial, to the size of the font
_PADDING = 1  # digits that fit into the space at the sides of a cell
_ON_PAPER = 200  # digits across a page of a table: of more, its letters would be too small to read
_FONT = {
    "font_name": "Arial",
    "font_size": 12,
    "font_scheme": "",
}  # of a scheme, programs would show another font
_TITLE = {"bold": True, "font_size": 16}
_SUBTITLE = {"bold": True, "font_size": 14}
_WRAPPED = {"text_wrap": True, "valign": "top"}
_LINK = {"font_color": "#0B5394", "underline": 1}


class SheetColumn(Frozen):
    """A column as it is written.

    Attributes:
        cells: The different cells.
        at: The position of each row's cell among them.
        number_format: How numbers are shown; None for a column of texts.
        links: Whether each cell is a link to the sheet that it names.
    """

    heading: str
    cells: Sequence[Cell]
    at: Sequence[int]
    number_format: str | None = None
    links: bool = False


class Sheet(Frozen):
    """A sheet with one table.

    Attributes:
        lines: What is said between the title and the table.
    """

    name: str
    title: str
    lines: tuple[str, ...]
    columns: tuple[SheetColumn, ...]

    @property
    def number_of_rows(self) -> int:
        """The number of rows of the table, without the headings."""
        return len(self.columns[0].at)


class Cover(Frozen):
    """The first sheet of a workbook.

    Attributes:
        parts: Its headings, each with the lines below it.
        addresses: The lines that are links, each with its address.
    """

    parts: Sequence[tuple[str, tuple[str, ...]]]
    addresses: Mapping[str, str]


class _Styles:
    """The formats of cells, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def get(self, **properties: Any) -> Any:
        """Return the format with these properties, in the font of the workbook."""
        found = tuple(sorted(properties.items()))
        if found not in self._made:
            self._made[found] = self._book.add_format({**_FONT, **properties})
        return self._made[found]


def written_workbook(programme: str, status: str | None, cover: Cover, sheets: Sequence[Sheet]) -> bytes:
    """Return the bytes of a workbook.

    Args:
        programme: The name of the programme.
        status: The state of the workbook, such as "Draft"; None for none.
        cover: What its first sheet says.
        sheets: The other sheets.

    Raises:
        ImportError: xlsxwriter is not installed.
    """
    import xlsxwriter

    data = io.BytesIO()
    # Sheets go through temporary files of the library: in memory, each character of them would take four bytes.
    options = {"in_memory": False, "default_format_properties": _FONT}
    title = f"{programme}: tables of results"
    with xlsxwriter.Workbook(data, options) as book:
        properties = {
            "title": title,
            "subject": programme,
            "author": f"egyv-engine {__version__}",
            "created": CREATED,
            "comments": "Tables of results, with a cover, contents and notes.",
        }
        book.set_properties(properties if status is None else {**properties, "status": status})
        styles = _Styles(book)
        _write_cover(book.add_worksheet(COVER), title, cover, styles)
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name), sheet, styles)
    return rewritten(data.getvalue(), {CORE: with_language(LANGUAGE)})


def _write_cover(sheet: Any, title: str, cover: Cover, styles: _Styles) -> None:
    sheet.set_column(0, 0, _WIDTH_OF_COVER)
    sheet.set_default_row(_LINE)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_row(0, 1.5 * _LINE * _lines(title, _WIDTH_OF_COVER * 0.75))
    _write_text(sheet, 0, 0, title, styles, {**_TITLE, **_WRAPPED})
    intro = "This workbook holds the tables of results of an evaluation, each on a sheet of its own."
    _write_text(sheet, 1, 0, intro, styles, _WRAPPED)
    sheet.write_url(2, 0, f"internal:'{CONTENTS}'!A1", styles.get(**_LINK, **_WRAPPED), "Go to the contents")
    row = 3
    for heading, lines in cover.parts:
        sheet.set_row(row, 2 * _LINE)
        _write_text(sheet, row, 0, heading, styles, {**_SUBTITLE, "text_wrap": True, "valign": "bottom"})
        for number, line in enumerate(lines, 1):
            sheet.set_row(row + number, _LINE * _lines(line, _WIDTH_OF_COVER))
            if line in cover.addresses:
                sheet.write_url(row + number, 0, cover.addresses[line], styles.get(**_LINK, **_WRAPPED), line)
            else:
                _write_text(sheet, row + number, 0, line, styles, _WRAPPED)
        row += len(lines) + 1


def _write_sheet(sheet: Any, content: Sheet, styles: _Styles) -> None:
    sheet.set_default_row(_LINE)
    sheet.set_row(0, 1.5 * _LINE)
    _write_text(sheet, 0, 0, content.title, styles, _TITLE)
    for row, line in enumerate(content.lines, 1):
        _write_text(sheet, row, 0, line, styles, {})
    first = len(content.lines) + 1
    back = COVER if content.name == CONTENTS else CONTENTS
    sheet.write_url(first, 0, f"internal:'{back}'!A1", styles.get(**_LINK), f"Back to the {back.lower()}")
    first += 1
    _declare_table(sheet, content, first)
    widths = [_width(column) for column in content.columns]
    heading_lines = (_lines(one.heading, width) for one, width in zip(content.columns, widths, strict=True))
    sheet.set_row(first, _LINE * max(heading_lines))
    for row, lines in enumerate(_lines_of_rows(content, widths), first + 1):
        if lines > 1:
            sheet.set_row(row, _LINE * lines)
    for place, column in enumerate(content.columns):
        sheet.set_column(place, place, widths[place])
        _write_column(sheet, first, place, column, styles)
    sheet.set_landscape()
    sheet.set_paper(9)
    pages = 1 + sum(widths) // _ON_PAPER
    sheet.fit_to_pages(pages, 0)
    sheet.repeat_rows(first)
    if pages > 1:
        sheet.repeat_columns(0)


def _declare_table(sheet: Any, content: Sheet, first: int) -> None:
    """Declare the table of a sheet, with its headings in the row `first`."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    last = len(content.columns) - 1
    table = {
        "name": content.name.replace(" ", "_"),
        "title": content.title,
        "description": content.lines[0],
        "autofilter": False,
        "banded_rows": False,
        "style": None,
        "columns": [{"header": column.heading} for column in content.columns],
    }
    sheet.add_table(first, 0, first + 1, last, table)
    # The whole range is set here: the library would keep 200 bytes for each cell of it, to find tables that overlap.
    end = xl_rowcol_to_cell(first + content.number_of_rows, last)
    sheet.tables[-1]["range"] = f"{xl_rowcol_to_cell(first, 0)}:{end}"


def _write_column(sheet: Any, first: int, place: int, column: SheetColumn, styles: _Styles) -> None:
    """Write the heading of a column in the row `first`, and its cells below."""
    is_number = column.number_format is not None
    side = {"align": "right", "indent": 1} if is_number else {}
    _write_text(sheet, first, place, column.heading, styles, {"bold": True, "bottom": 1, **_WRAPPED, **side})
    form = {"valign": "top", "num_format": column.number_format, **side} if is_number else _WRAPPED
    # The formats are looked up once, and not for each of a million cells.
    number, text = styles.get(**form), styles.get(**_WRAPPED, **side)
    quoted = [isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) for cell in column.cells]
    for row, at in enumerate(column.at, first + 1):
        cell = column.cells[at]
        if not isinstance(cell, str):
            sheet.write_number(row, place, cell, number)
        elif column.links:
            sheet.write_url(row, place, f"internal:'{cell}'!A1", styles.get(**_LINK, **_WRAPPED), cell)
        elif quoted[at]:
            _write_text(sheet, row, place, cell, styles, {**_WRAPPED, **side})
        else:
            sheet.write_string(row, place, cell, text)


def _write_text(
    sheet: Any, row: int, place: int, text: str, styles: _Styles, form: Mapping[str, Any]
) -> None:
    """Write a text that no program takes for a formula, also if somebody edits the cell."""
    is_like_formula = text.startswith(_FORMULA_STARTS)
    sheet.write_string(
        row, place, text, styles.get(**form, **({"quote_prefix": True} if is_like_formula else {}))
    )


def _width(column: SheetColumn) -> int:
    """Return a width that shows every number whole, and most texts on few lines."""
    longest = max((len(_shown(cell, column.number_format)) for cell in column.cells), default=0)
    in_heading = max(map(len, column.heading.split()), default=0)
    return max(_NARROWEST, min(_WIDEST, max(longest, in_heading) + 2))


def _shown(cell: Cell, number_format: str | None) -> str:
    """Return a cell as it is shown."""
    if isinstance(cell, str) or number_format is None:
        return str(cell)
    return f"{cell:,.{len(number_format.partition('.')[2])}f}"


def _lines_of_rows(content: Sheet, widths: Sequence[int]) -> Sequence[int]:
    """Return the number of lines that each row needs."""
    most = [1] * content.number_of_rows
    for column, width in zip(content.columns, widths, strict=True):
        if column.number_format is not None:
            continue
        lines = [_lines(str(cell), width) for cell in column.cells]
        if max(lines) > 1:
            most = [max(found, lines[at]) for found, at in zip(most, column.at, strict=True)]
    return most


def _lines(text: str, width: float) -> int:
    """Return the number of lines that a text takes in a column, broken between words."""
    room = (width - _PADDING) * _DIGIT  # in sizes of the font, of which no letter takes more than one
    return sum(len(line) <= room or len(wrapped(line, 1, room)) or 1 for line in text.split("\n"))
