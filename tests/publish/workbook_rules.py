"""Tests a finished workbook against the rules of the UK government on accessible spreadsheets, with openpyxl alone.

The rules are those of "Accessible spreadsheets: a checklist of the basics" by the Analysis Function, and those of
docs/decisions/0034-publish.md.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

from tests.publish.file_rules import FileRules

COVER, CONTENTS, NOTES = "Cover", "Contents", "Notes"
MARK = re.compile(r"\[[a-z]+(?: \d+)?\]")
NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?")
_FILES = FileRules(openpyxl.load_workbook)
RULES, rule, broken_rules = _FILES.rules, _FILES.rule, _FILES.broken


def cells(book: Any) -> Iterator[tuple[str, Any]]:
    """Every cell that holds something, with its place."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from ((f"{sheet.title}!{cell.coordinate}", cell) for cell in row if cell.value is not None)


def table_of(sheet: Any) -> Any:
    return next(iter(sheet.tables.values()), None)


def body(sheet: Any) -> list[tuple[Any, ...]]:
    """The rows of a sheet's table, its headings first."""
    table = table_of(sheet)
    return [] if table is None else list(sheet[table.ref])


@rule("a cover, contents and notes come first")
def opens_well(book: Any, _: zipfile.ZipFile) -> Iterator[str]:
    if book.sheetnames[:3] != [COVER, CONTENTS, NOTES]:
        yield str(book.sheetnames[:3])
    if book.active.title != COVER:
        yield f"{book.active.title} opens first"


@rule("a sheet has a title in A1 and says in A2 what it holds")
def has_title(book: Any, _: zipfile.ZipFile) -> Iterator[str]:
    for sheet in book.worksheets:
        if not isinstance(sheet["A1"].value, str) or not sheet["A1"].font.bold:
            yield f"{sheet.title}!A1"
        if not isinstance(sheet["A2"].value, str) or len(sheet["A2"].value.split()) < 4:
            yield f"{sheet.title}!A2"


@rule("a sheet other than the cover has one marked table, from column A to the end of the sheet")
def has_one_table(book: Any, _: zipfile.ZipFile) -> Iterator[str]:
    for sheet in book.worksheets:
        if len(sheet.tables) != (sheet.title != COVER):
            yield f"{sheet.title}: {len(sheet.tables)} tables"
            continue
        if sheet.title == COVER:
            continue
        first, _top, last, bottom = range_boundaries(table_of(sheet).ref)
        if (first, last, bottom) != (1, sheet.max_column, sheet.max_row):
            yield f"{sheet.title}: {table_of(sheet).ref} of {sheet.dimensions}"


@rule("no row above a table is blank")
def has_no_blank_rows(book: Any, _: zipfile.ZipFile) -> Iterator[str]:
    for sheet in book.worksheets:
        for row in range(1, sheet.max_row + 1):
            if sheet.cell(row, 1).value is None:
                yield f"{sheet.title}!A{row}"


@rule("tables have names with a meaning")
def has_names(book: Any, _: zipfile.ZipFile) -> Iterator[str]:
    names = [name for sheet in book.worksheets for name in sheet.tables]
    yield from (name for name in names if re.fullmatch(r"Table\d*", name) or names.count(name) > 1)


@rule("headings are there, different, and in plain words")
def has_headings(book: Any, _: zipfile.ZipFile) -> Iterator[str]:
    for sheet in book.worksheets:
        for row in body(sheet)[:1]:
            texts = [str(cell.value or "") for cell in row]
            folded = [text.casefold() for text in texts]
            for text in texts:
                if not text.strip() or "_" in text or folded.count(text.casefold()) > 1:
                    yield f"{sheet.title}: {text!r}"


@rule("no cells are merged")
def has_no_merged_cells(book: Any, _: zipfile.ZipFile) -> Iterator[str]:
    yield from (f"{sheet.title}!{area}" for sheet in book.worksheets for area in sheet.merged_cells.ranges)


@rule("no cell of a table is empty")
def has_no_empty_cells(book: Any, _: zipfile.ZipFile) -> Iterator[str]:
    for sheet in book.worksheets:
        for row in body(sheet):
            for cell in row:
                if cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()):
                    yield f"{sheet.title}!{cell.coordinate}"


@rule("nothing is hidden")
def hides_nothing(book: Any, _: zipfile.ZipFile) -> Iterator[str]:
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            yield sheet.title
        yield from (f"{sheet.title} row {n}" for n, row in sheet.row_dimensions.items() if row.hidden)
        yield from (f"{sheet.title} column {n}" for n, one in sheet.column_dimensions.items() if one.hidden)


@rule("no panes are frozen, and no filters are set")
def has_no_panes(book: Any, _: zipfile.ZipFile) -> Iterator[str]:
    for sheet in book.worksheets:
        if sheet.freeze_panes is not None:
            yield f"{sheet.title}: {sheet.freeze_panes}"
        if sheet.auto_filter.ref or any(table.autoFilter for table in sheet.tables.values()):
            yield f"{sheet.title}: a filter"


@rule("every column has a width")
def has_widths(book: Any, _: zipfile.ZipFile) -> Iterator[str]:
    for sheet in book.worksheets:
        wide = {
            column
            for one in sheet.column_dimensions.values()
            if one.customWidth
            for column in range(one.min, one.max + 1)
        }
        for column in range(1, sheet.max_column + 1):
            if column not in wide:
                yield f"{sheet.title}!{get_column_letter(column)}"


@rule("text has a plain font, 12 points or more, and a dark colour")
def has_plain_font(book: Any, _: zipfile.ZipFile) -> Iterator[str]:
    seen = set()  # there are far fewer styles than cells
    for place, cell in cells(book):
        if cell.style_id in seen:
            continue
        seen.add(cell.style_id)
        font = cell.font
        colour = font.color.rgb if font.color is not None and font.color.type == "rgb" else "FF000000"
        if font.name != "Arial" or font.scheme or (font.sz or 0) < 12 or font.i or font.strike:
            yield place
        if luminance(colour[-6:]) > 0.18 or cell.fill.patternType:  # 4.5 to 1 on white
            yield f"{place}: colours"


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@rule("texts in tables are wrapped")
def wraps_texts(book: Any, _: zipfile.ZipFile) -> Iterator[str]:
    wrapped: dict[int, bool] = {}
    for sheet in book.worksheets:
        for row in body(sheet):
            for cell in row:
                if cell.style_id not in wrapped:
                    wrapped[cell.style_id] = bool(cell.alignment.wrap_text)
                if isinstance(cell.value, str) and not wrapped[cell.style_id]:
                    yield f"{sheet.title}!{cell.coordinate}"


@rule("the document has a title, an author and a language")
def has_properties(book: Any, _: zipfile.ZipFile) -> Iterator[str]:
    for name in ("title", "creator", "language"):
        if not getattr(book.properties, name):
            yield name


@rule("every note and sign is explained on the notes sheet, and every note there is used")
def explains_marks(book: Any, _: zipfile.ZipFile) -> Iterator[str]:
    explained = {str(row[0].value) for row in body(book[NOTES])[1:]} if NOTES in book.sheetnames else set()
    used = set()
    for place, cell in cells(book):
        if isinstance(cell.value, str) and not place.startswith(f"{COVER}!"):
            marks = set(MARK.findall(cell.value))
            used |= marks if not place.startswith(f"{NOTES}!A") else set()
            yield from (f"{place}: {mark}" for mark in sorted(marks - explained))
    yield from sorted(mark for mark in explained - used if mark.startswith("[note"))


@rule("numbers are numbers, and shown with a format")
def has_numbers(book: Any, _: zipfile.ZipFile) -> Iterator[str]:
    for sheet in book.worksheets:
        for column in zip(*body(sheet)[1:], strict=True):
            numbers = [cell for cell in column if cell.data_type == "n"]
            texts = [cell for cell in column if cell.data_type != "n"]
            for cell in texts if numbers else ():
                if not MARK.fullmatch(str(cell.value)):
                    yield f"{sheet.title}!{cell.coordinate}: {cell.value!r} among numbers"
            yield from (
                f"{sheet.title}!{c.coordinate}: {c.number_format}"
                for c in numbers
                if c.number_format == "General"
            )
            if not numbers and all(NUMBER.fullmatch(str(c.value)) and "," in str(c.value) for c in texts):
                yield f"{sheet.title}!{column[0].coordinate}: numbers as text"


@rule("no cell holds a formula")
def has_no_formulas(book: Any, _: zipfile.ZipFile) -> Iterator[str]:
    for place, cell in cells(book):
        if cell.data_type == "f":
            yield place
        is_like_one = isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@", "\t"))
        if is_like_one and not cell.quotePrefix:
            yield f"{place}: not quoted"


@rule("the contents link to every other sheet, in words, and every link leads somewhere")
def has_links(book: Any, _: zipfile.ZipFile) -> Iterator[str]:
    linked = set()
    for place, cell in cells(book):
        if cell.hyperlink is None:
            continue
        if (cell.hyperlink.target or "").startswith(("https://", "mailto:")) and "://" not in str(cell.value):
            continue  # the contact on the cover
        target = (cell.hyperlink.location or "").partition("!")[0].strip("'")
        if target not in book.sheetnames or "!" in str(cell.value) or "://" in str(cell.value):
            yield place
        if place.startswith(f"{CONTENTS}!"):
            linked.add(target)
    yield from sorted(set(book.sheetnames) - linked - {COVER, CONTENTS} | ({COVER} - linked))


@rule("names of sheets are short and plain")
def has_plain_sheet_names(book: Any, _: zipfile.ZipFile) -> Iterator[str]:
    for name in book.sheetnames:
        if not re.fullmatch(r"[A-Z][A-Za-z0-9 ]{0,30}", name):
            yield name


@rule("what is drawn has a text in its place")
def describes_drawings(_book: Any, parts: zipfile.ZipFile) -> Iterator[str]:
    for name in parts.namelist():
        if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name):
            drawn = re.findall(rb"<(?:\w+:)?cNvPr\b[^>]*>", parts.read(name))
            yield from (name for one in drawn if not re.search(rb'descr="[^"]+"', one))


@rule("no sheet has a header, a footer or a comment")
def has_nothing_outside_cells(book: Any, _: zipfile.ZipFile) -> Iterator[str]:
    for sheet in book.worksheets:
        if any(getattr(sheet, side).center.text for side in ("oddHeader", "oddFooter")):
            yield sheet.title
    yield from (place for place, cell in cells(book) if cell.comment is not None)
