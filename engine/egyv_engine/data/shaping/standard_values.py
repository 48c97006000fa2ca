"""Turns the numbers and dates of a column from the way a file writes them into the standard way (EGY572)."""

from dataclasses import dataclass, field, replace
from typing import Literal

import polars as pl

from egyv_engine.data.shaping.table_parts import Related, positions_of, report_cells
from egyv_engine.data.shaping.written_dates import STANDARD, pattern_of_all, standard_dates, written_pattern
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.link.file_shapes import FileShape
from egyv_engine.model.date_pattern import DatePattern
from egyv_engine.model.reading_notes import NoteKind, ReadingNotes

_NUMBERS = {mark: rf"^\s*-?[0-9]+({'[.]' if mark == '.' else mark}[0-9]+)?\s*$" for mark in (".", ",")}


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenValues:
    """The way in which a file writes numbers and dates.

    Attributes:
        decimal: The sign before decimals.
        dates: The order of day, month and year; None where the file does not declare it.
        has_typed_dates: Whether the file has dates that are no texts; they are read as YYYY-MM-DD in any case.
    """

    decimal: str = "."
    dates: DatePattern | None = None
    has_typed_dates: bool = False

    @property
    def pattern(self) -> DatePattern:
        """Return the order of day, month and year."""
        return self.dates or STANDARD


def written_values(shape: FileShape) -> WrittenValues:
    """Return the way in which a file writes numbers and dates."""
    return WrittenValues(decimal=shape.decimal, dates=shape.dates, has_typed_dates=shape.kind != "csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardValues:
    """A column in the standard way.

    Attributes:
        column: The column; a cell that could not be read keeps its text.
        misfits: Boolean: the cells that could not be read, which are reported.
    """

    column: TableColumn
    misfits: pl.Series = field(repr=False)


def standard_values(
    table: SourceTable,
    column: TableColumn,
    kind: Literal["number", "date"],
    written: WrittenValues,
    found: tuple[DiagnosticCollector, ReadingNotes],
    related: Related = (),
) -> StandardValues:
    """Return a column of numbers as 1234.5, or of dates as YYYY-MM-DD.

    A column is left unchanged where the file declares no other way: its values are checked where they are read.

    Args:
        table: The table.
        column: One of its columns.
        kind: Whether the column holds numbers or dates.
        written: How the file writes them.
        found: Receives the problems (EGY572), and the number of times that were dropped.
        related: The positions of the question, and of the declaration of the file.
    """
    unchanged = StandardValues(column=column, misfits=pl.repeat(False, len(table.rows), eager=True))
    if (written.decimal == ".") if kind == "number" else (written.dates is None):
        return unchanged
    diagnostics, notes = found
    texts = column.texts.cast(pl.String)
    texts = texts.set(texts.str.strip_chars() == "", None)
    if kind == "number":
        fits = texts.str.contains(_NUMBERS[written.decimal])
        standard = texts.str.strip_chars().str.replace(written.decimal, ".", literal=True).set(~fits, None)
    else:
        dates = standard_dates(texts, written.pattern)
        if written.has_typed_dates:
            typed = standard_dates(texts, STANDARD)
            dates = dates.select(
                typed[name].zip_with(typed["date"].is_not_null(), dates[name]) for name in dates.columns
            )
        standard = dates["date"]
        notes.add(table.file, NoteKind.TIMES_DROPPED, int(dates["has_time"].sum()), column.name)
    misfits = texts.is_not_null() & standard.is_null()
    if misfits.any():
        _report_misfits(table, column, texts, misfits, (kind, written), diagnostics, related)
    kept = pl.select(pl.when(misfits).then(texts).otherwise(standard)).to_series()
    return StandardValues(column=replace(column, texts=kept), misfits=misfits)


def hint_of_numbers(texts: pl.Series, decimal: str) -> str:
    """Return what to do about texts that are not numbers with a decimal sign.

    Args:
        texts: String: the texts that could not be read.
        decimal: The decimal sign that the file declares.
    """
    other = "," if decimal == "." else "."
    if len(texts) and texts.str.contains(_NUMBERS[other]).all():
        return f"if this file writes decimals with '{other}', declare decimal: \"{other}\" for it in surveys/files.yaml"
    return f"write digits, with '{decimal}' before decimals and without thousands separators"


def hint_of_dates(misfits: pl.Series, every: pl.Series, pattern: DatePattern) -> str:
    """Return what to do about texts that are not dates of a pattern.

    Args:
        misfits: String: the texts that could not be read.
        every: String: all texts of the column.
        pattern: The pattern that the file declares.
    """
    for texts, which in ((every, "all dates of this column"), (misfits, "these dates")):
        other = pattern_of_all(texts)
        if other is not None and other != pattern:
            return f"{which} are {written_pattern(other)}: declare dates: {written_pattern(other)} for the file in surveys/files.yaml"
    return f"write dates that exist as {written_pattern(pattern)}"


def _report_misfits(
    table: SourceTable,
    column: TableColumn,
    texts: pl.Series,
    misfits: pl.Series,
    expected: tuple[Literal["number", "date"], WrittenValues],
    diagnostics: DiagnosticCollector,
    related: Related,
) -> None:
    kind, written = expected
    rows = positions_of(misfits).to_list()
    wrong = texts.filter(misfits)
    form = (
        f"{kind}s with '{written.decimal}' before decimals"
        if kind == "number"
        else f"dates as {written_pattern(written.pattern)}"
    )
    one = len(rows) == 1
    report_cells(
        diagnostics,
        "EGY572",
        table,
        (column, rows),
        f"{len(rows):,} cell{'' if one else 's'} of '{column.name}' {'is' if one else 'are'} not written as "
        f"the {form} that the file declares; the first is '{wrong[0]}'",
        suggestion=hint_of_numbers(wrong, written.decimal)
        if kind == "number"
        else hint_of_dates(wrong, texts.drop_nulls(), written.pattern),
        related=related,
    )
