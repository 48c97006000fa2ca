"""Exact whole numbers for the two sides of a comparison: answers, attributes, differences and counts of conditions."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

import polars as pl

from egyv_engine.evaluation.truth import all_of
from egyv_engine.model import typed_values
from egyv_engine.model.comparators import Comparator, Range, within

FARTHEST = 4 * 10**18  # beyond any number a survey may hold or any difference of two, within Int64


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberColumn:
    """Values as whole multiples of 10**-scale; a row with neither a value nor a don't-know is blank or not asked.

    `dont_know` is None where no row has one. A row that was not asked has neither a value nor a don't-know.
    """

    values: pl.Series
    scale: int
    has_value: pl.Series
    dont_know: pl.Series | None
    asked: pl.Series


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRange:
    """The number of conditions that hold in each row: at least `low` and at most `high`."""

    low: pl.Series
    high: pl.Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The number of conditions that hold, of `members`, in both readings of truth.py."""

    counted: CountRange
    dont_know_open: CountRange
    members: int
    asked: pl.Series


def compared(comparator: Comparator, left: pl.Series, scale: int, right: tuple[Fraction, ...]) -> pl.Series:
    """Compare a column with constants, exactly.

    Args:
        comparator: The comparator.
        left: Whole multiples of 10**-scale; null where there is no value.
        scale: The number of decimals that `left` holds.
        right: The constants on the comparator's right.

    Returns:
        A Boolean column; null where `left` is null.
    """
    found: pl.Series = within(left, [_scaled(one, scale) for one in comparator.ranges(right)])
    return found


def _scaled(one: Range[Fraction], scale: int) -> Range[int]:
    """Return the range of whole multiples of 10**-scale that lie in a range of fractions."""
    low, high = (None if end is None else end * 10**scale for end in (one.low, one.high))
    round_low, round_high = (floor, ceil) if one.strict else (ceil, floor)
    return Range(
        low=None if low is None else clamp(round_low(low)),
        high=None if high is None else clamp(round_high(high)),
        strict=one.strict,
    )


def clamp(value: int) -> int:
    """Return the constant, or the nearest that Int64 can hold and that compares alike with every value of a survey."""
    return max(-FARTHEST, min(FARTHEST, value))


def rescaled(values: pl.Series, by: int) -> pl.Series:
    """Return the values times a power of ten, in 128 bits where 64 might not hold them.

    Args:
        values: Whole numbers; null where there is no value.
        by: The power of ten, at least 0.
    """
    if by == 0:
        return values
    return values.cast(pl.Int128) * pl.Series([10**by], dtype=pl.Int128)


def interval_compared(
    comparator: Comparator, left: tuple[pl.Series, pl.Series], right: tuple[pl.Series, pl.Series]
) -> tuple[pl.Series, pl.Series]:
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


def number_column(texts: pl.Series) -> tuple[pl.Series, int]:
    """Return an attribute's texts as whole multiples of 10**-scale, and that scale; null where blank."""
    distinct = [t for t in texts.unique().to_list() if t is not None]
    scale = max((len(t.partition(".")[2]) for t in distinct), default=0)
    known = {t: int(Fraction(t) * 10**scale) for t in distinct}
    return _mapped(texts, known), scale


def day_column(texts: pl.Series) -> pl.Series:
    """Return an attribute's YYYY-MM-DD texts as days since 1970-01-01; null where blank."""
    distinct = [t for t in texts.unique().to_list() if t is not None]
    return _mapped(texts, {t: n for t in distinct if (n := typed_values.days(t)) is not None})


def _mapped(texts: pl.Series, known: dict[str, int]) -> pl.Series:
    if not known:
        return pl.repeat(None, texts.len(), dtype=pl.Int64, eager=True)
    return texts.replace_strict(list(known), list(known.values()), default=None, return_dtype=pl.Int64)


def spellings(labels: tuple[str, ...], column: pl.Series) -> list[str]:
    """Return the labels, and every text of the column that writes the same number as one of them.

    Args:
        labels: The words of the rule.
        column: The values of an attribute, one per unit.
    """
    numbers = {
        text for text in map(typed_values.comparable_text, labels) if typed_values.number(text) is not None
    }
    if not numbers:
        return list(labels)
    return [
        *labels,
        *(text for text in column.drop_nulls().unique() if typed_values.comparable_text(text) in numbers),
    ]
