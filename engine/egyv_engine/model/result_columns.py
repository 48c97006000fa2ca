"""The types that declare the columns of a result table: name, title, type, unit and meaning, and how a value is read.

Each table is declared once, in finding_columns.py or supplement_columns.py. CSV, Parquet, findings.json with its
schema, workbooks, and the tables in docs/language.md all follow from that declaration.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, Literal, Protocol, runtime_checkable

from egyv_engine.model.frozen import Frozen, replace
from egyv_engine.model.label_forms import without_capital

Getter = Callable[[Any], Any]
ColumnType = Literal["text", "whole number", "decimal", "yes or no"]
EmptySign = Literal[
    "x", "z"
]  # what statistical offices write in a cell without a value: not available, not applicable


class EmptyCell(Frozen):
    """Why a column has no value in some rows.

    Attributes:
        sign: What a workbook for readers has in such a cell, in square brackets.
        when: When that is so, as the end of a sentence: "where the wave did not ask".
        of: A column of the table without which there cannot be a value, such as the earlier wave.
    """

    sign: EmptySign
    when: str
    of: str | None = None


def not_applicable(when: str) -> EmptyCell:
    """Declare that a column has no value where there cannot be one.

    Args:
        when: When that is so, as the end of a sentence.
    """
    return EmptyCell(sign="z", when=when)


def not_available(when: str, of: str | None = None) -> EmptyCell:
    """Declare that a column has no value where there could be one, but it is not known.

    Args:
        when: When that is so, as the end of a sentence.
        of: A column of the table; in a row where it is empty, too, there cannot be a value.
    """
    return EmptyCell(sign="x", when=when, of=of)


class ResultColumn(Frozen):
    """One column of a result table.

    Attributes:
        name: The column's name in every file for programs.
        title: Its heading in a workbook for readers.
        type: The type of its values.
        unit: What a number counts or measures; None for text and for yes or no.
        says: What a value says, for readers of the data.
        get: Reads the value from the object that makes a row: str, int, bool, or a number for a decimal.
        empty: Why `get` may return None, which means that there is nothing to state; None where it never does.
        places: How many decimals are written; for decimals only.
        words: The only values of a text, or what CSV files hold for yes and for no.
    """

    name: str
    title: str
    type: ColumnType
    unit: str | None
    says: str
    get: Getter
    empty: EmptyCell | None
    places: int = 0
    words: tuple[str, ...] = ()

    @property
    def meaning(self) -> str:
        """Return what a value says, and when a cell is empty."""
        return self.says if self.empty is None else f"{self.says} Empty {self.empty.when}."


class ColumnGroup(Frozen):
    """Columns that are one object in JSON, and columns of the table itself in CSV and Parquet.

    Attributes:
        name: The object's name in JSON.
        meaning: What the object says.
        field: The field of the object, or None, in the object that makes a row.
        columns: The columns of the object.
        empty: Why a row may have no such object.
        flat_names: The columns that CSV and Parquet have, each with its name there.
        flat_context: What has to precede a column's meaning there, where the object's name does not say it.
    """

    name: str
    meaning: str
    field: str
    columns: tuple[ResultColumn, ...]
    empty: EmptyCell
    flat_names: Mapping[str, str]
    flat_context: str = ""

    @property
    def get(self) -> Getter:
        """Reads the object, or None, from the object that makes a row."""
        return attrgetter(self.field)


class ResultTable(Frozen):
    """A table of results.

    Attributes:
        name: The name of its file, without the ending.
        title: What it shows, as the title of a sheet for readers.
        row: What one row describes.
        columns: Its columns, in the order in which they are written.
    """

    name: str
    title: str
    row: str
    columns: tuple[ResultColumn | ColumnGroup, ...]

    @property
    def flat_columns(self) -> tuple[ResultColumn, ...]:
        """Return the columns of the table in CSV and Parquet, where the columns of each group are its own."""
        parts = ((c,) if isinstance(c, ResultColumn) else _flattened(c) for c in self.columns)
        return tuple(column for part in parts for column in part)


def text_column(
    name: str,
    title: str,
    says: str,
    *,
    words: tuple[str, ...] = (),
    empty: EmptyCell | None = None,
    get: Getter | None = None,
) -> ResultColumn:
    """Declare a column of text.

    Args:
        name: The column's name in every format for programs.
        title: Its heading in a workbook for readers.
        says: The sentence that documents it.
        words: The only words that it may hold; empty where any text may occur.
        empty: Why a cell can be empty; None where none is.
        get: Reads the text from a row; by default, the attribute of the same name.

    Returns:
        The column.
    """
    return ResultColumn(
        name=name,
        title=title,
        type="text",
        unit=None,
        says=says,
        get=get or attrgetter(name),
        empty=empty,
        words=words,
    )


def whole_column(
    name: str, title: str, unit: str, says: str, *, empty: EmptyCell | None = None, get: Getter | None = None
) -> ResultColumn:
    """Declare a column of whole numbers.

    Args:
        name: The column's name in every format for programs.
        title: Its heading in a workbook for readers.
        unit: The things that it counts, such as "units".
        says: The sentence that documents it.
        empty: Why a cell can be empty; None where none is.
        get: Reads the number from a row; by default, the attribute of the same name.

    Returns:
        The column.
    """
    return ResultColumn(
        name=name,
        title=title,
        type="whole number",
        unit=unit,
        says=says,
        get=get or attrgetter(name),
        empty=empty,
    )


def decimal_column(
    name: str,
    title: str,
    unit: str,
    says: str,
    *,
    places: int,
    empty: EmptyCell,
    get: Getter | None = None,
) -> ResultColumn:
    """Declare a column of decimals, which may be empty.

    Args:
        name: The column's name in every format for programs.
        title: Its heading in a workbook for readers.
        unit: The unit that it is measured in, such as "percent".
        says: The sentence that documents it.
        places: The number of decimals that are written.
        empty: Why a cell can be empty.
        get: Reads the number from a row; by default, the attribute of the same name.

    Returns:
        The column.
    """
    return ResultColumn(
        name=name,
        title=title,
        type="decimal",
        unit=unit,
        says=says,
        get=get or attrgetter(name),
        empty=empty,
        places=places,
    )


def yes_no_column(
    name: str,
    title: str,
    says: str,
    *,
    words: tuple[str, str] = ("yes", "no"),
    empty: EmptyCell | None = None,
    get: Getter | None = None,
) -> ResultColumn:
    """Declare a column of yes or no.

    Args:
        name: The column's name in every format for programs.
        title: Its heading in a workbook for readers.
        says: The sentence that documents it.
        words: The words for true and for false.
        empty: Why a cell can be empty; None where none is.
        get: Reads True, False or None from a row; by default, the attribute of the same name.

    Returns:
        The column.
    """
    return ResultColumn(
        name=name,
        title=title,
        type="yes or no",
        unit=None,
        says=says,
        get=get or attrgetter(name),
        empty=empty,
        words=words,
    )


def _flattened(group: ColumnGroup) -> tuple[ResultColumn, ...]:
    columns = {column.name: column for column in group.columns}
    return tuple(
        replace(
            columns[name],
            name=flat,
            title=f"{columns[name].title} {without_capital(group.flat_context)}".rstrip(),
            says=_in_context(group.flat_context, columns[name].says),
            get=_within(group.get, columns[name].get),
            empty=group.empty,
        )
        for name, flat in group.flat_names.items()
    )


def _in_context(context: str, meaning: str) -> str:
    return f"{context}: {without_capital(meaning)}" if context else meaning


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
