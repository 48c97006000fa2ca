"""Whole numbers compared with fractions that lie between them."""

from fractions import Fraction

import polars as pl
import pytest

from egyv_engine.evaluation.operands import compared
from egyv_engine.model.comparators import COMPARATORS


@pytest.mark.parametrize(
    ("comparator", "expected"),
    [
        ("above", [False, True]),
        ("at_least", [False, True]),
        ("below", [True, False]),
        ("at_most", [True, False]),
        ("is", [False, False]),
    ],
)
def test_zero_and_one_are_compared_exactly_with_a_half(comparator: str, expected: list[bool]) -> None:
    found = compared(COMPARATORS[comparator], pl.Series([0, 1]), 0, (Fraction(1, 2),))
    assert found.to_list() == expected
