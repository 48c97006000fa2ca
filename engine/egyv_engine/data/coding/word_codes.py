"""Defines the codes of the words in a column, and joins the cells of columns with the codes of their words."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import polars as pl

from egyv_engine.data.words_of_column import looked_up, value_of_word
from egyv_engine.model.codes import RawCode
from egyv_engine.model.frozen import Frozen

CodeType = type[pl.UInt8] | type[pl.UInt16]
_NO_WORDS = pl.DataFrame(schema={"at": pl.UInt32, "word": pl.String})


class WordCodes(Frozen):
    """The codes and values of the different words in a column, in their order.

    Attributes:
        codes: UInt8 or UInt16: the raw code of each word; that of a blank where it is not an answer.
        wrong: The positions of the words that are neither an answer nor blank.
        values: UInt32: positions in `numbers` of numbers and dates, and in `texts` of texts; None on a scale.
        numbers: The different numbers, or days since 1970-01-01, in order.
        texts: The different texts, in order; None for a question of another kind.
    """

    codes: pl.Series
    wrong: Sequence[int]
    values: pl.Series | None = None
    numbers: Sequence[Fraction] = ()
    texts: pl.Series | None = None


class ReadAnswers(Frozen):
    """The cells of a column, one per unit, as codes.

    Attributes:
        codes: UInt8 or UInt16: the raw code of each cell; that of a blank where there is no answer or a wrong one.
        values: The value of each cell, as those of WordCodes; None on a scale.
        wrong: The cells that are neither an answer nor blank: `at` is the position of the unit, `word` the cell.
    """

    codes: pl.Series
    values: pl.Series | None
    wrong: pl.DataFrame

    @property
    def is_filled(self) -> pl.Series:
        """Return which cells have an answer, be it a right one or not."""
        filled = self.codes != RawCode.BLANK.value
        if self.wrong.height:
            at = pl.int_range(len(self.codes), dtype=pl.UInt32, eager=True)
            filled |= at.is_in(self.wrong["at"].implode())
        return filled


def coded_cells(columns: Sequence[tuple[pl.Series, WordCodes]]) -> list[ReadAnswers]:
    """Return the cells of columns as codes and values; all columns are joined in one query.

    Args:
        columns: The cells of each column, an Enum of its words, null where a cell is blank; and the codes of these words.
            All have the same number of cells.
    """
    texts = pl.DataFrame([cells.alias(f"{i}") for i, (cells, _) in enumerate(columns)])
    wanted: list[pl.Expr] = []
    for i, (_, of_words) in enumerate(columns):
        words = pl.col(f"{i}")
        wanted.append(value_of_word(words, of_words.codes, RawCode.BLANK.value).alias(f"code {i}"))
        if of_words.values is not None:
            wanted.append(looked_up(words.to_physical(), of_words.values).alias(f"value {i}"))
    joined = texts.select(wanted)
    return [
        ReadAnswers(
            codes=joined[f"code {i}"],
            values=None if of_words.values is None else joined[f"value {i}"],
            wrong=_cells_with(cells, of_words.wrong),
        )
        for i, (cells, of_words) in enumerate(columns)
    ]


def codes_of_words(words: Sequence[str], code_of: Mapping[str, int], code_type: CodeType) -> pl.Series:
    """Return the raw code of each word; that of a blank where it has none.

    Args:
        words: The words.
        code_of: The raw code of each word that is an answer.
        code_type: UInt8 or UInt16.
    """
    return pl.Series([code_of.get(word, RawCode.BLANK.value) for word in words], dtype=code_type)


def _cells_with(texts: pl.Series, wrong: Sequence[int]) -> pl.DataFrame:
    """Return the cells that have one of some words, by the positions of these words, as `at` and `word`."""
    if not wrong:
        return _NO_WORDS
    positions = texts.to_physical()
    at = positions.is_in(pl.Series(wrong, dtype=positions.dtype).implode()).fill_null(value=False)
    rows = at.arg_true().cast(pl.UInt32)
    return pl.DataFrame({"at": rows, "word": texts.gather(rows).cast(pl.String)})
