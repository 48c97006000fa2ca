"""Writes values that have a type as an analyst would write them, so that equal data is equal in every kind of file."""

from decimal import Decimal

import polars as pl


def as_texts(values: pl.Series) -> pl.Series:
    """Return the values as text; null stays null.

    Whole numbers are written without decimals, also where they are stored as floats; other numbers as the shortest
    decimal that gives them; dates as YYYY-MM-DD, with the time after a space unless it is midnight; and truth as `True`
    or `False`.

    Args:
        values: A column of any type that has no parts.

    Raises:
        polars.exceptions.PolarsError: The type has parts, or bytes that are not text.
    """
    kind = values.dtype
    if isinstance(kind, pl.Categorical | pl.String):
        return values
    if isinstance(kind, pl.Enum):
        return values.cast(pl.Categorical(pl.Categories.random(values.name)))
    if kind == pl.Boolean:
        return values.replace_strict({True: "True", False: "False"}, return_dtype=pl.String)
    if isinstance(kind, pl.Datetime):
        texts = values.dt.replace_time_zone(None).dt.to_string("%Y-%m-%d %H:%M:%S%.f")
        return texts.str.replace(" 00:00:00$", "")
    if kind.is_float() or isinstance(kind, pl.Decimal):
        distinct = values.unique().drop_nulls()
        texts = pl.Series([_plain_number(text) for text in distinct.cast(pl.String)], dtype=pl.String)
        return values.replace_strict(distinct, texts, default=None, return_dtype=pl.String)
    return values.cast(pl.String)


def _plain_number(text: str) -> str | None:
    """Return a number without an exponent and without zeros at the end; None for what is not a number."""
    value = Decimal(text)
    if value.is_nan():
        return None
    if not value.is_finite():
        return text
    plain = format(value, "f")
    return "0" if not value else plain.rstrip("0").rstrip(".") if "." in plain else plain
