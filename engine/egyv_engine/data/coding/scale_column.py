"""Codes the different words in a column of answers on a scale."""

from collections.abc import Mapping

import polars as pl

from egyv_engine.data.coding.word_codes import CodeType, WordCodes, codes_of_words


def read_scale(words: pl.Series, code_of: Mapping[str, int], code_type: CodeType) -> WordCodes:
    """Return the codes of the words in a column of answers on a scale.

    Args:
        words: String: the different words.
        code_of: The raw code of each word that is an answer, or stands for a blank.
        code_type: UInt8 or UInt16.
    """
    known = words.to_list()
    unknown = [position for position, word in enumerate(known) if word not in code_of]
    if unknown:
        unknown = [x for x, bare in zip(unknown, words[unknown].str.strip_chars(), strict=True) if bare]
    return WordCodes(codes=codes_of_words(known, code_of, code_type), wrong=unknown)
