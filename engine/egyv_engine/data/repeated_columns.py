"""Reports each column that the header of a table has more than once (EGY519)."""

from egyv_engine.data.grouped_faults import further_places
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector


def report_repeated_columns(table: SourceTable, diagnostics: DiagnosticCollector) -> None:
    """Report each column that a header has more than once (EGY519).

    Args:
        table: The table.
        diagnostics: Receives the faults.
    """
    first: dict[str, TableColumn] = {}
    further: dict[str, list[TableColumn]] = {}
    for column in table.columns:
        if first.setdefault(column.name, column) is not column:
            further.setdefault(column.name, []).append(column)
    for name, columns in further.items():
        often = "twice" if len(columns) == 1 else f"{len(columns) + 1:,} times"
        diagnostics.report(
            "EGY519",
            table.header_span(columns[0]),
            f"the header has the column '{name}' {often}",
            hint="remove one of the two columns, or rename it"
            if len(columns) == 1
            else "remove all but one of the columns, or rename them",
            related=[
                (table.header_span(first[name]), "the first column"),
                *further_places(map(table.header_span, columns[1:])),
            ],
        )
