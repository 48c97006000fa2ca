"""Writes typed values as the texts that an analyst would write, so that equal data is equal in every format.

| value | text |
|---|---|
| whole number, or a fraction that is whole | its digits: `3`, not `3.0` |
| other fraction | the shortest decimal that is exactly this number: `0.1` |
| true or false | `True` or `False` |
| date | `2024-01-31` |
| date with a time | `2024-01-31 09:30:00`; without the time at midnight, and in the zone of its column if that has one |
| time of day | `09:30:00` |
| text, category | unchanged; an empty text is a blank cell, as is a null or NaN |
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import partial

import polars as pl

from egyv_engine.data.coding.exact_numbers import NUMBER_PATTERN
from egyv_engine.data.words_of_column import (
    LIKELY_ALL,
    MOST_WORDS,
    compact,
    different_words,
    looked_up,
    parts,
    repeated,
    without_empty,
)
from egyv_engine.model.frozen import Frozen

MIDNIGHT = " 00:00:00"
_TEXTS = (pl.String, pl.Categorical, pl.Enum)
_MOST_SIGNED = (1 << 63) - 1
_MOST_DIGITS = 15  # of decimals of which no two are the same fraction of 64 bits
_WHOLE = pl.selectors.by_dtype(pl.Int32, pl.Int64, pl.UInt32, pl.UInt64)
_NARROW = pl.selectors.by_dtype(pl.Int8, pl.Int16, pl.UInt8, pl.UInt16)
_PLAIN = (bool, int, float, str, date, datetime, time)


def is_single_value(dtype: pl.DataType) -> bool:
    """Return whether each cell of a type is one value, and not a list, a mapping or bytes."""
    return not (dtype.is_nested() or dtype in (pl.Object, pl.Binary, pl.Duration))


def as_texts(column: pl.Series) -> pl.Series:
    """Return the cells of a typed column as texts; blank cells are null.

    Args:
        column: A column whose type passes `is_single_value`.

    Returns:
        String.
    """
    kind = column.dtype
    if isinstance(kind, _TEXTS):
        return without_empty(column.cast(pl.String))
    if kind.is_float():
        return _of_floats(column)
    if kind.is_integer():
        return column.cast(pl.String)
    if isinstance(kind, pl.Boolean):
        return column.cast(pl.String).replace_strict(["true", "false"], ["True", "False"], default=None)
    if isinstance(kind, pl.Decimal):
        return without_trailing_zeros(column.cast(pl.String))
    if isinstance(kind, pl.Datetime):
        return _of_datetimes(column)
    if isinstance(kind, pl.Time):
        return without_trailing_zeros(column.dt.to_string("%H:%M:%S%.f"))
    return column.cast(pl.String)  # dates, and columns of nulls


def compact_texts(columns: Sequence[pl.Series]) -> list[pl.Series]:
    """Return the cells of each typed column as an Enum of their texts if these are few, else as String.

    Args:
        columns: Columns of the same length, whose types pass `is_single_value`.
    """
    made = [column.cast(pl.String) if isinstance(column.dtype, _TEXTS) else column for column in columns]
    alike: dict[pl.DataType, list[int]] = {}
    for i, column in enumerate(made):
        alike.setdefault(column.dtype, []).append(i)
    for kind, members in alike.items():
        function = compact if isinstance(kind, pl.String) else _compact_values
        for i, texts in zip(members, function([made[i] for i in members]), strict=True):
            made[i] = texts
    return made


def _compact_values(columns: Sequence[pl.Series]) -> list[pl.Series]:
    """Return columns of values of one type, which are no texts, as their texts: each different value is written once.

    If the first cells have few values, these are probably all values: to find those of every cell takes as long again.
    """
    frame = pl.DataFrame([column.alias(f"{i}") for i, column in enumerate(columns)])
    frame = frame.cast({_NARROW: pl.Int32})  # which holds each difference
    likely = {
        name: values
        for name, values in _different(frame.head(LIKELY_ALL)).items()
        if len(values) <= LIKELY_ALL // 10 or frame.height <= LIKELY_ALL
    }
    made = _written(frame, likely)
    nulls = frame.null_count().row(0, named=True)
    unsure = [name for name in frame.columns if name not in made or made[name].null_count() > nulls[name]]
    if unsure and frame.height > LIKELY_ALL:
        for name in unsure:
            made.pop(name, None)
        made |= _written(frame, _different(frame.select(unsure)))
    return [made[name] if name in made else compact([as_texts(frame[name])])[0] for name in frame.columns]


def _different(frame: pl.DataFrame) -> dict[str, pl.Series]:
    """Return the different values of each column, by its name."""
    lists = frame.select(pl.all().drop_nulls().unique().sort().implode())
    return {name: lists[name][0] for name in lists.columns}


def _written(frame: pl.DataFrame, different: Mapping[str, pl.Series]) -> dict[str, pl.Series]:
    """Return columns as an Enum of the texts of some values, where these are few; any other value is null.

    Args:
        frame: The columns.
        different: The values of each, by its name.
    """
    some = {name: values for name, values in different.items() if 0 < len(values) <= MOST_WORDS}
    if not some:
        return {}
    sizes = list(map(len, some.values()))
    joined = pl.concat(some.values())
    of_joined = as_texts(joined)
    texts = parts(of_joined, sizes)
    frame = frame.select(*some)
    places = _places_of_fractions(frame, joined, of_joined, sizes) if joined.dtype == pl.Float64 else {}
    whole = {name: one.of_values for name, one in places.items()}
    ends = _ends(frame) | {name: (0, values[-1]) for name, values in whole.items()}
    frame = frame.with_columns(one.cells.alias(name) for name, one in places.items())
    alike: dict[tuple[object, ...], Callable[[pl.Expr], pl.Expr]] = {}  # by the values and their range
    wanted = []
    for (name, values), written in zip(some.items(), texts, strict=True):
        lowest, highest = ends.get(name, (0, MOST_WORDS))
        same = lowest, highest, *values.to_list()
        if same not in alike:
            alike[same] = _writer(whole.get(name, values), written, lowest, highest)
        wanted.append(alike[same](pl.col(name)).alias(name))
    made = frame.select(wanted)
    return {name: made[name] for name in made.columns}


def _writer(values: pl.Series, written: pl.Series, lowest: int, highest: int) -> Callable[[pl.Expr], pl.Expr]:
    """Return a function that writes cells as an Enum of texts.

    Args:
        values: The different values of a column.
        written: The text of each.
        lowest: The lowest of them, if they are whole numbers.
        highest: The highest of them, or any number that is too large to be looked up by its place.
    """
    kind = pl.Enum(different_words(written))
    words = written.cast(kind)
    if highest - lowest >= MOST_WORDS or highest > _MOST_SIGNED:
        return partial(pl.Expr.replace_strict, old=values, new=words, default=None, return_dtype=kind)
    # To look up a place takes a tenth of the time of looking up a value.
    places = pl.Series([None], dtype=kind).new_from_index(0, highest - lowest + 1)
    places = places.scatter(values - lowest, words)
    return lambda column: looked_up(column - lowest, places)


def _ends(frame: pl.DataFrame) -> dict[str, tuple[int, int]]:
    """Return the lowest and the highest number of each column of whole numbers, by its name."""
    whole = frame.select(_WHOLE)
    if not whole.width:
        return {}
    lowest, highest = whole.min().row(0, named=True), whole.max().row(0, named=True)
    return {name: (lowest[name], highest[name]) for name in whole.columns}


class _Places(Frozen):
    """A column of fractions as whole numbers: its values without their decimal point, less the lowest of them.

    Attributes:
        cells: Those of the cells, UInt16.
        of_values: Those of its different values, in order, Int64.
    """

    cells: pl.Series
    of_values: pl.Series


def _places_of_fractions(
    frame: pl.DataFrame, values: pl.Series, texts: pl.Series, sizes: Sequence[int]
) -> dict[str, _Places]:
    """Return the places of columns of 64-bit fractions that have few decimals and no value beyond some, by their names.

    Args:
        frame: The columns.
        values: The different values of the first column in order, then those of the next.
        texts: The text of each of these values.
        sizes: How many of them each column has.
    """
    scales = {
        name: 10**decimals
        for name, decimals in zip(frame.columns, _decimals(texts, sizes), strict=True)
        if decimals is not None
    }
    factors = repeated(pl.Series([scales.get(name, 0) for name in frame.columns], dtype=pl.Float64), sizes)
    whole_numbers = (values * factors).round().cast(pl.Int64, strict=False)
    whole = dict(zip(frame.columns, parts(whole_numbers, sizes), strict=True))
    ends = {name: (whole[name][0], whole[name][-1]) for name in scales}
    chosen = [name for name, (lowest, highest) in ends.items() if highest - lowest < MOST_WORDS]
    if not chosen:
        return {}
    # A cast that wraps takes half of the time of one that looks for numbers out of range: what is compared below finds these.
    cells = frame.select(
        (pl.col(name) * scales[name] + (0.5 - ends[name][0])).cast(pl.UInt16, wrap_numerical=True)
        for name in chosen
    )
    # A quotient of two whole numbers is rounded as the decimal itself is when it is read, so only equal fractions are equal.
    compared = cells.rename(lambda name: f"{name} at").hstack(frame.select(chosen))
    are_right = compared.select(
        (
            ((pl.col(f"{name} at").cast(pl.Float64) + ends[name][0]) / scales[name] == pl.col(name)).all()
            & (pl.col(f"{name} at").max() <= ends[name][1] - ends[name][0])
        ).alias(name)
        for name in chosen
    ).row(0, named=True)
    return {
        name: _Places(cells=cells[name], of_values=whole[name] - ends[name][0])
        for name in chosen
        if are_right[name]
    }


def _decimals(texts: pl.Series, sizes: Sequence[int]) -> list[int | None]:
    """Return the most decimals of each column; None for one with a number of so many digits that a product may not be exact.

    Args:
        texts: The different numbers of the first column, then those of the next.
        sizes: How many of them each column has.
    """
    length, point = texts.str.len_bytes(), texts.str.find(".", literal=True)
    is_short = texts.str.contains(NUMBER_PATTERN) & (length <= _MOST_DIGITS)
    column = repeated(pl.int_range(len(sizes), dtype=pl.UInt32, eager=True), sizes)
    found = pl.DataFrame(
        {"column": column, "is_short": is_short.fill_null(value=False), "decimals": length - point - 1}
    ).group_by("column", maintain_order=True)
    most = pl.when(pl.col("is_short").all()).then(pl.col("decimals").max().fill_null(0))
    return found.agg(most)["decimals"].to_list()


def texts_of_values(values: Sequence[object]) -> pl.Series:
    """Return Python values as texts, as `as_texts` writes them; moments with a zone are written in UTC.

    Args:
        values: The cells of a column; None is a blank cell.
    """
    kinds = {type(value) for value in values} - {type(None)}
    if len(kinds) == 1 and kinds.issubset(_PLAIN):
        try:
            return as_texts(in_utc(pl.Series(values)))
        except (pl.exceptions.PolarsError, OverflowError):  # for example numbers of more than 38 digits
            pass
    known: dict[object, str | None] = {}
    texts = []
    for value in values:
        name = (type(value), value)  # 1 and True are equal, but not the same text
        if name not in known:
            known[name] = text_of_value(value)
        texts.append(known[name])
    return pl.Series(texts, dtype=pl.String)


def text_of_value(value: object) -> str | None:
    """Return one Python value as a text; None for a blank cell.

    Args:
        value: A number, a text, a date or any other single value.
    """
    match value:
        case None:
            return None
        case bool():
            return str(value)
        case float():
            return decimal_of(value)
        case Decimal():
            return None if value.is_nan() else _trimmed(f"{value:f}")
        case datetime():
            moment = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
            return _trimmed(moment.isoformat(sep=" ").removesuffix(MIDNIGHT))
        case date() | time():
            return _trimmed(value.isoformat())
        case _:
            return str(value) or None


def in_utc(column: pl.Series) -> pl.Series:
    """Return a column with its moments in UTC: a database keeps no zone, and gives them in that of a session."""
    if isinstance(column.dtype, pl.Datetime) and column.dtype.time_zone is not None:
        return column.dt.convert_time_zone("UTC")
    return column


def decimal_of(number: float) -> str | None:
    """Return the shortest decimal that is exactly this number, without an exponent; None for NaN."""
    if number != number:  # noqa: PLR0124 NaN is the value that differs from itself
        return None
    if number in (float("inf"), float("-inf")):
        return str(number)
    return f"{int(number)}" if number.is_integer() else f"{Decimal(repr(number)):f}"


def without_trailing_zeros(texts: pl.Series) -> pl.Series:
    """Return decimals without the zeros that end their fractions: `1.50` as `1.5`, and `2.000` as `2`."""
    fraction = texts.str.contains(".", literal=True).fill_null(value=False)
    return texts.str.replace(r"\.?0+$", "").zip_with(fraction, texts)


def _of_floats(column: pl.Series) -> pl.Series:
    column = column.fill_nan(None)
    texts = column.cast(pl.String).str.strip_suffix(".0")
    unusual = (texts.str.contains("e", literal=True) | (texts == "-0")).fill_null(value=False)
    if unusual.any():
        written = [decimal_of(float(text)) for text in texts.filter(unusual)]
        texts = texts.scatter(unusual.arg_true(), pl.Series(written, dtype=pl.String))
    return texts


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _of_datetimes(column: pl.Series) -> pl.Series:
    if isinstance(column.dtype, pl.Datetime) and column.dtype.time_zone is not None:
        column = column.dt.replace_time_zone(None)
    return without_trailing_zeros(column.dt.to_string("%Y-%m-%d %H:%M:%S%.f")).str.strip_suffix(MIDNIGHT)
