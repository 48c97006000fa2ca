"""The two sides of a comparison, row by row: exact numbers, and counts of conditions that are known as intervals."""

from fractions import Fraction

import polars as pl

from egyv_engine.evaluation.exact_column import ExactColumn, joined
from egyv_engine.evaluation.truth import all_of, holds_where
from egyv_engine.model import typed_values
from egyv_engine.model.arithmetic import Operator
from egyv_engine.model.comparators import Comparator
from egyv_engine.model.frozen import Frozen

Ends = tuple[ExactColumn, ExactColumn]


class NumberColumn(Frozen):
    """Numbers, days or positions on a scale; a row with neither a value nor a don't-know is blank or not asked.

    `dont_know` is None where no row has one. A row that was not asked has neither a value nor a don't-know.
    """

    values: ExactColumn
    has_value: pl.Series
    dont_know: pl.Series | None
    asked: pl.Series


class CountRange(Frozen):
    """The number of conditions that hold in each row: at least `low` and at most `high`."""

    low: pl.Series
    high: pl.Series


class Interval(Frozen):
    """The number of conditions that hold, of `members`, in both readings of truth.py."""

    counted: CountRange
    dont_know_open: CountRange
    members: int
    asked: pl.Series


def calculated(operator: Operator, left: NumberColumn, right: NumberColumn) -> NumberColumn:
    """Return the result of an operator of arithmetic on two columns.

    Args:
        operator: The operator.
        left: Its left side.
        right: Its right side, with the same rows.

    Returns:
        A column that has a value only where both sides have one and the result exists. Where it does not exist,
        because the divisor is 0, the row is as good as blank.
    """
    possible = ~undefined(operator, right)
    dont_know = _dont_know_of_either(left, right)
    return NumberColumn(
        values=joined(left.values, right.values, operator.compute),
        has_value=left.has_value & right.has_value & possible,
        dont_know=None if dont_know is None else dont_know & possible,
        asked=left.asked & right.asked,
    )


def _dont_know_of_either(a: NumberColumn, b: NumberColumn) -> pl.Series | None:
    """Return the rows with a don't-know on one side or on both, and no blank."""
    if a.dont_know is None:
        return None if b.dont_know is None else a.has_value & b.dont_know
    if b.dont_know is None:
        return a.dont_know & b.has_value
    return (a.dont_know & (b.has_value | b.dont_know)) | (a.has_value & b.dont_know)


def undefined(operator: Operator, right: NumberColumn) -> pl.Series:
    """Return the rows in which the operator has no result, because its right side is 0.

    Args:
        operator: The operator.
        right: Its right side.
    """
    one = Fraction(1)
    refused = [p for p, number in enumerate(right.values.numbers) if operator.compute(one, number) is None]
    return holds_where(right.has_value, right.values.positions.is_in(refused))


def interval_compared(comparator: Comparator, left: Ends, right: Ends) -> tuple[pl.Series, pl.Series]:
    """Compare values of which only the lowest and the highest possible one are known.

    Args:
        comparator: A comparator with a side on its right, which has one range.
        left: The lowest and the highest possible value on the left.
        right: The same on the right.

    Returns:
        Two Boolean columns: where the comparator surely holds, and where it surely does not.
    """
    lowest, highest = left
    (one,) = comparator.ranges((right,))
    surely, possibly = [], []
    if one.low is not None:
        nearest, farthest = one.low
        surely.append(lowest > farthest if one.strict else lowest >= farthest)
        possibly.append(highest > nearest if one.strict else highest >= nearest)
    if one.high is not None:
        farthest, nearest = one.high
        surely.append(highest < farthest if one.strict else highest <= farthest)
        possibly.append(lowest < nearest if one.strict else lowest <= nearest)
    return all_of(surely), ~all_of(possibly)


def ends_of(side: NumberColumn | Interval, *, is_open: bool) -> Ends:
    """Return the lowest and the highest possible value of a side.

    Args:
        side: The side.
        is_open: Whether a don't-know is read as unknown in the conditions that a side counts.
    """
    if isinstance(side, NumberColumn):
        return side.values, side.values
    count = side.dont_know_open if is_open else side.counted
    numbers = tuple(map(Fraction, range(side.members + 1)))
    low, high = (
        ExactColumn(positions=end.cast(pl.UInt32), numbers=numbers) for end in (count.low, count.high)
    )
    return low, high


def spellings(labels: tuple[str, ...], column: pl.Series) -> list[str]:
    """Return the labels, and every text of the column that writes the same number as one of them.

    Args:
        labels: The words of the rule.
        column: The values of an attribute, one per unit.
    """
    numbers = {typed_values.comparable_text(label) for label in labels if typed_values.is_number(label)}
    if not numbers:
        return list(labels)
    return [
        *labels,
        *(text for text in column.drop_nulls().unique() if typed_values.comparable_text(text) in numbers),
    ]
