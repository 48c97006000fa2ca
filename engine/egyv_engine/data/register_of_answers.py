"""Makes a register of the answers: its units are those of any wave, and its attributes are columns of the answers."""

from collections.abc import Mapping, Sequence

import polars as pl

from egyv_engine.data.data_files import unit_texts
from egyv_engine.data.grouped_faults import further_places, report_each
from egyv_engine.data.register_table import RegisterTable, attribute_values
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import Span

_Cell = tuple[str, int, SourceTable, TableColumn]  # its text, its row, and where it is


def register_of_answers(
    tables: Mapping[str, SourceTable], key: str, attributes: tuple[str, ...], diagnostics: DiagnosticCollector
) -> RegisterTable | None:
    """Return a register with every unit that has a row in a wave; None if there is none.

    Args:
        tables: The answers of each wave, by the id of the wave, in order of time.
        key: The column with the id of the unit.
        attributes: The columns of the answers that are attributes.
        diagnostics: Receives the values that differ between waves (EGY535).
    """
    by_wave = {wave: _rows(table, key) for wave, table in tables.items()}
    rows: dict[str, int] = {}
    sources: dict[str, SourceTable] = {}
    for wave, found in by_wave.items():
        for unit, row in found.items():
            if unit not in rows:
                rows[unit], sources[unit] = row, tables[wave]
    units = tuple(sorted(rows))
    if not units:
        return None
    present = [name for name in attributes if any(table.column(name) for table in tables.values())]
    return RegisterTable(
        key=key,
        units=units,
        attributes={name: _values(name, units, tables, by_wave, diagnostics) for name in present},
        table=next(iter(tables.values())),
        rows=rows,
        sources=sources,
        returned={wave: frozenset(found) for wave, found in by_wave.items()},
    )


def _rows(table: SourceTable, key: str) -> dict[str, int]:
    """Return the first row of each unit; second rows are reported when the answers are read."""
    column = table.column(key)
    if column is None:
        return {}
    units = pl.DataFrame({"unit": unit_texts(column)}).with_row_index("row").drop_nulls()
    first = units.unique("unit", keep="first", maintain_order=True)
    return dict(zip(first["unit"].to_list(), first["row"].to_list(), strict=True))


def _values(
    name: str,
    units: tuple[str, ...],
    tables: Mapping[str, SourceTable],
    by_wave: Mapping[str, Mapping[str, int]],
    diagnostics: DiagnosticCollector,
) -> list[str]:
    """Return the value of an attribute for each unit: the first that is not blank; report others that differ."""
    values = dict.fromkeys(units, "")
    first: dict[str, _Cell] = {}
    for wave, found in by_wave.items():
        table = tables[wave]
        column = table.column(name)
        if column is None:
            continue
        cells = attribute_values(column, pl.Series(list(found.values()), dtype=pl.UInt32))
        differing: list[tuple[str, _Cell]] = []
        for (unit, row), value in zip(found.items(), cells, strict=True):
            if value and not values[unit]:
                values[unit] = value
                first[unit] = value, row, table, column
            elif value and value != values[unit]:
                differing.append((unit, (value, row, table, column)))
        _report_differing(name, differing, first, diagnostics)
    return list(values.values())


def _report_differing(
    name: str,
    differing: Sequence[tuple[str, _Cell]],
    first: Mapping[str, _Cell],
    diagnostics: DiagnosticCollector,
) -> None:
    def report_one(found: tuple[str, _Cell]) -> None:
        unit, cell = found
        other = first[unit]
        diagnostics.report(
            "EGY535",
            _span(cell),
            f"unit '{unit}' has '{cell[0]}' in '{name}' here, but '{other[0]}' in {other[2].file}",
            hint="correct one of the two cells",
            related=((_span(other), f"'{other[0]}'"),),
        )

    def report_rest(rest: Sequence[tuple[str, _Cell]]) -> None:
        unit, cell = rest[0]
        diagnostics.report(
            "EGY535",
            _span(cell),
            f"{len(rest):,} more units have another value in '{name}' here than in an earlier wave, "
            f"the first of them '{unit}'",
            hint="correct one of the two cells of each unit",
            related=further_places(_span(cell) for _, cell in rest[1:]),
        )

    report_each(differing, report_one, report_rest)


def _span(cell: _Cell) -> Span:
    _, row, table, column = cell
    return table.cell_span(row, column)
