"""Values that stand for a missing answer: those that stand apart from all others and have the form of a code."""

from fractions import Fraction

import pytest

from egyv_engine.data.no_answer_codes import codes_for_none, days_for_none, numbers_for_none, words_for_none


@pytest.mark.parametrize(
    ("numbers", "codes"),
    [
        ([1, 5, 9, -99], [-99]),
        ([1, 5, 9, 99], [99]),
        ([120, 300, 80, 9999, -9], [-9, 9999]),
        ([20, 50, 85, 99], []),  # 99 is a number like the others
        ([-5, -20, 4, -99], []),  # so is a negative one
        ([-99, -99, 3], []),  # too few others to stand apart from
        ([1, 5, 9, 100], []),  # far away, and no code
    ],
)
def test_number_that_stands_apart_and_looks_like_a_code(numbers: list[int], codes: list[int]) -> None:
    counts = {Fraction(number): numbers.count(number) for number in numbers}
    assert numbers_for_none(counts) == codes


def test_date_that_stands_apart_and_looks_like_a_code() -> None:
    year = 365
    of_1900, of_9999 = Fraction(-25567), Fraction(2932896)
    recent = {Fraction(40 * year): 2, Fraction(45 * year): 1}
    assert days_for_none({**recent, of_1900: 3, of_9999: 1}) == [of_1900, of_9999]
    assert days_for_none({Fraction(-65 * year): 3, of_1900: 1}) == []  # other dates are as old


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["No", "Yes", "-99"], ["-99"]),
        (["No", "Yes", "99", "88.0"], ["99", "88.0"]),
        (["No", "1", "2", "3", "99"], ["99"]),
        (["1", "2", "3", "4", "5", "-9"], ["-9"]),
        (["Under 18", "18", "88", "99"], []),  # too few ordinary numbers to stand apart from
        (["-2", "-1", "0", "1", "2", "-9"], []),
        (["No", "Yes", "-1"], []),
        (["-99", "-9"], []),
        (["Yes", "-99"], []),
    ],
)
def test_number_among_words_that_looks_like_a_code(words: list[str], codes: list[str]) -> None:
    assert codes_for_none(dict.fromkeys(words, 1)) == codes


def test_word_that_says_that_there_is_none() -> None:
    assert words_for_none(["NA", "n/a ", "#REF!", "-", "None", "0", "no", "Nan bread"]) == [
        "#REF!",
        "-",
        "NA",
        "n/a ",
    ]
