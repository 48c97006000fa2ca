"""Cells of open questions become codes and values: numbers, dates and texts, blanks, and answers that are not ordinary."""

from fractions import Fraction

import polars as pl
import pytest

from egyv_engine.data.coding.open_column import read_open
from egyv_engine.data.coding.word_codes import coded_cells
from egyv_engine.data.words_of_column import different_words, enumerated
from egyv_engine.model.codes import RawCode

BLANK, FIRST = RawCode.BLANK.value, RawCode.FIRST_ANSWER.value
SPECIAL = FIRST + 3  # any other code


class Found:
    """A column as it is read, with the different numbers."""

    def __init__(self, value_type: str, cells: list[str | None], special: dict[str, int]) -> None:
        texts = enumerated(pl.Series(cells, dtype=pl.String))
        other = pl.Series(["7", "2024-01-01", "x", "-12345678901234567890.5"])
        _, of_words, _ = read_open(value_type, [other, different_words(texts), other], special, pl.UInt8)
        (self.read,) = coded_cells([(texts, of_words)])
        self.numbers, self.texts = of_words.numbers, of_words.texts

    @property
    def values(self) -> list[object]:
        assert self.read.values is not None
        return self.read.values.to_list()


def read(value_type: str, cells: list[str | None], special: dict[str, int] | None = None) -> Found:
    return Found(value_type, cells, special or {})


def wrong(found: Found) -> list[tuple[int, str]]:
    return list(found.read.wrong.rows())


def test_numbers_are_positions_among_the_different_ones() -> None:
    found = read("number", ["2.50", "-1", "2.5", None, "0"])
    assert found.read.codes.to_list() == [FIRST, FIRST, FIRST, BLANK, FIRST]
    assert found.read.codes.dtype == pl.UInt8
    assert list(found.numbers) == [Fraction(-1), Fraction(0), Fraction(5, 2)]
    assert found.values == [2, 0, 2, None, 1]
    assert wrong(found) == []


def test_words_that_are_no_numbers_are_wrong_and_have_no_value() -> None:
    found = read("number", ["1,5", "1e3", "+1", ".5", "5.", "\u0661", "1\n", "1"])
    assert wrong(found) == list(enumerate(["1,5", "1e3", "+1", ".5", "5.", "\u0661", "1\n"]))
    assert found.read.codes.to_list() == [BLANK] * 7 + [FIRST]
    assert found.values == [None] * 7 + [0]
    assert found.read.is_filled.to_list() == [True] * 8


def test_spaces_around_numbers_and_dates_are_no_part_of_them() -> None:
    found = read("number", ["1", " 1", "2.5 ", "\u00a01", "x"])
    assert (list(found.numbers), found.values) == ([Fraction(1), Fraction(5, 2)], [0, 0, 1, 0, None])
    assert wrong(found) == [(4, "x")]
    found = read("date", [" 1970-01-03", "1970-01-03\t"])
    assert list(found.numbers) == [2]
    assert found.values == [0, 0]
    assert wrong(found) == []


@pytest.mark.parametrize("blank", [None, " ", "\t", "\u00a0"])
@pytest.mark.parametrize("value_type", ["number", "date", "text"])
def test_spaces_are_as_blank_as_nothing(value_type: str, blank: str | None) -> None:
    found = read(value_type, [blank])
    assert (found.read.codes.to_list(), found.values, wrong(found)) == ([BLANK], [None], [])
    assert found.read.is_filled.to_list() == [False]


def test_numbers_of_thirty_digits_are_values_and_longer_ones_are_wrong() -> None:
    longest, too_long = "9" * 30, "9" * 31
    found = read("number", [longest, too_long, "0" * 40 + "1", f"0.{'1' * 30}", f"1.{'1' * 30}"])
    assert wrong(found) == [(1, too_long), (4, f"1.{'1' * 30}")]
    assert list(found.numbers) == [Fraction(int("1" * 30), 10**30), Fraction(1), Fraction(10**30 - 1)]


def test_special_answer_is_found_in_any_writing_of_its_number() -> None:
    found = read("number", ["99", "99.0", "9", "Refused"], {"99": SPECIAL, "Refused": SPECIAL + 1})
    assert found.read.codes.to_list() == [SPECIAL, SPECIAL, FIRST, SPECIAL + 1]
    assert found.values == [None, None, 0, None]


def test_dates_are_days_from_1970_and_impossible_ones_are_wrong() -> None:
    found = read("date", ["1970-01-03", "1969-12-31", "2023-02-29", "2024-02-29", "1970-1-3"])
    assert list(found.numbers) == [
        -1,
        2,
        19782,
    ]  # 2024-02-29: 54 years of 365 days, 13 leap days, 31 + 28 days
    assert found.values == [1, 0, None, 2, None]
    assert wrong(found) == [(2, "2023-02-29"), (4, "1970-1-3")]


def test_texts_keep_their_words_and_spaces() -> None:
    found = read("text", ["7", "Refused", " a ", "7"], {"Refused": SPECIAL})
    assert found.texts is not None
    assert found.texts.to_list() == [" a ", "7"]
    assert found.values == [1, None, 0, 1]
    assert found.read.codes.to_list() == [FIRST, SPECIAL, FIRST, FIRST]


@pytest.mark.parametrize("value_type", ["number", "date", "text"])
def test_column_without_answers_has_blanks_only(value_type: str) -> None:
    found = read(value_type, [None, None])
    assert found.read.codes.to_list() == [BLANK, BLANK]
    assert (found.values, list(found.numbers)) == ([None, None], [])


@pytest.mark.parametrize(("value_type", "value"), [("number", "4"), ("date", "2024-01-31")])
def test_spaces_around_a_word_in_place_of_a_value_are_no_part_of_it(value_type: str, value: str) -> None:
    found = read(value_type, [": ", value, ":", "x"], {" :": SPECIAL})
    assert found.read.codes.to_list() == [SPECIAL, FIRST, SPECIAL, BLANK]
    assert [word for _, word in wrong(found)] == ["x"] or len(wrong(found)) == 1
