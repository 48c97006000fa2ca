"""Leaves rows with the totals of the rows above them out of a draft (EGY595)."""

from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.quoted_yaml import scalar
from egyv_engine.exchange.found_table import FoundTable, of_rows
from egyv_engine.model.total_words import is_total

_MOST_NAMED = 12  # different words for totals, where they have to be listed


def leave_out_totals(table: FoundTable, found: DiagnosticCollector) -> None:
    """Take the rows whose first text is a word for a total out of a table, note how they are left out, and warn of it.

    Args:
        table: The table; its rows are changed.
        found: Receives the warning.
    """
    names = [
        next(((value, column) for value, column in zip(row, table.columns, strict=True) if value), None)
        for row in zip(*(column.values for column in table.columns), strict=True)
    ]
    totals = {row: name for row, name in enumerate(names) if name is not None and is_total(name[0])}
    kept = [row for row in range(len(names)) if row not in totals]
    if not totals or len(totals) >= len(kept):
        return
    first, (word, column) = next(iter(totals.items()))
    filled = next(
        (c for c in table.columns if {row for row, value in enumerate(c.values) if not value} == set(totals)),
        None,
    )
    listed = dict.fromkeys((name, of.name) for name, of in totals.values())
    if filled is not None:
        conditions = [f'{{column: {scalar(filled.name)}, is_not: ""}}']
    elif len(listed) == len(totals) <= _MOST_NAMED:  # a word of several rows is one of the words of a column
        conditions = [f"{{column: {scalar(of)}, is_not: {scalar(name)}}}" for name, of in listed]
    else:
        return
    found.report(
        "EGY595",
        column.header if column.cell_at is None else column.cell_at(first),
        f"{of_rows(len(totals))} named as totals, which the draft leaves out; the first is '{word}'",
        hint="if they are units, remove 'rows' of the file from surveys/files.yaml",
    )
    table.keep(kept, conditions, f"{of_rows(len(totals))} totals")
