"""Columns of exact numbers: each row holds the position of its number among all different numbers of the column.

A comparison with a constant compares positions, and two columns are joined once for each pair of numbers that occurs.
Therefore no number is ever rounded, and none can be too large.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

import polars as pl

from egyv_engine.evaluation.repeated_value import repeated_value
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.typed_values import ascending

Found = TypeVar("Found")


class ExactColumn(Frozen, eq=False):
    """A number per row. It is compared with a Fraction or with another column of as many rows, as numbers are.

    Attributes:
        positions: UInt32: the position of each row's number in `numbers`; null where there is none.
        numbers: Different numbers in order.
    """

    positions: pl.Series
    numbers: Sequence[Fraction]

    def __ge__(self, other: "ExactColumn | Fraction | int") -> pl.Series:
        """Return where the number is at least the other; null where there is none."""
        if isinstance(other, ExactColumn):
            return _signs(self, other) >= 0
        return self.positions >= bisect_left(self.numbers, other)

    def __gt__(self, other: "ExactColumn | Fraction | int") -> pl.Series:
        """Return where the number is above the other; null where there is none."""
        if isinstance(other, ExactColumn):
            return _signs(self, other) > 0
        return self.positions >= bisect_right(self.numbers, other)

    def __le__(self, other: "ExactColumn | Fraction | int") -> pl.Series:
        """Return where the number is at most the other; null where there is none."""
        return ~(self > other)

    def __lt__(self, other: "ExactColumn | Fraction | int") -> pl.Series:
        """Return where the number is below the other; null where there is none."""
        return ~(self >= other)

    def mapped(self, found: Mapping[Fraction, Fraction | None]) -> "ExactColumn":
        """Return the column with another number in place of each; None, or a number left out, gives null."""
        new = [found.get(number) for number in self.numbers]
        return _column([None if p is None else new[p] for p in self.positions.to_list()])


def no_numbers(size: int) -> ExactColumn:
    """Return a column of so many rows, none of which has a number."""
    return ExactColumn(positions=repeated_value(None, size, pl.UInt32), numbers=())


def constant_column(number: Fraction, size: int) -> ExactColumn:
    """Return a column with the same number in every row.

    Args:
        number: The number.
        size: The number of rows.
    """
    return ExactColumn(positions=repeated_value(0, size, pl.UInt32), numbers=(number,))


def parsed_column(texts: pl.Series, parse: Callable[[str], Fraction | int | None]) -> ExactColumn:
    """Return the numbers that texts are read as; null where a text is null or not a number.

    Args:
        texts: The texts.
        parse: Reads a text.
    """
    found = {text: parse(text) for text in texts.unique().to_list() if text is not None}
    values = {text: Fraction(value) for text, value in found.items() if value is not None}
    return _column([values.get(text) for text in texts.to_list()])


def joined(
    left: ExactColumn, right: ExactColumn, compute: Callable[[Fraction, Fraction], Fraction | None]
) -> ExactColumn:
    """Return the number that is computed from those of two columns, row by row.

    Args:
        left: The first column.
        right: The second column, with as many rows.
        compute: Computes the result from a number of each; None if there is no result.

    Returns:
        A column that is null where one of the two is null, and where there is no result.
    """
    return _column(_by_pair(left, right, compute))


def _signs(left: ExactColumn, right: ExactColumn) -> pl.Series:
    """Return 1 where the left number is larger, -1 where it is smaller, and 0 where the two are equal."""
    return pl.Series(_by_pair(left, right, lambda a, b: (a > b) - (a < b)), dtype=pl.Int8)


def _by_pair(
    left: ExactColumn, right: ExactColumn, compute: Callable[[Fraction, Fraction], Found | None]
) -> list[Found | None]:
    """Return a result per row, which is computed once for each pair of numbers; None where either has none."""
    pairs = list(zip(left.positions.to_list(), right.positions.to_list(), strict=True))
    found = {
        (i, j): compute(left.numbers[i], right.numbers[j])
        for i, j in set(pairs)
        if i is not None and j is not None
    }
    return [found.get(pair) for pair in pairs]


def _column(values: list[Fraction | None]) -> ExactColumn:
    numbers = ascending(value for value in values if value is not None)
    rank = {number: position for position, number in enumerate(numbers)}
    positions = [None if value is None else rank[value] for value in values]
    return ExactColumn(positions=pl.Series(positions, dtype=pl.UInt32), numbers=numbers)
