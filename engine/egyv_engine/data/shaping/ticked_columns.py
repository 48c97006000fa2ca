"""Completes the columns of items that could be ticked, where an item that is not ticked is left blank (EGY559)."""

from collections.abc import Mapping, Sequence

import polars as pl

from egyv_engine.data.no_answer_codes import means_no
from egyv_engine.data.shaping.item_words import ItemWords
from egyv_engine.data.shaping.table_parts import Related, filled, report_cells
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.first_named import and_more
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.reading_notes import NoteKind, ReadingNotes


class TickedColumns(Frozen):
    """The columns of a question for which several items can be ticked, one column per item.

    Attributes:
        items: The items of the question.
        unticked: The answer of an item whose cell is blank, where another item's cell is filled.
        ticked: The answer of an item whose cell names the item.
        known: The words that the scale reads, its answers among them.
        ticks_others: Whether a cell with any other text is ticked, too, as that of "other, please specify" is. A word that
            means no is not read as such a text.
        related: The positions of the question.
    """

    items: ItemWords
    unticked: str
    ticked: str
    known: frozenset[str]
    ticks_others: bool
    related: Related


def completed_ticks(
    table: SourceTable,
    columns: Mapping[str, TableColumn],
    ticks: TickedColumns,
    found: tuple[DiagnosticCollector, ReadingNotes],
) -> Mapping[str, TableColumn]:
    """Return the columns with an answer in every cell of a row in which one of them is filled.

    A cell that holds a word of the scale keeps it. A row in which all of the cells are blank stays blank.

    Args:
        table: The table.
        columns: The column of each item that the file has.
        ticks: How the cells are read.
        found: Receives other texts among ticks (EGY559), and the number of other texts that are read as ticks.
    """
    if not columns:
        return {}
    answered = pl.DataFrame({item: filled(column.texts) for item, column in columns.items()})
    is_answered = answered.select(pl.any_horizontal(pl.all())).to_series()
    return {
        item: _completed(table, column, item, is_answered, ticks, found) for item, column in columns.items()
    }


def _completed(
    table: SourceTable,
    column: TableColumn,
    item: str,
    is_answered: pl.Series,
    ticks: TickedColumns,
    found: tuple[DiagnosticCollector, ReadingNotes],
) -> TableColumn:
    diagnostics, notes = found
    texts = _stripped(column.texts)
    cells_of = dict(texts.drop_nulls().value_counts(sort=True).iter_rows())
    naming = [word for word in cells_of if word not in ticks.known and ticks.items.item(word) == item]
    others = [
        word for word in cells_of if word not in ticks.known and word not in naming and not means_no(word)
    ]
    read = dict.fromkeys(naming, ticks.ticked)
    if ticks.ticks_others:
        read |= dict.fromkeys(others, ticks.ticked)
        number_of_others = sum(cells_of[word] for word in others)
        notes.add(table.file, NoteKind.ANSWERS_IGNORED, number_of_others, column.name)
        if 0 < 2 * number_of_others < sum(cells_of.values()):  # a column of ticks, and not that of the texts
            _report_others(table, column, texts, others, ticks.related, diagnostics)

    def complete(texts: pl.Series) -> pl.Series:
        named = _stripped(texts).replace(read)
        is_unticked = pl.col("named").is_null() & pl.col("is_answered")
        frame = pl.DataFrame({"named": named, "is_answered": is_answered})
        return frame.select(
            pl.when(is_unticked).then(pl.lit(ticks.unticked)).otherwise("named").alias(column.name)
        ).to_series()

    return column.changed(complete)


def _report_others(
    table: SourceTable,
    column: TableColumn,
    texts: pl.Series,
    others: Sequence[str],
    related: Related,
    diagnostics: DiagnosticCollector,
) -> None:
    """Report the other texts in a column most of whose cells are answers of the scale, or name the item."""
    rows = texts.is_in(others).fill_null(value=False).arg_true().to_list()
    first = str(texts[rows[0]])
    more = and_more(len(others) - 1, "word")
    report_cells(
        diagnostics,
        "EGY559",
        table,
        (column, rows),
        f"'{first}'{more} in {len(rows):,} cell{'s' * (len(rows) > 1)} of '{column.name}' "
        f"{'are read as ticks' if more else 'is read as a tick'}, but most cells of the column hold answers",
        suggestion=f"list '{first}' under spellings of the answer that it means; accept the warning if it is the text of an item "
        "that was ticked",
        related=related,
    )


def _stripped(texts: pl.Series) -> pl.Series:
    return texts.cast(pl.String).str.strip_chars().replace("", None)
