"""Defines the table that every source of data gives: columns of text, and the position of each cell in its file."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath
from sys import intern
from typing import Protocol

import polars as pl

from egyv_engine.data.words_of_column import compact, different_words
from egyv_engine.diagnostics.span import Span
from egyv_engine.model.documents.register_declaration import ROW_COLUMN
from egyv_engine.model.frozen import Frozen, field, replace

MOST_OF_HEAD = 100  # first cells of a column, which are known without reading all of it


class CellPositions(Protocol):
    """Finds cells in a file. It is asked only for what is reported or explained, so it may read the file again."""

    def header(self, column: int) -> Span:
        """Return the span of the name of a column.

        Args:
            column: The position of the column in the source, from 0.
        """

    def cell(self, row: int, column: int) -> Span:
        """Return the span of a cell.

        Args:
            row: The position of the row in the source, from 0, without the header.
            column: The position of the column in the source, from 0.
        """

    def text(self, row: int, column: int) -> str | None:
        """Return the text of a cell as the file has it, without quotation marks; None if it is not read again.

        Args:
            row: The position of the row in the source, from 0, without the header.
            column: The position of the column in the source, from 0.
        """


class NamedPositions(Frozen):
    """The positions of a table without lines: its rows have numbers, and its columns have names.

    Attributes:
        file: The file of the table, or that of its query.
        names: The names of the columns.
        query: The name of the query; empty for a file.
        texts: Returns the text of a cell, by row and column; None where no cell is read again.
    """

    file: PurePosixPath
    names: Sequence[str]
    query: str = ""
    texts: Callable[[int, int], str | None] | None = None

    def header(self, column: int) -> Span:
        """Return the span of the name of a column."""
        return self._span(1, column, f"column {self.names[column]}")

    def cell(self, row: int, column: int) -> Span:
        """Return the span of a cell."""
        return self._span(row + 1, column, f"row {row + 1}, column {self.names[column]}")

    def text(self, row: int, column: int) -> str | None:
        """Return the text of a cell."""
        return None if self.texts is None else self.texts(row, column)

    def _span(self, line: int, column: int, place: str) -> Span:
        place = f"{self.query}, {place}" if self.query else place
        return Span(self.file, line, column + 1, column + 2, place)


class Cells(Protocol):
    """The cells of a column, which may be read again whenever they are asked for: String, or Enum of few words."""

    def texts(self) -> pl.Series:
        """Return every cell."""

    def words(self) -> pl.Series:
        """Return every word in the cells, String; perhaps some more than once, and some that no cell has."""

    def head(self, rows: int) -> pl.Series:
        """Return the first cells.

        Args:
            rows: How many there are at most, up to MOST_OF_HEAD.
        """


class HeldCells:
    """Cells in memory."""

    def __init__(self, texts: pl.Series, *, is_compact: bool = False) -> None:
        """Keep texts; empty ones become null.

        Args:
            texts: String or Enum.
            is_compact: Whether `compact` has made them.
        """
        self.held = texts if is_compact else compact([texts])[0]

    def texts(self) -> pl.Series:
        """Return every cell."""
        return self.held

    def words(self) -> pl.Series:
        """Return every word in the cells."""
        return different_words(self.held) if isinstance(self.held.dtype, pl.Enum) else self.held

    def head(self, rows: int) -> pl.Series:
        """Return the first cells."""
        return self.held.head(rows)


class ChangedCells(Frozen, kw_only=False):
    """Cells that a function makes of others."""

    cells: Cells
    change: Callable[[pl.Series], pl.Series]

    def texts(self) -> pl.Series:
        """Return every cell."""
        return self.change(self.cells.texts())

    def words(self) -> pl.Series:
        """Return every word in the cells."""
        return different_words(self.texts())

    def head(self, rows: int) -> pl.Series:
        """Return the first cells."""
        return self.texts().head(rows)


_NO_CELLS = HeldCells(pl.Series(dtype=pl.String))


class TableColumn(Frozen):
    """A column of a table.

    Attributes:
        name: The name that questions and rules look for.
        cells: The cells, one per row of the table; null where a cell is blank.
        source: The position of the column in the source.
        rows: UInt32: the row of each cell in the source, where it is not that of the table's row; null where the source has
            no such cell, which is then reported at the table's row.
        sources: UInt32: the position in the source of the column of each cell, where that is not the same for all; null where
            no column has the cell, which is then reported at `source`.
        missing: The values that the file declares as missing: single texts, or pairs of the lowest and the highest.
        labels: The labels that the file has for the codes in the cells; empty where the cells are the labels.
        file_labels: The labels that the file has for its codes, also where the cells are the labels.
    """

    name: str
    cells: Cells
    source: int
    rows: pl.Series | None = None
    sources: pl.Series | None = None
    missing: tuple[str | tuple[str, str], ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    file_labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> pl.Series:
        """Return the cells, String or Enum; a large column is read from its file, so ask once and let it go."""
        return self.cells.texts()

    def changed(self, change: Callable[[pl.Series], pl.Series]) -> "TableColumn":
        """Return the column with other texts.

        Args:
            change: Makes them of the texts of this column, whenever they are asked for.
        """
        return replace(self, cells=ChangedCells(self.cells, change))

    def without_cells(self) -> "TableColumn":
        """Return the column without its cells, for messages that name it or their places."""
        return replace(self, cells=_NO_CELLS)


class PassedRow(Frozen):
    """A row of a file that is in no table, because surveys/files.yaml says so.

    Attributes:
        key: The key that says so, `header_rows` or `footer_rows`.
        cells: The texts of its cells, one per column of the table or fewer; empty where a cell is blank.
        span: The span of its first cell.
    """

    key: str
    cells: tuple[str, ...]
    span: Span


class HiddenParts(Frozen):
    """The parts of a workbook that the program which shows it hides, and that are read like the others.

    Attributes:
        rows: The rows that are hidden, by hand or by a filter, by their positions in the source.
        columns: The columns that are hidden, by their positions in the source.
        sheet: The name of the sheet, if it is hidden itself.
    """

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    sheet: str | None = None


class SourceTable(Frozen, dict=True):
    """A table as a source gives it, or as it was shaped from one.

    Attributes:
        file: The file, or the name of the query.
        columns: The columns in their order; two of them may have the same name.
        rows: UInt32: the position of each row in the source.
        positions: Finds the cells in the file.
        broken_cells: The cells of rows that are left out, because their form is broken; ids of units are among them.
        libraries: The libraries outside the core that read the table; the receipt names their versions.
        is_query: Whether the rows come from a query, of which surveys/files.yaml says nothing.
        ignored: The columns that nothing reads and the programme ignores, without their texts; messages name them.
        passed: The rows of the header that name no column, and the rows below the table.
        below_blank: The rows, by their positions in the source, above which is an empty line, which has no position itself.
        hidden: What is hidden in a workbook.
        written: The name that rules have for each column of the file, by its position in the source, whatever the shaped table
            calls the column that it became; empty until a file is shaped.
        left_out: The cells of the rows that `rows` of surveys/files.yaml leaves out, by the name of the column: the unit, and those that
            decide which wave a row belongs to.
    """

    file: PurePosixPath
    columns: tuple[TableColumn, ...]
    rows: pl.Series
    positions: CellPositions
    broken_cells: frozenset[str] = frozenset()
    libraries: frozenset[str] = frozenset()
    is_query: bool = False
    ignored: tuple[TableColumn, ...] = ()
    passed: tuple[PassedRow, ...] = ()
    below_blank: frozenset[int] = frozenset()
    hidden: HiddenParts = HiddenParts()
    written: Mapping[int, str] = field(default_factory=dict)
    left_out: Mapping[str, pl.Series] = field(default_factory=dict)

    @cached_property
    def _by_name(self) -> Mapping[str, TableColumn]:
        """The columns, of which there may be thousands, by name; of two with a name, the first."""
        return {column.name: column for column in reversed(self.columns)}

    @property
    def noun(self) -> str:
        """Return what messages call the source."""
        return "query" if self.is_query else "file"

    @property
    def names(self) -> Sequence[str]:
        """Return the names of the columns, in their order."""
        return [column.name for column in self.columns]

    @property
    def header(self) -> Sequence[TableColumn]:
        """Return all columns of the source in its order, also those that are ignored."""
        of_source = (column for column in (*self.columns, *self.ignored) if column.name != ROW_COLUMN)
        return sorted(of_source, key=lambda column: column.source)

    def column(self, name: str) -> TableColumn | None:
        """Return the first column with a name, or None if there is none."""
        return self._by_name.get(name)

    def header_span(self, column: TableColumn) -> Span:
        """Return the span of the name of a column."""
        return self.positions.header(column.source)

    def cell_span(self, row: int, column: TableColumn) -> Span:
        """Return the span of a cell.

        Args:
            row: The position of the row in this table, from 0.
            column: One of the columns.
        """
        return self.positions.cell(self._row(row, column), _source(row, column))

    def cell_text(self, row: int, column: TableColumn) -> str | None:
        """Return the text of a cell as the file has it; None if the file is not read again.

        Args:
            row: The position of the row in this table, from 0.
            column: One of the columns.
        """
        return self.positions.text(self._row(row, column), _source(row, column))

    def written_name(self, column: TableColumn, row: int | None = None) -> str:
        """Return the name of the file's column that a column was made of; its own where the file was not shaped.

        Args:
            column: One of the columns.
            row: The position of a row in this table, where the cells of the column may be in several columns of the file.
        """
        source = column.source if row is None else _source(row, column)
        return self.written.get(source, column.name)

    def has_cell(self, row: int, column: TableColumn) -> bool:
        """Return whether the source has a cell for a row and column: a file of one row per item may lack the item's row.

        Args:
            row: The position of the row in this table, from 0.
            column: One of the columns.
        """
        return column.rows is None or column.rows[row] is not None

    def _row(self, row: int, column: TableColumn) -> int:
        """Return the row in the source that a cell is in."""
        found = None if column.rows is None else column.rows[row]
        return int(self.rows[row] if found is None else found)


def _source(row: int, column: TableColumn) -> int:
    """Return the position in the source of the column that a cell is in."""
    found = None if column.sources is None else column.sources[row]
    return column.source if found is None else int(found)


def counted_rows(number: int, *, first: int = 0) -> pl.Series:
    """Return the positions of rows that follow each other, as UInt32.

    Args:
        number: How many there are.
        first: The first of them.
    """
    return pl.int_range(first, first + number, dtype=pl.UInt32, eager=True)


def cells_of(column: TableColumn) -> list[str]:
    """Return the cells of a column without the spaces around them; blank cells are empty texts.

    Args:
        column: The column.
    """
    texts = column.texts.cast(pl.String).str.strip_chars().fill_null("")
    return list(map(intern, texts.to_list()))  # a word that is in many cells is one object
