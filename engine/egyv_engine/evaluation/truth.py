"""The truth of a condition in each row: bitmaps, so that every step is a logical and or or.

It is kept in two readings. In the counted one a don't-know meets no comparison, negated or not; in the other one its
comparison is unknown, which shows what such answers could have changed.
"""

from collections.abc import Callable

import polars as pl

from egyv_engine.model.frozen import Frozen


class Reading(Frozen):
    """The rows in which a condition is met, and in which it is not: Boolean columns without nulls. Else it is unknown."""

    met: pl.Series
    failed: pl.Series


class Truth(Frozen):
    """The truth of a condition that the instrument asked.

    Attributes:
        asked: False where skip logic or the answer itself puts the unit outside; nothing is met or failed there.
        counted: The reading of all counts.
        dont_know_open: The reading with don't-knows as unknown; the very object of `counted` where none occurs.
    """

    asked: pl.Series
    counted: Reading
    dont_know_open: Reading

    @property
    def met(self) -> pl.Series:
        """Return the rows that are counted as met."""
        return self.counted.met

    @property
    def failed(self) -> pl.Series:
        """Return the rows that are counted as not met."""
        return self.counted.failed


def truth(asked: pl.Series, counted: Reading, dont_know_open: Reading | None = None) -> Truth:
    """Return a truth whose two readings are one object unless a second one is given.

    Args:
        asked: The rows that were asked.
        counted: The reading of all counts.
        dont_know_open: The reading with don't-knows as unknown; None if there are none.
    """
    return Truth(asked=asked, counted=counted, dont_know_open=dont_know_open or counted)


def holds_where(known: pl.Series, holds: pl.Series) -> pl.Series:
    """Return the rows that are known and hold; a null does not hold. To fill nulls takes a query, and is rarely needed.

    Args:
        known: Boolean without nulls.
        holds: Boolean.
    """
    found = known & holds
    return found.fill_null(value=False) if found.null_count() else found


def all_hold(members: list[Truth]) -> Truth:
    """Combine conditions by Kleene's and. A member that was not asked does not hold; if none was asked, nor was this."""
    return _combined(members, lambda met, failed: Reading(met=all_of(met), failed=any_of(failed)))


def any_holds(members: list[Truth]) -> Truth:
    """Combine conditions by Kleene's or. A member that was not asked does not hold; if none was asked, nor was this."""
    return _combined(members, lambda met, failed: Reading(met=any_of(met), failed=all_of(failed)))


def _combined(members: list[Truth], combine: Callable[[list[pl.Series], list[pl.Series]], Reading]) -> Truth:
    asked = any_of([m.asked for m in members])

    def reading(of: list[Reading]) -> Reading:
        failed = [r.failed | ~m.asked for r, m in zip(of, members, strict=True)]
        made = combine([r.met for r in of], failed)
        return Reading(met=made.met, failed=made.failed & asked)

    counted = reading([m.counted for m in members])
    if all(m.dont_know_open is m.counted for m in members):
        return truth(asked, counted)
    return truth(asked, counted, reading([m.dont_know_open for m in members]))


def all_of(masks: list[pl.Series]) -> pl.Series:
    """Return the rows in which every one of one or more masks holds."""
    first, *others = masks
    for mask in others:
        first = first & mask
    return first


def any_of(masks: list[pl.Series]) -> pl.Series:
    """Return the rows in which at least one of one or more masks holds."""
    first, *others = masks
    for mask in others:
        first = first | mask
    return first
