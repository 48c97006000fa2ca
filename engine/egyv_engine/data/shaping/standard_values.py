"""Turns the numbers and dates of a column from the way a file writes them into the standard way (EGY569, EGY572)."""

from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from egyv_engine.data.number_marks import grouped_number, marks, meaning_of_mark, plain_number
from egyv_engine.data.shaping.table_parts import Related, positions_of, report_cells
from egyv_engine.data.shaping.written_dates import STANDARD, pattern_of_all, standard_dates, written_pattern
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.link.file_shapes import FileShape
from egyv_engine.model.date_pattern import DatePattern
from egyv_engine.model.reading_notes import NoteKind, ReadingNotes


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenValues:
    """The way in which a file writes numbers and dates.

    Attributes:
        decimal: The sign before decimals.
        thousands: The sign between thousands; None if there is none.
        dates: The order of day, month and year; None where the file does not declare it.
        has_typed_dates: Whether the file has dates that are no texts; they are read as YYYY-MM-DD in any case.
    """

    decimal: str = "."
    thousands: str | None = None
    dates: DatePattern | None = None
    has_typed_dates: bool = False

    @property
    def number_expression(self) -> str:
        """Return the regular expression of a number."""
        forms = [plain_number(self.decimal)]
        if self.thousands is not None:
            forms.append(grouped_number(self.thousands, self.decimal))
        return rf"^\s*(?:{'|'.join(forms)})\s*$"

    @property
    def number_form(self) -> str:
        """Return how numbers are written, for people."""
        between = "" if self.thousands is None else f" and '{self.thousands}' between thousands"
        return f"'{self.decimal}' before decimals{between}"

    @property
    def pattern(self) -> DatePattern:
        """Return the order of day, month and year."""
        return self.dates or STANDARD


def written_values(shape: FileShape) -> WrittenValues:
    """Return the way in which a file writes numbers and dates."""
    return WrittenValues(
        decimal=shape.decimal,
        thousands=shape.thousands,
        dates=shape.dates,
        has_typed_dates=shape.kind != "csv",
    )


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
        found: Receives the problems (EGY569, EGY572), and the number of times that were dropped.
        related: The positions of the question, and of the declaration of the file.
    """
    unchanged = StandardValues(column=column, misfits=pl.repeat(False, len(table.rows), eager=True))
    is_standard = written.decimal == "." and written.thousands is None
    if is_standard if kind == "number" else written.dates is None:
        return unchanged
    diagnostics, notes = found
    texts = _without_blank(column.texts)
    if kind == "number":
        misfits = texts.is_not_null() & _standard_numbers(texts, written).is_null()
        _warn_of_thousands(table, column, texts, written, diagnostics, related)
    else:
        dates = _standard_dates(texts, written)
        misfits = texts.is_not_null() & dates["date"].is_null()
        notes.add(table.file, NoteKind.TIMES_DROPPED, int(dates["has_time"].sum()), column.name)
    if misfits.any():
        _report_misfits(table, column, texts, misfits, (kind, written), diagnostics, related)

    def standard(texts: pl.Series) -> pl.Series:
        texts = _without_blank(texts)
        made = (
            _standard_numbers(texts, written) if kind == "number" else _standard_dates(texts, written)["date"]
        )
        return pl.select(pl.coalesce(made, texts)).to_series()

    return StandardValues(column=column.changed(standard), misfits=misfits)


def _without_blank(texts: pl.Series) -> pl.Series:
    texts = texts.cast(pl.String)
    return texts.set(texts.str.strip_chars() == "", None)


def _standard_numbers(texts: pl.Series, written: WrittenValues) -> pl.Series:
    """Return numbers as 1234.5; null where a text is not a number as the file writes it."""
    standard = texts.str.strip_chars()
    if written.thousands is not None:
        standard = standard.str.replace_all(marks(written.thousands), "")
    fits = texts.str.contains(written.number_expression)
    return standard.str.replace(written.decimal, ".", literal=True).set(~fits, None)


def _standard_dates(texts: pl.Series, written: WrittenValues) -> pl.DataFrame:
    """Return the columns of `standard_dates`; a typed date is read as YYYY-MM-DD whatever the file declares."""
    dates = standard_dates(texts, written.pattern)
    if written.has_typed_dates:
        typed = standard_dates(texts, STANDARD)
        dates = dates.select(
            typed[name].zip_with(typed["date"].is_not_null(), dates[name]) for name in dates.columns
        )
    return dates


def hint_of_numbers(texts: pl.Series, written: WrittenValues) -> str:
    """Return what to do about texts that are not written as the numbers of their file.

    Args:
        texts: String: the texts that could not be read.
        written: How the file writes numbers.
    """
    if written.thousands is not None:
        return f"write digits, with {written.number_form}; exactly three digits follow '{written.thousands}'"
    other = "," if written.decimal == "." else "."
    is_everywhere = bool(len(texts)) and texts.str.contains(other, literal=True).all()
    meaning = meaning_of_mark(texts, other) if is_everywhere else None
    if meaning == "thousands":
        return f"if '{other}' is between thousands, declare thousands: \"{other}\" for this file in surveys/files.yaml"
    if meaning is not None:
        return f"if this file writes decimals with '{other}', declare decimal: \"{other}\" for it in surveys/files.yaml"
    return f"write digits, with '{written.decimal}' before decimals and without thousands separators"


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


def _warn_of_thousands(
    table: SourceTable,
    column: TableColumn,
    texts: pl.Series,
    written: WrittenValues,
    diagnostics: DiagnosticCollector,
    related: Related,
) -> None:
    """Warn that all decimal commas of a column look like commas between thousands (EGY569)."""
    mark = written.decimal
    if mark == "." or written.thousands is not None:
        return
    has_mark = texts.str.contains(mark, literal=True).fill_null(value=False)
    found = texts.filter(has_mark)
    if meaning_of_mark(found.unique(), mark) != "thousands":
        return
    rows = positions_of(has_mark).to_list()
    report_cells(
        diagnostics,
        "EGY569",
        table,
        (column, rows),
        f"the comma is declared as the decimal mark, but exactly three digits follow it in each number of "
        f"'{column.name}' that has one ({len(rows):,} in all); the first is '{found[0]}'",
        suggestion=f'if the comma is between thousands, declare thousands: "{mark}" for the file in surveys/files.yaml, '
        "and remove decimal",
        related=related,
    )


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
        f"{kind}s with {written.number_form}"
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
        suggestion=hint_of_numbers(wrong, written)
        if kind == "number"
        else hint_of_dates(wrong, texts.drop_nulls(), written.pattern),
        related=related,
    )
