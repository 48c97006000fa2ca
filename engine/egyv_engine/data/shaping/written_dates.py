"""Reads dates in the order of day, month and year in which a file writes them; a time after a date is dropped."""

import re
from collections.abc import Sequence
from itertools import permutations

import polars as pl

from egyv_engine.model.date_pattern import PARTS, SEPARATORS, DatePattern

_DIGITS = {"day": "[0-9]{1,2}", "month": "[0-9]{1,2}", "year": "[0-9]{4}"}
_TIME = (
    r"(?P<time>[T ] ?(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(:(?P<second>[0-9]{2})([.,](?P<part>[0-9]+))?)?"
    r"( ?(?P<half>[AaPp])\.?[Mm]\.?)?(?P<zone> ?Z| ?[+-][0-9]{2}:?[0-9]{2})?)?"
)
_SIX = 6  # digits of a microsecond


STANDARD = DatePattern(order=("year", "month", "day"), separator="-")


def written_pattern(pattern: DatePattern) -> str:
    """Return the words that declare a pattern, for example `day/month/year`."""
    return pattern.separator.join(pattern.order)


def _expression(pattern: DatePattern) -> str:
    """Return a regular expression with a group for each part of a date and of the time after it."""
    date = re.escape(pattern.separator).join(f"(?P<{part}>{_DIGITS[part]})" for part in pattern.order)
    return rf"^\s*{date}{_TIME}\s*$"


def every_pattern() -> list[DatePattern]:
    """Return every pattern that can be declared, the usual orders first."""
    orders = sorted(permutations(PARTS), key=lambda order: (order[1] != "month", order))
    return [DatePattern(order=order, separator=mark) for mark in SEPARATORS for order in orders]


def standard_dates(texts: pl.Series, pattern: DatePattern) -> pl.DataFrame:
    """Return dates as YYYY-MM-DD.

    Args:
        texts: String: dates in the pattern, perhaps with a time after them; null where a cell is blank.
        pattern: The order in which the file writes dates.

    Returns:
        The columns `date` (String, null where a text is not a date of this pattern) and `has_time` (Boolean).
    """
    groups = texts.str.extract_groups(_expression(pattern)).struct.unnest()
    date, written = _dates(groups)
    has_time = (groups["time"].is_not_null() & date.is_not_null()).fill_null(value=False)
    return pl.DataFrame({"date": written.set(date.is_null(), None), "has_time": has_time})


def _dates(groups: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """Return the dates that the groups of an expression hold, and their texts; null where there is no such date."""
    year, month, day = (
        groups[part].str.zfill(4 if part == "year" else 2) for part in ("year", "month", "day")
    )
    written = year + "-" + month + "-" + day
    return written.str.to_date("%Y-%m-%d", strict=False), written


def fitting_patterns(texts: Sequence[str]) -> list[DatePattern]:
    """Return every pattern that fits all of some texts; none if there is no text.

    Args:
        texts: Texts that are not blank.
    """
    if not texts:
        return []
    different = pl.Series(list(dict.fromkeys(texts)), dtype=pl.String)
    return [
        pattern
        for pattern in every_pattern()
        if standard_dates(different.head(1), pattern)["date"].null_count() == 0
        and standard_dates(different, pattern)["date"].null_count() == 0
    ]


def pattern_of_all(texts: pl.Series) -> DatePattern | None:
    """Return the one pattern that fits all of some texts; None if none or several do.

    Args:
        texts: String: texts that are not blank.
    """
    fitting = fitting_patterns(texts.drop_nulls().unique().to_list())
    return fitting[0] if len(fitting) == 1 else None


def dates_in_pattern(values: Sequence[str], pattern: DatePattern) -> list[str] | None:
    """Return dates as YYYY-MM-DD, empty texts unchanged; None if a text is not a date of a pattern.

    Args:
        values: The texts.
        pattern: The order in which a file writes dates.
    """
    different = list(dict.fromkeys(value for value in values if value))
    dates = standard_dates(pl.Series(different, dtype=pl.String), pattern)["date"]
    if dates.null_count():
        return None
    written = dict(zip(different, dates.to_list(), strict=True))
    return [written.get(value, "") for value in values]


def moments(texts: pl.Series, pattern: DatePattern) -> pl.Series:
    """Return the times that texts say, dates as their first moment, as Datetime; null where a text is not a date.

    Times with a zone are put into one zone. Where only some of the texts have a zone, the others are null.

    Args:
        texts: String: the texts.
        pattern: The order in which the file writes dates.
    """
    groups = texts.str.extract_groups(_expression(pattern)).struct.unnest()
    date, _ = _dates(groups)
    frame = groups.select(
        pl.col("hour", "minute", "second").cast(pl.Int64).fill_null(0),
        pl.col("half").str.to_lowercase(),
        part=pl.col("part").str.pad_end(_SIX, "0").str.head(_SIX).cast(pl.Int64).fill_null(0),
        zone=pl.col("zone").str.strip_chars(),
        date=date,
    )
    hour, half = pl.col("hour"), pl.col("half")
    is_possible = (hour < 24) & (pl.col("minute") < 60) & (pl.col("second") < 60)
    is_possible &= half.is_null() | hour.is_between(1, 12)
    hour = (
        pl.when(half.is_null()).then(hour).otherwise(hour % 12 + pl.when(half == "p").then(12).otherwise(0))
    )
    zone = pl.col("zone")
    minutes = zone.str.slice(1, 2).cast(pl.Int64, strict=False) * 60 + zone.str.tail(2).cast(
        pl.Int64, strict=False
    )
    away = pl.when(zone == "Z").then(0).when(zone.str.starts_with("-")).then(-minutes).otherwise(minutes)
    time = pl.duration(
        hours=hour, minutes=pl.col("minute") - away.fill_null(0), seconds="second", microseconds="part"
    )
    read = frame.select(
        moment=pl.when(is_possible).then(pl.col("date").cast(pl.Datetime("us")) + time),
        is_zoned=zone.is_not_null(),
    )
    zoned = read.select(pl.when("is_zoned").then("moment")).to_series()
    return zoned if zoned.null_count() < len(zoned) else read["moment"]
