"""Decimals as they are written: from exact fractions, halves away from zero."""

from fractions import Fraction


def decimal(value: Fraction | float | None, places: int) -> str:
    """A number with so many decimals; empty for None. Halves go away from zero."""
    if value is None:
        return ""
    numerator, denominator = value.as_integer_ratio()
    scaled = numerator * 10**places
    rounded = (2 * abs(scaled) + denominator) // (2 * denominator)
    digits = str(rounded).rjust(places + 1, "0")
    sign = "-" if scaled < 0 and rounded else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits
