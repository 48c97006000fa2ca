"""Holds the rows of a result table as columns, and each different value is written only once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import polars as pl

from egyv_engine.evaluation.columnar_rows import ColumnarRows, DistinctValues
from egyv_engine.model.result_columns import ColumnGroup, ColumnRows, ResultColumn, ResultTable

Columns = Sequence[ResultColumn | ColumnGroup]


class RowColumns:
    """Rows of objects as columns; a column is read when it is first asked for."""

    def __init__(self, columns: Columns, rows: Sequence[Any]) -> None:
        """Set up the columns.

        Args:
            columns: The columns of the table.
            rows: The objects that make its rows.
        """
        self._columns = columns
        self._rows = rows
        self._plain = {column.name: column for column in columns if isinstance(column, ResultColumn)}
        self._groups = {column.name: column for column in columns if isinstance(column, ColumnGroup)}
        self._flat = {
            flat: (group.name, name)
            for group in self._groups.values()
            for name, flat in group.flat_names.items()
        }
        self._found: dict[str, DistinctValues] = {}
        self._parts: dict[str, tuple[RowColumns, pl.Series]] = {}

    def distinct(self, name: str) -> DistinctValues:
        """Return a column by the name that it has in CSV files."""
        if isinstance(self._rows, ColumnarRows):
            return self._rows.distinct(name)
        if name not in self._found:
            self._found[name] = (
                _distinct(map(self._plain[name].get, self._rows))
                if name in self._plain
                else self._of_group(*self._flat[name])
            )
        return self._found[name]

    def objects(self, write: Callable[[ResultColumn, Sequence[Any]], Sequence[str]]) -> pl.Series:
        """Return each row as the text of a JSON object, in which the columns of a group are an object of their own.

        Args:
            write: Writes values of a column as JSON texts.
        """
        pieces: list[pl.Expr] = []
        for column in self._columns:
            pieces.append(pl.lit(f'{", " if pieces else "{"}"{column.name}": '))
            if isinstance(column, ColumnGroup):
                parts, at = self._part(column.name)
                texts = values_at(parts.objects(write), at).fill_null("null")
            else:
                found = self.distinct(column.name)
                texts = values_at(pl.Series(write(column, found.values), dtype=pl.String), found.positions)
            pieces.append(texts)
        return pl.select(pl.concat_str([*pieces, pl.lit("}")])).to_series()

    def _of_group(self, group: str, name: str) -> DistinctValues:
        parts, at = self._part(group)
        found = parts.distinct(name)
        return DistinctValues(found.values, found.positions.gather(at))

    def _part(self, group: str) -> tuple["RowColumns", pl.Series]:
        """Return the objects of a group that rows have, and the position of each row's object; null where it has none."""
        if group not in self._parts:
            declared = self._groups[group]
            if isinstance(self._rows, ColumnarRows):
                part = self._rows.parts[declared.field]
                return RowColumns(declared.columns, part.rows), part.positions
            parts = list(map(declared.get, self._rows))
            some = [part for part in parts if part is not None]
            numbers = iter(range(len(some)))
            at = pl.Series([None if part is None else next(numbers) for part in parts], dtype=pl.UInt32)
            self._parts[group] = RowColumns(declared.columns, some), at
        return self._parts[group]


def as_columns(table: ResultTable, rows: Sequence[Any] | ColumnRows) -> ColumnRows:
    """Return the rows of a table as columns, if they are not.

    Args:
        table: The table.
        rows: The objects that make its rows, or its rows as columns.
    """
    return rows if isinstance(rows, ColumnRows) else RowColumns(table.columns, rows)


def values_at(values: pl.Series, positions: pl.Series) -> pl.Expr:
    """Return the value of each row; null where its position is. An expression, because one query serves many columns.

    Args:
        values: The different values.
        positions: The position of each row's value.
    """
    return pl.lit(values).gather(pl.lit(positions))


def _distinct(values: Iterable[Any]) -> DistinctValues:
    position: defaultdict[Any, int] = defaultdict()
    position.default_factory = position.__len__
    positions = [position[value] for value in values]
    return DistinctValues(list(position), pl.Series(positions, dtype=pl.UInt32))
