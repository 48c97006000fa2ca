"""Makes cells blank that hold one of the words a file declares as blank, and counts each word by column."""

from collections.abc import Sequence

import polars as pl

from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.data.words_of_column import different_words
from egyv_engine.model.frozen import replace
from egyv_engine.model.reading_notes import NoteKind, ReadingNotes
from egyv_engine.model.typed_values import is_number


def without_blank_words(table: SourceTable, words: Sequence[str], notes: ReadingNotes) -> SourceTable:
    """Return a table in which the cells with certain words are blank.

    Spaces around a word are no difference, and numbers are equal however they are written: -99 is also -99.0.

    Args:
        table: The table.
        words: The words that mean that a cell is blank.
        notes: Receives the number of cells by column and word.
    """
    if not words:
        return table
    expression = rf"^\s*(?:{'|'.join(_expression(word.strip()) for word in words)})\s*$"
    columns = tuple(_without(column, table, expression, notes) for column in table.columns)
    return replace(table, columns=columns)


def _expression(word: str) -> str:
    """Return a regular expression for a word, or for every way to write a number."""
    if not is_number(word):
        return pl.escape_regex(word)
    whole, _, decimals = word.lstrip("-").partition(".")
    decimals = decimals.rstrip("0")
    sign = "-" if word.startswith("-") else ""
    return f"{sign}0*{whole.lstrip('0') or '0'}" + (rf"[.,]{decimals}0*" if decimals else r"(?:[.,]0*)?")


def _without(column: TableColumn, table: SourceTable, expression: str, notes: ReadingNotes) -> TableColumn:
    texts = column.texts
    known = different_words(texts)
    blank = known.filter(known.str.contains(expression)).to_list()
    if not blank:
        return column
    found = texts.filter(texts.is_in(blank)).cast(pl.String).str.strip_chars().value_counts()
    if found.is_empty():
        return column
    for word, count in found.iter_rows():
        notes.add(table.file, NoteKind.BLANK_WORDS, count, column.name, word)
    return column.changed(
        lambda texts: pl.select(pl.when(~texts.is_in(blank)).then(texts)).to_series().alias(texts.name)
    )
