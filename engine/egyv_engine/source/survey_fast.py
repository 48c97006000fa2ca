"""Reads a large survey file straight into codes with Polars, where it is sound; where it is not, gives it back."""

import csv
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

import polars as pl

from egyv_engine.link import LinkedProgramme
from egyv_engine.source.files import open_file
from egyv_engine.source.survey_cells import Expected
from egyv_engine.source.survey_types import BLANK, Column

_BOM = b"\xef\xbb\xbf"
_CHUNK = 1 << 20  # bytes; what a core's cache holds

Files = Mapping[PurePosixPath, bytes]
Labels = Mapping[str, tuple[str, ...]]  # by column, in the order of their codes


class Units(Protocol):
    """A register."""

    @property
    def units(self) -> tuple[str, ...]:
        """Ids, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bytes:
    """What a file holds that its cells do not tell."""

    size: int
    quotation_marks: int
    returns: int
    last: bytes


def read_fast(
    linked: LinkedProgramme,
    files: Files,
    file: PurePosixPath,
    key: str,
    register: Units,
    status: Sequence[int],
    expected: Mapping[str, Expected],
) -> Mapping[tuple[str, str | None], Column] | None:
    """The columns, or None where anything is odd: then the slow reader reads it again and tells what and where.

    Only CSVs of closed scales and whole files are read this way. Every unit's row must be there, once, and none other.
    """
    if any(not linked.labels(e.question) for e in expected.values()):
        return None
    labels = {n: (*linked.labels(e.question), *linked.never_counts(e.question)) for n, e in expected.items()}
    with open_file(files, file) as stream:
        first = stream.readline()
    header = _names(first)
    if header is None or not _is_as_expected(header, key, expected):
        return None
    with ThreadPoolExecutor(1) as thread:
        looking = thread.submit(_look, files, file)
        frame = _read(files, file, {n: pl.Enum(labels[n]) if n in labels else pl.String() for n in header})
        found = looking.result()
    if frame is None:
        return None
    units = frame.get_column(key)
    names = [n for n in header if n != key]
    codes = frame.select((pl.col(n).to_physical().cast(pl.UInt8) + 1).fill_null(BLANK) for n in names)
    counts = _counts(codes, labels)
    if any(counts[n][BLANK] == codes.height for n in names):
        return None  # a blank column: the slow reader tells for whom
    if not _is_whole(found, first, units, counts, labels):
        return None
    ordered = _in_order(codes, units, register, status)
    if ordered is None:
        return None
    return {(expected[n].question.id, expected[n].item): Column(codes=ordered.get_column(n)) for n in names}


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


def _read(files: Files, file: PurePosixPath, schema: Mapping[str, pl.DataType]) -> pl.DataFrame | None:
    """The cells; None where one is no answer or a row is too long. A row too short is filled with nulls."""
    for blanks in (None, [""]):  # a blank in quotation marks is one only if told so, which costs
        try:
            with open_file(files, file) as stream:
                return pl.read_csv(stream, schema=schema, null_values=blanks)
        except pl.exceptions.PolarsError:
            continue
    return None


def _look(files: Files, file: PurePosixPath) -> _Bytes:
    """Runs beside the reading of the cells, which takes eight times as long."""
    size = quotation_marks = returns = 0
    last = b""
    with open_file(files, file) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            quotation_marks += chunk.count(b'"')
            returns += chunk.count(b"\r")
            last = chunk[-1:]
    return _Bytes(size=size, quotation_marks=quotation_marks, returns=returns, last=last)


def _counts(codes: pl.DataFrame, labels: Labels) -> dict[str, list[int]]:
    """How many cells of each column have each code, blanks first."""
    sums = codes.lazy().select(
        (pl.col(n) == k).sum().alias(f"{k} {n}") for n in codes.columns for k in range(1, len(labels[n]) + 1)
    )
    row = sums.collect().row(0, named=True)
    found: dict[str, list[int]] = {}
    for n in codes.columns:
        answers = [row[f"{k} {n}"] for k in range(1, len(labels[n]) + 1)]
        found[n] = [codes.height - sum(answers), *answers]
    return found


def _is_whole(
    found: _Bytes, first: bytes, units: pl.Series, counts: Mapping[str, list[int]], labels: Labels
) -> bool:
    """Whether every row has all its cells: a comma too few leaves the file shorter than its cells need.

    Quicker than counting the commas. Polars has refused a comma too many, and any quotation mark within an answer.
    """
    ends = units.len() + (found.last == b"\n")  # lines, the header included
    returns = ends if first.endswith(b"\r\n") else 0
    answers = sum(
        n * len(label.encode())
        for name, by_code in counts.items()
        for n, label in zip(by_code[1:], labels[name], strict=True)
    )
    commas = units.len() * len(counts)
    header = len(first.rstrip(b"\r\n")) - first.count(b'"')
    cells = header + int(units.str.len_bytes().sum()) + answers + commas
    return found.returns == returns and found.size == cells + ends + returns + found.quotation_marks


def _in_order(
    codes: pl.DataFrame, units: pl.Series, register: Units, status: Sequence[int]
) -> pl.DataFrame | None:
    """The rows in the register's order, blank where nothing was returned; None where units are not those expected."""
    known = pl.Series(units.name, register.units, dtype=pl.String)
    returned = known.filter(pl.Series(status, dtype=pl.UInt8) > 0)
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
    return rows.drop(units.name).fill_null(BLANK)
