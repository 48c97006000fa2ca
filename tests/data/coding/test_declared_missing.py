"""Answers that their file declares as missing."""

import polars as pl
import pytest

from egyv_engine.data.coding.declared_missing import declared_missing, is_missing
from egyv_engine.data.coding.open_column import read_open
from egyv_engine.data.coding.word_codes import coded_cells
from egyv_engine.data.words_of_column import different_words, enumerated
from egyv_engine.model.codes import RawCode

MISSING = ("-9", ("98", "99"), "x")


@pytest.mark.parametrize("word", ["-9", "-9.0", " 98", "98.5", "99", "x"])
def test_single_values_and_ranges_are_missing(word: str) -> None:
    assert is_missing(word, MISSING)


@pytest.mark.parametrize("word", ["9", "97.9", "100", "-99", "X", "98x"])
def test_other_values_are_not_missing(word: str) -> None:
    assert not is_missing(word, MISSING)


def test_only_ordinary_answers_are_found() -> None:
    texts = enumerated(pl.Series(["99", "12", None, "-9", "98", "soon", "99"]))
    (of_words,) = read_open("number", [different_words(texts)], {"-9": RawCode.BLANK.value}, pl.UInt8)
    (read,) = coded_cells([(texts, of_words)])
    assert declared_missing(texts, read, MISSING).rows() == [(0, "99"), (4, "98"), (6, "99")]
    assert declared_missing(texts, read, ()).rows() == []
