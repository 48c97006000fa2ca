"""Finds rows of totals that would be units (EGY558), and names the key that leaves out the rows below a table."""

from collections.abc import Collection, Sequence

import polars as pl

from egyv_engine.data.shaping.table_parts import Related, positions_of, report_cells
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.link.file_shapes import FileShape
from egyv_engine.model.total_words import TOTAL_NAME

_LAST = 3  # rows that may be the sums of those above
_FEWEST_ABOVE = 4
_NEARLY = 1e-9


def without_rows(table: SourceTable, key: TableColumn, rows: Sequence[int], shape: FileShape) -> str:
    """Return the hint that names the key of surveys/files.yaml which leaves out some rows, as a verb with its object.

    Args:
        table: The table.
        key: The column with the unit.
        rows: The positions of the rows in this table, in their order.
        shape: The form of the file.
    """
    if table.is_query:
        return "leave it out of the query" if len(rows) == 1 else "leave them out of the query"
    last = len(table.rows) - rows[0]
    if shape.kind in ("csv", "workbook") and not shape.rows and last == len(rows):
        entry = f"footer_rows: {last + shape.footer_rows}"
    elif len(rows) == 1:
        entry = f'rows: {{column: {key.name}, is_not: "{key.texts[rows[0]]}"}}'
    else:
        return "leave them out with 'rows' of the file in surveys/files.yaml"
    return f"write '{entry}' for the file in surveys/files.yaml"


def report_totals(
    table: SourceTable,
    key: TableColumn,
    numbers: Sequence[TableColumn],
    shape: FileShape,
    diagnostics: DiagnosticCollector,
    *,
    known: Collection[int] = (),
    related: Related = (),
) -> None:
    """Warn of rows that have the name of a total, and of last rows whose numbers are the sums of those above (EGY558).

    Args:
        table: A table with one row per unit.
        key: The column with the unit.
        numbers: The columns of numbers, in the standard way.
        shape: The form of the file.
        diagnostics: Receives the warnings.
        known: Rows that are reported already.
        related: Other positions that are involved.
    """
    units = key.texts.cast(pl.String)
    plain = units.str.strip_chars().str.strip_chars(":").str.to_lowercase()
    rows = positions_of(plain.str.contains(f"^(?:{TOTAL_NAME})$").fill_null(value=False)).to_list()
    sums = [row for row in _sums(numbers, len(units)) if row not in rows]
    below = {*rows, *sums, *known}  # none of them is a unit
    for row in sorted({*rows, *sums} - {*known}):
        if not units[row]:
            continue
        last = list(range(row, len(units)))
        left_out = last if below.issuperset(last) else [row]
        why = "has the name of a total" if row in rows else "has the sums of the numbers above it"
        report_cells(
            diagnostics,
            "EGY558",
            table,
            (key, [row]),
            f"the unit '{units[row]}' {why}, and is counted as a unit",
            suggestion=f"if it is a note or a total, {without_rows(table, key, left_out, shape)}; accept the warning if it is a unit",
            related=related,
        )


def _sums(numbers: Sequence[TableColumn], height: int) -> list[int]:
    """Return those of the last rows that hold, in each column where they have a number, the sum of the rows above."""
    pairs: dict[int, list[tuple[float, float]]] = {
        row: [] for row in range(max(height - _LAST, _FEWEST_ABOVE), height)
    }
    for column in numbers if pairs else ():
        values = column.texts.cast(pl.String).cast(pl.Float64, strict=False)
        for row, of_row in pairs.items():
            if values[row] is not None:
                of_row.append((float(values[row]), float(values.head(row).sum())))
    found = []
    for row, of_row in pairs.items():
        equal = [abs(value - total) <= _NEARLY * abs(total) for value, total in of_row]
        if all(equal) and sum(value != 0 for value, _ in of_row) > (height <= 2 * _FEWEST_ABOVE):
            found.append(row)
    return found
