"""The words for a quantity, as the bands of findings and in sentences."""

from fractions import Fraction


def band(count: int, base: int) -> str:
    """Return the word for a share: "none", "few", "fewer than half", ... "all".

    Args:
        count: The units that are counted, from 0 to the base.
        base: The units that could be counted, at least 1.
    """
    share = Fraction(count, base)
    if share == 0:
        return "none"
    if share < Fraction(1, 4):
        return "few"
    if share < Fraction(1, 2):
        return "fewer than half"
    if share == Fraction(1, 2):
        return "half"
    if share < Fraction(3, 4):
        return "more than half"
    return "most" if share < 1 else "all"
