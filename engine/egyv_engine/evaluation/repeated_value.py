"""Makes a column that has the same value in every row."""

from typing import Any

import polars as pl


def repeated_value(value: Any, size: int, dtype: type[pl.DataType]) -> pl.Series:
    """Return a column with one value in every row. `pl.repeat` runs a query for it, which takes 20 times as long.

    Args:
        value: The value, or None.
        size: The number of rows.
        dtype: The type of the column.
    """
    return pl.Series([value], dtype=dtype).new_from_index(0, size)
