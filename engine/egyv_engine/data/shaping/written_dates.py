"""Reads dates in the order of day, month and year in which a file writes them; a time after a date is dropped."""

import re
from collections.abc import Mapping, Sequence
from itertools import permutations

import polars as pl

from egyv_engine.diagnostics.quoted_yaml import scalar
from egyv_engine.model.date_pattern import PARTS, SEPARATORS, DatePattern
from egyv_engine.model.frozen import replace

USUAL_YEARS_FROM = 1930  # what spreadsheets take two digits for: 30 is 1930, and 29 is 2029
_DIGITS = {"day": "[0-9]{1,2}", "month": r"[0-9]{1,2}|[A-Za-z]{3,9}\.?", "year": "[0-9]{4}"}
_SHORT_YEAR = "[0-9]{4}|[0-9]{2}"
_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTHS = {
    word: f"{number:02}" for number, name in enumerate(_NAMES, 1) for word in (name, name[:3], name[:4])
}
_TIME = (
    r"(?P<time>[T ] ?(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(:(?P<second>[0-9]{2})([.,](?P<part>[0-9]+))?)?"
    r"( ?(?P<half>[AaPp])\.?[Mm]\.?)?(?P<zone> ?Z| ?[+-][0-9]{2}:?[0-9]{2})?)?"
)
_SIX = 6  # digits of a microsecond
_WORD, _NUMBER = re.compile(r"[^\W\d_]{3,}"), re.compile(r"[0-9]+")


STANDARD = DatePattern(order=("year", "month", "day"), separator="-")
_USUAL = (("day", "month", "year"), ("month", "day", "year"), ("year", "month", "day"))


def written_pattern(pattern: DatePattern) -> str:
    """Return the words that declare a pattern, for example `day/month/year`."""
    return pattern.separator.join(pattern.order)


def _expression(pattern: DatePattern) -> str:
    """Return a regular expression with a group for each part of a date and of the time after it."""
    forms = {**_DIGITS, **({} if pattern.years_from is None else {"year": _SHORT_YEAR})}
    between = ",? +" if pattern.separator == " " else re.escape(pattern.separator)
    date = between.join(f"(?P<{part}>{forms[part]})" for part in pattern.order)
    return rf"^\s*{date}{_TIME}\s*$"


def every_pattern() -> list[DatePattern]:
    """Return every pattern that can be declared, the usual orders first."""
    orders = sorted(permutations(PARTS), key=lambda order: (order[1] != "month", order))
    return [DatePattern(order=order, separator=mark) for mark in SEPARATORS for order in orders]


def hint_of_month(text: str) -> str | None:
    """Return what to do about a text with two numbers and a word that may be a month; None if it is another text."""
    words = _WORD.findall(text)
    is_date = len(words) == 1 and len(_NUMBER.findall(text)) == len(PARTS) - 1
    if not is_date or words[0].lower() in _MONTHS:
        return None
    return f"if '{words[0]}' is a month, write its number: names of months are read in English only"


def standard_dates(texts: pl.Series, pattern: DatePattern) -> pl.DataFrame:
    """Return dates as YYYY-MM-DD.

    Args:
        texts: String: dates in the pattern, perhaps with a time after them; null where a cell is blank.
        pattern: The order in which the file writes dates.

    Returns:
        The columns `date` (String, null where a text is not a date of this pattern) and `has_time` (Boolean).
    """
    groups = texts.str.extract_groups(_expression(pattern)).struct.unnest()
    date, written = _dates(groups, pattern)
    has_time = (groups["time"].is_not_null() & date.is_not_null()).fill_null(value=False)
    return pl.DataFrame({"date": written.set(date.is_null(), None), "has_time": has_time})


def _dates(groups: pl.DataFrame, pattern: DatePattern) -> tuple[pl.Series, pl.Series]:
    """Return the dates that the groups of an expression hold, and their texts; null where there is no such date."""
    year, month, day = (groups[part] for part in ("year", "month", "day"))
    if pattern.years_from is not None:
        year = _whole_years(year, pattern.years_from)
    if month.str.contains("[A-Za-z]").any():
        month = month.str.to_lowercase().str.strip_chars_end(".").replace(_MONTHS)
    written = year + "-" + month.str.zfill(2) + "-" + day.str.zfill(2)
    return written.str.to_date("%Y-%m-%d", strict=False), written


def _whole_years(years: pl.Series, first: int) -> pl.Series:
    """Return years in which two digits are one of the hundred years from a first one on."""
    year = pl.col("year").cast(pl.Int64)
    whole = first + (year - first) % 100
    is_short = pl.col("year").str.len_bytes() == 2
    return pl.DataFrame({"year": years}).select(
        pl.when(is_short).then(whole.cast(pl.String)).otherwise("year").alias("year")
    )["year"]


def fitting_patterns(texts: Sequence[str]) -> list[DatePattern]:
    """Return every pattern that fits all of some texts, the usual ones first; none if there is no text.

    Only if none does are years of two digits considered, in patterns with a first year that spreadsheets take.

    Args:
        texts: Texts that are not blank.
    """
    if not texts:
        return []
    different = pl.Series(list(dict.fromkeys(texts)), dtype=pl.String)
    every = every_pattern()
    short = [replace(p, years_from=USUAL_YEARS_FROM) for p in every if p.order in _USUAL]
    for patterns in (every, [p for p in short if p.order[-1] == "year"], short):
        fitting = [p for p in patterns if _fits(different.head(1), p) and _fits(different, p)]
        if fitting:
            return sorted(fitting, key=lambda p: p.order not in _USUAL)
    return []


def _fits(texts: pl.Series, pattern: DatePattern) -> bool:
    return standard_dates(texts, pattern)["date"].null_count() == 0


def first_of_month(text: str) -> str | None:
    """Return the first day of a month, such as January 2024, as YYYY-MM-DD; None for another text."""
    pattern = DatePattern(order=("day", "month", "year"), separator=" ")
    first: str | None = standard_dates(pl.Series([f"1 {text}"]), pattern)["date"][0]
    return first


def are_dates(texts: pl.Series) -> pl.Series:
    """Return which texts are dates of some pattern.

    Args:
        texts: String: texts that are not blank.
    """
    is_date = pl.repeat(False, len(texts), eager=True)
    for pattern in every_pattern():
        short = replace(pattern, years_from=USUAL_YEARS_FROM)
        is_date |= standard_dates(texts, short)["date"].is_not_null()
    return is_date


def pattern_of_all(texts: pl.Series) -> DatePattern | None:
    """Return the one pattern that fits all of some texts; None if none or several do.

    Args:
        texts: String: texts that are not blank.
    """
    fitting = fitting_patterns(texts.drop_nulls().unique().to_list())
    return fitting[0] if len(fitting) == 1 else None


def keys_of_dates(
    pattern: DatePattern, column: str | None = None, others: Mapping[str, DatePattern] | None = None
) -> str:
    """Return the keys of surveys/files.yaml that declare a pattern, each with its value and quoted for a message.

    Args:
        pattern: The pattern.
        column: The column of the file that has it; None if the whole file does.
        others: The patterns that other columns of the file have already.
    """
    word = written_pattern(pattern)
    if column is not None:
        each = {name: written_pattern(one) for name, one in (others or {}).items()} | {column: word}
        word = f"{{{', '.join(f'{scalar(name)}: {one}' for name, one in each.items())}}}"
    written = f"'dates: {word}'"
    if pattern.years_from is None:
        return written
    return f"{written} and {key_of_years(pattern.years_from)}"


def key_of_years(first: int) -> str:
    """Return the key that declares the first year that two digits may mean, with its meaning, for a message."""
    return f"'years_from: {first}' (or another first year that two digits may mean)"


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


def are_moments(values: Sequence[str], pattern: DatePattern) -> bool:
    """Return whether texts are dates of a pattern, with or without a time, that can be put in their order.

    Args:
        values: Texts that are not blank.
        pattern: The order in which a file writes dates.
    """
    return moments(pl.Series(values, dtype=pl.String), pattern).null_count() == 0


def moments(texts: pl.Series, pattern: DatePattern) -> pl.Series:
    """Return the times that texts say, dates as their first moment, as Datetime; null where a text is not a date.

    Times with a zone are put into one zone. Where only some of the texts have a zone, the others are null.

    Args:
        texts: String: the texts.
        pattern: The order in which the file writes dates.
    """
    groups = texts.str.extract_groups(_expression(pattern)).struct.unnest()
    date, _ = _dates(groups, pattern)
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
