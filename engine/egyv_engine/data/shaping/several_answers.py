"""Reads a column whose cells hold all items that were ticked, as one column per item (EGY576)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from egyv_engine.data.shaping.item_words import ItemWords
from egyv_engine.data.shaping.table_parts import Related, positions_of, report_cells
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.model.reading_notes import NoteKind, ReadingNotes


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralAnswers:
    """The cells of a question for which several items can be ticked.

    Attributes:
        separator: The characters between two items.
        items: The items of the question.
        unticked: The answer of an item that a filled cell does not hold.
        ticked: The answer of an item that it holds.
        of_all: Words that are the answer to every item when a cell holds nothing else, such as don't-knows.
        ignores_others: Whether words that are not items are counted, and not reported.
        related: The positions of the question.
    """

    separator: str
    items: ItemWords
    unticked: str
    ticked: str
    of_all: frozenset[str]
    ignores_others: bool
    related: Related


def columns_of_items(
    table: SourceTable,
    column: TableColumn,
    several: SeveralAnswers,
    found: tuple[DiagnosticCollector, ReadingNotes],
) -> Mapping[str, TableColumn]:
    """Return one column per item, with one of two answers in each cell; a blank cell is blank for every item.

    A cell that holds only words that are ignored has none of the items.

    Args:
        table: The table.
        column: The column whose cells hold several items.
        several: How the cells are read.
        found: Receives the words that are not items (EGY576), or their number.
    """
    texts = column.texts.cast(pl.String)
    cells = [str(cell) for cell in texts.drop_nulls().unique(maintain_order=True).to_list()]
    parts = {cell: _parts(cell, several.separator) for cell in cells}
    answered = [cell for cell, words in parts.items() if words]
    of_all = {
        cell: words[0] for cell, words in parts.items() if len(words) == 1 and words[0] in several.of_all
    }
    _check_words(table, column, texts, several, {c: w for c, w in parts.items() if c not in of_all}, found)
    named = {cell: {several.items.item(word) for word in words} for cell, words in parts.items()}
    answers = [several.unticked, several.ticked, *sorted(several.of_all)]
    of_items = {}
    for item in several.items.labels:
        read = [
            of_all.get(cell) or (several.ticked if item in named[cell] else several.unticked)
            for cell in answered
        ]
        answers_of_item = texts.replace_strict(answered, read, default=None, return_dtype=pl.Enum(answers))
        of_items[item] = replace(column, texts=answers_of_item.cast(pl.String))
    return of_items


def _parts(cell: str, separator: str) -> list[str]:
    """Return the different words in a cell, without the spaces around them."""
    pieces = cell.split() if separator.isspace() else cell.split(separator)
    return list(dict.fromkeys(word for piece in pieces if (word := piece.strip())))


def _check_words(
    table: SourceTable,
    column: TableColumn,
    texts: pl.Series,
    several: SeveralAnswers,
    parts: Mapping[str, Sequence[str]],
    found: tuple[DiagnosticCollector, ReadingNotes],
) -> None:
    """Report or count the words that are not items, each once with its number of cells."""
    diagnostics, notes = found
    cells_with: dict[str, list[str]] = {}
    for cell, words in parts.items():
        for word in words:
            if several.items.item(word) is None:
                cells_with.setdefault(word, []).append(cell)
    for word, cells in cells_with.items():
        rows = positions_of(texts.is_in(cells).fill_null(value=False)).to_list()
        if several.ignores_others:
            notes.add(table.file, NoteKind.ANSWERS_IGNORED, len(rows), column.name, word)
            continue
        one = len(rows) == 1
        report_cells(
            diagnostics,
            "EGY576",
            table,
            (column, rows),
            f"'{word}' is not an item of the question, but {len(rows):,} cell{' has' if one else 's have'} it "
            f"in '{column.name}'",
            suggestion=_suggestion(word, several),
            related=several.related,
        )


def _suggestion(word: str, several: SeveralAnswers) -> str:
    """Return a hint: another separator where one makes items of the word, else the items."""
    for separator in (";", ",", "|", "/", " "):
        if separator != several.separator and separator in word:
            words = _parts(word, separator)
            if all(several.items.item(one) is not None for one in words):
                return f"the items seem to be separated by '{separator}': declare several: \"{separator}\""
    if several.separator.isspace() and not did_you_mean(word, several.items.shown()):
        return f"{hint(word, list(several.items.labels), 'items')}; a label with spaces cannot be read here"
    return f"{hint(word, several.items.shown(), 'items')}, or declare other_answers: ignored"
