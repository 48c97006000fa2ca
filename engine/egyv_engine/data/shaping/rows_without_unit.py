"""Reports the rows of a table whose unit is blank (EGY521)."""

from collections.abc import Sequence

from egyv_engine.data.grouped_faults import further_places
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.quoted_yaml import scalar


def report_rows_without_unit(
    table: SourceTable, key: TableColumn, rows: Sequence[int], diagnostics: DiagnosticCollector
) -> None:
    """Report rows without a unit, all of them in one message.

    Args:
        table: The table.
        key: The column with the unit.
        rows: The rows of the table whose unit is blank; at least one.
        diagnostics: Receives the fault.
    """
    one = len(rows) == 1
    merged = ""
    if not one and rows[0] > 0 and not table.is_query:
        merged = (
            "; if the first row of each unit alone has it, as where cells are merged, write "
            f"'fill_down: [{scalar(table.written_name(key))}]' for the file in surveys/files.yaml"
        )
    diagnostics.report(
        "EGY521",
        table.cell_span(rows[0], key),
        "this row has no unit" if one else f"{len(rows):,} rows have no unit",
        hint=f"fill in the column '{key.name}', or remove the row{'' if one else 's'}{merged}",
        related=further_places(table.cell_span(row, key) for row in rows[1:]),
    )
