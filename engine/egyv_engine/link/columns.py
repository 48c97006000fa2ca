"""Names the column of a question and item in the answers of a wave."""

import re
from collections.abc import Collection, Mapping

from egyv_engine.model import documents as d

ITEM = "{item}"  # in the name of columns: the id of the item
LABEL = "{label}"  # in the name of columns: the label of the item
COLUMNS = "columns"  # what `several` says where each item that could be ticked has a column of its own


def several_in(question: d.Question, wave: str) -> str | None:
    """Return what separates the items in the question's cells of a wave; None where a cell has one answer.

    Args:
        question: The question.
        wave: The id of the wave.
    """
    several = _several(question, wave)
    return None if several == COLUMNS else several


def has_ticked_columns(question: d.Question, wave: str) -> bool:
    """Return whether each item that could be ticked has a column of its own, which is blank where it was not ticked.

    Args:
        question: The question.
        wave: The id of the wave.
    """
    return _several(question, wave) == COLUMNS


def _several(question: d.Question, wave: str) -> str | None:
    several = question.several
    return several.get(wave) if isinstance(several, Mapping) else several


def is_pattern(column: str) -> bool:
    """Return whether the name of a column has a place for the item."""
    return ITEM in column or LABEL in column


def column_pattern(column: str) -> str:
    """Return a regular expression for the names that a column may have, with any item in the place for it."""
    return re.escape(column).replace(re.escape(ITEM), ".+").replace(re.escape(LABEL), ".+")


def is_by_wave(columns: Mapping[str, object], waves: Collection[str], items: Collection[str]) -> bool:
    """Return whether the keys of a question's columns are waves; otherwise they are items.

    Keys that are waves and items are waves where a value has a place for the item or columns of items: no column of an item has.

    Args:
        columns: The columns by wave or by item.
        waves: The ids of the waves.
        items: The ids of the question's items.
    """
    named = any(key in waves for key in columns), any(key in items for key in columns)
    if named[0] != named[1]:
        return named[0]
    return any(not isinstance(value, str) or is_pattern(value) for value in columns.values())


def column_name(
    question: d.Question,
    item: str | None,
    wave: d.Wave,
    *,
    waves: Collection[str],
    items: Mapping[str, str],
) -> str:
    """Return the name of a column in the table of a wave.

    A column that is named for a wave has this very name there; the end that the wave's columns have is added to every
    other name. Answers that have a row of their own for each item get the column `question.item`.

    Args:
        question: The question.
        item: One of its items; None for a question without items.
        wave: The wave.
        waves: The ids of the waves.
        items: The label of each of the question's items.
    """
    end = wave.answers.columns_end or ""
    own = question.id if item is None else f"{question.id}.{item}"
    if question.id in (wave.answers.values or {}):
        return own
    if item is None or several_in(question, wave.id) is not None:
        if not isinstance(question.column, Mapping):
            return (question.column or question.id) + end
        return question.column.get(wave.id) or question.id + end
    columns = question.columns
    if columns is None:
        return own + end
    if isinstance(columns, str):
        return columns.replace(ITEM, item).replace(LABEL, items[item]) + end
    if not is_by_wave(columns, waves, items):
        named = columns.get(item)
        return (named if isinstance(named, str) else own) + end
    of_wave = columns.get(wave.id)
    if isinstance(of_wave, str):
        return of_wave.replace(ITEM, item).replace(LABEL, items[item])
    return (of_wave or {}).get(item) or own + end
