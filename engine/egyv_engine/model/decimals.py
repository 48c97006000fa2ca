"""Writes exact fractions as decimals."""

from fractions import Fraction
from functools import lru_cache


def decimal(value: Fraction | float | None, places: int) -> str:
    """Return a number with a fixed number of decimals, halves rounded away from zero; empty for None.

    Args:
        value: The number.
        places: The number of decimals.
    """
    if value is None:
        return ""
    numerator, denominator = value.as_integer_ratio()
    return _decimal(numerator, denominator, places)


def number_text(value: Fraction) -> str:
    """Return a number as a person writes it, with as many decimals as it needs; a rule holds no other fractions."""
    places = next((n for n in range(40) if (value * 10**n).denominator == 1), 40)
    return decimal(value, places)


@lru_cache(maxsize=65536)  # millions of scores have few different values
def _decimal(numerator: int, denominator: int, places: int) -> str:
    scaled = numerator * 10**places
    rounded = (2 * abs(scaled) + denominator) // (2 * denominator)
    digits = str(rounded).rjust(places + 1, "0")
    sign = "-" if scaled < 0 and rounded else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits
