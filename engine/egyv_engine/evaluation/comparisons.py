"""Compares operands, row by row: with constants, and with each other."""

from fractions import Fraction

import polars as pl

from egyv_engine.evaluation.operands import Interval, NumberColumn, ends_of, interval_compared
from egyv_engine.evaluation.truth import Truth, any_of
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.plan import Compare


def against_constants(node: Compare, left: NumberColumn | Interval, right: tuple[Fraction, ...]) -> Truth:
    """Compare an operand with the constants on the right of a comparison.

    A number of conditions is known only as an interval: the comparison is unknown unless every number in it agrees.

    Args:
        node: The comparison.
        left: Its left side: one value per row, or the lowest and highest number of conditions that hold.
        right: The constants.

    Returns:
        Masks with one row per unit of the cohort.
    """
    comparator = COMPARATORS[node.comparator]
    if isinstance(left, NumberColumn):
        holds = comparator.test(left.values, right)
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
        right: Its right side, with the same rows.

    Returns:
        Masks with one row per unit of the cohort.
    """
    surely = interval_compared(COMPARATORS[node.comparator], ends_of(left), ends_of(right))
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


def count_interval(members: list[Truth]) -> Interval:
    """Count the conditions that hold in each row: at least those met, at most those that have not failed."""
    low = pl.repeat(0, members[0].met.len(), dtype=pl.Int64, eager=True)
    high = low + len(members)
    for member in members:
        low = low + member.met.cast(pl.Int64)
        high = high - member.failed.cast(pl.Int64)
    return Interval(low=low, high=high, members=len(members), asked=any_of([m.asked for m in members]))
