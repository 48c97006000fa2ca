"""Reads how the dates of a data file are written: the order of day, month and year, and what is between them."""

import re

from egyv_engine.model.frozen import Frozen

PARTS = ("day", "month", "year")
SEPARATORS = ("/", ".", "-", " ")
DATE_PATTERN = r"(day|month|year)([/. -])(day|month|year)\2(day|month|year)"


class DatePattern(Frozen):
    """The parts of a date in their order, and what separates them.

    Attributes:
        years_from: The first year that two digits may mean; None if years have four digits.
    """

    order: tuple[str, ...]
    separator: str
    years_from: int | None = None


def date_pattern(text: str) -> DatePattern | None:
    """Return the pattern that a text such as `day/month/year` declares; None if it declares none.

    Args:
        text: day, month and year in any order, with the same mark between them: / . - or a space.
    """
    found = re.fullmatch(DATE_PATTERN, text)
    if found is None:
        return None
    first, separator, *others = found.groups()
    order = (first, *others)
    return DatePattern(order=order, separator=separator) if sorted(order) == sorted(PARTS) else None
