"""Recognises cells that hold all items that were ticked, by signs that cannot be mistaken."""

import re
from collections import Counter
from collections.abc import Sequence

_MARKS = (";", "|", ",", " ")
_MOST_ITEMS = 30
_FEWEST_REPEATS = 2  # cells per different item, on average
_LONGEST_ITEM = 60
_IN_NUMBER = re.compile("[0-9],[0-9]")  # as in £1,000: such a comma separates no items


def mark_of_several(values: Sequence[str]) -> tuple[str, list[str]] | None:
    """Return what separates the items in the cells of a column, and the items; None if cells have one answer each.

    Items that are separated by a comma or a space have to occur alone, too: `Yes, often` is one answer.

    Args:
        values: The cells that are not blank.
    """
    cells = list(dict.fromkeys(values))
    for mark in _MARKS:
        if mark == "," and any(map(_IN_NUMBER.search, cells)):
            continue
        split = {cell: [part for piece in cell.split(mark) if (part := piece.strip())] for cell in cells}
        counted = Counter(part for cell in values for part in split[cell])
        several = [parts for parts in split.values() if len(parts) > 1]
        alone = {parts[0] for parts in split.values() if len(parts) == 1}
        if (
            several
            and 1 < len(counted) <= _MOST_ITEMS
            and sum(counted.values()) >= _FEWEST_REPEATS * len(counted)
            and all(len(parts) == len(set(parts)) for parts in several)
            and max(map(len, counted)) <= _LONGEST_ITEM
            and (mark in ";|" or _is_of_alone(mark, counted, alone))
        ):
            return mark, list(counted)
    return None


def _is_of_alone(mark: str, counted: Counter[str], alone: set[str]) -> bool:
    """Return whether enough items occur alone: all of them between spaces, half of them between commas."""
    return len(alone) == len(counted) if mark == " " else len(alone) * 2 >= len(counted)
