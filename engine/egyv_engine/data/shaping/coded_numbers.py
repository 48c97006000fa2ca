"""Puts the number in place of each word that stands for one, and counts the uses of each word."""

from collections.abc import Mapping

import polars as pl

from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.model.reading_notes import NoteKind, ReadingNotes


def with_numbers(
    table: SourceTable, column: TableColumn, codes: Mapping[str, str], notes: ReadingNotes
) -> TableColumn:
    """Return a column with the numbers that some of its words stand for.

    Args:
        table: The table.
        column: One of its columns, with its numbers in the standard way.
        codes: The number of each word.
        notes: Receives the uses of each word.
    """
    if not codes or not column.cells.words().is_in(list(codes)).any():
        return column
    texts = column.texts.cast(pl.String)
    used = texts.filter(texts.is_in(list(codes))).value_counts()
    for word, count in used.iter_rows():
        notes.add(table.file, NoteKind.CODES, count, column.name, word)
    return column.changed(lambda texts: texts.cast(pl.String).replace(dict(codes)))
