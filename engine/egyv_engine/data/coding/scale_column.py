"""Codes a column of answers on a scale: its cells are joined with the codes of its distinct words."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from egyv_engine.data.words_of_column import different_words
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
        texts: The cells, one per unit: an Enum of their words, null where a cell is blank.
        code_of: The raw code of each word.
        code_type: UInt8 or UInt16.
    """
    words, positions = different_words(texts), texts.to_physical()
    code = words.replace_strict(dict(code_of), default=None, return_dtype=code_type)
    is_wrong = code.is_null() & (words.str.strip_chars() != "")
    codes = code.gather(positions).fill_null(RawCode.BLANK.value)
    return ReadAnswers(codes=codes, wrong=cells_with(texts, is_wrong))


def cells_with(texts: pl.Series, is_wrong: pl.Series) -> pl.DataFrame:
    """Return the cells that have some words, as `at` and `word`.

    Args:
        texts: An Enum.
        is_wrong: Boolean: whether each of its words is looked for.
    """
    if not is_wrong.any():
        return _NO_WORDS
    wanted = is_wrong.arg_true().cast(texts.to_physical().dtype)
    at = texts.to_physical().is_in(wanted.implode()).fill_null(value=False).arg_true().cast(pl.UInt32)
    return pl.DataFrame({"at": at, "word": texts.gather(at).cast(pl.String)})
