"""Codes the different words in a column of numbers, dates or texts, exactly."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import polars as pl

from egyv_engine.data.coding.exact_numbers import (
    NUMBER_PATTERN,
    ExactNumbers,
    ranked_numbers,
    ranks_by_column,
    shortest_numbers,
)
from egyv_engine.data.coding.word_codes import CodeType, WordCodes
from egyv_engine.data.words_of_column import joined_columns, parts
from egyv_engine.model.codes import RawCode
from egyv_engine.model.frozen import replace
from egyv_engine.model.typed_values import MOST_DIGITS, days, has_too_many_digits

_SPACES = " \t\u00a0"  # not a line break, after which there may be another number


def read_open(
    value_type: str, columns: Sequence[pl.Series], code_of: Mapping[str, int], code_type: CodeType
) -> list[WordCodes]:
    """Return the codes and values of the words in columns of answers to open questions, all in a few queries.

    Args:
        value_type: `number`, `date` or `text`.
        columns: String: the different words of each column.
        code_of: The raw code of each word that is not an ordinary answer.
        code_type: UInt8 or UInt16.
    """
    words, sizes = joined_columns(columns), [len(column) for column in columns]
    special_words = pl.Series(list(code_of), dtype=pl.String)
    if value_type != "text":  # spaces around a word are as little a part of it as of a number or a date
        special_words = special_words.str.strip_chars(_SPACES)
    keys = words
    if value_type == "number" and special_words.str.contains(NUMBER_PATTERN).any():  # 99 is 99.0
        keys, special_words = _without_writing(words), _without_writing(special_words)
    if value_type != "text" and len(special_words):
        keys = keys.str.strip_chars(_SPACES)
    special = _codes_of(keys, special_words, list(code_of.values()))
    is_value = special.is_null()
    numbers: list[Sequence[Fraction]] = [()] * len(columns)
    texts: list[pl.Series | None] = [None] * len(columns)
    if value_type == "number":
        is_number = _is_number(words)
        if not (is_number | special.is_not_null()).all():
            words = words.str.strip_chars(_SPACES)  # which are no part of a number
            is_number = _is_number(words)
        is_value &= is_number
        found = ranked_numbers(parts(pl.select(pl.when(is_value).then(words)).to_series(), sizes))
        values, numbers = _joined_ranks([ranks for ranks, _ in found]), [exact for _, exact in found]
    else:
        keys = words
        if value_type == "date":
            listed = words.to_list()
            known = {word: days(word.strip(_SPACES)) for word in set(listed)}  # the same days in many columns
            keys = pl.Series(list(map(known.__getitem__, listed)), dtype=pl.Int64)
            is_value &= keys.is_not_null()
        ranked = ranks_by_column(pl.select(pl.when(is_value).then(keys)).to_series(), sizes)
        values = _joined_ranks([ranks for ranks, _ in ranked])
        if value_type == "date":
            numbers = [ExactNumbers(ordered) for _, ordered in ranked]
        else:
            texts = [ordered for _, ordered in ranked]
    return [
        replace(coded, numbers=of_numbers, texts=of_texts)
        for coded, of_numbers, of_texts in zip(
            _coded(words, sizes, special, is_value, values, code_type), numbers, texts, strict=True
        )
    ]


def _joined_ranks(ranks: Sequence[pl.Series]) -> pl.Series:
    return pl.concat([pl.Series(dtype=pl.UInt32), *ranks])


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


def _coded(
    words: pl.Series,
    sizes: Sequence[int],
    special: pl.Series,
    is_value: pl.Series,
    values: pl.Series,
    code_type: CodeType,
) -> list[WordCodes]:
    """Return the codes and values of the words of each column."""
    is_blank = words.str.strip_chars() == ""
    code = (
        pl.when(special.is_not_null())
        .then(special)
        .when(is_value & ~is_blank)
        .then(RawCode.FIRST_ANSWER.value)
        .otherwise(RawCode.BLANK.value)
    )
    meant = pl.select(
        code=code.cast(code_type),
        value=pl.when(is_value & ~is_blank).then(values),
        is_wrong=special.is_null() & ~is_value & ~is_blank,
    )
    codes, of_words, wrong = (parts(meant[name], sizes) for name in ("code", "value", "is_wrong"))
    return [
        WordCodes(codes=code, wrong=wrong_one.arg_true().to_list(), values=value)
        for code, value, wrong_one in zip(codes, of_words, wrong, strict=True)
    ]
