"""The types that declare the columns of a result table: name, type, unit and meaning, and how a value is read.

Each table is declared once, in finding_columns.py or supplement_columns.py. CSV, Parquet, findings.json with its
schema, and the tables in docs/language.md all follow from that declaration.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Literal, Protocol, runtime_checkable

Getter = Callable[[Any], Any]
ColumnType = Literal["text", "whole number", "decimal", "yes or no"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultColumn:
    """One column of a result table.

    Attributes:
        name: The column's name in every file.
        type: The type of its values.
        unit: What a number counts or measures; None for text and for yes or no.
        meaning: What a value says, for readers of the data.
        get: Reads the value from the object that makes a row: str, int, bool, or a number for a decimal.
        may_be_empty: Whether `get` may return None, which means that there is nothing to state.
        places: How many decimals are written; for decimals only.
        words: The only values of a text, or what CSV files hold for yes and for no.
    """

    name: str
    type: ColumnType
    unit: str | None
    meaning: str
    get: Getter
    may_be_empty: bool
    places: int = 0
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnGroup:
    """Columns that are one object in JSON, and columns of the table itself in CSV and Parquet.

    Attributes:
        name: The object's name in JSON.
        meaning: What the object says.
        get: Reads the object, or None, from the object that makes a row.
        columns: The columns of the object.
        flat_names: The columns that CSV and Parquet have, each with its name there.
        flat_context: What has to precede a column's meaning there, where the object's name does not say it.
    """

    name: str
    meaning: str
    get: Getter
    columns: tuple[ResultColumn, ...]
    flat_names: Mapping[str, str]
    flat_context: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultTable:
    """A table of results.

    Attributes:
        name: The name of its file, without the ending.
        row: What one row describes.
        columns: Its columns, in the order in which they are written.
    """

    name: str
    row: str
    columns: tuple[ResultColumn | ColumnGroup, ...]

    @property
    def flat_columns(self) -> tuple[ResultColumn, ...]:
        """Return the columns of the table in CSV and Parquet, where the columns of each group are its own."""
        parts = ((c,) if isinstance(c, ResultColumn) else _flattened(c) for c in self.columns)
        return tuple(column for part in parts for column in part)


def text_column(
    name: str,
    meaning: str,
    *,
    words: tuple[str, ...] = (),
    may_be_empty: bool = False,
    get: Getter | None = None,
) -> ResultColumn:
    """Declare a column of text.

    Args:
        name: The column's name in every format.
        meaning: The sentence that documents it.
        words: The only words that it may hold; empty where any text may occur.
        may_be_empty: Whether a cell can be empty.
        get: Reads the text from a row; by default, the attribute of the same name.

    Returns:
        The column.
    """
    return ResultColumn(
        name=name,
        type="text",
        unit=None,
        meaning=meaning,
        get=get or attrgetter(name),
        may_be_empty=may_be_empty,
        words=words,
    )


def whole_column(
    name: str, unit: str, meaning: str, *, may_be_empty: bool = False, get: Getter | None = None
) -> ResultColumn:
    """Declare a column of whole numbers.

    Args:
        name: The column's name in every format.
        unit: The things that it counts, such as "units".
        meaning: The sentence that documents it.
        may_be_empty: Whether a cell can be empty.
        get: Reads the number from a row; by default, the attribute of the same name.

    Returns:
        The column.
    """
    return ResultColumn(
        name=name,
        type="whole number",
        unit=unit,
        meaning=meaning,
        get=get or attrgetter(name),
        may_be_empty=may_be_empty,
    )


def decimal_column(
    name: str, unit: str, meaning: str, *, places: int, get: Getter | None = None
) -> ResultColumn:
    """Declare a column of decimals, which may be empty.

    Args:
        name: The column's name in every format.
        unit: The unit that it is measured in, such as "percent".
        meaning: The sentence that documents it.
        places: The number of decimals that are written.
        get: Reads the number from a row; by default, the attribute of the same name.

    Returns:
        The column.
    """
    return ResultColumn(
        name=name,
        type="decimal",
        unit=unit,
        meaning=meaning,
        get=get or attrgetter(name),
        may_be_empty=True,
        places=places,
    )


def yes_no_column(
    name: str,
    meaning: str,
    *,
    words: tuple[str, str] = ("yes", "no"),
    may_be_empty: bool = False,
    get: Getter | None = None,
) -> ResultColumn:
    """Declare a column of yes or no.

    Args:
        name: The column's name in every format.
        meaning: The sentence that documents it.
        words: The words for true and for false.
        may_be_empty: Whether a cell can be empty.
        get: Reads True, False or None from a row; by default, the attribute of the same name.

    Returns:
        The column.
    """
    return ResultColumn(
        name=name,
        type="yes or no",
        unit=None,
        meaning=meaning,
        get=get or attrgetter(name),
        may_be_empty=may_be_empty,
        words=words,
    )


def _flattened(group: ColumnGroup) -> tuple[ResultColumn, ...]:
    columns = {column.name: column for column in group.columns}
    return tuple(
        replace(
            columns[name],
            name=flat,
            meaning=_in_context(group.flat_context, columns[name].meaning),
            get=_within(group.get, columns[name].get),
            may_be_empty=True,
        )
        for name, flat in group.flat_names.items()
    )


def _in_context(context: str, meaning: str) -> str:
    return f"{context}: {meaning[0].lower()}{meaning[1:]}" if context else meaning


def _within(outer: Getter, inner: Getter) -> Getter:
    def get(row: Any) -> Any:
        part = outer(row)
        return None if part is None else inner(part)

    return get


class DistinctColumn(Protocol):
    """A column as its different values and the position of each row's value among them."""

    @property
    def values(self) -> Sequence[Any]:
        """The values; a value may occur more than once."""

    @property
    def positions(self) -> Any:
        """A Polars series of UInt32: the position of each row's value."""


@runtime_checkable
class ColumnRows(Protocol):
    """Rows that are held as columns. Millions of them are written without an object for each."""

    def distinct(self, name: str) -> DistinctColumn:
        """Return a column by the name that it has in the table."""
