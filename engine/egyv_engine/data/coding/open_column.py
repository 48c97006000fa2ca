"""Codes the different words in a column of numbers, dates or texts, exactly."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import polars as pl

from egyv_engine.data.coding.exact_numbers import (
    NUMBER_PATTERN,
    ranked_numbers,
    shortest_numbers,
)
from egyv_engine.data.coding.word_codes import CodeType, WordCodes
from egyv_engine.model.codes import RawCode
from egyv_engine.model.typed_values import MOST_DIGITS, days, has_too_many_digits


def read_open(
    value_type: str, words: pl.Series, code_of: Mapping[str, int], code_type: CodeType
) -> WordCodes:
    """Return the codes and values of the words in a column of answers to an open question.

    Args:
        value_type: `number`, `date` or `text`.
        words: String: the different words.
        code_of: The raw code of each word that is not an ordinary answer.
        code_type: UInt8 or UInt16.
    """
    special_words = pl.Series(list(code_of), dtype=pl.String)
    if value_type == "number":
        keys = words
        if special_words.str.contains(NUMBER_PATTERN).any():  # 99 is 99.0
            keys, special_words = _without_writing(words), _without_writing(special_words)
        special = _codes_of(keys, special_words, list(code_of.values()))
        is_value = _is_number(words) & special.is_null()
        ranks, exact = ranked_numbers(pl.select(pl.when(is_value).then(words)).to_series())
        return _coded(words, special, is_value, ranks, exact, code_type)
    special = _codes_of(words, special_words, list(code_of.values()))
    if value_type == "date":
        found = pl.Series([days(word) for word in words.to_list()], dtype=pl.Int64)
        is_value = found.is_not_null() & special.is_null()
        ordered = found.filter(is_value).unique().sort()
        numbers: Sequence[Fraction] = tuple(map(Fraction, ordered.to_list()))
        return _coded(words, special, is_value, _ranks(found, ordered), numbers, code_type)
    is_value = special.is_null()
    return _coded(words, special, is_value, words, (), code_type)


def _is_number(words: pl.Series) -> pl.Series:
    """Return which words are numbers of a length that is allowed."""
    has_form = words.str.contains(NUMBER_PATTERN)
    long = has_form & (words.str.len_bytes() > MOST_DIGITS)
    too_long = [word for word in words.filter(long).to_list() if has_too_many_digits(word)]
    return has_form & ~words.is_in(too_long) if too_long else has_form


def _without_writing(words: pl.Series) -> pl.Series:
    """Return words in which equal numbers are equal texts."""
    has_form = words.str.contains(NUMBER_PATTERN)
    return pl.select(pl.when(has_form).then(shortest_numbers(words)).otherwise(words)).to_series()


def _codes_of(keys: pl.Series, special: pl.Series, codes: Sequence[int]) -> pl.Series:
    """Return the code of each word that is not an ordinary answer; null for the others."""
    if special.is_empty():
        return pl.repeat(None, len(keys), dtype=pl.Int32, eager=True)
    code_of = dict(zip(special.to_list(), codes, strict=True))
    return keys.replace_strict(code_of, default=None, return_dtype=pl.Int32)


def _ranks(values: pl.Series, ordered: pl.Series) -> pl.Series:
    """Return the position of each value among ordered ones; null if it is not among them."""
    if ordered.is_empty():
        return pl.repeat(None, len(values), dtype=pl.UInt32, eager=True)
    ranks = pl.int_range(len(ordered), dtype=pl.UInt32, eager=True)
    return values.replace_strict(ordered, ranks, default=None, return_dtype=pl.UInt32)


def _coded(
    words: pl.Series,
    special: pl.Series,
    is_value: pl.Series,
    value: pl.Series,
    numbers: Sequence[Fraction],
    code_type: CodeType,
) -> WordCodes:
    """Return the codes and values of words."""
    is_blank = words.str.strip_chars() == ""
    code = (
        pl.when(special.is_not_null())
        .then(special)
        .when(is_value & ~is_blank)
        .then(RawCode.FIRST_ANSWER.value)
        .otherwise(RawCode.BLANK.value)
    )
    meant = pl.select(code=code.cast(code_type), value=pl.when(is_value & ~is_blank).then(value))
    return WordCodes(
        codes=meant["code"],
        wrong=(special.is_null() & ~is_value & ~is_blank).arg_true().to_list(),
        values=meant["value"],
        numbers=numbers,
    )
