"""Recognises cells that hold all items that were ticked, by signs that cannot be mistaken."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

_MARKS = ("\n", ";", "|", ",", " ")  # a line for each item: Jotform
_MOST_ITEMS = 30
_MOST_PARTS = 4 * _MOST_ITEMS  # between marks; more are texts, also where a comma is inside some items
_FEWEST_REPEATS = 2  # cells per different item, on average
_FEWEST_TOGETHER = 3  # different cells with two items that are perhaps one
_LONGEST_ITEM = 60
_NAME_OF_CHOICE = re.compile("[a-z0-9_-]+")
_COMMA_ALONE = re.compile(",(?! )")
_IN_NUMBER = re.compile("[0-9],[0-9]")  # as in £1,000: such a comma separates no items


def mark_of_several(counts: Mapping[str, int]) -> tuple[str, list[str]] | None:
    """Return what separates the items in the cells of a column, and the items; None if cells have one answer each.

    Items that are separated by a comma or a space have to occur alone, too: `Yes, often` is one answer. Words on both sides of a
    comma that never occur apart, the second of which goes on in small letters, are one item: `Park, garden or field`. So are
    those with a space after the comma, where other commas have none.

    Args:
        counts: The number of cells with each value that is not blank.
    """
    cells = list(counts)
    for mark in _MARKS:
        if mark == "," and any(map(_IN_NUMBER.search, cells)):
            continue
        split = _split(cells, re.compile(re.escape(mark)))
        if mark == ",":
            split = _split_at_commas_without_space(cells) or (split and _with_commas_inside(split))
        if split is None:
            continue
        counted: Counter[str] = Counter()
        for cell, parts in split.items():
            for part in parts:
                counted[part] += counts[cell]
        several = [parts for parts in split.values() if len(parts) > 1]
        alone = {parts[0] for parts in split.values() if len(parts) == 1}
        if (
            several
            and 1 < len(counted) <= _MOST_ITEMS
            and sum(counted.values()) >= _FEWEST_REPEATS * len(counted)
            and all(len(parts) == len(set(parts)) for parts in several)
            and max(map(len, counted)) <= _LONGEST_ITEM
            and (mark in "\n;|" or _is_of_alone(mark, counted, alone))
        ):
            return mark, list(counted)
    return None


def items_between_spaces(words: Sequence[str]) -> list[str]:
    """Return the items that spaces may separate in words in small letters, half of which occur alone; none if there are none.

    ODK exports `anc delivery`, where both were ticked. Not all items occur alone, which would leave no doubt.

    Args:
        words: The different words of a column.
    """
    split = [word.split(" ") for word in words]
    items = dict.fromkeys(part for parts in split for part in parts)
    alone = {parts[0] for parts in split if len(parts) == 1}
    is_possible = (
        len(alone) < len(words)
        and len(alone) * 2 >= len(items)
        and all(map(_NAME_OF_CHOICE.fullmatch, items))
        and all(len(set(parts)) == len(parts) and not alone.isdisjoint(parts) for parts in split)
    )
    return list(items) if is_possible else []


def _split(cells: Sequence[str], mark: re.Pattern[str]) -> Mapping[str, list[str]] | None:
    """Return the parts of each cell between marks; None if they are too many different ones, which are texts."""
    split = {}
    different: set[str] = set()
    for cell in cells:
        split[cell] = [part for piece in mark.split(cell) if (part := piece.strip())]
        different.update(split[cell])
        if len(different) > _MOST_PARTS:
            return None
    return split


def _split_at_commas_without_space(cells: Sequence[str]) -> Mapping[str, list[str]] | None:
    """Return the items of each cell where a comma alone separates them, and one with a space is inside an item, as in Qualtrics.

    None if no comma has a space and others have none, or if a part of such an item is an item of another cell.
    """
    split = _split(cells, _COMMA_ALONE)
    if split is None:
        return None
    items = {part for parts in split.values() for part in parts}
    inside = [item.split(", ") for item in items if ", " in item]
    is_clear = inside and any(len(parts) > 1 for parts in split.values())
    return split if is_clear and not any(part in items for parts in inside for part in parts) else None


def _with_commas_inside(split: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the items of each cell, where words that never occur apart are one of them."""
    while True:
        following: dict[str, set[str | None]] = {}
        before: dict[str, set[str | None]] = {}
        for parts in split.values():
            for first, second in pairwise([None, *parts, None]):
                if first is not None:
                    following.setdefault(first, set()).add(second)
                if second is not None:
                    before.setdefault(second, set()).add(first)
        joined = {
            first: second
            for first, found in following.items()
            if len(found) == 1
            and (second := next(iter(found)))
            and before[second] == {first}
            and _goes_on(first, second)
        }
        if not joined:
            break
        first, second = next(iter(joined.items()))
        split = {cell: _joined(parts, first, second) for cell, parts in split.items()}
    return {cell: list(parts) for cell, parts in split.items()}


def never_apart(cells: Sequence[str], mark: str) -> list[tuple[str, str]]:
    """Return each two items that always follow each other, which may be one item with the mark inside.

    Args:
        cells: The different cells of a column, without blank ones.
        mark: What separates the items.
    """
    parts = [[part for piece in cell.split(mark) if (part := piece.strip())] for cell in cells]
    together = Counter(pair for of_cell in parts for pair in pairwise(of_cell))
    alone = Counter(part for of_cell in parts for part in of_cell)
    return [
        (first, second)
        for (first, second), number in together.items()
        if number == alone[first] == alone[second] >= _FEWEST_TOGETHER
    ]


def _goes_on(first: str, second: str) -> bool:
    """Return whether the second of two texts begins with a small letter, and the first one with a capital."""
    return first[0].isupper() and second[0].islower()


def _joined(parts: Sequence[str], first: str, second: str) -> list[str]:
    """Return the parts of a cell, with two that follow each other as one."""
    if first not in parts:
        return list(parts)
    place = parts.index(first)
    return [*parts[:place], f"{first}, {second}", *parts[place + 2 :]]


def _is_of_alone(mark: str, counted: Counter[str], alone: set[str]) -> bool:
    """Return whether enough items occur alone: all of them between spaces, half of them between commas."""
    return len(alone) == len(counted) if mark == " " else len(alone) * 2 >= len(counted)
