"""Reads items in cells with several answers whose own words have what separates the items (EGY464)."""

from collections.abc import Collection, Sequence

import polars as pl

from egyv_engine.data.shaping.item_words import ItemWords
from egyv_engine.data.shaping.table_parts import Related, positions_of, report_cells
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.model.frozen import Frozen

_PRIVATE = range(
    0xE000, 0xF900
)  # signs without a meaning of their own: one that no cell has stands for an item


class WholeItems(Frozen):
    """The cells of a column, in which one sign stands for each item that the separator would divide.

    Attributes:
        texts: The cells.
        items: The item for each sign.
        divided: The parts of items that cannot be read whole, which is reported.
    """

    texts: pl.Series
    items: dict[str, str]
    divided: set[str]


def separates_words(separator: str) -> bool:
    """Return whether spaces are between items, so that none is in an item; a line break is no such space."""
    return separator.isspace() and "\n" not in separator


def whole_items(
    table: SourceTable,
    column: TableColumn,
    items: ItemWords,
    separator: str,
    diagnostics: DiagnosticCollector,
    *,
    ignores_others: bool,
    related: Related,
) -> WholeItems:
    """Return the cells of a column with a sign for each item whose words the separator would divide.

    `Loans, small` between commas is this item, unless its parts are items, too: then it has two readings, which is reported
    (EGY464). Where a space separates the items, parts that are items are read as these.

    Args:
        table: The table.
        column: The column whose cells hold several items.
        items: The words that name items.
        separator: The characters between two items.
        diagnostics: Receives the faults.
        ignores_others: Whether words that are not items are skipped, so that one part may be an item next to such a word.
        related: The positions of the question.
    """
    texts = column.texts.cast(pl.String)
    is_space = separates_words(separator)
    shown = "a space" if is_space else "a line break" if separator == "\n" else f"'{separator}'"
    mark = r"\s" if is_space else pl.escape_regex(separator)
    between = r"\s+" if is_space else rf"\s*{mark}\s*"
    parts_of = {
        word: parts
        for word in items.shown()
        if len(parts := tuple(p for one in word.split(None if is_space else separator) if (p := one.strip())))
        > 1
    }
    signs: dict[str, str] = {}
    divided: set[str] = set()
    for word in sorted(parts_of, key=lambda word: len(parts_of[word]), reverse=True):
        parts = parts_of[word]
        if is_space and all(items.item(part) is not None for part in parts):
            continue
        whole = between.join(pl.escape_regex(part) for part in parts)
        pattern = rf"(^|{mark})\s*{whole}\s*({mark}|$)"
        has_word = texts.str.contains(pattern).fill_null(value=False)
        if not has_word.any():
            continue
        item = str(items.item(word))
        # An id such as loans may be a part of its own label.
        read = {items.item(part) for part in parts} - {item}
        is_ambiguous = bool(read) and (None not in read or (ignores_others and read != {None}))
        if not is_ambiguous and not _is_shared(parts, parts_of.values()):
            sign = next(s for s in map(chr, _PRIVATE) if not texts.str.contains(s, literal=True).any())
            signs[sign] = item
            for _ in range(2):  # two that follow each other share the mark between them
                texts = texts.str.replace_all(pattern, f"${{1}}{sign}${{2}}")
            continue
        divided.update(parts)
        rows = positions_of(has_word).to_list()
        report_cells(
            diagnostics,
            "EGY464",
            table,
            (column, rows),
            f"{len(rows):,} {'cell has' if len(rows) == 1 else 'cells have'} '{word}' in '{column.name}', which may be the item "
            f"'{item}' or several items, because {shown} separates the items of a cell",
            suggestion="export the answers with another separator or with a column per item (several: columns), or "
            f"write this item in the file without {shown} and add this to its spellings",
            related=related,
        )
    return WholeItems(texts=texts, items=signs, divided=divided)


def _is_shared(parts: Sequence[str], every: Collection[Sequence[str]]) -> bool:
    """Return whether parts of an item lie in another item, too, so that a cell with both can be read in two ways."""
    others = [one for one in every if tuple(one) != tuple(parts)]
    return any(_overlap(parts, one) or _overlap(one, parts) or _is_within(one, parts) for one in others)


def _overlap(first: Sequence[str], second: Sequence[str]) -> bool:
    """Return whether the last parts of one item are the first ones of another, so that a cell can have both at once."""
    longest = min(len(first), len(second)) - 1
    return any(tuple(first[-n:]) == tuple(second[:n]) for n in range(1, longest + 1))


def _is_within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Return whether all parts of an item follow each other among those of a longer one."""
    starts = range(len(long) - len(short) + 1)
    return any(tuple(long[start : start + len(short)]) == tuple(short) for start in starts)
