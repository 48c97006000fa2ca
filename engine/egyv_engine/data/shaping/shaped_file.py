"""Shapes the table of a file before any wave reads it: which rows and columns are read, and which cells are filled or blank."""

from collections.abc import Collection

import polars as pl

from egyv_engine.data.shaping.blank_words import without_blank_words
from egyv_engine.data.shaping.filled_down import with_filled_down
from egyv_engine.data.shaping.further_headers import without_further_headers
from egyv_engine.data.shaping.hidden_parts import report_hidden_parts
from egyv_engine.data.shaping.merged_columns import with_merged_columns
from egyv_engine.data.shaping.passed_rows import report_passed_rows
from egyv_engine.data.shaping.repeated_rows import report_repeated_rows
from egyv_engine.data.shaping.second_table import without_second_table
from egyv_engine.data.shaping.selected_rows import selected_rows
from egyv_engine.data.source_table import SourceTable
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.link.file_shapes import FileShape
from egyv_engine.model.documents.register_declaration import ROW_COLUMN
from egyv_engine.model.frozen import replace
from egyv_engine.model.reading_notes import NoteKind, ReadingNotes


def shaped_file(
    table: SourceTable,
    shape: FileShape,
    read: Collection[str] | None,
    of_waves: Collection[str],
    diagnostics: DiagnosticCollector,
    notes: ReadingNotes,
) -> SourceTable | None:
    """Return the table of a file as surveys/files.yaml declares it; None if nothing is left, which is reported.

    Args:
        table: The table as its source gives it.
        shape: The form of the file.
        read: The columns that are read; None for every column.
        of_waves: The columns that decide which wave a row belongs to.
        diagnostics: Receives the faults (EGY506, EGY530, EGY531, EGY568, EGY570, EGY577, EGY578, EGY579, EGY589, EGY597-599).
        notes: Receives the numbers of rows, columns and cells that are left out.
    """
    notes.add(table.file, NoteKind.ROWS_READ, len(table.rows))
    report_passed_rows(table, shape, diagnostics)
    table = without_further_headers(table, shape, diagnostics)
    table = with_filled_down(table, shape, diagnostics, notes)
    if shape.rows:
        kept = selected_rows(table, shape.rows, diagnostics, shape.blank)
        if kept is None:
            return None
        notes.add(table.file, NoteKind.ROWS_NOT_SELECTED, len(table.rows) - len(kept.rows))
        is_left_out = ~table.rows.is_in(kept.rows.implode())
        wanted = (column for name in {shape.key, *of_waves} if (column := table.column(name)) is not None)
        left_out = {column.name: column.texts.filter(is_left_out).cast(pl.String) for column in wanted}
        table = replace(kept, left_out=left_out)
    table = without_second_table(table, shape, diagnostics)
    report_hidden_parts(table, read, diagnostics, notes)
    if table.column(ROW_COLUMN) is not None:  # else a unit with two rows is reported
        report_repeated_rows(table, read, diagnostics)
    others = [column for column in table.columns if read is not None and column.name not in read]
    if shape.ignores_other_columns and others:
        notes.add(table.file, NoteKind.COLUMNS_IGNORED, len(others))
        table = replace(
            table,
            columns=tuple(c for c in table.columns if read is None or c.name in read),
            ignored=tuple(column.without_cells() for column in others),
        )
    return with_merged_columns(without_blank_words(table, shape.blank, notes), shape, diagnostics, notes)
