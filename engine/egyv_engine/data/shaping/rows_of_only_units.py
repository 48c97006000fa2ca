"""Reports rows of a register made of answers in which only the unit is filled, such as notes below a table (EGY551)."""

from egyv_engine.data.shaping.table_parts import Related, filled, positions_of, report_cells
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector


def report_rows_of_only_units(
    table: SourceTable,
    key: TableColumn,
    deciding: str | None,
    diagnostics: DiagnosticCollector,
    related: Related = (),
) -> None:
    """Report the rows of a table that have nothing but a unit, all together.

    Args:
        table: The table of a wave, with one row per unit.
        key: Its column with the unit.
        deciding: The column by which the rows of the wave are selected, if any: it is filled in each of them.
        diagnostics: Receives the problem (EGY551).
        related: Other positions that are involved.
    """
    others = [column for column in table.columns if column.source != key.source and column.name != deciding]
    if not others:
        return
    rows = positions_of(filled(key.texts))
    for column in others:
        if not len(rows):
            return
        rows = rows.filter(~filled(column.texts.gather(rows)))
    if not len(rows):
        return
    number, unit = len(rows), key.texts[int(rows[0])]
    report_cells(
        diagnostics,
        "EGY551",
        table,
        (key, rows.to_list()),
        f"{number:,} row{' has' if number == 1 else 's have'} nothing but a unit in the columns that are read, and count{'s' * (number == 1)} as "
        f"returned; the first is '{unit}'",
        suggestion="remove rows that are notes or totals, or leave them out with rows; "
        "accept the warning if each is a unit that answered nothing",
        related=related,
    )
