"""Makes a register of the answers: its units are those of any wave, and its attributes are columns of the answers."""

from collections.abc import Mapping

from egyv_engine.data.csv_cells import Row
from egyv_engine.data.data_table import DataTable
from egyv_engine.data.register_table import RegisterTable
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector


def register_of_answers(
    tables: Mapping[str, DataTable], key: str, attributes: tuple[str, ...], diagnostics: DiagnosticCollector
) -> RegisterTable | None:
    """Return a register with every unit that has a row in a wave; None if there is none.

    Args:
        tables: The answers of each wave, by the id of the wave, in order of time.
        key: The column with the id of the unit.
        attributes: The columns of the answers that are attributes.
        diagnostics: Receives the values that differ between waves (EGY535).
    """
    by_wave = {wave: _rows(table, key) for wave, table in tables.items()}
    rows: dict[str, Row] = {}
    sources: dict[str, DataTable] = {}
    for wave, found in by_wave.items():
        for unit, row in found.items():
            if unit not in rows:
                rows[unit], sources[unit] = row, tables[wave]
    units = tuple(sorted(rows))
    if not units:
        return None
    present = [name for name in attributes if any(table.index(name) is not None for table in tables.values())]
    return RegisterTable(
        key=key,
        units=units,
        attributes={name: _values(name, units, tables, by_wave, diagnostics) for name in present},
        table=next(iter(tables.values())),
        rows=rows,
        sources=sources,
        returned={wave: frozenset(found) for wave, found in by_wave.items()},
    )


def _rows(table: DataTable, key: str) -> dict[str, Row]:
    """Return the first row of each unit; second rows are reported when the answers are read."""
    index = table.index(key)
    found: dict[str, Row] = {}
    for row in table.rows if index is not None else ():
        if row.cells[index or 0]:
            found.setdefault(row.cells[index or 0], row)
    return found


def _values(
    name: str,
    units: tuple[str, ...],
    tables: Mapping[str, DataTable],
    by_wave: Mapping[str, Mapping[str, Row]],
    diagnostics: DiagnosticCollector,
) -> list[str]:
    """Return the value of an attribute for each unit: the first that is not blank; report others that differ."""
    columns = [
        (tables[wave], index, found)
        for wave, found in by_wave.items()
        if (index := tables[wave].index(name)) is not None
    ]
    values = []
    for unit in units:
        cells = [(found[unit], table, index) for table, index, found in columns if unit in found]
        filled = [one for one in cells if one[0].cells[one[2]].strip()]
        value = filled[0][0].cells[filled[0][2]] if filled else ""
        values.append(value)
        for row, table, index in filled[1:]:
            if row.cells[index] != value:
                first_row, first_table, first_index = filled[0]
                diagnostics.report(
                    "EGY535",
                    row.span(table.file, index),
                    f"unit '{unit}' has '{row.cells[index]}' in '{name}' here, but '{value}' in {first_table.file}",
                    hint="correct one of the two cells",
                    related=((first_row.span(first_table.file, first_index), f"'{value}'"),),
                )
    return values
