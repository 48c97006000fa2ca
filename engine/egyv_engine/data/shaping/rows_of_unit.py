"""Keeps one of several rows of a unit, the first or the last by time, by number or by their order (EGY571)."""

import polars as pl

from egyv_engine.data.coding.value_hints import ValuePlace, written_otherwise
from egyv_engine.data.shaping.standard_values import hint_of_dates
from egyv_engine.data.shaping.table_parts import filled, gathered, named_column, report_cells
from egyv_engine.data.shaping.value_forms import WrittenValues
from egyv_engine.data.shaping.written_dates import STANDARD, fitting_patterns, moments, pattern_of_all
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.first_named import same_is_true
from egyv_engine.model.documents import OneOfSeveralRows
from egyv_engine.model.typed_values import ascending, number


def one_row_per_unit(
    table: SourceTable,
    keys: tuple[TableColumn, ...],
    several: OneOfSeveralRows,
    written: WrittenValues,
    diagnostics: DiagnosticCollector,
) -> SourceTable | None:
    """Return a table with one row per unit; None if the order of a unit's rows is unknown, which is reported.

    Args:
        table: The table. Rows without a unit are kept, so that they are reported where units are read.
        keys: The column with the unit, and the one with the item in a file of one row per item.
        several: The row that is kept.
        written: How the file writes dates.
        diagnostics: Receives the problems (EGY506, EGY571).

    Returns:
        The table with the rows that are kept, in their order.
    """
    frame = pl.DataFrame({f"key{i}": key.texts for i, key in enumerate(keys)}).with_row_index("row")
    has_unit = filled(keys[0].texts)
    names = [f"key{i}" for i in range(len(keys))]
    frame = frame.with_columns(
        pl.len().over(names).alias("number"), has_unit=has_unit, order=pl.col("row").cast(pl.Int64)
    )
    repeated = frame.filter(pl.col("has_unit") & (pl.col("number") > 1))
    if not len(repeated):
        return table
    if several.by is not None:
        column = named_column(table, several.by, several.doc_path / "by", diagnostics)
        if column is None:
            return None
        order = _order_by(table, column, several, written.of_column(several.by), repeated, diagnostics)
        if order is None:
            return None
        repeated = repeated.with_columns(order=order)
        if not _is_decided(table, column, several, repeated, diagnostics, names):
            return None
    best = pl.col("order").max() if several.keep == "last" else pl.col("order").min()
    kept_of_several = repeated.filter(pl.col("order") == best.over(names))["row"]
    others = frame.filter(~pl.col("has_unit") | (pl.col("number") == 1))["row"]
    return gathered(table, pl.concat([kept_of_several, others]).sort())


def _order_by(
    table: SourceTable,
    column: TableColumn,
    several: OneOfSeveralRows,
    written: WrittenValues,
    repeated: pl.DataFrame,
    diagnostics: DiagnosticCollector,
) -> pl.Series | None:
    """Return the position of each repeated row in the order of a column; None if a value cannot be ordered.

    Words are put in the order of the alphabet only if they have no digits: 10 is not before 2, and 2/1 is a date.
    """
    texts = column.texts.cast(pl.String).gather(repeated["row"]).str.strip_chars().replace("", None)
    words = texts.drop_nulls().unique()
    like_numbers = words.filter(words.str.contains(r"^-?[0-9.]+$")).to_list()
    numbers = {word: value for word in like_numbers if (value := number(word)) is not None}
    dates = written.pattern
    times = moments(words, dates)
    if written.has_typed_dates:
        times = moments(words, STANDARD).zip_with(times.is_null(), times)
    number_of_times = len(words) - times.null_count()
    kind = ""
    if len(numbers) > number_of_times:
        ranks = {value: i for i, value in enumerate(ascending(numbers.values()))}
        kind, words = "a number", pl.Series(list(numbers), dtype=pl.String)
        order = pl.Series([ranks[value] for value in numbers.values()], dtype=pl.Int64)
    elif number_of_times:
        kind, words, order = "a date", words.filter(times.is_not_null()), times.drop_nulls().to_physical()
    else:
        words = words.filter(~words.str.contains(r"[0-9]")).sort()
        order = pl.int_range(len(words), eager=True)
    order = texts.replace_strict(words, order, default=None, return_dtype=pl.Int64)
    unreadable = repeated.filter(order.is_null())["row"].to_list()
    if not unreadable:
        return order
    what = f"{kind} as the others are" if kind else "numbers or dates"
    is_one = len(unreadable) == 1
    other = pattern_of_all(texts.drop_nulls())
    advice = "correct these cells, name another column with by, or leave by out for the order of the file"
    if other is not None and other != dates:
        advice = hint_of_dates(texts, texts, written, column.name)
    elif not kind and fitting_patterns(texts.drop_nulls().to_list()):
        advice = f"{written_otherwise(texts.drop_nulls().to_list(), ValuePlace())[1].partition(';')[0]}; otherwise {advice}"
    report_cells(
        diagnostics,
        "EGY571",
        table,
        (column, unreadable),
        f"{len(unreadable):,} cell{' of' if is_one else 's of'} '{column.name}' {'is' if is_one else 'are'} not {what}, "
        "so the order of a unit's rows is unknown",
        suggestion=advice,
        related=((several.doc_path, "the rows of a unit are put in order here"),),
    )
    return None


def _is_decided(
    table: SourceTable,
    column: TableColumn,
    several: OneOfSeveralRows,
    repeated: pl.DataFrame,
    diagnostics: DiagnosticCollector,
    names: list[str],
) -> bool:
    """Return whether one row of each unit is the first or last; report units where several are (EGY571)."""
    best = pl.col("order").max() if several.keep == "last" else pl.col("order").min()
    at_the_end = repeated.filter(pl.col("order") == best.over(names))
    equal = at_the_end.filter(pl.len().over(names) > 1)
    if not len(equal):
        return True
    units = equal["key0"].n_unique()
    unit, value = equal["key0"][0], column.texts.gather(equal["row"])[0]
    rows = equal.filter(pl.col("key0") == unit)["row"].to_list()
    report_cells(
        diagnostics,
        "EGY571",
        table,
        (column, rows),
        f"unit '{unit}' has {len(rows)} rows with '{value}' in '{column.name}', "
        f"so its {several.keep} row is unknown{same_is_true(units - 1, 'unit')}",
        suggestion="remove all rows but one, name another column with by, or leave by out for the order of the file",
        related=((several.doc_path, "the rows of a unit are put in order here"),),
    )
    return False
