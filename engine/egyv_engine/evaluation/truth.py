"""The truth of a condition in each row: three bitmaps, so that every step is a logical and or or."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Boolean columns without nulls. A row is unknown if it was asked but neither met nor failed."""

    met: pl.Series
    failed: pl.Series
    asked: pl.Series


def all_hold(members: list[Truth]) -> Truth:
    """Combine conditions by Kleene's and; it is not asked only where no member was asked."""
    return _combined(members, all_of, any_of)


def any_holds(members: list[Truth]) -> Truth:
    """Combine conditions by Kleene's or; it is not asked only where no member was asked."""
    return _combined(members, any_of, all_of)


def _combined(
    members: list[Truth],
    met: Callable[[list[pl.Series]], pl.Series],
    failed: Callable[[list[pl.Series]], pl.Series],
) -> Truth:
    return Truth(
        met=met([m.met for m in members]),
        failed=failed([m.failed for m in members]),
        asked=any_of([m.asked for m in members]),
    )


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
