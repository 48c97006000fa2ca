"""Turns a table with one row per unit and item into one row per unit, for a draft; the columns of answers are kept by item (EGY596)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.exchange.draft import Draft, DraftItem, DraftWave, id_of
from egyv_engine.exchange.drafts_of_columns import add_column
from egyv_engine.exchange.found_table import FoundColumn, FoundTable
from egyv_engine.model.frozen import Frozen

_MOST_ITEMS = 60  # different words of a column that names items


class RowsOfItems(Frozen):
    """The answers of a wave that has a row for each item of a unit.

    Attributes:
        items: The column that names the item of each row.
        answers: The columns that have another cell for each item.
        labels: The label of each item by the word that names it; the word itself where the file has no label.
    """

    items: FoundColumn
    answers: Sequence[FoundColumn]
    labels: Mapping[str, str]


def take_item_column(
    tables: Sequence[FoundTable], name: str, found: DiagnosticCollector
) -> tuple[list[FoundTable], list[RowsOfItems]] | None:
    """Return the table of each wave with one row per unit, and what it has for each item; None if it cannot (EGY596).

    Args:
        tables: The table of each wave, with a row for each item of a unit.
        name: The column that names the item.
        found: Receives the fault.
    """
    columns = [next((column for column in table.columns if column.name == name), None) for table in tables]
    in_each = [column for column in columns if column is not None]
    if len(in_each) < len(tables):
        lacking = tables[columns.index(None)]
        names = [column.name for column in lacking.columns]
        found.report(
            "EGY596",
            lacking.columns[0].header,
            f"the file has no column '{name}'",
            hint=hint(name, names, "columns of the file"),
        )
        return None
    words = dict.fromkeys(word for column in in_each for word in column.values)
    if "" in words or not 1 < len(words) <= _MOST_ITEMS:
        problem = "is blank in some rows" if "" in words else f"has {len(words):,} different words"
        found.report(
            "EGY596",
            in_each[0].header,
            f"the column '{name}' {problem}, and cannot name the item of a row",
            hint="name with --item-column a column that says what a row is about, such as its indicator",
        )
        return None
    unit = _unit(tables, in_each)
    if unit is None:
        found.report(
            "EGY596",
            in_each[0].header,
            f"no column can be the unit: none has each word of '{name}' at most once",
            hint="draft again with --wave-column too, if the file has several waves; leave out rows that are there twice",
        )
        return None
    answers = _answers(tables, unit, name)
    labels = {code: label for column in in_each for code, label in column.codes.items()}
    labels = labels or _labels(tables, in_each, answers)
    kept = [_of_units(table, unit, {name, *answers}) for table in tables]
    about_items = {
        one for one in answers if all(_is_of_items(c, i) for c, i in _with_items(tables, in_each, one))
    }
    if about_items.issuperset(answers):
        found.report(
            "EGY596",
            in_each[0].header,
            f"no column has another cell for each word of '{name}' and each unit, so nothing is asked about each of them",
            hint=f"draft again without --item-column, or name the column of the items; '{unit}' was taken for the unit",
        )
        return None
    return kept, [
        RowsOfItems(
            items=column,
            answers=[c for c in table.columns if c.name in answers and c.name not in about_items],
            labels={word: labels.get(word, word) for word in words},
        )
        for table, column in zip(tables, in_each, strict=True)
    ]


def add_questions_of_items(draft: Draft, waves: Sequence[DraftWave], rows: Sequence[RowsOfItems]) -> None:
    """Add a question over items for each column that has another cell for each item, and name it in the waves.

    Args:
        draft: The draft.
        waves: The waves.
        rows: What each wave has for each item.
    """
    by_name: dict[str, dict[str, FoundColumn]] = {}
    for wave, of_wave in zip(waves, rows, strict=True):
        wave.items = of_wave.items.name
        for column in of_wave.answers:
            if column.counts:
                by_name.setdefault(column.name, {})[wave.id] = column
    for name, found in by_name.items():
        add_column(draft, name, found)
        question = draft.questions[-1]
        if question.items:  # several answers in each cell, which have no items of their own here
            question.scale, question.several = "text", None
        question.items, question.column = {}, {}
        ids: dict[str, str] = {}
        for word, label in rows[0].labels.items():
            ids[word] = id_of(label, question.items)
            question.items[ids[word]] = DraftItem(label=label, spellings=[word] if word != label else [])
        question.decide.append(
            f"are these the items that every unit was asked about? They are the words of '{rows[0].items.name}'."
        )
        for wave, of_wave in zip(waves, rows, strict=True):
            if wave.id in found:
                wave.values[question.id] = name
                lacking = [ids[word] for word in of_wave.labels if word not in of_wave.items.counts]
                if lacking:
                    question.lacking[wave.id] = lacking


def _unit(tables: Sequence[FoundTable], items: Sequence[FoundColumn]) -> str | None:
    """Return the first column that has each item at most once for each of its words, of which there are several."""
    for column in tables[0].columns:
        in_each = [next((c for c in table.columns if c.name == column.name), None) for table in tables]
        if column.name == items[0].name or column.is_amount:
            continue
        if all(
            c is not None
            and not c.has_blank
            and len(c.counts) > 1
            and len(set(zip(c.values, item.values, strict=True))) == len(c.values)
            for c, item in zip(in_each, items, strict=True)
        ):
            return column.name
    return None


def _answers(tables: Sequence[FoundTable], unit: str, items: str) -> list[str]:
    """Return the names of the columns that have several words for one unit of a wave, without that of the items."""
    found: dict[str, None] = {}
    for table in tables:
        units = next(column.values for column in table.columns if column.name == unit)
        for column in table.columns:
            different = len(set(zip(units, column.values, strict=True)))
            if column.name not in (unit, items) and different > len(set(units)):
                found[column.name] = None
    return list(found)


def _with_items(
    tables: Sequence[FoundTable], items: Sequence[FoundColumn], name: str
) -> list[tuple[FoundColumn, FoundColumn]]:
    """Return a column of each table that has it, with that of the items."""
    return [
        (column, of_items)
        for table, of_items in zip(tables, items, strict=True)
        for column in table.columns
        if column.name == name
    ]


def _is_of_items(column: FoundColumn, items: FoundColumn) -> bool:
    """Return whether a column has one word for each item, such as its label."""
    return len(set(zip(items.values, column.values, strict=True))) == len(set(items.values))


def _labels(
    tables: Sequence[FoundTable], items: Sequence[FoundColumn], names: Sequence[str]
) -> dict[str, str]:
    """Return the label of each item from the first column that has another one for each; nothing if no column has."""
    for name in names:
        pairs = {
            pair for c, i in _with_items(tables, items, name) for pair in zip(i.values, c.values, strict=True)
        }
        words, labels = {word for word, _ in pairs}, {label for _, label in pairs}
        are_texts = all(any(map(str.isalpha, label)) for label in labels)
        if (
            len(pairs) == len(words) == len(labels)
            and are_texts
            and max(map(len, labels)) > max(map(len, words))
        ):
            return dict(pairs)
    return {}


def _of_units(table: FoundTable, unit: str, without: set[str]) -> FoundTable:
    """Return a table with the first row of each unit, and the columns that have one word for each."""
    units = next(column.values for column in table.columns if column.name == unit)
    first: dict[str, int] = {}
    for row, word in enumerate(units):
        first.setdefault(word, row)
    kept = list(first.values())
    columns = [
        replace(column, values=[column.values[row] for row in kept], cell_at=None)
        for column in table.columns
        if column.name not in without
    ]
    return replace(table, columns=columns)
