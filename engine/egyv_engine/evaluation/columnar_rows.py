"""Holds the rows of results as columns: different values, and the position of each row's value among them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from math import prod
from typing import Any, Generic, TypeVar, overload

import polars as pl

from egyv_engine.evaluation.crosstab import SMALL_FRAME_ROWS
from egyv_engine.model.frozen import Frozen

Row = TypeVar("Row")
_KEYS = 1 << 62  # more do not fit into one number


class DistinctValues(Frozen, kw_only=False, eq=False):
    """A column.

    Attributes:
        values: The values; a value may occur more than once.
        positions: UInt32: the position of each row's value.
    """

    values: Sequence[Any]
    positions: pl.Series

    def only(self, kept: pl.Series) -> "DistinctValues":
        """Return the column with None in place of the values of all other rows."""
        if kept.all():
            return self
        nothing = pl.Series([len(self.values)], dtype=pl.UInt32)
        return DistinctValues((*self.values, None), self.positions.zip_with(kept, nothing))

    def to_list(self) -> list[Any]:
        """Return the value of each row."""
        return list(map(self.values.__getitem__, self.positions.to_list()))


def distinct_values(columns: Sequence[pl.Series], compute: Callable[..., Any]) -> DistinctValues:
    """Return what is computed from whole numbers, once for each combination that occurs.

    Args:
        columns: The numbers.
        compute: Computes the value of a row from its numbers.
    """
    if columns[0].len() < SMALL_FRAME_ROWS:
        rows = list(zip(*(column.to_list() for column in columns), strict=True))
        position = {row: i for i, row in enumerate(dict.fromkeys(rows))}
        values = [compute(*row) for row in position]
        return DistinctValues(values, pl.Series([position[row] for row in rows], dtype=pl.UInt32))
    columns = [column.cast(pl.Int64) for column in columns]
    frame = pl.DataFrame([column.alias(str(i)) for i, column in enumerate(columns)])
    lowest: list[Any] = [column.min() for column in columns]
    sizes: list[int] = [column.max() - low + 1 for column, low in zip(columns, lowest, strict=True)]
    if prod(sizes) < _KEYS:  # one column is grouped in a third of the time
        key = pl.lit(0, dtype=pl.Int64)
        for name, low, size in zip(frame.columns, lowest, sizes, strict=True):
            key = key * size + (pl.col(name) - low)
        frame = frame.select(key=key)
    found = frame.lazy().unique().collect(engine="streaming")
    joined = frame.join(found.with_row_index("position"), on=frame.columns, how="left", maintain_order="left")
    if found.columns == ["key"]:
        found = _numbers_of(found.get_column("key"), lowest, sizes)
    return DistinctValues([compute(*row) for row in found.iter_rows()], joined.get_column("position"))


def numbers(column: pl.Series) -> DistinctValues:
    """Return a column of whole numbers, each different one once.

    Args:
        column: The numbers.
    """
    return distinct_values((column,), _itself)


def _itself(number: int) -> int:
    return number


def _numbers_of(key: pl.Series, lowest: Sequence[Any], sizes: Sequence[int]) -> pl.DataFrame:
    """Return the numbers that a key was made of."""
    columns = []
    for low, size in zip(reversed(lowest), reversed(sizes), strict=True):
        columns.append(key % size + low)
        key = key // size
    return pl.DataFrame([column.alias(str(i)) for i, column in enumerate(reversed(columns))])


Column = (
    DistinctValues | Callable[[], DistinctValues]
)  # a column, or what makes it when it is first asked for


class Nested(Frozen, kw_only=False, eq=False):
    """A field whose values have fields of their own.

    Attributes:
        rows: The values, as rows of their own.
        positions: UInt32: the position of each row's value; null where it has none.
    """

    rows: "ColumnarRows[Any]"
    positions: pl.Series


class ColumnarRows(Sequence[Row], Generic[Row]):
    """Rows as columns; a row is made when it is asked for."""

    def __init__(
        self,
        make: Callable[..., Row],
        columns: Mapping[str, Column],
        *,
        parts: Mapping[str, Nested] | None = None,
        others: Mapping[str, Column] | None = None,
        is_kept: bool = False,
    ) -> None:
        """Set up the rows.

        Args:
            make: Makes a row from its values by name.
            columns: The columns by name, all of one length.
            parts: The fields whose values have fields of their own.
            others: Columns of files that are no fields of a row.
            is_kept: Whether all rows are kept once they have been made.
        """
        self.make = make
        self.parts = parts or {}
        self._columns = dict(columns)
        self._others = dict(others or {})
        self._is_kept = is_kept
        self._kept: tuple[Row, ...] | None = None

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return list(self._columns)

    @property
    def every_name(self) -> list[str]:
        """The names of all columns, also of those that are no fields of a row."""
        return [*self._columns, *self._others]

    def distinct(self, name: str) -> DistinctValues:
        """Return a column, which is empty where there are no rows."""
        columns = self._others if name in self._others else self._columns
        found = columns.get(name) or DistinctValues((), pl.Series(dtype=pl.UInt32))
        if not isinstance(found, DistinctValues):
            found = columns[name] = found()
        return found

    def __len__(self) -> int:
        return min((self.distinct(name).positions.len() for name in self.names[:1]), default=0)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Row, ...]: ...

    def __getitem__(self, index: int | slice) -> Row | tuple[Row, ...]:
        if self._is_kept:
            return self._all()[index]
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        columns = {name: self.distinct(name) for name in self.names}
        return self.make(**{name: column.values[column.positions[index]] for name, column in columns.items()})

    def __iter__(self) -> Iterator[Row]:
        return iter(self._all()) if self._is_kept else self._made()

    def _all(self) -> tuple[Row, ...]:
        if self._kept is None:
            self._kept = tuple(self._made())
        return self._kept

    def _made(self) -> Iterator[Row]:
        names = [*self.names, *self.parts]
        columns = [self.distinct(name).to_list() for name in self.names]
        for part in self.parts.values():
            values = (*part.rows, None)
            columns.append([values[at] for at in part.positions.fill_null(len(values) - 1).to_list()])
        for row in zip(*columns, strict=True):
            yield self.make(**dict(zip(names, row, strict=True)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


def joined_rows(parts: Sequence[ColumnarRows[Row]]) -> ColumnarRows[Row]:
    """Return the rows of several parts, one part after the other; no row is made.

    Args:
        parts: The parts, with columns of the same names.
    """
    first = parts[0]
    return ColumnarRows(
        first.make, {name: joined_values([part.distinct(name) for part in parts]) for name in first.names}
    )


def joined_values(parts: Sequence[DistinctValues]) -> DistinctValues:
    """Return the values of several columns, one column after the other.

    Args:
        parts: The columns.
    """
    values: list[Any] = []
    positions: list[pl.Series] = []
    for part in parts:
        positions.append(part.positions + len(values))
        values += part.values
    return DistinctValues(values, pl.concat(positions))


def nested(
    make: Callable[..., Any],
    columns: Mapping[str, pl.Series | DistinctValues],
    kept: pl.Series,
    others: Mapping[str, pl.Series | DistinctValues] | None = None,
) -> Nested:
    """Return a field whose values have fields of their own.

    Args:
        make: Makes a value from its fields by name.
        columns: The fields, one value per row; a series holds whole numbers.
        kept: The rows that have a value.
        others: Columns of files that are no fields.
    """

    def column(values: pl.Series | DistinctValues) -> Column:
        if isinstance(values, DistinctValues):
            return DistinctValues(values.values, values.positions.filter(kept))
        return partial(numbers, values.filter(kept))

    rows = ColumnarRows(
        make,
        {name: column(values) for name, values in columns.items()},
        others={name: column(values) for name, values in (others or {}).items()},
    )
    counted = kept.cast(pl.UInt32)
    return Nested(rows, only(counted.cum_sum() - counted, kept))


def only(rows: pl.Series, kept: pl.Series) -> pl.Series:
    """Return numbers with null in place of all that are not kept.

    Args:
        rows: The numbers.
        kept: Which are kept.
    """
    return rows.zip_with(kept, pl.Series([None], dtype=rows.dtype))


def numbers_at(values: Sequence[int | None], at: pl.Series) -> pl.Series:
    """Return the numbers at some positions, UInt32.

    Args:
        values: The numbers.
        at: The positions.
    """
    return pl.Series(values, dtype=pl.UInt32)[at]
