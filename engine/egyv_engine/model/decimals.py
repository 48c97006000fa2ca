"""Writes exact fractions as decimals."""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

_MOST_PLACES = 12  # numbers that are nearer to each other than that read as equal
_LONGEST_SHOWN = 12  # characters of a number in a message


def decimal(value: Fraction | float | None, places: int) -> str:
    """Return a number with a fixed number of decimals, halves rounded away from zero; empty for None.

    Args:
        value: The number.
        places: The number of decimals.
    """
    if value is None:
        return ""
    if not places and isinstance(value, int):
        return str(int(value))
    numerator, denominator = value.as_integer_ratio()
    return _decimal(numerator, denominator, places)


def readable_decimal(value: Fraction | float, places: int) -> str:
    """Return a number for readers: one that is not a whole number is never written as if it were one.

    Args:
        value: The number.
        places: The number of decimals, at least 1.

    Returns:
        The number with so many decimals, or with one more; where that is not enough, and for every number that would
        be written as zero, the limit on this side of the whole number, such as "<0.0001" or ">99.9".
    """
    return _readable_decimal(*value.as_integer_ratio(), places)


@lru_cache(maxsize=65536)  # tables say the same shares again and again
def _readable_decimal(numerator: int, denominator: int, places: int) -> str:
    exact, unit = Fraction(numerator, denominator), Fraction(1, 10**places)
    nearest = Fraction(decimal(exact, places))
    if nearest.denominator > 1 or nearest == exact:
        return decimal(exact, places)
    longer = decimal(exact, places + 1)
    if nearest and Fraction(longer).denominator > 1:
        return longer
    return f"<{decimal(nearest + unit, places)}" if exact > nearest else f">{decimal(nearest - unit, places)}"


def places_apart(value: Fraction, limits: Iterable[Fraction], places: int) -> int:
    """Return the fewest decimals with which a number reads on the side of each limit on which it is.

    So 89.9 does not read as 90 next to a target of 90 that is not met, and a change does not read as none.

    Args:
        value: The number.
        limits: The numbers that it is compared with.
        places: The number of decimals that it has at least.
    """
    every = tuple(limits)
    sides = [_side(value, limit) for limit in every]
    for more in range(places, _MOST_PLACES):
        written = Fraction(decimal(value, more))
        if [_side(written, limit) for limit in every] == sides:
            return more
    return _MOST_PLACES


def _side(value: Fraction, limit: Fraction) -> int:
    return (value > limit) - (value < limit)


def number_text(value: Fraction) -> str:
    """Return a number as a person writes it, with as many decimals as it needs; a rule holds no other fractions."""
    places = next((n for n in range(40) if (value * 10**n).denominator == 1), 40)
    return decimal(value, places)


def with_thousands(text: str) -> str:
    """Return a decimal with a comma between thousands, for readers: 12500.5 as 12,500.5.

    Args:
        text: Digits, perhaps with a sign before them and decimals after a point.
    """
    whole, point, decimals = text.partition(".")
    digits = whole.lstrip("-")
    return f"{whole[: -len(digits)]}{int(digits):,}{point}{decimals}" if digits.isdecimal() else text


def short_number(value: Fraction | float) -> str:
    """Return a number for a message: as a person writes it, or with three digits where that has very many."""
    text = number_text(value) if isinstance(value, Fraction) else f"{value:.12g}"
    return text if len(text) <= _LONGEST_SHOWN else f"{float(value):.3g}"


@lru_cache(maxsize=65536)  # millions of scores have few different values
def _decimal(numerator: int, denominator: int, places: int) -> str:
    scaled = numerator * 10**places
    rounded = (2 * abs(scaled) + denominator) // (2 * denominator)
    digits = str(rounded).rjust(places + 1, "0")
    sign = "-" if scaled < 0 and rounded else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits
