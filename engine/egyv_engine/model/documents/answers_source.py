"""The source of the answers of a wave, and how they are arranged there."""

from collections.abc import Mapping
from typing import Any

from egyv_engine.model.document_path import Declaration
from egyv_engine.model.shapes import (
    ANSWER,
    COLUMN,
    FILE,
    TEXT,
    ListOf,
    ListOr,
    MapOf,
    ObjectOf,
    TextShape,
    key,
)

DATABASE = "env:"  # what the name of a database starts with: its address is in a variable of the environment


def query_key() -> Any:
    """Declare the key of a query that stands for a file."""
    return key(
        TEXT,
        "Instead of file: a query whose rows are read.",
        "select * from answers where wave = 2",
        default=None,
    )


def database_key() -> Any:
    """Declare the key of the database that a query is put to."""
    return key(
        TextShape("database"),
        "The database of the query: env: and the variable of the environment that holds its address.",
        f"{DATABASE}SURVEY_DB",
        default=None,
    )


class RowsKept(Declaration):
    """The rows that are kept, by the cells of one column; exactly one of is, is_one_of and is_not is given."""

    column: str = key(COLUMN, "The column that decides.", "Finished")
    is_: str | None = key(
        ANSWER, "The cell of a row that is kept; empty for a blank cell.", "True", default=None, name="is"
    )
    is_one_of: tuple[str, ...] | None = key(
        ListOf(ANSWER), "The cells of rows that are kept.", ["Complete", "Partial"], default=None
    )
    is_not: str | None = key(
        ANSWER, "The cell of a row that is left out; empty for a blank cell.", "Test", default=None
    )

    @property
    def is_sound(self) -> bool:
        """Return whether exactly one comparison is given."""
        return sum(one is not None for one in (self.is_, self.is_one_of, self.is_not)) == 1


ROWS = ListOr(ListOf(ObjectOf(RowsKept)), ObjectOf(RowsKept))  # one condition, or several that all hold


def conditions_of(rows: tuple[RowsKept, ...] | RowsKept | None) -> tuple[RowsKept, ...]:
    """Return the conditions that a key `rows` declares; none if it is left out."""
    return (rows,) if isinstance(rows, RowsKept) else rows or ()


class AnswersSource(Declaration):
    """The source of a wave's answers: a file or a query, and how the answers are arranged in it."""

    file: str | None = key(FILE, "The file.", "surveys/trusts.csv", default=None)
    query: str | None = query_key()
    database: str | None = database_key()
    rows: tuple[RowsKept, ...] | RowsKept | None = key(
        ROWS,
        "The rows of the wave, where several waves are in one table; the others are counted in the receipt.",
        {"column": "Year", "is": "2021"},
        default=None,
    )
    columns_end: str | None = key(
        COLUMN,
        "The end that the names of the wave's columns have in a table with several waves side by side.",
        "_nov",
        default=None,
    )
    items: str | None = key(
        COLUMN, "The column that names the item, where each row is about one item.", "Indicator", default=None
    )
    values: Mapping[str, str] | None = key(
        MapOf(COLUMN),
        "With items: each question that is asked over items, and the column of its answers.",
        {"grade": "Criteria"},
        default=None,
    )

    @property
    def conditions(self) -> tuple[RowsKept, ...]:
        """Return the conditions that each row of the wave meets."""
        return conditions_of(self.rows)
