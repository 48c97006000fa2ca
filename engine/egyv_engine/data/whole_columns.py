"""Reads a large CSV file quickly with Polars, as whole columns; returns None if anything in it is irregular.

The caller then reads the file again with positions, which is slower, and reports what is irregular and where.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

import polars as pl

from egyv_engine.data.column_words import ColumnWords, words_of_column
from egyv_engine.data.expected_columns import ExpectedColumn
from egyv_engine.data.survey_types import Answers, CodedColumn
from egyv_engine.diagnostics.hidden_characters import HIDDEN, HIDDEN_PATTERN
from egyv_engine.files.folder import open_file
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.codes import RawCode, ReturnStatus

_BOM = b"\xef\xbb\xbf"
_CHUNK = 1 << 20  # bytes; fits into a core's cache

Files = Mapping[PurePosixPath, bytes]
_MANY_WORDS = 30


class Units(Protocol):
    """The units of a register and their cohorts."""

    @property
    def units(self) -> tuple[str, ...]:
        """Return the sorted ids of the units."""

    @property
    def cohort(self) -> Sequence[int | None]:
        """Return the index of each unit's cohort; None if it is not determined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _ByteCounts:
    """Counts of the bytes of a file that are lost once Polars has split it into cells."""

    size: int
    quotation_marks: int
    carriage_returns: int
    last: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterColumns:
    """The columns of a regular register.

    Attributes:
        header: The first line of the file.
        units: The sorted ids of the units.
        attributes: Every other column, in the order of the units; blank cells are empty texts.
    """

    header: bytes
    units: tuple[str, ...]
    attributes: Mapping[str, Sequence[str]]


def read_whole_columns(
    linked: LinkedProgramme,
    files: Files,
    file: PurePosixPath,
    key: str,
    register: Units,
    status: Sequence[int | None],
    expected: Mapping[str, ExpectedColumn],
) -> Answers | None:
    """Return the answers of a wave's file if it is regular, otherwise None.

    A regular file has answers on scales only, every expected column once, and exactly one row for each unit that
    returned the survey.

    Args:
        linked: The programme.
        files: All files of the programme's folder.
        file: The wave's file.
        key: The column that identifies the unit.
        register: The units and their cohorts.
        status: The Status of each unit; None if it is not determined.
        expected: The columns that the instrument provides for this wave, by name.
    """
    if any(not linked.labels(e.question) for e in expected.values()):
        return None
    if None in status or None in register.cohort:
        return None
    words = {n: words_of_column(linked, e) for n, e in expected.items()}
    if any(len({"", *one.all}) <= len(one.all) for one in words.values()):
        return None
    first_line = _first_line(files, file)
    header = _names(first_line)
    if header is None or not _has_expected_columns(header, key, expected):
        return None
    with ThreadPoolExecutor(1) as thread:
        counting = thread.submit(_count_bytes, files, file)
        frame = _read(
            files, file, {n: _answer_type(words[n].all) if n in words else pl.String() for n in header}
        )
        counts = counting.result()
    if frame is None or frame.is_empty():
        return None
    units = frame.get_column(key)
    names = [n for n in header if n != key]
    codes = _take_codes(frame, names, words)
    cell_bytes = int(units.str.len_bytes().sum()) + _answer_bytes(codes, words)
    if not _all_rows_are_complete(counts, first_line, units.len(), len(header), cell_bytes):
        return None
    ordered = _in_register_order(_without_blanks(codes, words), units, register, status)
    ungated = [n for n in names if expected[n].question.asked_if is None]
    if ordered is None or _is_blank_for_a_cohort(ordered.select(ungated), register, status):
        return None
    return {
        (expected[n].question.id, expected[n].item): CodedColumn(codes=ordered.get_column(n)) for n in names
    }


def read_register_columns(files: Files, file: PurePosixPath, key: str) -> RegisterColumns | None:
    """Return the columns of a register if it is regular, otherwise None.

    Args:
        files: All files of the programme's folder.
        file: The register.
        key: The column that identifies the unit.
    """
    first_line = _first_line(files, file)
    header = _names(first_line)
    if header is None or len(set(header)) != len(header) or key not in header:
        return None
    frame = _read(files, file, dict.fromkeys(header, pl.String()))
    if frame is None or frame.is_empty():
        return None
    frame = frame.fill_null("")
    if not frame.get_column(key).is_sorted():
        frame = frame.sort(key)
    units = frame.get_column(key)
    cell_bytes = sum(int(column.str.len_bytes().sum()) for column in frame.iter_columns())
    counts = _count_bytes(files, file)
    if (
        any(column.str.contains(HIDDEN_PATTERN).any() for column in frame.iter_columns())
        or HIDDEN.search(first_line.decode("utf-8").removeprefix("\ufeff").rstrip("\r\n"))
        or units[0] == ""
        or (units == units.shift(1)).any()
        or not _all_rows_are_complete(counts, first_line, len(units), len(header), cell_bytes)
    ):
        return None
    attributes = {name: frame.get_column(name).to_list() for name in header if name != key}
    return RegisterColumns(header=first_line, units=tuple(units.to_list()), attributes=attributes)


def _first_line(files: Files, file: PurePosixPath) -> bytes:
    with open_file(files, file) as stream:
        return stream.readline()


def _names(first_line: bytes) -> list[str] | None:
    """Return the cells of the header, or None if it cannot be read."""
    try:
        rows = list(csv.reader([first_line.removeprefix(_BOM).decode("utf-8").rstrip("\r\n")], strict=True))
    except (UnicodeDecodeError, csv.Error):
        return None
    return rows[0] if rows else None


def _has_expected_columns(header: Sequence[str], key: str, expected: Mapping[str, ExpectedColumn]) -> bool:
    """Return whether the columns are the key and each question asked of every cohort, once and without any other."""
    if len(set(header)) != len(header) or key not in header or not set(header) <= {key, *expected}:
        return False
    return all(all(e.asked) if name in header else not any(e.asked) for name, e in expected.items())


def _answer_type(labels: tuple[str, ...]) -> pl.Enum:
    """Return a type whose physical values are raw codes. A quoted blank becomes its first value, another one null."""
    return pl.Enum(("", *labels))


def _take_codes(frame: pl.DataFrame, names: Sequence[str], words: Mapping[str, ColumnWords]) -> pl.DataFrame:
    """Move the codes out of a frame, each column in one chunk; a blank word still has a code of its own.

    Polars leaves a large file in hundreds of chunks, and every later step would process them one by one.
    """
    types = {n: pl.UInt8 if words[n].has_byte_codes else pl.UInt16 for n in names}
    codes = frame.select(pl.col(n).to_physical().cast(of) for n, of in types.items())
    for name in names:
        frame.drop_in_place(name)
    whole = [codes.drop_in_place(name).rechunk() for name in names]
    return pl.DataFrame(whole).select(pl.all().fill_null(RawCode.BLANK.value))


def _read(files: Files, file: PurePosixPath, schema: Mapping[str, pl.DataType]) -> pl.DataFrame | None:
    """Return the cells, or None if one is not an answer or a row is too long. Short rows are filled with nulls."""
    try:
        with open_file(files, file) as stream:
            return pl.read_csv(stream, schema=schema)
    except pl.exceptions.PolarsError:
        return None


def _count_bytes(files: Files, file: PurePosixPath) -> _ByteCounts:
    """Count the bytes that show whether a comma is missing, which Polars does not report.

    Quotation marks and carriage returns are counted because, uncounted, they could make up for missing commas.
    """
    size = quotation_marks = carriage_returns = 0
    last: bytes | bytearray = b""
    chunk = bytearray(_CHUNK)
    with open_file(files, file) as stream:
        while read := stream.readinto(chunk):
            size += read
            quotation_marks += _count(chunk, b'"', read)
            carriage_returns += _count(chunk, b"\r", read)
            last = chunk[read - 1 : read]
    return _ByteCounts(
        size=size, quotation_marks=quotation_marks, carriage_returns=carriage_returns, last=bytes(last)
    )


def _count(chunk: bytearray, byte: bytes, end: int) -> int:
    """Count a byte before an end. Most files have none, and `find` shows that thirty times as fast as `count`."""
    first = chunk.find(byte, 0, end)
    return 0 if first < 0 else chunk.count(byte, first, end)


def _without_blanks(codes: pl.DataFrame, words: Mapping[str, ColumnWords]) -> pl.DataFrame:
    """Return the raw codes: words that are as good as no answer become blanks."""
    blanks = {n: len(one.answers) for n, one in words.items() if one.blank and n in codes.columns}
    return codes.with_columns(
        pl.when(pl.col(n) > last)
        .then(RawCode.BLANK.value)
        .otherwise(n)
        .cast(pl.UInt16 if words[n].is_wide else pl.UInt8)
        .alias(n)
        for n, last in blanks.items()
    )


def _answer_bytes(codes: pl.DataFrame, words: Mapping[str, ColumnWords]) -> int:
    return sum(
        int(n) * len(words[column.name].all[code - RawCode.FIRST_ANSWER].encode())
        for column in codes.iter_columns()
        for code, n in _code_counts(column, len(words[column.name].all))
        if code != RawCode.BLANK
    )


def _code_counts(column: pl.Series, words: int) -> Iterable[tuple[int, int]]:
    """Count the rows of each code; grouping them is quicker only where there are many."""
    if words > _MANY_WORDS:
        return column.value_counts().iter_rows()
    return ((code, int((column == code).sum())) for code in range(1, words + 1))


def _all_rows_are_complete(
    counts: _ByteCounts, first_line: bytes, rows: int, columns: int, cell_bytes: int
) -> bool:
    """Return whether no row has too few cells: the file is then as long as its cells and separators require.

    This is faster than counting the commas. Polars has refused rows with too many cells already.
    """
    line_ends = rows + (counts.last == b"\n")  # the header has one, and the last row may have none
    carriage_returns = line_ends if first_line.endswith(b"\r\n") else 0
    header = len(first_line.rstrip(b"\r\n")) - first_line.count(b'"')
    commas = rows * (columns - 1)
    return counts.carriage_returns == carriage_returns and counts.size == (
        header + cell_bytes + commas + line_ends + carriage_returns + counts.quotation_marks
    )


def _in_register_order(
    codes: pl.DataFrame, units: pl.Series, register: Units, status: Sequence[int | None]
) -> pl.DataFrame | None:
    """Return a row for every unit of the register, or None if the units are not those that returned the survey."""
    registered = pl.Series(units.name, register.units, dtype=pl.String)
    returned = registered.filter(pl.Series(status, dtype=pl.UInt8) > ReturnStatus.NO_RETURN.value)
    if units.len() != returned.len():
        return None
    if not units.equals(returned):
        order = units.arg_sort()
        if not units.gather(order).equals(returned):
            return None
        codes, units = codes.select(pl.all().gather(order)), returned
    if units.len() == registered.len():
        return codes
    rows = registered.to_frame().join(
        codes.insert_column(0, units), on=units.name, how="left", maintain_order="left"
    )
    return rows.drop(units.name).fill_null(RawCode.BLANK.value)


def _is_blank_for_a_cohort(rows: pl.DataFrame, register: Units, status: Sequence[int | None]) -> bool:
    """Return whether all analysed units of a cohort, if it has any, left the same column blank."""
    cohorts = pl.Series(register.cohort, dtype=pl.UInt16)
    analysed = pl.Series(status, dtype=pl.UInt8) == ReturnStatus.ANALYSED.value
    for cohort in cohorts.unique():
        mask = analysed & (cohorts == cohort)
        answers = pl.all() if mask.all() else pl.all().filter(mask)
        if mask.any() and rows.width and RawCode.BLANK in rows.select(answers.max()).row(0):
            return True
    return False
