"""Parts of quantiles against the rule written out for each unit."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egyv_engine.evaluation.quantiles import split


@pytest.mark.parametrize(
    ("numbers", "parts", "expected"),
    [
        ([1, 2, 3, 4], 4, [1, 2, 3, 4]),
        ([1, 2, 3, 4, 5], 4, [1, 1, 2, 3, 4]),
        ([1, 2, 2, 2, 5, 6], 4, [1, 1, 1, 1, 3, 4]),
        ([7, 7, 7], 3, [1, 1, 1]),
        ([5], 2, [1]),
        ([1, 2], 4, [1, 3]),
    ],
)
def test_equal_numbers_are_all_in_the_lower_part(numbers: list[int], parts: int, expected: list[int]) -> None:
    found = split({Fraction(n): numbers.count(n) for n in numbers}, parts)
    assert [found[Fraction(n)] for n in numbers] == expected


@given(numbers=st.lists(st.integers(-5, 5), min_size=1), parts=st.integers(2, 1000))
def test_part_follows_from_the_units_with_smaller_numbers(numbers: list[int], parts: int) -> None:
    found = split({Fraction(n): numbers.count(n) for n in numbers}, parts)
    for n in numbers:
        smaller = sum(other < n for other in numbers)
        assert found[Fraction(n)] == min(parts, parts * smaller // len(numbers) + 1)
