"""Reports items in cells with several answers whose own words have what separates the items (EGY464)."""

from collections.abc import Set as AbstractSet

import polars as pl

from egyv_engine.data.shaping.item_words import ItemWords
from egyv_engine.data.shaping.table_parts import Related, positions_of, report_cells
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector


def report_divided_items(
    table: SourceTable,
    column: TableColumn,
    items: ItemWords,
    separator: str,
    diagnostics: DiagnosticCollector,
    related: Related,
) -> AbstractSet[str]:
    """Report cells that hold a word of an item which the separator divides (EGY464), and return the parts of these words.

    A word is not reported where no cell has it, because the cells may name the item otherwise, nor where a space
    separates parts that are items.

    Args:
        table: The table.
        column: The column whose cells hold several items.
        items: The words that name items.
        separator: The characters between two items.
        diagnostics: Receives the faults.
        related: The positions of the question.
    """
    texts = column.texts.cast(pl.String)
    is_space = separator.isspace()
    mark = r"\s" if is_space else pl.escape_regex(separator)
    between = r"\s+" if is_space else rf"\s*{mark}\s*"
    divided: set[str] = set()
    for word in items.shown():
        parts = [p for piece in word.split(" " if is_space else separator) if (p := piece.strip())]
        if len(parts) < 2 or (is_space and all(items.item(part) is not None for part in parts)):
            continue
        whole = between.join(pl.escape_regex(part) for part in parts)
        has_word = texts.str.contains(rf"(?:^|{mark})\s*{whole}\s*(?:{mark}|$)").fill_null(value=False)
        if not has_word.any():
            continue
        divided.update(parts)
        rows = positions_of(has_word).to_list()
        have = "cell has" if len(rows) == 1 else "cells have"
        shown = "a space" if is_space else f"'{separator}'"
        report_cells(
            diagnostics,
            "EGY464",
            table,
            (column, rows),
            f"{len(rows):,} {have} '{word}' in '{column.name}', which names the item '{items.item(word)}', but "
            f"{shown} separates the items of a cell, so that it is divided",
            suggestion=f"export the answers with another separator or with a column per item (several: columns), or "
            f"write this item in the file without {shown} and add this to its spellings",
            related=related,
        )
    return divided
