"""Turns the numbers and dates of a column from the way a file writes them into the standard way (EGY572)."""

from collections.abc import Collection

import polars as pl

from egyv_engine.data.coding.value_hints import (
    CORRECT_FORMULA,
    hint_of_minus,
    hint_of_other_type,
    hint_of_sign,
    is_limit,
)
from egyv_engine.data.no_answer_codes import is_error_of_spreadsheet
from egyv_engine.data.number_marks import OTHER_SIGN, meaning_of_mark, minus_of, signs_around
from egyv_engine.data.shaping.standard_numbers import WITH_EXPONENT, flags_in, standard_numbers
from egyv_engine.data.shaping.table_parts import Related, positions_of, report_cells
from egyv_engine.data.shaping.value_forms import ValueKind, WrittenValues
from egyv_engine.data.shaping.written_dates import (
    STANDARD,
    USUAL_YEARS_FROM,
    hint_of_month,
    key_of_years,
    keys_of_dates,
    pattern_of_all,
    standard_dates,
    written_pattern,
)
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import QUESTION_TYPE, CommonFault, DiagnosticCollector
from egyv_engine.model.frozen import Frozen, replace
from egyv_engine.model.reading_notes import NoteKind, ReadingNotes

_READ_EVERYWHERE = f"{WITH_EXPONENT}|{OTHER_SIGN}"  # whatever the file declares


class StandardValues(Frozen):
    """A column in the standard way.

    Attributes:
        column: The column; a cell that could not be read keeps its text.
        misfits: Boolean: the cells that could not be read, which are reported; None where all cells are read later.
    """

    column: TableColumn
    misfits: pl.Series | None = None


def standard_values(
    table: SourceTable,
    column: TableColumn,
    kind: ValueKind,
    written: WrittenValues,
    found: tuple[DiagnosticCollector, ReadingNotes],
    *,
    known: Collection[str] = (),
    related: Related = (),
    question: str | None = None,
) -> StandardValues:
    """Return a column of numbers as 1234.5, or of dates as YYYY-MM-DD.

    Where the file declares no other way, only exponents are written out: values are checked where they are read.

    Args:
        table: The table.
        column: One of its columns.
        kind: Whether the column holds numbers or dates.
        written: How the file writes them.
        found: Receives the problems (EGY554, EGY555, EGY569, EGY572), and the number of times that were dropped.
        known: Words that mean something else than a value, such as a don't-know; they are kept.
        related: The positions of the question, and of the declaration of the file.
        question: The id of the question, whose type may be the mistake; None for an attribute.
    """
    in_file = table.written_name(column)
    written = written.of_column(in_file)
    is_declared = written.is_declared(kind)
    if not is_declared and (kind == "date" or not column.cells.words().str.contains(_READ_EVERYWHERE).any()):
        return StandardValues(column=column)
    diagnostics, notes = found

    def report(
        code: str, mask: pl.Series, message: str, suggestion: str, common: CommonFault | None = None
    ) -> None:
        cells = (column, positions_of(mask).to_list())
        report_cells(
            diagnostics, code, table, cells, message, suggestion=suggestion, related=related, common=common
        )

    def values_in(texts: pl.Series) -> pl.Series:
        words = texts.str.strip_chars()  # spaces around a word are as little a part of it as of a number
        return texts.set(words.is_in([word.strip() for word in known]), None) if known else texts

    def standard(texts: pl.Series) -> pl.Series:
        texts = _without_blank(texts)
        values = values_in(texts)
        if kind == "number":
            made = standard_numbers(values, written, column.name, _tell_nothing)
        else:
            made = _standard_dates(values, written)["date"]
        return pl.select(pl.coalesce(made, texts)).to_series()

    values = values_in(_without_blank(column.texts))
    if kind == "number":
        for flag, count in flags_in(values, written).items():
            notes.add(table.file, NoteKind.FLAGS_DROPPED, count, column.name, flag)
        made = standard_numbers(values, written, column.name, report)
    else:
        dates = _standard_dates(values, written)
        made = dates["date"]
        notes.add(table.file, NoteKind.TIMES_DROPPED, int(dates["has_time"].sum()), column.name)
    misfits = values.is_not_null() & made.is_null() & is_declared
    if misfits.any():
        is_any = made.is_not_null().any()
        of_type = (
            None if question is None or is_any else hint_of_other_type(kind, values.drop_nulls().to_list())
        )
        common = CommonFault(QUESTION_TYPE, question, is_cause=True) if question and of_type else None
        message, advice = _misfits(column.name, in_file, values, misfits, kind, written)
        report("EGY572", misfits, message, f"{of_type}; otherwise {advice}" if of_type else advice, common)
    return StandardValues(column=column.changed(standard), misfits=misfits)


def _tell_nothing(_code: str, _mask: pl.Series, _message: str, _hint: str) -> None:
    return None


def _without_blank(texts: pl.Series) -> pl.Series:
    texts = texts.cast(pl.String)
    return texts.set(texts.str.strip_chars() == "", None)


def _standard_dates(texts: pl.Series, written: WrittenValues) -> pl.DataFrame:
    """Return the columns of `standard_dates`; a typed date is read as YYYY-MM-DD whatever the file declares."""
    dates = standard_dates(texts, written.pattern)
    if written.has_typed_dates:
        typed = standard_dates(texts, STANDARD)
        dates = dates.select(
            typed[name].zip_with(typed["date"].is_not_null(), dates[name]) for name in dates.columns
        )
    return dates


def hint_of_numbers(texts: pl.Series, every: pl.Series, written: WrittenValues) -> str:
    """Return what to do about texts that are not written as the numbers of their file.

    Args:
        texts: String: the texts that could not be read.
        every: String: all texts of the column.
        written: How the file writes numbers.
    """
    otherwise = f"write digits, with {written.number_form}"
    if not len(texts):
        return otherwise
    sign = signs_around(texts[0], (*written.signs, *written.flags))
    if sign is not None:
        return hint_of_sign(sign, otherwise, written.signs, written.flags)
    word = str(texts[0]).strip()
    minus = minus_of(word)
    if minus is not None and minus not in written.minus:
        return hint_of_minus(word, minus, otherwise, written.minus)
    if _is_no_number(word):
        is_error = is_error_of_spreadsheet(word)
        correction = CORRECT_FORMULA * is_error
        return f"{correction}if '{word}' stands for a blank cell, add it to blank for this file in surveys/files.yaml; otherwise {otherwise}"
    if written.thousands is not None:
        return f"{otherwise}; exactly three digits follow '{written.thousands}'"
    other = "," if written.decimal == "." else "."
    is_everywhere = texts.str.contains(other, literal=True).all()
    meaning = meaning_of_mark(texts, other) if is_everywhere else None
    if meaning is not None and every.str.contains(written.decimal, literal=True).sum() > len(texts):
        return f"most numbers of this column have '{written.decimal}' before decimals: write these so, too"
    if meaning == "thousands":
        return f"if '{other}' is between thousands, declare thousands: \"{other}\" for this file in surveys/files.yaml"
    if meaning is not None:
        return f"if this file writes decimals with '{other}', declare decimal: \"{other}\" for it in surveys/files.yaml"
    return f"{otherwise}, and without marks between thousands"


def _is_no_number(word: str) -> bool:
    """Return whether a word has no digits, or gives a limit in place of a number."""
    return is_error_of_spreadsheet(word) or is_limit(word) or not any(sign.isdigit() for sign in word)


def hint_of_dates(misfits: pl.Series, every: pl.Series, written: WrittenValues, column: str) -> str:
    """Return what to do about texts that are not dates of the pattern that is declared.

    Args:
        misfits: String: the texts that could not be read.
        every: String: all texts of the column.
        written: How the column is written.
        column: The name of the column in the file.
    """
    pattern = written.pattern
    short = replace(pattern, years_from=USUAL_YEARS_FROM)
    if pattern.years_from is None and standard_dates(misfits, short)["date"].null_count() == 0:
        return f"the years have two digits: write {key_of_years(USUAL_YEARS_FROM)} for the file in surveys/files.yaml"
    for texts, which in ((every, "all dates of this column"), (misfits, "these dates")):
        other = pattern_of_all(texts)
        if other is not None and (other.order, other.separator) != (pattern.order, pattern.separator):
            of_columns = written.dates_of_columns
            keys = keys_of_dates(other, column if of_columns else None, of_columns)
            # Another pattern would make faults of the others.
            if which == "these dates" and len(misfits) * 2 < len(every):
                return f"these dates are {written_pattern(other)}: write them as {written_pattern(pattern)}, as the others are"
            by_column = ""
            if not of_columns and which != "these dates" and written.dates is not None:
                one = keys_of_dates(other, column)
                by_column = f"; if other columns are {written_pattern(pattern)}, write {one}, with the pattern of each of them, instead"
            return f"{which} are {written_pattern(other)}: write {keys} for the file in surveys/files.yaml{by_column}"
    if written.dates is not None and not written.dates_of_columns and _are_standard(every):
        return (
            "all dates of this column are YYYY-MM-DD: name the columns with other dates under dates, for example "
            f"'dates: {{name: {written_pattern(pattern)}}}', for the file in surveys/files.yaml"
        )
    advice = f"write dates that exist as {written_pattern(pattern)}"
    of_month = hint_of_month(misfits[0])
    return advice if of_month is None else f"{of_month}; otherwise {advice}"


def _are_standard(texts: pl.Series) -> bool:
    return standard_dates(texts, STANDARD)["date"].null_count() == 0


def _misfits(
    name: str,
    column: str,
    texts: pl.Series,
    misfits: pl.Series,
    kind: ValueKind,
    written: WrittenValues,
) -> tuple[str, str]:
    """Return the message on cells that could not be read, and what to do about them."""
    number, wrong = int(misfits.sum()), texts.filter(misfits)
    form = (
        f"{kind}s with {written.number_form}"
        if kind == "number"
        else f"dates as {written_pattern(written.pattern)}"
    )
    one = number == 1
    message = (
        f"{number:,} cell{'' if one else 's'} of '{name}' {'is' if one else 'are'} not written as "
        f"the {form} that the file declares; the first is '{wrong[0]}'"
    )
    if kind == "number":
        return message, hint_of_numbers(wrong, texts.drop_nulls(), written)
    return message, hint_of_dates(wrong, texts.drop_nulls(), written, column)
