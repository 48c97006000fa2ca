"""Decimals are rounded from exact values, halves away from zero."""

from fractions import Fraction

import pytest

from egyv_engine.model.decimals import decimal, places_apart, readable_decimal, with_thousands


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(1, 8) * 100, 1, "12.5"),
        (Fraction(5, 100), 1, "0.1"),
        (Fraction(-5, 100), 1, "-0.1"),
        (Fraction(-4, 100), 1, "0.0"),
        (Fraction(1, 20000), 4, "0.0001"),
        (Fraction(199999, 200000), 4, "1.0000"),
        (Fraction(100), 1, "100.0"),
        (Fraction(-7, 2), 0, "-4"),
        (0.25, 1, "0.3"),
        (None, 1, ""),
    ],
)
def test_decimal_rounds_halves_away_from_zero(value: Fraction | float | None, places: int, text: str) -> None:
    assert decimal(value, places) == text


@pytest.mark.parametrize(
    ("value", "limits", "places", "fewest"),
    [
        (Fraction(26800, 298), (90,), 0, 1),  # 89.93
        (Fraction(8999, 100), (90,), 0, 2),
        (Fraction(90), (90,), 0, 0),
        (Fraction(9001, 100), (90,), 1, 2),
        (Fraction(-21, 1000), (0,), 1, 2),  # 0.0 would be no change
        (Fraction(-604, 100), (0, 2, -2), 1, 1),
        (Fraction(196, 100), (0, 2, -2), 1, 2),  # 2.0 would be called improved
        (Fraction(89), (), 0, 0),
        (Fraction(1, 10**20), (0,), 0, 12),
    ],
)
def test_number_has_the_decimals_that_keep_it_on_its_side_of_each_limit(
    value: Fraction, limits: tuple[int, ...], places: int, fewest: int
) -> None:
    assert places_apart(value, map(Fraction, limits), places) == fewest


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(100), 1, "100.0"),
        (Fraction(9996, 100), 1, "99.96"),
        (Fraction(99996, 1000), 1, ">99.9"),
        (Fraction(100004, 1000), 1, "<100.1"),
        (Fraction(9994, 100), 1, "99.9"),
        (Fraction(0), 4, "0.0000"),
        (Fraction(3, 100000), 4, "<0.0001"),
        (Fraction(5, 100000), 4, "0.0001"),
        (Fraction(1, 2**999), 4, "<0.0001"),
        (Fraction(-1, 2**999), 4, ">-0.0001"),
        (1.0, 4, "1.0000"),
        (Fraction(99996, 100000), 4, "0.99996"),
        (1 - Fraction(1, 2**999), 4, ">0.9999"),
        (Fraction(7, 3), 2, "2.33"),
        (Fraction(2999, 1000), 2, "2.999"),
        (Fraction(-2999, 1000), 2, "-2.999"),
    ],
)
def test_readable_decimal_is_whole_only_where_the_number_is(
    value: Fraction | float, places: int, text: str
) -> None:
    assert readable_decimal(value, places) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("0", "0"),
        ("999.5", "999.5"),
        ("1234.5", "1,234.5"),
        ("-12500", "-12,500"),
        ("1000000.0001", "1,000,000.0001"),
        ("-0.25", "-0.25"),
        ("<0.0001", "<0.0001"),
    ],
)
def test_thousands_are_marked_before_the_point_only(text: str, written: str) -> None:
    assert with_thousands(text) == written
