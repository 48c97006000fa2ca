"""Completes the columns of items that could be ticked, where an item that is not ticked is left blank."""

from collections.abc import Mapping

import polars as pl

from egyv_engine.data.shaping.item_words import ItemWords
from egyv_engine.data.shaping.table_parts import filled
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.reading_notes import NoteKind, ReadingNotes


class TickedColumns(Frozen):
    """The columns of a question for which several items can be ticked, one column per item.

    Attributes:
        items: The items of the question.
        unticked: The answer of an item whose cell is blank, where another item's cell is filled.
        ticked: The answer of an item whose cell names the item.
        known: The words that the scale reads, its answers among them.
        ticks_others: Whether a cell with any other text is ticked, too, as that of "other, please specify" is.
    """

    items: ItemWords
    unticked: str
    ticked: str
    known: frozenset[str]
    ticks_others: bool


def completed_ticks(
    table: SourceTable, columns: Mapping[str, TableColumn], ticks: TickedColumns, notes: ReadingNotes
) -> Mapping[str, TableColumn]:
    """Return the columns with an answer in every cell of a row in which one of them is filled.

    A cell that holds a word of the scale keeps it. A row in which all of the cells are blank stays blank.

    Args:
        table: The table.
        columns: The column of each item that the file has.
        ticks: How the cells are read.
        notes: Receives the number of other texts that are read as ticks.
    """
    if not columns:
        return {}
    answered = pl.DataFrame({item: filled(column.texts) for item, column in columns.items()})
    is_answered = answered.select(pl.any_horizontal(pl.all())).to_series()
    return {
        item: _completed(table, column, item, is_answered, ticks, notes) for item, column in columns.items()
    }


def _completed(
    table: SourceTable,
    column: TableColumn,
    item: str,
    is_answered: pl.Series,
    ticks: TickedColumns,
    notes: ReadingNotes,
) -> TableColumn:
    texts = _stripped(column.texts)
    words = texts.unique().drop_nulls().to_list()
    naming = [word for word in words if word not in ticks.known and ticks.items.item(word) == item]
    others = [word for word in words if word not in ticks.known and word not in naming]
    read = dict.fromkeys(naming, ticks.ticked)
    if ticks.ticks_others:
        read |= dict.fromkeys(others, ticks.ticked)
        notes.add(table.file, NoteKind.ANSWERS_IGNORED, int(texts.is_in(others).sum()), column.name)

    def complete(texts: pl.Series) -> pl.Series:
        named = _stripped(texts).replace(read)
        is_unticked = pl.col("named").is_null() & pl.col("is_answered")
        frame = pl.DataFrame({"named": named, "is_answered": is_answered})
        return frame.select(
            pl.when(is_unticked).then(pl.lit(ticks.unticked)).otherwise("named").alias(column.name)
        ).to_series()

    return column.changed(complete)


def _stripped(texts: pl.Series) -> pl.Series:
    return texts.cast(pl.String).str.strip_chars().replace("", None)
