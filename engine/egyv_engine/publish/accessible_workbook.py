"""Writes the result tables as a workbook by the guidance of the UK government on accessible spreadsheets.

The guidance is "Releasing statistics in spreadsheets" and its checklist, by the Analysis Function. docs/decisions/0034
lists its rules and how each is kept.
"""

from collections.abc import Collection, Mapping, Sequence

from egyv_engine import __version__
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import ProgrammeFile
from egyv_engine.model.finding_columns import UNITS
from egyv_engine.model.findings import Findings
from egyv_engine.model.label_forms import id_with_capital, with_capital
from egyv_engine.model.report import ReportContact
from egyv_engine.model.result_columns import ResultTable
from egyv_engine.model.supplements import Supplements
from egyv_engine.publish.numbered_notes import WHOLE_TABLE, NumberedNote, numbered_notes
from egyv_engine.publish.result_tables import result_tables
from egyv_engine.publish.sheet_writer import CONTENTS, Cover, Sheet, SheetColumn, written_workbook
from egyv_engine.publish.worded_tables import SIGNS, Labels, WordedColumn, WordedTable, worded_table

ROWS_OF_A_SHEET = 1_048_576
LONGEST_CELL = 32_767  # characters
NOTES, COLUMNS = "Notes", "Columns"
_SIGN_MEANINGS = {
    "x": "Not available: there could be a value, but it is not known.",
    "z": "Not applicable: there cannot be a value.",
}


class UnpublishedTableError(Exception):
    """A table cannot be published. The message says which, why, and what to do."""


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
    may_name = linked.programme.file.names_units
    naming = [one.table.name for one in given if not may_name and _names_units(one.table)]
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
    cover = Cover(
        parts=_cover_parts(linked, standing, contact, missing, left_out, [*map(id_with_capital, naming)]),
        addresses=_addresses(contact),
    )
    programme = linked.programme.file.programme
    return written_workbook(programme, status, cover, [_contents(sheets, standing), *sheets])


def _check_size(sheet: Sheet) -> None:
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
) -> Sheet:
    name = table.table.name
    columns = tuple(
        SheetColumn(
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
    return Sheet(name=id_with_capital(name), title=title, lines=tuple(lines), columns=columns)


def _noted(text: str, notes: Sequence[NumberedNote], table: str, column: str) -> str:
    numbers = (n for n, note in enumerate(notes, 1) if note.is_about(table, column))
    return " ".join((text, *(f"[note {n}]" for n in numbers)))


def _number_format(column: WordedColumn) -> str | None:
    if not column.is_number:
        return None
    places = column.declared.places
    return f"#,##0.{'0' * places}" if places else "#,##0"


def _text_column(heading: str, cells: Sequence[str], *, links: bool = False) -> SheetColumn:
    return SheetColumn(heading=heading, cells=cells, at=range(len(cells)), links=links)


def _notes_sheet(
    notes: Sequence[NumberedNote], tables: Sequence[WordedTable], standing: tuple[str, ...]
) -> Sheet:
    sheets = {table.table.name: id_with_capital(table.table.name) for table in tables}
    marks = [f"[note {n}]" for n in range(1, len(notes) + 1)]
    used = [", ".join(sheets[name] for name in note.about if name in sheets) or SIGNS["z"] for note in notes]
    return Sheet(
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
) -> Sheet:
    every = [(table, column) for table in tables for column in table.columns]
    names = [{one.name for one in table.table.flat_columns} for table, _ in every]
    units = linked.programme.file.unit.many
    return Sheet(
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


def _contents(sheets: Sequence[Sheet], standing: tuple[str, ...]) -> Sheet:
    return Sheet(
        name=CONTENTS,
        title="Contents",
        lines=("This sheet contains one table. It lists the other sheets, with a link to each.", *standing),
        columns=(
            _text_column("Sheet", [sheet.name for sheet in sheets], links=True),
            _text_column("What it contains", [sheet.title for sheet in sheets]),
            SheetColumn(
                heading="Number of rows",
                cells=[sheet.number_of_rows for sheet in sheets],
                at=range(len(sheets)),
                number_format="#,##0",
            ),
        ),
    )


def _cover_parts(
    linked: LinkedProgramme,
    standing: tuple[str, ...],
    contact: ReportContact | None,
    empty: Sequence[str],
    left_out: Sequence[str],
    naming: Sequence[str],
) -> list[tuple[str, tuple[str, ...]]]:
    """Return the headings of the cover with the lines below each."""
    file = linked.programme.file
    notes = {} if file.reconstructed is None else file.reconstructed.notes
    source = file.source
    named = [part for part in (source.document, source.paragraph) if part] if source else []
    parts: list[tuple[str, tuple[str, ...]]] = [
        ("Status", standing),
        ("Contact" if contact is None else contact.heading, _contact_lines(contact)),
        ("About the data", (file.notice,) if file.notice else ()),
        ("What is reconstructed", tuple(dict.fromkeys(notes.values()))),
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
