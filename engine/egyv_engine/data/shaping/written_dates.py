"""Reads dates in the order of day, month and year in which a file writes them; a time after a date is dropped."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import polars as pl

PARTS = ("day", "month", "year")
SEPARATORS = ("/", ".", "-", " ")
_DIGITS = {"day": "[0-9]{1,2}", "month": "[0-9]{1,2}", "year": "[0-9]{4}"}
_TIME = (
    r"(?P<time>[T ] ?(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(:(?P<second>[0-9]{2})([.,](?P<part>[0-9]+))?)?"
    r"( ?(?P<half>[AaPp])\.?[Mm]\.?)?(?P<zone> ?Z| ?[+-][0-9]{2}:?[0-9]{2})?)?"
)
_SIX = 6  # digits of a microsecond


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePattern:
    """The order and the separator in which dates are written, for example day/month/year.

    Attributes:
        parts: The words day, month and year in their order.
        separator: The character between them.
    """

    parts: tuple[str, ...] = ("year", "month", "day")
    separator: str = "-"

    @property
    def text(self) -> str:
        """Return the pattern as it is declared."""
        return self.separator.join(self.parts)

    @property
    def expression(self) -> str:
        """Return a regular expression with a group for each part of a date and of the time after it."""
        between = re.escape(self.separator)
        return rf"^\s*{between.join(f'(?P<{part}>{_DIGITS[part]})' for part in self.parts)}{_TIME}\s*$"


STANDARD = DatePattern()


def date_pattern(text: str) -> DatePattern | None:
    """Return the pattern that a text declares, such as `day/month/year`; None if it is not a pattern.

    Args:
        text: The words day, month and year in any order, with one of the separators between them.
    """
    return next((pattern for pattern in every_pattern() if pattern.text == text), None)


def every_pattern() -> list[DatePattern]:
    """Return every pattern that can be declared, the usual orders first."""
    orders = sorted(permutations(PARTS), key=lambda order: (order[1] != "month", order))
    return [DatePattern(parts=order, separator=mark) for mark in SEPARATORS for order in orders]


def standard_dates(texts: pl.Series, pattern: DatePattern) -> pl.DataFrame:
    """Return dates as YYYY-MM-DD.

    Args:
        texts: String: dates in the pattern, perhaps with a time after them; null where a cell is blank.
        pattern: The order in which the file writes dates.

    Returns:
        The columns `date` (String, null where a text is not a date of this pattern) and `has_time` (Boolean).
    """
    groups = texts.str.extract_groups(pattern.expression).struct.unnest()
    year, month, day = (
        groups[part].str.zfill(4 if part == "year" else 2) for part in ("year", "month", "day")
    )
    written = (year + "-" + month + "-" + day).rename("date")
    exists = written.str.to_date("%Y-%m-%d", strict=False).is_not_null()
    dates = pl.DataFrame({"date": written, "exists": exists, "has_time": groups["time"].is_not_null()})
    return dates.select(
        date=pl.when("exists").then("date"),
        has_time=(pl.col("has_time") & pl.col("exists")).fill_null(value=False),
    )


def pattern_of_all(texts: pl.Series) -> DatePattern | None:
    """Return the one pattern that fits all of some texts; None if none or several do.

    Args:
        texts: String: texts that are not blank.
    """
    different = texts.drop_nulls().unique()
    if not len(different):
        return None
    fitting = [
        pattern
        for pattern in every_pattern()
        if standard_dates(different.head(1), pattern)["date"].null_count() == 0
        and standard_dates(different, pattern)["date"].null_count() == 0
    ]
    return fitting[0] if len(fitting) == 1 else None


def moments(words: Sequence[str], pattern: DatePattern) -> Mapping[str, datetime]:
    """Return the times that some words say, dates as their first moment; words that are not dates are left out.

    Times with a zone are put into one zone. Where only some of the words have a zone, the others are left out.

    Args:
        words: The words.
        pattern: The order in which the file writes dates.
    """
    expression = re.compile(pattern.expression)
    read = {word: _moment(found) for word in words if (found := expression.fullmatch(word)) is not None}
    zoned = {
        word: moment for word, moment in read.items() if moment is not None and moment.tzinfo is not None
    }
    return zoned or {word: moment for word, moment in read.items() if moment is not None}


def _moment(found: re.Match[str]) -> datetime | None:
    parts = found.groupdict()
    hour = int(parts["hour"] or 0)
    if parts["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if parts["half"] in "Pp" else 0)
    try:
        day = date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
        moment = datetime(  # noqa: DTZ001 - the zone of the text is read below
            *(day.year, day.month, day.day, hour, int(parts["minute"] or 0), int(parts["second"] or 0)),
            microsecond=int((parts["part"] or "0").ljust(_SIX, "0")[:_SIX]),
        )
    except ValueError:
        return None
    zone = (parts["zone"] or "").strip()
    if not zone:
        return moment
    if zone == "Z":
        return moment.replace(tzinfo=UTC)
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    away = timedelta(hours=hours, minutes=minutes)
    return (moment - away if zone[0] == "+" else moment + away).replace(tzinfo=UTC)
