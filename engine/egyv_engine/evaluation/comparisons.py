"""Compares operands, row by row: with constants, and with each other."""

from fractions import Fraction

import polars as pl

from egyv_engine.evaluation import operands
from egyv_engine.evaluation.operands import CountRange, Interval, NumberColumn
from egyv_engine.evaluation.truth import Reading, Truth, any_of, truth
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
        right: Its right side, with the same rows; the scales may differ.

    Returns:
        Masks with one row per unit of the cohort.
    """
    scale = max(getattr(left, "scale", 0), getattr(right, "scale", 0))
    asked = known = left.asked & right.asked
    columns = [side for side in (left, right) if isinstance(side, NumberColumn)]
    for side in columns:
        known = known & side.has_value

    def reading(*, is_open: bool) -> Reading:
        sides = _range(left, scale, is_open=is_open), _range(right, scale, is_open=is_open)
        surely = operands.interval_compared(COMPARATORS[node.comparator], *sides)
        true, false = reversed(surely) if node.negated else surely
        return Reading(met=known & true.fill_null(value=False), failed=known & false.fill_null(value=False))

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


def _range(side: NumberColumn | Interval, scale: int, *, is_open: bool) -> tuple[pl.Series, pl.Series]:
    if isinstance(side, NumberColumn):
        values = operands.rescaled(side.values, scale - side.scale)
        return values, values
    count = side.dont_know_open if is_open else side.counted
    return operands.rescaled(count.low, scale), operands.rescaled(count.high, scale)


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
        dont_know=_dont_know_of_either(a, b),
        asked=a.asked & b.asked,
    )


def _dont_know_of_either(a: NumberColumn, b: NumberColumn) -> pl.Series | None:
    """Return the rows with a don't-know on one side or on both, and no blank."""
    if a.dont_know is None:
        return None if b.dont_know is None else a.has_value & b.dont_know
    if b.dont_know is None:
        return a.dont_know & b.has_value
    return (a.dont_know & (b.has_value | b.dont_know)) | (a.has_value & b.dont_know)


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
    low = pl.repeat(0, members[0][0].len(), dtype=pl.Int64, eager=True)
    high = low
    for asked, reading in members:
        low = low + reading.met.cast(pl.Int64)
        high = high + (asked & ~reading.failed).cast(pl.Int64)
    return CountRange(low=low, high=high)
