"""Reports each column that the header of a table has more than once (EGY519)."""

from egyv_engine.data.grouped_faults import further_places
from egyv_engine.data.shaping.distinct_names import repeated_name
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector


def report_repeated_columns(
    table: SourceTable, diagnostics: DiagnosticCollector, *, are_answers: bool = False
) -> None:
    """Report each column that a header has more than once (EGY519).

    Args:
        table: The table.
        diagnostics: Receives the faults.
        are_answers: Whether the table has answers, whose rules may name such columns by their number.
    """
    first: dict[str, TableColumn] = {}
    further: dict[str, list[TableColumn]] = {}
    for column in table.columns:
        if are_answers and not column.name.strip():
            continue  # reported as a column of no question
        if first.setdefault(column.name, column) is not column:
            further.setdefault(column.name, []).append(column)
    for name, columns in further.items():
        is_pair = len(columns) == 1
        numbered = f"; or name it '{repeated_name(name, 1)}' or '{repeated_name(name, 2)}' in the rules"
        advice = f"remove {'one' if is_pair else 'all but one'} of the {'two ' * is_pair}columns, or rename {'it' if is_pair else 'them'}"
        diagnostics.report(
            "EGY519",
            table.header_span(columns[0]),
            f"the header has the column '{name}' {'twice' if is_pair else f'{len(columns) + 1:,} times'}",
            hint=f"{advice}{numbered * are_answers}",
            related=[
                (table.header_span(first[name]), "the first column"),
                *further_places(map(table.header_span, columns[1:])),
            ],
        )
