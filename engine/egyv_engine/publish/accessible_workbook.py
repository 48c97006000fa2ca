"""Writes the result tables as a workbook by the guidance of the UK government on accessible spreadsheets.

The guidance is "Releasing statistics in spreadsheets" and its checklist, by the Analysis Function. docs/decisions/0034
lists its rules and how each is kept.
"""

import io
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from egyv_engine import __version__
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import ProgrammeFile
from egyv_engine.model.finding_columns import UNITS
from egyv_engine.model.findings import Findings
from egyv_engine.model.frozen import Frozen, field_names
from egyv_engine.model.report import ReportContact
from egyv_engine.model.result_columns import ResultTable
from egyv_engine.model.supplements import Supplements
from egyv_engine.narrative.language.wordings import id_with_capital, with_capital
from egyv_engine.publish.numbered_notes import WHOLE_TABLE, NumberedNote, numbered_notes
from egyv_engine.publish.office_files import CORE, CREATED, rewritten, with_language
from egyv_engine.publish.result_tables import result_tables
from egyv_engine.publish.svg_text import wrapped
from egyv_engine.publish.worded_tables import SIGNS, Cell, Labels, WordedColumn, WordedTable, worded_table

LANGUAGE = "en-GB"
ROWS_OF_A_SHEET = 1_048_576
LONGEST_CELL = 32_767  # characters
NOTES, COLUMNS, CONTENTS, COVER = "Notes", "Columns", "Contents", "Cover"
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
_SIGN_MEANINGS = {
    "x": "Not available: there could be a value, but it is not known.",
    "z": "Not applicable: there cannot be a value.",
}


class UnpublishedTableError(Exception):
    """A table cannot be published. The message says which, why, and what to do."""


class _Column(Frozen):
    """A column as it is written; at: the position of each row's cell among the different cells."""

    heading: str
    cells: Sequence[Cell]
    at: Sequence[int]
    number_format: str | None = None
    links: bool = False


class _Sheet(Frozen):
    """A sheet with one table; lines: what is said between the title and the table."""

    name: str
    title: str
    lines: tuple[str, ...]
    columns: tuple[_Column, ...]

    @property
    def number_of_rows(self) -> int:
        return len(self.columns[0].at)


def accessible_workbook(
    linked: LinkedProgramme,
    findings: Findings,
    supplements: Supplements,
    *,
    status: str | None,
    contact: ReportContact | None = None,
    without: Collection[str] = (),
) -> bytes:
    """Return the bytes of an xlsx file: a cover, contents, notes, what each column says, and a sheet for each table.

    Tables without rows are left out, and the cover names them.

    Args:
        linked: The programme.
        findings: Its findings and the tables derived from them.
        supplements: Its other results.
        status: Words that mark every sheet, such as "Draft"; None for none.
        contact: Whom readers can ask; None where the programme declares nobody.
        without: The names of tables that are left out.

    Raises:
        UnpublishedTableError: A table or a text in it is larger than a workbook can hold, or a table that is to be left
            out does not exist.
        ImportError: xlsxwriter is not installed.
    """
    given = result_tables(findings, supplements, linked.programme)
    names = [one.table.name for one in given]
    naming = (
        [] if linked.programme.file.names_units else [o.table.name for o in given if _names_units(o.table)]
    )
    for name in without:
        if name not in names:
            raise UnpublishedTableError(f"there is no table '{name}'; the tables are: {', '.join(names)}")
    labels = Labels(linked, findings.findings)
    made = [worded_table(one, labels) for one in given if one.table.name not in (*without, *naming)]
    tables = [one for one in made if one.number_of_rows]
    if not tables:
        raise UnpublishedTableError("no table with a row is left to publish")
    notes = numbered_notes(linked, findings.findings)
    standing = () if status is None else (status,)
    sheets = [
        _notes_sheet(notes, tables, standing),
        _columns_sheet(tables, linked, standing),
        *(_table_sheet(one, notes, linked, standing) for one in tables),
    ]
    for sheet in sheets:
        _check_size(sheet)
    missing = [id_with_capital(one.table.name) for one in made if not one.number_of_rows]
    left_out = [id_with_capital(name) for name in names if name in without and name not in naming]
    cover = _cover(linked, standing, contact, missing, left_out, [id_with_capital(name) for name in naming])
    return _written(
        linked.programme.file.programme,
        status,
        cover,
        [_contents(sheets, standing), *sheets],
        _addresses(contact),
    )


def _check_size(sheet: _Sheet) -> None:
    longest = ROWS_OF_A_SHEET - len(sheet.lines) - 2
    hint = f"--without {sheet.name.lower().replace(' ', '_')} leaves it out; its CSV file has every row"
    if sheet.number_of_rows > longest:
        raise UnpublishedTableError(
            f"the table '{sheet.name}' has {sheet.number_of_rows:,} rows, and a sheet can hold {longest:,}; {hint}"
        )
    for column in sheet.columns:
        if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in column.cells):
            raise UnpublishedTableError(
                f"a text in the column '{column.heading}' of the table '{sheet.name}' has more than "
                f"{LONGEST_CELL:,} characters, which no cell of a workbook can hold; {hint}"
            )


def _table_sheet(
    table: WordedTable, notes: Sequence[NumberedNote], linked: LinkedProgramme, standing: tuple[str, ...]
) -> _Sheet:
    name = table.table.name
    columns = tuple(
        _Column(
            heading=_noted(column.heading, notes, name, column.declared.name),
            cells=column.cells,
            at=column.at,
            number_format=_number_format(column),
        )
        for column in table.columns
    )
    title = _noted(table.table.title, notes, name, WHOLE_TABLE)
    signs = sorted({cell for column in table.columns for cell in column.cells if cell in SIGNS.values()})
    lines = [f"This sheet contains one table. {table.table.row}", *standing]
    if linked.programme.file.notice:
        lines.append(linked.programme.file.notice)
    if any("[note " in text for text in (title, *(column.heading for column in columns))):
        lines.append("The title or the headings refer to notes, which are on the sheet Notes.")
    if signs:
        lines.append(
            f"Cells without a value contain {' or '.join(map(str, signs))}, as the sheet Notes explains."
        )
    lines.append("The sheet Columns says what each column holds.")
    return _Sheet(name=id_with_capital(name), title=title, lines=tuple(lines), columns=columns)


def _noted(text: str, notes: Sequence[NumberedNote], table: str, column: str) -> str:
    numbers = (n for n, note in enumerate(notes, 1) if note.is_about(table, column))
    return " ".join((text, *(f"[note {n}]" for n in numbers)))


def _number_format(column: WordedColumn) -> str | None:
    if not column.is_number:
        return None
    places = column.declared.places
    return f"#,##0.{'0' * places}" if places else "#,##0"


def _text_column(heading: str, cells: Sequence[str], *, links: bool = False) -> _Column:
    return _Column(heading=heading, cells=cells, at=range(len(cells)), links=links)


def _notes_sheet(
    notes: Sequence[NumberedNote], tables: Sequence[WordedTable], standing: tuple[str, ...]
) -> _Sheet:
    sheets = {table.table.name: id_with_capital(table.table.name) for table in tables}
    marks = [f"[note {n}]" for n in range(1, len(notes) + 1)]
    used = [", ".join(sheets[name] for name in note.about if name in sheets) or SIGNS["z"] for note in notes]
    return _Sheet(
        name=NOTES,
        title="Notes and shorthand",
        lines=(
            "This sheet contains one table. It explains the notes, and what a cell without a value contains.",
            *standing,
        ),
        columns=(
            _text_column("Mark", [*marks, *SIGNS.values()]),
            _text_column("Explanation", [*(note.text for note in notes), *_SIGN_MEANINGS.values()]),
            _text_column("Sheets", [*used, *("All sheets with such cells",) * len(SIGNS)]),
        ),
    )


def _columns_sheet(
    tables: Sequence[WordedTable], linked: LinkedProgramme, standing: tuple[str, ...]
) -> _Sheet:
    every = [(table, column) for table in tables for column in table.columns]
    names = [{one.name for one in table.table.flat_columns} for table, _ in every]
    units = linked.programme.file.unit.many
    return _Sheet(
        name=COLUMNS,
        title="Columns: what each column of each table holds",
        lines=(
            "This sheet contains one table. One row per column of a table.",
            *standing,
            f"Cells without a value contain {SIGNS['z']}, as the sheet Notes explains.",
        ),
        columns=(
            _text_column("Sheet", [id_with_capital(table.table.name) for table, _ in every]),
            _text_column("Column", [column.heading for _, column in every]),
            _text_column("What it holds", [column.says for _, column in every]),
            _text_column(
                "Unit",
                [
                    SIGNS["z"] if column.declared.unit is None else column.declared.unit.replace(UNITS, units)
                    for _, column in every
                ],
            ),
            _text_column(
                "Cells without a value",
                [_empty_cells(column) for _, column in every],
            ),
            _text_column(
                "Name in the CSV file",
                [
                    column.declared.name if column.declared.name in known else SIGNS["z"]
                    for (_, column), known in zip(every, names, strict=True)
                ],
            ),
        ),
    )


def _empty_cells(column: WordedColumn) -> str:
    empty = column.declared.empty
    if empty is None:
        return "None"
    return f"{SIGNS[empty.sign]} {empty.when}" + (
        f"; {SIGNS['z']} where nothing is compared" if empty.of is not None else ""
    )


def _contents(sheets: Sequence[_Sheet], standing: tuple[str, ...]) -> _Sheet:
    return _Sheet(
        name=CONTENTS,
        title="Contents",
        lines=("This sheet contains one table. It lists the other sheets, with a link to each.", *standing),
        columns=(
            _text_column("Sheet", [sheet.name for sheet in sheets], links=True),
            _text_column("What it contains", [sheet.title for sheet in sheets]),
            _Column(
                heading="Number of rows",
                cells=[sheet.number_of_rows for sheet in sheets],
                at=range(len(sheets)),
                number_format="#,##0",
            ),
        ),
    )


def _cover(
    linked: LinkedProgramme,
    standing: tuple[str, ...],
    contact: ReportContact | None,
    empty: Sequence[str],
    left_out: Sequence[str],
    naming: Sequence[str],
) -> list[tuple[str, tuple[str, ...]]]:
    """Return the headings of the cover with the lines below each."""
    file = linked.programme.file
    declared = file.reconstructed
    each = field_names(declared) if declared is not None else ()
    notes = [getattr(declared, one) for one in each if one != "doc_path"]
    source = file.source
    named = [part for part in (source.document, source.paragraph) if part] if source else []
    parts: list[tuple[str, tuple[str, ...]]] = [
        ("Status", standing),
        ("Contact" if contact is None else contact.heading, _contact_lines(contact)),
        ("About the data", (file.notice,) if file.notice else ()),
        ("What is reconstructed", tuple(dict.fromkeys(note for note in notes if note))),
        ("Waves", tuple(with_capital(wave.label) for wave in file.waves)),
        ("Source", (", ".join(named),) if named else ()),
        (
            "Notes and shorthand",
            (
                "Titles and headings refer to notes by their numbers, such as [note 1].",
                "Cells without a value contain [x] if the value is not available and [z] if there cannot be one.",
                "The sheet Notes explains both.",
            ),
        ),
        ("Tables without rows, which have no sheet", tuple(empty)),
        ("Tables that are not part of this workbook", tuple(left_out)),
        (f"{with_capital(file.unit.many)} are not named", _unnamed(file, naming)),
        (
            "How it was made",
            (
                f"egyv-engine {__version__} made every number from the data by the programme's rules.",
                "The numbers are those of the CSV files that egyv-engine evaluate writes.",
            ),
        ),
    ]
    return [(heading, lines) for heading, lines in parts if lines]


def _contact_lines(contact: ReportContact | None) -> tuple[str, ...]:
    if contact is None:
        return ()
    return (contact.text,) if contact.email is None else (contact.text, contact.email)


def _addresses(contact: ReportContact | None) -> Mapping[str, str]:
    """Return the lines on the contact that are links, each with its address."""
    if contact is None:
        return {}
    email = {} if contact.email is None else {contact.email: f"mailto:{contact.email}"}
    return email if contact.link is None else {**email, contact.text: contact.link}


def _names_units(table: ResultTable) -> bool:
    """Return whether each row of a table is about a unit that it names."""
    return any(column.name == "unit" for column in table.flat_columns)


def _unnamed(file: ProgrammeFile, naming: Sequence[str]) -> tuple[str, ...]:
    """Return what the cover says of units that are counted and not named; nothing where they may be named."""
    if file.names_units:
        return ()
    many = file.unit.many
    said = f"This workbook gives numbers of {many}, because the programme does not let {many} be named."
    if not naming:
        return (said,)
    return (
        said,
        f"These tables have a row for each {file.unit.one} and are not part of it: {', '.join(naming)}.",
    )


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


_TITLE = {"bold": True, "font_size": 16}
_SUBTITLE = {"bold": True, "font_size": 14}
_WRAPPED = {"text_wrap": True, "valign": "top"}
_LINK = {"font_color": "#0B5394", "underline": 1}


def _written(
    programme: str,
    status: str | None,
    cover: Sequence[tuple[str, tuple[str, ...]]],
    sheets: Sequence[_Sheet],
    addresses: Mapping[str, str],
) -> bytes:
    """Return the workbook of a cover and sheets; the lines of the cover that have addresses are links."""
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
        _write_cover(book.add_worksheet(COVER), title, cover, styles, addresses)
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name), sheet, styles)
    return rewritten(data.getvalue(), {CORE: with_language(LANGUAGE)})


def _write_cover(
    sheet: Any,
    title: str,
    cover: Sequence[tuple[str, tuple[str, ...]]],
    styles: _Styles,
    addresses: Mapping[str, str],
) -> None:
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
    for heading, lines in cover:
        sheet.set_row(row, 2 * _LINE)
        _write_text(sheet, row, 0, heading, styles, {**_SUBTITLE, "text_wrap": True, "valign": "bottom"})
        for number, line in enumerate(lines, 1):
            sheet.set_row(row + number, _LINE * _lines(line, _WIDTH_OF_COVER))
            if line in addresses:
                sheet.write_url(row + number, 0, addresses[line], styles.get(**_LINK, **_WRAPPED), line)
            else:
                _write_text(sheet, row + number, 0, line, styles, _WRAPPED)
        row += len(lines) + 1


def _write_sheet(sheet: Any, content: _Sheet, styles: _Styles) -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell

    sheet.set_default_row(_LINE)
    sheet.set_row(0, 1.5 * _LINE)
    _write_text(sheet, 0, 0, content.title, styles, _TITLE)
    for row, line in enumerate(content.lines, 1):
        _write_text(sheet, row, 0, line, styles, {})
    first = len(content.lines) + 1
    back = COVER if content.name == CONTENTS else CONTENTS
    sheet.write_url(first, 0, f"internal:'{back}'!A1", styles.get(**_LINK), f"Back to the {back.lower()}")
    first += 1
    sheet.add_table(
        first,
        0,
        first + 1,
        len(content.columns) - 1,
        {
            "name": content.name.replace(" ", "_"),
            "title": content.title,
            "description": content.lines[0],
            "autofilter": False,
            "banded_rows": False,
            "style": None,
            "columns": [{"header": column.heading} for column in content.columns],
        },
    )
    # The whole range is set here: the library would keep 200 bytes for each cell of it, to find tables that overlap.
    last = xl_rowcol_to_cell(first + content.number_of_rows, len(content.columns) - 1)
    sheet.tables[-1]["range"] = f"{xl_rowcol_to_cell(first, 0)}:{last}"
    widths = [_width(column) for column in content.columns]
    heading_lines = (_lines(one.heading, width) for one, width in zip(content.columns, widths, strict=True))
    sheet.set_row(first, _LINE * max(heading_lines))
    for row, lines in enumerate(_lines_of_rows(content, widths), first + 1):
        if lines > 1:
            sheet.set_row(row, _LINE * lines)
    for place, column in enumerate(content.columns):
        is_number = column.number_format is not None
        side = {"align": "right", "indent": 1} if is_number else {}
        sheet.set_column(place, place, widths[place])
        _write_text(
            sheet, first, place, column.heading, styles, {"bold": True, "bottom": 1, **_WRAPPED, **side}
        )
        form = {"valign": "top", "num_format": column.number_format, **side} if is_number else _WRAPPED
        number, text = (
            styles.get(**form),
            styles.get(**_WRAPPED, **side),
        )  # once, and not for each of a million cells
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
    sheet.set_landscape()
    sheet.set_paper(9)
    pages = 1 + sum(widths) // _ON_PAPER
    sheet.fit_to_pages(pages, 0)
    sheet.repeat_rows(first)
    if pages > 1:
        sheet.repeat_columns(0)


def _write_text(
    sheet: Any, row: int, place: int, text: str, styles: _Styles, form: Mapping[str, Any]
) -> None:
    """Write a text that no program takes for a formula, also if somebody edits the cell."""
    is_like_formula = text.startswith(_FORMULA_STARTS)
    sheet.write_string(
        row, place, text, styles.get(**form, **({"quote_prefix": True} if is_like_formula else {}))
    )


def _width(column: _Column) -> int:
    """Return a width that shows every number whole, and most texts on few lines."""
    longest = max((len(_shown(cell, column.number_format)) for cell in column.cells), default=0)
    in_heading = max(map(len, column.heading.split()), default=0)
    return max(_NARROWEST, min(_WIDEST, max(longest, in_heading) + 2))


def _shown(cell: Cell, number_format: str | None) -> str:
    """Return a cell as it is shown."""
    if isinstance(cell, str) or number_format is None:
        return str(cell)
    return f"{cell:,.{len(number_format.partition('.')[2])}f}"


def _lines_of_rows(content: _Sheet, widths: Sequence[int]) -> Sequence[int]:
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
