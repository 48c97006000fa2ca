"""Reports rows of a register made of answers in which only the unit is filled, such as notes below a table (EGY551)."""

from collections.abc import Collection

from egyv_engine.data.shaping.footers import without_rows
from egyv_engine.data.shaping.table_parts import Related, filled, positions_of, report_cells
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.link.file_shapes import FileShape


def report_rows_of_only_units(
    table: SourceTable,
    key: TableColumn,
    deciding: Collection[str],
    shape: FileShape,
    diagnostics: DiagnosticCollector,
    related: Related = (),
) -> list[int]:
    """Report the rows of a table that have nothing but a unit, all together; return them.

    Args:
        table: The table of a wave, with one row per unit.
        key: Its column with the unit.
        deciding: The columns by which the rows of the wave are selected: they are filled in each of them.
        shape: The form of the file.
        diagnostics: Receives the problem (EGY551).
        related: Other positions that are involved.
    """
    others = [
        column for column in table.columns if column.source != key.source and column.name not in deciding
    ]
    if not others:
        return []
    rows = positions_of(filled(key.texts))
    for column in others:
        if not len(rows):
            return []
        rows = rows.filter(~filled(column.texts.gather(rows)))
    if not len(rows):
        return []
    number, unit = len(rows), key.texts[int(rows[0])]
    report_cells(
        diagnostics,
        "EGY551",
        table,
        (key, rows.to_list()),
        f"{number:,} row{' has' if number == 1 else 's have'} nothing but a unit in the columns that are read, and count{'s' * (number == 1)} as "
        f"returned; the first is '{unit}'",
        suggestion=f"if {'it is a note or a total' if number == 1 else 'they are notes or totals'}, "
        f"{without_rows(table, key, rows.to_list(), shape)}; "
        f"accept the warning if each is a unit that answered nothing",
        related=related,
    )
    return rows.to_list()
