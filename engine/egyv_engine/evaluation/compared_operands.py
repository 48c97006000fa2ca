"""Compares operands, row by row: with constants, and with each other."""

from fractions import Fraction

import polars as pl

from egyv_engine.evaluation.operands import (
    CountRange,
    Interval,
    NumberColumn,
    ends_of,
    interval_compared,
)
from egyv_engine.evaluation.repeated_value import repeated_value
from egyv_engine.evaluation.truth import Reading, Truth, any_of, holds_where, truth
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
        met = holds_where(left.has_value, ~holds if node.negated else holds)
        return _compared([left], left.asked, Reading(met=met, failed=left.has_value & ~met))

    def reading(count: CountRange) -> Reading:
        may_hold = may_fail = ~(left.asked | ~left.asked)
        for value in range(left.members + 1):
            possible = (count.low <= value) & (count.high >= value)
            if comparator.test(value, right) != node.negated:
                may_hold = may_hold | possible
            else:
                may_fail = may_fail | possible
        return Reading(met=left.asked & ~may_fail, failed=left.asked & ~may_hold)

    counted = reading(left.counted)
    is_same = left.dont_know_open is left.counted
    return truth(left.asked, counted, None if is_same else reading(left.dont_know_open))


def against_each_other(node: Compare, left: NumberColumn | Interval, right: NumberColumn | Interval) -> Truth:
    """Compare two operands; a don't-know on either side means that the comparison is not met.

    Args:
        node: The comparison.
        left: Its left side, row by row.
        right: Its right side, with the same rows.

    Returns:
        Masks with one row per unit of the cohort.
    """
    asked = known = left.asked & right.asked
    columns = [side for side in (left, right) if isinstance(side, NumberColumn)]
    for side in columns:
        known = known & side.has_value

    def reading(*, is_open: bool) -> Reading:
        sides = ends_of(left, is_open=is_open), ends_of(right, is_open=is_open)
        surely = interval_compared(COMPARATORS[node.comparator], *sides)
        true, false = reversed(surely) if node.negated else surely
        return Reading(met=holds_where(known, true), failed=holds_where(known, false))

    found = _compared(columns, asked, reading(is_open=False))
    counts = [side for side in (left, right) if isinstance(side, Interval)]
    if all(count.dont_know_open is count.counted for count in counts):
        return found
    return truth(asked, found.counted, reading(is_open=True))


def _compared(columns: list[NumberColumn], asked: pl.Series, known: Reading) -> Truth:
    """Return a comparison as it is where every column has a value, and not met where one of them is a don't-know."""
    dont_know = [column.dont_know for column in columns if column.dont_know is not None]
    if not dont_know:
        return truth(asked, known)
    answered = asked & any_of(dont_know)
    for column in columns:
        answered = answered & (
            column.has_value if column.dont_know is None else column.has_value | column.dont_know
        )
    return truth(asked, Reading(met=known.met, failed=known.failed | answered), known)


def count_interval(members: list[Truth]) -> Interval:
    """Count the conditions that hold in each row: at least those met, at most those that are met or unknown."""
    counted = _count_range([(m.asked, m.counted) for m in members])
    is_same = all(m.dont_know_open is m.counted for m in members)
    return Interval(
        counted=counted,
        dont_know_open=counted if is_same else _count_range([(m.asked, m.dont_know_open) for m in members]),
        members=len(members),
        asked=any_of([m.asked for m in members]),
    )


def _count_range(members: list[tuple[pl.Series, Reading]]) -> CountRange:
    whole = pl.UInt8 if len(members) < 1 << 8 else pl.UInt32
    low = repeated_value(0, members[0][0].len(), whole)
    high = low
    for asked, reading in members:
        low = low + reading.met.cast(whole)
        high = high + (asked & ~reading.failed).cast(whole)
    return CountRange(low=low, high=high)
