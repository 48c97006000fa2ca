"""Codes a column of answers on a scale: its cells are joined with the codes of its distinct words."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from egyv_engine.model.codes import RawCode

_NO_WORDS = pl.DataFrame(schema={"at": pl.UInt32, "word": pl.String})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAnswers:
    """The cells of a column, one per unit, as codes.

    Attributes:
        codes: UInt8 or UInt16: the raw code of each cell; that of a blank where there is no answer or a wrong one.
        wrong: The cells that are neither an answer nor blank: `at` is the position of the unit, `word` the cell.
    """

    codes: pl.Series
    wrong: pl.DataFrame

    @property
    def is_filled(self) -> pl.Series:
        """Return which cells have an answer, be it a right one or not."""
        filled = self.codes != RawCode.BLANK.value
        if self.wrong.height:
            at = pl.int_range(len(self.codes), dtype=pl.UInt32, eager=True)
            filled |= at.is_in(self.wrong["at"].implode())
        return filled


def read_scale(texts: pl.Series, code_of: Mapping[str, int], code_type: type[pl.DataType]) -> ReadAnswers:
    """Return the codes of answers on a scale.

    Args:
        texts: The cells, one per unit: a Categorical, null where a cell is blank.
        code_of: The raw code of each word.
        code_type: UInt8 or UInt16.
    """
    distinct = texts.unique().drop_nulls()
    words = distinct.cast(pl.String).to_list()
    positions = distinct.to_physical().to_list()
    by_position = [RawCode.BLANK.value] * (max(positions, default=0) + 1)
    wrong = []
    for word, position in zip(words, positions, strict=True):
        code = code_of.get(word)
        if code is not None:
            by_position[position] = code
        elif word.strip():
            wrong.append(position)
    physical = texts.to_physical()
    codes = pl.Series(by_position, dtype=code_type).gather(physical).fill_null(RawCode.BLANK.value)
    if not wrong:
        return ReadAnswers(codes=codes, wrong=_NO_WORDS)
    at = physical.is_in(wrong).arg_true().cast(pl.UInt32)
    found = pl.DataFrame({"at": at, "word": texts.gather(at).cast(pl.String)})
    return ReadAnswers(codes=codes, wrong=found)
