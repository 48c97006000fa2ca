"""Turns a file with one row per unit and item into one row per unit and one column per item (EGY574, EGY575)."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import polars as pl

from egyv_engine.data.shaping.item_words import ItemWords
from egyv_engine.data.shaping.rows_without_unit import report_rows_without_unit
from egyv_engine.data.shaping.table_parts import (
    filled,
    gathered,
    gathered_column,
    named_column,
    positions_of,
    report_cells,
)
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.first_named import same_is_true
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import Frozen, replace
from egyv_engine.model.reading_notes import NoteKind, ReadingNotes
from egyv_engine.model.typed_values import comparable_text


class ItemValues(Frozen):
    """A question whose answers are in one column of a file with one row per item.

    Attributes:
        column: The column of the file.
        items: The items of the question, by the words that name them.
        names: The name of the column that each item gets.
        doc_path: The document path of the declaration.
    """

    column: str
    items: ItemWords
    names: Mapping[str, str]
    doc_path: DocumentPath


class RowPerItem(Frozen):
    """The shape of a file with one row per unit and item.

    Attributes:
        items: The column that names the item.
        values: The questions.
        kept: Columns that have one value per unit, such as attributes.
        standard: Returns the cells of such a column in the standard way, in which equal numbers and dates are equal texts.
        ignores_others: Whether rows of other items are counted, and not reported.
        doc_path: The document path of the declaration.
    """

    items: str
    values: Sequence[ItemValues]
    kept: Sequence[str]
    standard: Callable[[TableColumn], pl.Series]
    ignores_others: bool
    doc_path: DocumentPath


def one_row_of_items(
    table: SourceTable, key: TableColumn, shape: RowPerItem, found: tuple[DiagnosticCollector, ReadingNotes]
) -> tuple[SourceTable, frozenset[str]] | None:
    """Return a table with one row per unit, and one column per question and item.

    Args:
        table: A table with one row per unit and item, as its source gives it or with some of its rows.
        key: The column with the unit.
        shape: The columns of items and answers.
        found: Receives the problems (EGY506, EGY521, EGY535, EGY574, EGY575), and the number of rows that are ignored.

    Returns:
        The table, whose cells keep the positions of their own rows, and the columns of items that a row may be about
        whose item is reported; None if one of the columns is missing.
    """
    diagnostics, _ = found
    has_unit = filled(key.texts)
    if not has_unit.all():
        report_rows_without_unit(table, key, positions_of(~has_unit).to_list(), diagnostics)
        kept = positions_of(has_unit)
        table, key = gathered(table, kept), gathered_column(key, kept)
    named = named_column(table, shape.items, shape.doc_path / "items", diagnostics)
    columns = [named_column(table, one.column, one.doc_path, diagnostics) for one in shape.values]
    if named is None or any(column is None for column in columns):
        return None
    words = named.texts.cast(pl.String).str.strip_chars()
    rows = pl.DataFrame({"unit": key.texts.cast(pl.String), "word": words}).with_row_index("row")
    units = rows.group_by("unit", maintain_order=True).agg(pl.col("row").first()).with_row_index("at")
    rows = rows.join(units.select("unit", "at"), on="unit", how="left", maintain_order="left")
    known, unknown = _known_rows(table, named, shape, rows, found)
    doubtful = {name for one in shape.values for word in unknown for name in _meant(one, word)}
    shaped = [gathered_column(key, units["row"])]
    for name in shape.kept:
        column = table.column(name)
        if column is not None and name != key.name:
            shaped.append(_attribute(table, column, shape, rows, units, diagnostics))
    reported: set[int] = set()
    for one, column in zip(shape.values, columns, strict=True):
        assert column is not None
        number_of = {item: number for number, item in enumerate(one.names)}
        words_of = {word: item for item in one.names for word in one.items.words_of(item)}
        numbers = pl.col("word").replace_strict(
            list(words_of),
            [number_of[item] for item in words_of.values()],
            default=None,
            return_dtype=pl.UInt32,
        )
        of_question = known.with_columns(item=numbers).filter(pl.col("item").is_not_null())
        once = _first_rows(table, named, of_question, reported, diagnostics, shape)
        of_items = once.partition_by("item", as_dict=True)
        none = once.clear()
        for item, name in one.names.items():
            shaped.append(_of_item(table, name, column, of_items.get((number_of[item],), none), units))
    of_units = replace(table, columns=tuple(shaped), rows=table.rows.gather(units["row"]))
    return of_units, frozenset(doubtful)


def _meant(values: ItemValues, word: str) -> Iterable[str]:
    """Return the columns of the items that a word may mean which names none: the one that it is like, or all of them."""
    near = did_you_mean(word, values.items.shown())
    item = None if near is None else values.items.item(near)
    return values.names.values() if item is None else [values.names[item]]


def _known_rows(
    table: SourceTable,
    named: TableColumn,
    shape: RowPerItem,
    rows: pl.DataFrame,
    found: tuple[DiagnosticCollector, ReadingNotes],
) -> tuple[pl.DataFrame, list[str]]:
    """Return the rows of items that a question has; report or count the others, and return the words that are reported."""
    diagnostics, notes = found
    words = [str(word) for word in rows["word"].drop_nulls().unique(maintain_order=True).to_list() if word]
    known = [word for word in words if any(one.items.item(word) is not None for one in shape.values)]
    unknown = [] if shape.ignores_others else [word for word in words if word not in known]
    has_word = filled(rows["word"])
    if not has_word.all():
        unknown.append("")
        blank = positions_of(~has_word).to_list()
        one = len(blank) == 1
        report_cells(
            diagnostics,
            "EGY575",
            table,
            (named, blank),
            f"{len(blank):,} row{' has' if one else 's have'} no item in '{named.name}'",
            suggestion="fill in the item, or remove the row",
            related=((shape.doc_path, "the shape of the file"),),
        )
    for word in words:
        if word in known:
            continue
        of_word = positions_of((rows["word"] == word).fill_null(value=False)).to_list()
        one = len(of_word) == 1
        if shape.ignores_others:
            notes.add(table.file, NoteKind.ITEMS_IGNORED, len(of_word), named.name, word)
            used = {
                item
                for v in shape.values
                for one_known in known
                if (item := v.items.item(one_known)) is not None
            }
            meant = next(
                (name for v in shape.values if (name := v.items.meant_by(word, used)) is not None), None
            )
            if meant is not None:
                report_cells(
                    diagnostics,
                    "EGY559",
                    table,
                    (named, of_word),
                    f"'{word}' in {len(of_word):,} row{'' if one else 's'} is ignored, but is almost an item",
                    suggestion=f"if it is '{meant}', list '{word}' under spellings of its item; accept the warning if it is not",
                    related=((shape.doc_path, "the shape of the file"),),
                )
            continue
        candidates = list(dict.fromkeys(name for v in shape.values for name in v.items.shown()))
        report_cells(
            diagnostics,
            "EGY575",
            table,
            (named, of_word),
            f"no question has the item '{word}', which {len(of_word):,} row{' names' if one else 's name'}",
            suggestion=f"{hint(word, candidates, 'items')}, or list '{word}' under spellings of its item in rules/baskets.yaml",
            related=((shape.doc_path, "the shape of the file"),),
        )
    return rows.filter(pl.col("word").is_in(known)), unknown


def _first_rows(
    table: SourceTable,
    named: TableColumn,
    of_question: pl.DataFrame,
    reported: set[int],
    diagnostics: DiagnosticCollector,
    shape: RowPerItem,
) -> pl.DataFrame:
    """Return the first row of each unit and item; report the others, of which some may be reported already."""
    unit_and_item = pl.col("at").cast(pl.UInt64) * (1 << 32) + pl.col("item")
    is_first = unit_and_item.is_first_distinct()
    repeated = of_question.filter(
        ~is_first & pl.col("unit").is_not_null() & ~pl.col("row").is_in(list(reported))
    )
    if len(repeated):
        reported.update(repeated["row"].to_list())
        unit, item, word, row = repeated.select("unit", "item", "word", "row").row(0)
        first = of_question.filter((pl.col("unit") == unit) & (pl.col("item") == item))["row"][0]
        others = len(repeated) - 1
        diagnostics.report(
            "EGY574",
            table.cell_span(row, named),
            f"unit '{unit}' has a second row with the item '{word}'{same_is_true(others, 'row')}",
            hint="keep one of the rows, select rows with rows, or declare of_several_rows for the file",
            related=(
                (table.cell_span(first, named), "the first row"),
                (shape.doc_path, "the shape of the file"),
            ),
        )
    return of_question.filter(is_first)


def _of_item(
    table: SourceTable, name: str, column: TableColumn, of_item: pl.DataFrame, units: pl.DataFrame
) -> TableColumn:
    """Return the column of one item, in the order of the units; a unit without a row of it is blank."""
    found = pl.repeat(None, len(units), dtype=pl.UInt32, eager=True).scatter(of_item["at"], of_item["row"])
    rows = (table.rows if column.rows is None else column.rows).gather(found)
    return replace(gathered_column(column, found), name=name, rows=rows)


def _attribute(
    table: SourceTable,
    column: TableColumn,
    shape: RowPerItem,
    rows: pl.DataFrame,
    units: pl.DataFrame,
    diagnostics: DiagnosticCollector,
) -> TableColumn:
    """Return a column with one value per unit, the first that is not blank; report units with different values.

    Numbers and dates are equal however they are written: 3.5 is 3.50.
    """
    values = rows.with_columns(value=column.texts.cast(pl.String)).filter(filled(column.texts))
    first = values.group_by("at", maintain_order=True).agg(pl.col("row").first(), pl.col("value").first())
    joined = values.join(first, on="at", suffix="_first", maintain_order="left")
    differing = joined.filter(pl.col("value") != pl.col("value_first"))
    if not differing.is_empty():
        meant = shape.standard(column)
        differ = [
            comparable_text(str(meant[row])) != comparable_text(str(meant[first_row]))
            for row, first_row in differing.select("row", "row_first").iter_rows()
        ]
        differing = differing.filter(pl.Series(differ, dtype=pl.Boolean))
    for one in differing.unique("unit", maintain_order=True).iter_rows(named=True):
        diagnostics.report(
            "EGY535",
            table.cell_span(one["row"], column),
            f"unit '{one['unit']}' has '{one['value']}' in '{column.name}' here, but '{one['value_first']}' above",
            hint="correct one of the two cells",
            related=((table.cell_span(one["row_first"], column), f"'{one['value_first']}'"),),
        )
    return _of_item(table, column.name, column, first, units)
