"""Reads a column whose cells hold all items that were ticked, as one column per item (EGY576)."""

from collections.abc import Mapping, Sequence

import polars as pl

from egyv_engine.data.shaping.divided_items import separates_words, whole_items
from egyv_engine.data.shaping.item_words import ItemWords
from egyv_engine.data.shaping.table_parts import Related, report_cells
from egyv_engine.data.source_table import HeldCells, SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.first_named import and_more
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.model.frozen import Frozen, replace
from egyv_engine.model.reading_notes import NoteKind, ReadingNotes


class SeveralAnswers(Frozen):
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
        found: Receives items that can be read in two ways (EGY464), the words that are not items (EGY576), or their number.
    """
    whole = whole_items(
        table,
        column,
        several.items,
        several.separator,
        found[0],
        ignores_others=several.ignores_others,
        related=several.related,
    )
    texts = whole.texts
    words = _words_in_rows(texts, several.separator)
    number_of_words = words.group_by("row").len()
    answers = pl.Enum([several.unticked, several.ticked, *sorted(several.of_all)])
    blank = pl.repeat(None, len(texts), dtype=answers, eager=True)
    has_answer = blank.scatter(number_of_words["row"], several.unticked)
    alone = words.join(number_of_words.filter(pl.col("len") == 1), on="row")
    of_all = alone.filter(pl.col("word").is_in(list(several.of_all)))
    has_answer = has_answer.scatter(of_all["row"], of_all["word"].cast(answers))
    others = words.join(of_all, on="row", how="anti", maintain_order="left")
    items = {
        word: whole.items.get(word) or several.items.item(word)
        for word in others["word"].unique(maintain_order=True).to_list()
    }
    unknown = [word for word, item in items.items() if item is None and word not in whole.divided]
    _check_words(table, column, others, unknown, several, found)
    named = others.with_columns(
        item=pl.col("word").replace_strict(list(items), list(items.values()), return_dtype=pl.String)
    )
    rows_of = {str(item): frame["row"] for (item,), frame in named.partition_by("item", as_dict=True).items()}
    ticked = {
        item: has_answer.clone().scatter(rows_of[item], several.ticked) if item in rows_of else has_answer
        for item in several.items.items
    }
    return {item: replace(column, cells=HeldCells(read.cast(pl.String))) for item, read in ticked.items()}


def _words_in_rows(texts: pl.Series, separator: str) -> pl.DataFrame:
    """Return the different words in each cell, in the columns `row` and `word`, without the spaces around them."""
    pieces = pl.DataFrame({"word": texts}).with_row_index("row").drop_nulls()
    split = pieces.with_columns(pl.col("word").str.split(" " if separates_words(separator) else separator))
    words = split.explode("word").with_columns(pl.col("word").str.strip_chars())
    return words.filter(pl.col("word") != "").unique(maintain_order=True)


def _check_words(
    table: SourceTable,
    column: TableColumn,
    words: pl.DataFrame,
    unknown: Sequence[str],
    several: SeveralAnswers,
    found: tuple[DiagnosticCollector, ReadingNotes],
) -> None:
    """Report or count the words that are not items, each once with its number of cells."""
    diagnostics, notes = found
    rows_of = {word: words.filter(pl.col("word") == word)["row"].to_list() for word in unknown}
    if several.ignores_others:
        for word, rows in rows_of.items():
            notes.add(table.file, NoteKind.ANSWERS_IGNORED, len(rows), column.name, word)
        _report_almost_items(table, column, words, rows_of, several, diagnostics)
        return
    for joined in _by_separator(unknown, several):
        word, *more = joined
        rows = sorted({row for one in joined for row in rows_of[one]})
        cells = f"{len(rows):,} cell{'' if len(rows) == 1 else 's'}"
        report_cells(
            diagnostics,
            "EGY576",
            table,
            (column, rows),
            f"'{word}'{and_more(len(more), 'word')} in {cells} of '{column.name}' are not items of the question"
            if more
            else f"'{word}' is not an item of the question, but {cells} {'has' if len(rows) == 1 else 'have'} it "
            f"in '{column.name}'",
            suggestion=_suggestion(word, several),
            related=several.related,
        )


def _by_separator(unknown: Sequence[str], several: SeveralAnswers) -> list[list[str]]:
    """Return words that are not items, those together that the same other separator divides into items."""
    separator_of = {word: _separator_in(word, several) for word in unknown}
    found = [separator for separator in separator_of.values() if separator is not None]
    if not found:
        return [[word] for word in unknown]
    usual = max(found, key=found.count)
    joined = [word for word in unknown if separator_of[word] == usual]
    with_others = [
        word
        for word in unknown
        if word not in joined
        and usual in word
        and any(several.items.item(piece.strip()) is not None for piece in word.split(usual))
    ]
    rest = [word for word in unknown if word not in joined and word not in with_others]
    return [[*joined, *with_others], *([word] for word in rest)]


def _report_almost_items(
    table: SourceTable,
    column: TableColumn,
    words: pl.DataFrame,
    ignored: Mapping[str, Sequence[int]],
    several: SeveralAnswers,
    diagnostics: DiagnosticCollector,
) -> None:
    """Report the words that are ignored although they are almost items, those with another separator together."""
    divided = {word: rows for word, rows in ignored.items() if _separator_in(word, several) is not None}
    used = {item for word in words["word"].unique() if (item := several.items.item(word)) is not None}
    reports = [
        (
            word,
            ignored[word],
            f"if it is '{meant}', list '{word}' under spellings of its item; accept the warning if it is not",
        )
        for word in ignored
        if word not in divided and (meant := several.items.meant_by(word, used)) is not None
    ]
    if divided:
        word = next(iter(divided))
        all_rows = sorted({row for rows in divided.values() for row in rows})
        reports.insert(0, (word, all_rows, _suggestion(word, several)))
    for word, rows, suggestion in reports:
        more = and_more(len(divided) - 1, "word") if word in divided else ""
        are = "are ignored, but are almost items" if more else "is ignored, but is almost an item"
        where = f"{len(rows):,} cell{'' if len(rows) == 1 else 's'} of '{column.name}'"
        report_cells(
            diagnostics,
            "EGY559",
            table,
            (column, rows),
            f"'{word}'{more} in {where} {are}",
            suggestion=suggestion,
            related=several.related,
        )


def _suggestion(word: str, several: SeveralAnswers) -> str:
    """Return a hint: another separator where one makes items of the word, else the items."""
    separator = _separator_in(word, several)
    if separator is not None:
        written = separator.replace("\n", "\\n")
        return f"the items seem to be separated by '{written}': declare several: \"{written}\""
    if separates_words(several.separator) and not did_you_mean(word, several.items.shown()):
        return f"{hint(word, several.items.items, 'items')}; a label with spaces cannot be read here"
    names = f"{hint(word, several.items.shown(), 'items')}, or list '{word}' under spellings of its item"
    return f"{names}, or declare other_answers: ignored"


def _separator_in(word: str, several: SeveralAnswers) -> str | None:
    """Return the mark that divides a word into items; with words that are ignored, into an item and other words."""
    for separator in ("\n", ";", ",", "|", "/", " "):
        if separator != several.separator and separator in word:
            pieces = [one for piece in word.split(separator) if (one := piece.strip())]
            are_items = [several.items.item(one) is not None for one in pieces]
            if len(pieces) > 1 and (
                all(are_items) or (several.ignores_others and separator in "\n;|" and any(are_items))
            ):
                return separator
    return None
