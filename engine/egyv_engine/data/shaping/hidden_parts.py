"""Counts the hidden rows, columns and sheet of a workbook that are read, and warns of hidden rows (EGY589)."""

from collections.abc import Collection

from egyv_engine.data.shaping.table_parts import positions_of, report_cells
from egyv_engine.data.source_table import SourceTable
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.model.frozen import replace
from egyv_engine.model.reading_notes import NoteKind, ReadingNotes


def report_hidden_parts(
    table: SourceTable, read: Collection[str] | None, diagnostics: DiagnosticCollector, notes: ReadingNotes
) -> None:
    """Report rows that are read although the workbook hides them, and count what is hidden and read.

    Args:
        table: The table, with the rows that are kept.
        read: The columns that are read; None for every column.
        diagnostics: Receives the warning.
        notes: Receives the numbers of hidden rows, and the hidden columns and sheet.
    """
    hidden = table.hidden
    for column in table.columns:
        if column.source in hidden.columns and (read is None or column.name in read):
            notes.add(table.file, NoteKind.HIDDEN_COLUMNS, 1, column.name)
    if hidden.sheet is not None:
        notes.add(table.file, NoteKind.HIDDEN_SHEETS, 1, hidden.sheet)
    rows = positions_of(table.rows.is_in(list(hidden.rows))).to_list() if hidden.rows else []
    if not rows or not table.columns:
        return
    notes.add(table.file, NoteKind.HIDDEN_ROWS, len(rows))
    one = len(rows) == 1
    place = replace(table.columns[0], rows=None)  # that of the row, not of a value that is filled down
    report_cells(
        diagnostics,
        "EGY589",
        table,
        (place, rows),
        f"{len(rows):,} row{' of the sheet is' if one else 's of the sheet are'} hidden, and read like the others",
        suggestion="show all rows in the spreadsheet (clear its filters), and delete those that should not count, or keep the others "
        "with 'rows' for the file in surveys/files.yaml; accept the warning if hidden rows count, too",
    )
