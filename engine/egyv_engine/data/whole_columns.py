"""Reads a large survey file straight into codes with Polars, where it is sound; where it is not, gives it back."""

import csv
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

import polars as pl

from egyv_engine.data.cells import Expected
from egyv_engine.data.survey_types import CodedColumn
from egyv_engine.files.folder import open_file
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.codes import RawCode, Status

_BOM = b"\xef\xbb\xbf"
_CHUNK = 1 << 20  # bytes; what a core's cache holds

Files = Mapping[PurePosixPath, bytes]
Labels = Mapping[str, tuple[str, ...]]  # by column, in the order of their codes


class Units(Protocol):
    """A register's units and their cohorts."""

    @property
    def units(self) -> tuple[str, ...]:
        """Ids, sorted."""

    @property
    def cohort(self) -> Sequence[int | None]:
        """The index of each unit's cohort, None where it is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bytes:
    """What a file holds that its cells do not tell."""

    size: int
    quotation_marks: int
    returns: int
    last: bytes


def read_whole_columns(
    linked: LinkedProgramme,
    files: Files,
    file: PurePosixPath,
    key: str,
    register: Units,
    status: Sequence[int | None],
    expected: Mapping[str, Expected],
) -> Mapping[tuple[str, str | None], CodedColumn] | None:
    """The columns, or None where anything is odd: then the slow reader reads it again and tells what and where.

    Only CSVs of closed scales and whole files are read this way. Every unit's row must be there, once, and none other.
    """
    if any(not linked.labels(e.question) for e in expected.values()):
        return None
    if None in status or None in register.cohort:
        return None
    labels = {n: (*linked.labels(e.question), *linked.never_counts(e.question)) for n, e in expected.items()}
    if any(len({"", *answers}) <= len(answers) for answers in labels.values()):
        return None
    with open_file(files, file) as stream:
        first = stream.readline()
    header = _names(first)
    if header is None or not _is_as_expected(header, key, expected):
        return None
    with ThreadPoolExecutor(1) as thread:
        looking = thread.submit(_look, files, file)
        frame = _read(files, file, {n: _answer(labels[n]) if n in labels else pl.String() for n in header})
        found = looking.result()
    if frame is None or frame.is_empty():
        return None
    units = frame.get_column(key)
    names = [n for n in header if n != key]
    codes = _codes(frame, names)
    cells = int(units.str.len_bytes().sum()) + _answer_bytes(codes, labels)
    if not _is_whole(found, first, units.len(), len(header), cells):
        return None
    ordered = _in_order(codes, units, register, status)
    ungated = [n for n in names if expected[n].question.asked_if is None]
    if ordered is None or _is_blank_for_a_cohort(ordered.select(ungated), register, status):
        return None  # the slow reader tells for whom
    return {
        (expected[n].question.id, expected[n].item): CodedColumn(codes=ordered.get_column(n)) for n in names
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributes:
    """A sound register. units: sorted; attributes: every other column's cells in that order, empty where blank."""

    header: bytes
    units: tuple[str, ...]
    attributes: Mapping[str, Sequence[str]]


def read_register_columns(files: Files, file: PurePosixPath, key: str) -> Attributes | None:
    """A register in CSV, or None where anything is odd: then the slow reader reads it again."""
    with open_file(files, file) as stream:
        first = stream.readline()
    header = _names(first)
    if header is None or len(set(header)) != len(header) or key not in header:
        return None
    frame = _read(files, file, dict.fromkeys(header, pl.String()))
    if frame is None or frame.is_empty():
        return None
    frame = frame.fill_null("")
    if not frame.get_column(key).is_sorted():
        frame = frame.sort(key)
    units = frame.get_column(key)
    cells = sum(int(column.str.len_bytes().sum()) for column in frame.iter_columns())
    if (
        units[0] == ""
        or (units == units.shift(1)).any()
        or not _is_whole(_look(files, file), first, len(units), len(header), cells)
    ):
        return None
    attributes = {name: frame.get_column(name).to_list() for name in header if name != key}
    return Attributes(header=first, units=tuple(units.to_list()), attributes=attributes)


def _names(first: bytes) -> list[str] | None:
    """The header's cells."""
    try:
        rows = list(csv.reader([first.removeprefix(_BOM).decode("utf-8").rstrip("\r\n")], strict=True))
    except (UnicodeDecodeError, csv.Error):
        return None
    return rows[0] if rows else None


def _is_as_expected(header: Sequence[str], key: str, expected: Mapping[str, Expected]) -> bool:
    """Whether the columns are the key and those asked of every cohort, each once, and none that was asked lacks."""
    if len(set(header)) != len(header) or key not in header or not set(header) <= {key, *expected}:
        return False
    return all(all(e.asked) if name in header else not any(e.asked) for name, e in expected.items())


def _answer(labels: tuple[str, ...]) -> pl.Enum:
    """The codes of survey_types.Column: a blank in quotation marks is the first, one without is null."""
    return pl.Enum(("", *labels))


def _codes(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Taken out of the frame, each column in one piece: Polars leaves a file in hundreds, and every later step would go
    through them one by one.
    """
    codes = frame.select(pl.col(names).to_physical().cast(pl.UInt8))
    for name in names:
        frame.drop_in_place(name)
    whole = [codes.drop_in_place(name).rechunk() for name in names]
    return pl.DataFrame(whole).select(pl.all().fill_null(RawCode.BLANK.value))


def _read(files: Files, file: PurePosixPath, schema: Mapping[str, pl.DataType]) -> pl.DataFrame | None:
    """The cells; None where one is no answer or a row is too long. A row too short is filled with nulls."""
    try:
        with open_file(files, file) as stream:
            return pl.read_csv(stream, schema=schema)
    except pl.exceptions.PolarsError:
        return None


def _look(files: Files, file: PurePosixPath) -> _Bytes:
    """Runs beside the reading of the cells, which takes eight times as long.

    Polars tells neither: quotation marks and returns taken off could make up for the bytes of commas that lack.
    """
    size = quotation_marks = returns = 0
    last: bytes | bytearray = b""
    chunk = bytearray(_CHUNK)
    with open_file(files, file) as stream:
        while read := stream.readinto(chunk):
            size += read
            quotation_marks += _count(chunk, b'"', read)
            returns += _count(chunk, b"\r", read)
            last = chunk[read - 1 : read]
    return _Bytes(size=size, quotation_marks=quotation_marks, returns=returns, last=bytes(last))


def _count(chunk: bytearray, byte: bytes, end: int) -> int:
    """How many there are before `end`. Most files have none, and finding that out is thirty times as quick."""
    first = chunk.find(byte, 0, end)
    return 0 if first < 0 else chunk.count(byte, first, end)


def _answer_bytes(codes: pl.DataFrame, labels: Labels) -> int:
    """The bytes of all answers."""
    return sum(
        int((column == code).sum()) * len(label.encode())
        for column in codes.iter_columns()
        for code, label in enumerate(labels[column.name], RawCode.FIRST_ANSWER)
    )


def _is_whole(found: _Bytes, first: bytes, rows: int, columns: int, cells: int) -> bool:
    """Whether every row has all its cells: a comma too few leaves the file shorter than the bytes of its cells need.

    Quicker than counting the commas. Polars has refused a comma too many; a quotation mark within a cell does not add
    up either.
    """
    ends = rows + (found.last == b"\n")  # lines, the header included
    returns = ends if first.endswith(b"\r\n") else 0
    header = len(first.rstrip(b"\r\n")) - first.count(b'"')
    commas = rows * (columns - 1)
    return found.returns == returns and found.size == (
        header + cells + commas + ends + returns + found.quotation_marks
    )


def _in_order(
    codes: pl.DataFrame, units: pl.Series, register: Units, status: Sequence[int | None]
) -> pl.DataFrame | None:
    """The rows in the register's order, blank where nothing was returned; None where units are not those expected."""
    known = pl.Series(units.name, register.units, dtype=pl.String)
    returned = known.filter(pl.Series(status, dtype=pl.UInt8) > Status.NO_RETURN.value)
    if units.len() != returned.len():
        return None
    if not units.equals(returned):
        order = units.arg_sort()
        if not units.gather(order).equals(returned):
            return None
        codes, units = codes.select(pl.all().gather(order)), returned
    if units.len() == known.len():
        return codes
    rows = known.to_frame().join(
        codes.insert_column(0, units), on=units.name, how="left", maintain_order="left"
    )
    return rows.drop(units.name).fill_null(RawCode.BLANK.value)


def _is_blank_for_a_cohort(rows: pl.DataFrame, register: Units, status: Sequence[int | None]) -> bool:
    """Whether the analysed units of a cohort, if it has any, all left a column blank."""
    cohorts = pl.Series(register.cohort, dtype=pl.UInt8)
    analysed = pl.Series(status, dtype=pl.UInt8) == Status.ANALYSED.value
    for cohort in cohorts.unique():
        mask = analysed & (cohorts == cohort)
        answers = pl.all() if mask.all() else pl.all().filter(mask)
        if mask.any() and rows.width and RawCode.BLANK in rows.select(answers.max()).row(0):
            return True
    return False
