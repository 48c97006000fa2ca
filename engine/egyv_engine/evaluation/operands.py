"""Exact whole numbers for the two sides of a comparison: answers, attributes, differences and counts of conditions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor
from operator import eq, ge, gt, le, lt, ne

import polars as pl

FARTHEST = 4 * 10**18  # beyond any number a survey may hold or any difference of two, within Int64
_EPOCH = date(1970, 1, 1)
_OPS: dict[str, Callable[[pl.Series, pl.Series | int], pl.Series]] = {
    "eq": eq, "ne": ne, "ge": ge, "le": le, "gt": gt, "lt": lt,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberColumn:
    """Values as whole multiples of 10**-scale where `ok`; `never` marks never-counts answers, else blank."""

    values: pl.Series
    scale: int
    ok: pl.Series
    never: pl.Series
    asked: pl.Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """How many of `members` conditions hold: at least `low`, at most `high`."""

    low: pl.Series
    high: pl.Series
    members: int
    asked: pl.Series


def compared(op: str, left: pl.Series, scale: int, right: tuple[Fraction, ...]) -> pl.Series:
    """Left op constants, exactly; null where left is."""
    if op in ("eq", "in", "ne", "not_in"):
        scaled = [c * 10**scale for c in right]
        wanted = [clamp(int(c)) for c in scaled if c.denominator == 1]
        inside = _one_of(left, wanted)
        return inside if op in ("eq", "in") else ~inside
    (constant,) = right
    bound = constant * 10**scale
    return _OPS[op](left, clamp(ceil(bound) if op in ("ge", "lt") else floor(bound)))


def _one_of(left: pl.Series, wanted: list[int]) -> pl.Series:
    inside = pl.repeat(value=False, n=left.len(), dtype=pl.Boolean, eager=True)
    for value in wanted:
        inside = inside | (left == value)
    return inside


def holds(op: str, value: int, right: tuple[Fraction, ...]) -> bool:
    """Value op constants, for one whole number."""
    if op in ("in", "not_in"):
        return (value in right) == (op == "in")
    (bound,) = right
    return bool({"eq": eq, "ne": ne, "ge": ge, "le": le, "gt": gt, "lt": lt}[op](value, bound))


def clamp(value: int) -> int:
    """A constant that Int64 can hold and that compares alike with every value a survey may hold."""
    return max(-FARTHEST, min(FARTHEST, value))


def rescaled(values: pl.Series, by: int) -> pl.Series:
    """Values * 10**by; in 128 bits where 64 might not hold them."""
    if by == 0:
        return values
    return values.cast(pl.Int128) * pl.Series([10**by], dtype=pl.Int128)


def interval_compared(
    op: str, left: tuple[pl.Series, pl.Series], right: tuple[pl.Series, pl.Series]
) -> tuple[pl.Series, pl.Series]:
    """(surely holds, surely does not) for [low, high] op [low, high]."""
    (a, b), (c, d) = left, right
    match op:
        case "ge":
            return a >= d, b < c
        case "gt":
            return a > d, b <= c
        case "le":
            return b <= c, a > d
        case "lt":
            return b < c, a >= d
        case "eq":
            return (a == d) & (b == c), (b < c) | (a > d)
        case "ne":
            return (b < c) | (a > d), (a == d) & (b == c)
    raise ValueError(f"no comparison {op!r} with a reference on the right")


def numbers(texts: pl.Series) -> tuple[pl.Series, int]:
    """An attribute's texts as whole multiples of 10**-scale, and that scale; null where blank."""
    distinct = [t for t in texts.unique().to_list() if t is not None]
    scale = max((len(t.partition(".")[2]) for t in distinct), default=0)
    known = {t: int(Fraction(t) * 10**scale) for t in distinct}
    return _mapped(texts, known), scale


def days(texts: pl.Series) -> pl.Series:
    """An attribute's YYYY-MM-DD texts as days since 1970-01-01; null where blank."""
    distinct = [t for t in texts.unique().to_list() if t is not None]
    return _mapped(texts, {t: (date.fromisoformat(t) - _EPOCH).days for t in distinct})


def _mapped(texts: pl.Series, known: dict[str, int]) -> pl.Series:
    if not known:
        return pl.repeat(None, texts.len(), dtype=pl.Int64, eager=True)
    return texts.replace_strict(list(known), list(known.values()), default=None, return_dtype=pl.Int64)


def all_of(masks: list[pl.Series]) -> pl.Series:
    """Rows where every one of one or more masks holds."""
    first, *others = masks
    for mask in others:
        first = first & mask
    return first


def any_of(masks: list[pl.Series]) -> pl.Series:
    """Rows where at least one of one or more masks holds."""
    first, *others = masks
    for mask in others:
        first = first | mask
    return first
