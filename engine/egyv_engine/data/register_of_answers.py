"""Makes a register of the answers: its units are those of any wave, and its attributes are columns of the answers."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import polars as pl

from egyv_engine.data.data_files import unit_texts
from egyv_engine.data.grouped_faults import further_places, report_each
from egyv_engine.data.register_table import (
    RegisterTable,
    attribute_values,
    positions_among,
    register_table,
)
from egyv_engine.data.source_table import SourceTable
from egyv_engine.data.words_of_column import enumerated
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import Span
from egyv_engine.link.side_types import MeasuredType
from egyv_engine.model.typed_values import comparable_text, days, number


def register_of_answers(
    tables: Mapping[str, SourceTable],
    key: str,
    attributes: tuple[str, ...],
    measured: Collection[tuple[str, MeasuredType]],
    diagnostics: DiagnosticCollector,
) -> RegisterTable | None:
    """Return a register with every unit that has a row in a wave; None if there is none.

    Args:
        tables: The answers of each wave, by the id of the wave, in order of time.
        key: The column with the id of the unit.
        attributes: The columns of the answers that are attributes.
        measured: Those that are numbers or dates; a cell that is none is reported elsewhere, and contradicts no other one.
        diagnostics: Receives the values that differ between waves (EGY535).
    """
    if not tables:
        return None
    by_wave = {wave: _first_rows(table, key) for wave, table in tables.items()}
    rows = pl.concat(
        [found.with_columns(table=pl.lit(i, pl.UInt8)) for i, found in enumerate(by_wave.values())]
    )
    places = rows.unique("unit", keep="first", maintain_order=True).sort("unit")
    if places.is_empty():
        return None
    present = [name for name in attributes if any(table.column(name) for table in tables.values())]
    every = tuple(tables.values())
    return register_table(
        key,
        places,
        {name: _values(name, measured, places["unit"], every, rows, diagnostics) for name in present},
        every,
        returned={wave: found["unit"] for wave, found in by_wave.items()},
    )


def _first_rows(table: SourceTable, key: str) -> pl.DataFrame:
    """Return the first `row` of each `unit`; second rows are reported when the answers are read."""
    column = table.column(key)
    texts = pl.Series(dtype=pl.String) if column is None else unit_texts(column)
    units = pl.DataFrame({"unit": texts}).with_row_index("row").drop_nulls()
    return units.unique("unit", keep="first", maintain_order=True)


def _values(
    name: str,
    measured: Collection[tuple[str, MeasuredType]],
    units: pl.Series,
    tables: Sequence[SourceTable],
    rows: pl.DataFrame,
    diagnostics: DiagnosticCollector,
) -> pl.Series:
    """Return the value of an attribute for each unit: the first that is not blank; report others that differ."""
    read = [rows.clear().with_columns(value=pl.lit(""))]
    for (table,), found in rows.partition_by("table", as_dict=True, maintain_order=True).items():
        column = tables[table].column(name)
        if column is not None:
            cells = attribute_values(column, found["row"]).cast(pl.String)
            read.append(found.with_columns(value=cells).filter(pl.col("value") != ""))
    filled = pl.concat(read)
    first = filled.unique("unit", keep="first", maintain_order=True)
    joined = filled.join(first, on="unit", suffix="_first", maintain_order="left")
    differing = joined.filter(pl.col("value") != pl.col("value_first"))
    readers = [number if kind == "number" else days for of, kind in measured if of == name]
    values_differ = [
        comparable_text(value) != comparable_text(other)  # 80 is 80.0
        and all(read(cell) is not None for read in readers for cell in (value, other))
        for value, other in differing.select("value", "value_first").iter_rows()
    ]
    differing = differing.filter(pl.Series(values_differ, dtype=pl.Boolean))
    for of_table in differing.partition_by("table", maintain_order=True):
        _report_differing(name, of_table.rows(named=True), tables, diagnostics)
    values = pl.repeat("", len(units), dtype=pl.String, eager=True)
    ordered = first.sort("unit")  # older versions of Polars put texts in their places in order alone
    values = values.scatter(positions_among(units, ordered["unit"]), ordered["value"])
    return enumerated(values, values.unique())


def _report_differing(
    name: str,
    differing: Sequence[Mapping[str, Any]],
    tables: Sequence[SourceTable],
    diagnostics: DiagnosticCollector,
) -> None:
    def span(cell: Mapping[str, Any], end: str = "") -> Span:
        table = tables[int(cell[f"table{end}"])]
        column = table.column(name)
        assert column is not None
        return table.cell_span(int(cell[f"row{end}"]), column)

    def report_one(cell: Mapping[str, Any]) -> None:
        other, file = cell["value_first"], tables[cell["table_first"]].file
        diagnostics.report(
            "EGY535",
            span(cell),
            f"unit '{cell['unit']}' has '{cell['value']}' in '{name}' here, but '{other}' in {file}",
            hint="correct one of the two cells",
            related=((span(cell, "_first"), f"'{other}'"),),
        )

    def report_rest(rest: Sequence[Mapping[str, Any]]) -> None:
        diagnostics.report(
            "EGY535",
            span(rest[0]),
            f"{len(rest):,} more units have another value in '{name}' here than in an earlier wave, "
            f"the first of them '{rest[0]['unit']}'",
            hint="correct one of the two cells of each unit",
            related=further_places(span(cell) for cell in rest[1:]),
        )

    report_each(differing, report_one, report_rest)
