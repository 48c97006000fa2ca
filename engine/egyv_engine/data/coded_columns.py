"""Keeps the coded answers of a survey: those of a survey larger than a part are in files, and read from there in parts."""

import shutil
import tempfile
import weakref
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Protocol

import polars as pl

from egyv_engine.model.frozen import Frozen, replace
from egyv_engine.model.part_rows import PART_ROWS


class AnswerColumn(Protocol):
    """The answers of units to a question, or to one of its items, in one wave."""

    @property
    def codes(self) -> pl.Series:
        """UInt8, or UInt16 for a wide scale: a RawCode or an answer's code (model/codes.py)."""

    @property
    def values(self) -> pl.Series | None:
        """UInt32: positions in `numbers` of numbers and dates, and in `texts` of texts; None on a scale."""

    @property
    def numbers(self) -> Sequence[Fraction]:
        """The different numbers, or days of dates since 1970-01-01, in order."""

    @property
    def texts(self) -> pl.Series | None:
        """The different texts in order, String; None for a question of another kind. Perhaps no unit has some of them."""

    def part(self, start: int, size: int) -> "AnswerColumn":
        """Return the answers of some units.

        Args:
            start: The first of them.
            size: How many there are at most.
        """


class CodedColumn(Frozen):
    """Answers in memory; the attributes are those of AnswerColumn."""

    codes: pl.Series
    values: pl.Series | None = None
    numbers: Sequence[Fraction] = ()
    texts: pl.Series | None = None

    def part(self, start: int, size: int) -> "CodedColumn":
        """Return the answers of some units, without copying them."""
        values = None if self.values is None else self.values.slice(start, size)
        return replace(self, codes=self.codes.slice(start, size), values=values)


class _Folder:
    """A folder that is removed when nothing refers to this object any more, or the process ends."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="egyv-answers-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


class FiledColumn(Frozen):
    """Answers in a file, which is read whenever they are asked for; the attributes are those of AnswerColumn."""

    file: Path
    start: int
    size: int
    has_values: bool
    file_of_texts: Path | None
    numbers: Sequence[Fraction]
    folder: _Folder

    @property
    def codes(self) -> pl.Series:
        """Return the codes of the units."""
        return self._read("codes")

    @property
    def values(self) -> pl.Series | None:
        """Return the positions of the numbers or texts; None on a scale."""
        return self._read("values") if self.has_values else None

    @property
    def texts(self) -> pl.Series | None:
        """Return the different texts, which may be as many as the units."""
        return None if self.file_of_texts is None else pl.read_parquet(self.file_of_texts).to_series()

    def part(self, start: int, size: int) -> "FiledColumn":
        """Return the answers of some units, which are read later."""
        return replace(self, start=self.start + start, size=max(0, min(size, self.size - start)))

    def _read(self, name: str) -> pl.Series:
        rows = pl.scan_parquet(self.file).select(name).slice(self.start, self.size)
        return rows.collect().to_series()


class CodedColumns:
    """Keeps columns as they are read: in memory, or in one file each if the survey is larger than a part."""

    def __init__(self, units: int) -> None:
        """Make a place for columns.

        Args:
            units: The number of units of the survey.
        """
        self._folder = _Folder() if units > PART_ROWS else None
        self._kept = 0

    def keep(self, column: CodedColumn) -> AnswerColumn:
        """Return the same answers; where they are kept in a file, the column itself can be let go."""
        folder = self._folder
        if folder is None:
            return column
        file = folder.path / f"{self._kept}.parquet"
        self._kept += 1
        frame = pl.DataFrame({"codes": column.codes})
        if column.values is not None:
            frame = frame.with_columns(values=column.values)
        frame.write_parquet(file, compression="lz4", statistics=False, row_group_size=PART_ROWS)
        file_of_texts = None
        if column.texts is not None:
            file_of_texts = file.with_suffix(".texts.parquet")
            column.texts.to_frame("text").write_parquet(file_of_texts, compression="lz4", statistics=False)
        return FiledColumn(
            file=file,
            start=0,
            size=frame.height,
            has_values=column.values is not None,
            file_of_texts=file_of_texts,
            numbers=column.numbers,
            folder=folder,
        )
