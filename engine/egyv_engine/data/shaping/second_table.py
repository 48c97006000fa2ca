"""Notices a row further down that repeats the header, as where a second table or a second file begins (EGY598)."""

from collections.abc import Mapping

import polars as pl

from egyv_engine.data.shaping.table_parts import filled, gathered, positions_of
from egyv_engine.data.source_table import SourceTable, TableColumn, counted_rows
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.quoted_yaml import scalar
from egyv_engine.link.file_shapes import FileShape

_FEWEST = 2  # columns whose names are repeated


def without_second_table(
    table: SourceTable, shape: FileShape, diagnostics: DiagnosticCollector
) -> SourceTable:
    """Return a table without what follows a row that repeats the header; report the row.

    Args:
        table: The table, with the rows that are kept.
        shape: The form of the file.
        diagnostics: Receives one problem for the first such row.
    """
    key = table.column(shape.key) or next((one for one in table.columns if one.name.strip()), None)
    row = None if key is None else _repeated_header(table, key)
    if row is None or key is None:
        return table
    above = row
    while above and sum(bool(filled(c.texts.slice(above - 1, 1))[0]) for c in table.columns) == 1:
        above -= 1  # the title of the second table
    below = len(table.rows) - above + shape.footer_rows
    span = table.cell_span(row, key)
    advice = [
        f"if another table begins here, leave it out with 'footer_rows: {below}' for the file in surveys/files.yaml"
    ]
    if shape.kind in ("csv", "workbook"):
        advice.append(f"or, to read that one in its place, write 'skip_rows: {span.line - 1}'")
    name = scalar(table.written_name(key))
    advice.append(
        f"if the rows below belong to the same table, write 'rows: {{column: {name}, is_not: {scalar(key.name.strip())}}}'"
    )
    diagnostics.report(
        "EGY598",
        span,
        "this row has the names of the columns again",
        hint="; ".join(advice),
        related=((table.header_span(key), "the header"),),
    )
    return gathered(table, counted_rows(above))


def repeats_header(cells: Mapping[int, str], table: SourceTable) -> bool:
    """Return whether the cells of a row are the names of more than half of the columns.

    Args:
        cells: The text of each cell, by the position of its column in the source.
        table: The table.
    """
    named = [(column.source, name) for column in table.columns if (name := column.name.strip())]
    repeated = sum(cells.get(source, "").strip() == name for source, name in named)
    return repeated >= _FEWEST and 2 * repeated > len(named)


def _repeated_header(table: SourceTable, key: TableColumn) -> int | None:
    """Return the first row that repeats the names of the key and of most other columns."""
    is_name = key.texts.cast(pl.String).str.strip_chars() == key.name.strip()
    for row in positions_of(is_name.fill_null(value=False)).to_list():
        if repeats_header({c.source: str(c.texts[row] or "") for c in table.columns}, table):
            return int(row)
    return None
