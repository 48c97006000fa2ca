"""Decimals are rounded from exact values, halves away from zero."""

from fractions import Fraction

import pytest

from egyv_engine.model.decimals import decimal


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
