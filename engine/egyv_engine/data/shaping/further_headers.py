"""Notices rows below the header that are probably header rows, too (EGY578)."""

from egyv_engine.data.shaping.table_parts import gathered
from egyv_engine.data.source_table import SourceTable, counted_rows
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.link.file_shapes import FileShape

_LOOKED_AT = 5  # rows below the header
_IMPORT_ID = '{"ImportId":'  # Qualtrics: the third header row
_MOST_EMPTY_NAMES = 2  # a spreadsheet may save an empty last column; a second header row explains more


def without_further_headers(
    table: SourceTable, shape: FileShape, diagnostics: DiagnosticCollector
) -> SourceTable:
    """Return a table without rows that repeat the header, or that survey tools write below it; report them.

    Args:
        table: The table, before it is shaped.
        shape: The form of the file.
        diagnostics: Receives one problem for all of these rows.
    """
    rows = further_header_rows(table)
    if not rows:
        return table
    last = rows - 1
    index = next((i for i, name in enumerate(table.names) if name.strip() == shape.key.strip()), 0)
    header = rows + shape.header_rows
    joined = (
        "" if shape.has_joined_names or all(name.strip() for name in table.names) else " and names: joined"
    )
    diagnostics.report(
        "EGY578",
        table.cell_span(last, table.columns[index]),
        f"this row is probably a header row, and not a unit: the header seems to have {header} rows",
        hint=f"declare header_rows: {header}{joined} for the file in surveys/files.yaml",
        related=((table.positions.header(0), "the first row of the header"),),
    )
    return gathered(table, counted_rows(len(table.rows) - last - 1, first=last + 1))


def further_header_rows(table: SourceTable) -> int:
    """Return how many rows below the header belong to it: they repeat it, or survey tools write them below it.

    Args:
        table: The table, before it is shaped.
    """
    first = [
        [None if cell is None else str(cell).strip() for cell in column.cells.head(_LOOKED_AT).to_list()]
        for column in table.columns
    ]
    names = [name.strip() for name in table.names]
    positions = range(min(_LOOKED_AT, len(table.rows)))
    return max(
        (row + 1 for row in positions if _is_header([cells[row] for cells in first], names)), default=0
    )


def _is_header(cells: list[str | None], names: list[str]) -> bool:
    """Return whether a row holds an ImportId, repeats half of the names, or fills in for names that are empty."""
    if any(cell is not None and cell.startswith(_IMPORT_ID) for cell in cells):
        return True
    pairs = [(cell, name) for cell, name in zip(cells, names, strict=True) if cell and name]
    repeated = sum(cell == name for cell, name in pairs)
    if repeated > 1 and repeated * 2 >= len(pairs):
        return True
    unnamed = [cell for cell, name in zip(cells, names, strict=True) if not name]
    return (
        len(unnamed) > _MOST_EMPTY_NAMES
        and sum(bool(cell) for cell in unnamed) * 2 > len(unnamed)
        and not cells[0]
    )
