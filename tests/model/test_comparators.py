"""The table of comparators against plain Python, value by value and on columns."""

import operator
from collections.abc import Callable
from fractions import Fraction

import polars as pl
import pytest

from egyv_engine.evaluation.exact_column import ExactColumn
from egyv_engine.evaluation.operands import interval_compared
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.shapes import WordOrSide

SCALE = ("Never", "Rarely", "Sometimes", "Often")
PYTHON: dict[str, Callable[[Fraction, list[Fraction]], bool]] = {
    "is": lambda value, right: value == right[0],
    "is_one_of": lambda value, right: value in right,
    "at_least": lambda value, right: operator.ge(value, right[0]),
    "at_most": lambda value, right: operator.le(value, right[0]),
    "above": lambda value, right: operator.gt(value, right[0]),
    "below": lambda value, right: operator.lt(value, right[0]),
    "between": lambda value, right: right[0] <= value <= right[-1],
    "answered": lambda value, right: True,
}
ONE_SIDE = [key for key, one in COMPARATORS.items() if one.right == WordOrSide()]
RIGHTS = [[Fraction(n, 4)] for n in range(-6, 7)] + [[Fraction(1), Fraction(-1, 2)], [Fraction(1, 3)]]


def rights(key: str) -> list[list[Fraction]]:
    if key == "between":
        return [[low[0], high[0]] for low in RIGHTS for high in RIGHTS if len(low) == len(high) == 1]
    return [right for right in RIGHTS if len(right) == 1 or key == "is_one_of"]


def test_table_has_exactly_the_comparators_of_the_language() -> None:
    assert set(COMPARATORS) == set(PYTHON)
    assert all(key == one.key for key, one in COMPARATORS.items())


@pytest.mark.parametrize("key", PYTHON)
def test_test_of_a_value_agrees_with_python(key: str) -> None:
    for right in rights(key):
        for value in (Fraction(n, 4) for n in range(-8, 9)):
            assert COMPARATORS[key].test(value, tuple(right)) == PYTHON[key](value, right), (value, right)


@pytest.mark.parametrize("key", [key for key in PYTHON if key != "answered"])
@pytest.mark.parametrize("denominator", [1, 3, 10, 10**30])
def test_column_of_exact_numbers_agrees_with_python(key: str, denominator: int) -> None:
    numbers = [Fraction(n, denominator) for n in range(-205, 206, 5)]
    positions = pl.Series([*range(len(numbers)), None], dtype=pl.UInt32)
    column = ExactColumn(positions=positions, numbers=tuple(numbers))
    for right in rights(key):
        expected = [PYTHON[key](number, right) for number in numbers]
        assert COMPARATORS[key].test(column, tuple(right)).to_list() == [*expected, None]


@pytest.mark.parametrize("key", PYTHON)
@pytest.mark.parametrize("word", SCALE)
def test_labels_of_a_scale_are_those_whose_position_meets_it(key: str, word: str) -> None:
    at = [Fraction(SCALE.index(word))]
    expected = tuple(label for i, label in enumerate(SCALE) if PYTHON[key](Fraction(i), at))
    assert COMPARATORS[key].met_labels(SCALE, (word,) * (1 + (key == "between"))) == expected


def test_labels_of_several_answers_are_in_the_order_of_the_scale() -> None:
    assert COMPARATORS["is_one_of"].met_labels(SCALE, ("Often", "Never")) == ("Never", "Often")
    assert COMPARATORS["between"].met_labels(SCALE, ("Rarely", "Often")) == ("Rarely", "Sometimes", "Often")


@pytest.mark.parametrize("key", ONE_SIDE)
def test_intervals_are_sure_exactly_where_every_pair_of_values_agrees(key: str) -> None:
    spans = [(low, high) for low in range(4) for high in range(low, 4)]
    pairs = [(left, right) for left in spans for right in spans]
    columns = [
        ExactColumn(
            positions=pl.Series([pair[side][end] for pair in pairs], dtype=pl.UInt32),
            numbers=tuple(map(Fraction, range(4))),
        )
        for side in (0, 1)
        for end in (0, 1)
    ]
    surely, surely_not = interval_compared(
        COMPARATORS[key], (columns[0], columns[1]), (columns[2], columns[3])
    )
    for (left, right), is_met, is_not_met in zip(pairs, surely, surely_not, strict=True):
        found = {
            PYTHON[key](Fraction(a), [Fraction(b)])
            for a in range(left[0], left[1] + 1)
            for b in range(right[0], right[1] + 1)
        }
        assert (is_met, is_not_met) == (found == {True}, found == {False}), (left, right)


def test_opposite_is_met_exactly_where_the_comparator_is_not() -> None:
    opposites = {key: one.opposite for key, one in COMPARATORS.items() if one.opposite}
    assert opposites == {"at_least": "below", "below": "at_least", "at_most": "above", "above": "at_most"}
    for key, opposite in opposites.items():
        for n in range(-8, 9):
            value, right = Fraction(n, 2), (Fraction(1),)
            assert COMPARATORS[key].test(value, right) != COMPARATORS[opposite].test(value, right)


@pytest.mark.parametrize("key", [key for key, one in COMPARATORS.items() if not one.needs_order])
def test_comparator_without_order_is_met_by_the_very_values_on_its_right(key: str) -> None:
    right = (Fraction(1), Fraction(3)) if key == "is_one_of" else (Fraction(1),)
    met = [n for n in range(5) if COMPARATORS[key].test(n, right)]
    assert met == (list(range(5)) if key == "answered" else [int(value) for value in right])
