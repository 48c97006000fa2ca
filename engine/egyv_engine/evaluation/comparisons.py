"""Compares operands, row by row: with constants, and with each other."""

from fractions import Fraction

import polars as pl

from egyv_engine.evaluation import operands
from egyv_engine.evaluation.operands import Interval, NumberColumn
from egyv_engine.evaluation.truth import Truth, any_of
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.plan import Compare


def against_constants(node: Compare, left: NumberColumn | Interval, right: tuple[Fraction, ...]) -> Truth:
    """Compare an operand with the constants on the right of a comparison.

    A number of conditions is known only as an interval: the comparison is unknown unless every number in it agrees.

    Args:
        node: The comparison.
        left: Its left side: one value per row, or the lowest and highest number of conditions that hold.
        right: The constants, in the unit of the left side before scaling.

    Returns:
        Masks with one row per unit of the cohort.
    """
    comparator = COMPARATORS[node.comparator]
    if isinstance(left, NumberColumn):
        holds = operands.compared(comparator, left.values, left.scale, right)
        met = left.has_value & (~holds if node.negated else holds).fill_null(value=False)
        failed = left.asked & (left.dont_know | (left.has_value & ~met))
        return Truth(met=met, failed=failed, asked=left.asked)
    may_hold = may_fail = ~(left.asked | ~left.asked)
    for value in range(left.members + 1):
        possible = (left.low <= value) & (left.high >= value)
        if comparator.test(value, right) != node.negated:
            may_hold = may_hold | possible
        else:
            may_fail = may_fail | possible
    return Truth(met=left.asked & ~may_fail, failed=left.asked & ~may_hold, asked=left.asked)


def against_each_other(node: Compare, left: NumberColumn | Interval, right: NumberColumn | Interval) -> Truth:
    """Compare two operands; a don't-know on either side means that the comparison is not met.

    Args:
        node: The comparison.
        left: Its left side, row by row.
        right: Its right side, with the same rows; the scales may differ.

    Returns:
        Masks with one row per unit of the cohort.
    """
    scale = max(getattr(left, "scale", 0), getattr(right, "scale", 0))
    surely = operands.interval_compared(
        COMPARATORS[node.comparator], _range(left, scale), _range(right, scale)
    )
    true, false = reversed(surely) if node.negated else surely
    asked = left.asked & right.asked
    known = asked
    dont_know = asked & ~asked
    for side in (left, right):
        if isinstance(side, NumberColumn):
            known = known & (side.has_value | side.dont_know)
            dont_know = dont_know | side.dont_know
    met = known & ~dont_know & true.fill_null(value=False)
    failed = known & (dont_know | false.fill_null(value=False))
    return Truth(met=met, failed=failed, asked=asked)


def _range(side: NumberColumn | Interval, scale: int) -> tuple[pl.Series, pl.Series]:
    if isinstance(side, NumberColumn):
        values = operands.rescaled(side.values, scale - side.scale)
        return values, values
    return operands.rescaled(side.low, scale), operands.rescaled(side.high, scale)


def difference(minuend: NumberColumn, subtrahend: NumberColumn) -> NumberColumn:
    """Subtract one column from another; the result has a value only where both have one.

    Args:
        minuend: The column from which is subtracted.
        subtrahend: The column that is subtracted, with the same rows; the scales may differ.
    """
    a, b = minuend, subtrahend
    scale = max(a.scale, b.scale)
    return NumberColumn(
        values=operands.rescaled(a.values, scale - a.scale) - operands.rescaled(b.values, scale - b.scale),
        scale=scale,
        has_value=a.has_value & b.has_value,
        dont_know=(a.dont_know | b.dont_know) & (a.has_value | a.dont_know) & (b.has_value | b.dont_know),
        asked=a.asked & b.asked,
    )


def count_interval(members: list[Truth]) -> Interval:
    """Count the conditions that hold in each row: at least those met, at most those that have not failed."""
    low = pl.repeat(0, members[0].met.len(), dtype=pl.Int64, eager=True)
    high = low + len(members)
    for member in members:
        low = low + member.met.cast(pl.Int64)
        high = high - member.failed.cast(pl.Int64)
    return Interval(low=low, high=high, members=len(members), asked=any_of([m.asked for m in members]))
