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
    words = distinct.cast(pl.String)
    code = words.replace_strict(dict(code_of), default=None, return_dtype=code_type)
    is_wrong = code.is_null() & (words.str.strip_chars() != "")
    positions, physical = distinct.to_physical(), texts.to_physical()
    size = max(positions.to_list(), default=0) + 1
    by_position = pl.Series([RawCode.BLANK.value] * size, dtype=code_type)
    by_position = by_position.scatter(positions.filter(code.is_not_null()), code.drop_nulls())
    codes = by_position.gather(physical).fill_null(RawCode.BLANK.value)
    if not is_wrong.any():
        return ReadAnswers(codes=codes, wrong=_NO_WORDS)
    at = physical.is_in(positions.filter(is_wrong).implode()).arg_true().cast(pl.UInt32)
    found = pl.DataFrame({"at": at, "word": texts.gather(at).cast(pl.String)})
    return ReadAnswers(codes=codes, wrong=found)
