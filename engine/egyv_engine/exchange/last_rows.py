"""Proposes how the last of several rows of a unit is kept: by the time at which it was sent in, if that can be read."""

from collections.abc import Sequence

from egyv_engine.data.shaping.written_dates import STANDARD, are_moments, fitting_patterns, written_pattern
from egyv_engine.diagnostics.quoted_yaml import scalar
from egyv_engine.exchange.found_table import FoundColumn, FoundTable
from egyv_engine.model.date_pattern import date_pattern
from egyv_engine.model.file_kinds import file_kind
from egyv_engine.model.frozen import replace
from egyv_engine.model.typed_values import days, is_number


def keys_of_last_rows(tables: Sequence[FoundTable], sent: Sequence[str]) -> str:
    """Return the keys of surveys/files.yaml that keep the last row of each unit, as YAML.

    Args:
        tables: The answers of each wave, in the standard way.
        sent: The columns with the time at which a row was sent in, the best first.
    """
    names = {column.name for column in tables[0].columns}
    name = next((name for name in sent if name in names), None)
    dates = {_dates(table, name) for table in tables}
    key_of_dates = dates.pop() if len(dates) == 1 else None
    if name is None or key_of_dates is None:
        return "of_several_rows: {keep: last}"  # in the order of the file
    return f"of_several_rows: {{keep: last, by: {scalar(name)}}}{key_of_dates}"


def _dates(table: FoundTable, name: str | None) -> str | None:
    """Return the key that a column of times needs beyond those of its table, if any; None if it cannot be read."""
    column = next((column for column in table.columns if column.name == name), None)
    if column is None or column.has_blank:
        return None
    values = list(column.counts)
    of_file = table.options.get("dates", "").partition("  #")[0]
    if of_file.startswith("{"):
        return None  # the column of times is not among those that have a pattern of their own
    declared = date_pattern(of_file)
    years_from = table.options.get("years_from", "").partition(" ")[0]
    if declared is not None and years_from:
        declared = replace(declared, years_from=int(years_from))
    read = {declared or STANDARD} | ({STANDARD} if file_kind(table.file) != "csv" else set())
    if all(map(is_number, values)) or any(are_moments(values, p) for p in read):
        return ""
    if declared is not None or any(_has_standard_dates(other) for other in table.columns):
        return None  # another pattern would not read the other dates of the file
    fitting = [
        p for p in fitting_patterns(values) if p.order != ("year", "day", "month") and are_moments(values, p)
    ]
    if len(fitting) != 1:
        return None
    of_years = f" and years_from: {fitting[0].years_from}" if fitting[0].years_from is not None else ""
    return f" and dates: {written_pattern(fitting[0])}{of_years}"


def _has_standard_dates(column: FoundColumn) -> bool:
    return bool(column.counts) and all(days(value) is not None for value in column.counts)
