"""Opens a Parquet file as a table of columns; a damaged file is an error like any other."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from io import BufferedReader, BytesIO
from pathlib import PurePosixPath

import polars as pl

from egyv_engine.data.source_table import (
    MOST_OF_HEAD,
    HeldCells,
    NamedPositions,
    SourceTable,
    TableColumn,
    counted_rows,
)
from egyv_engine.data.sources.native_code import DamagedFileError, damage_as_error
from egyv_engine.data.sources.typed_texts import as_texts, compact_texts, is_single_value
from egyv_engine.data.words_of_column import different_words, number_together
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import Location, Span
from egyv_engine.files.folder import open_file

_MOST_KEPT = 250_000_000  # cells of a file that are kept in memory, a byte or two each
Opener = Callable[[], BufferedReader | BytesIO]


def open_parquet(
    files: Mapping[PurePosixPath, bytes],
    file: PurePosixPath,
    named_at: Location,
    diagnostics: DiagnosticCollector,
    read: frozenset[str] | None = None,
) -> SourceTable | None:
    """Return the table in a Parquet file, or None if it has none; report what is wrong (EGY502, EGY503).

    Args:
        files: All files of the programme's folder.
        file: The file.
        named_at: The location that names the file.
        diagnostics: Receives the faults.
        read: The columns that are read; None for every column. Another one may hold lists, and has no cells then.
    """
    try:
        rows, columns = parquet_columns(partial(open_file, files, file), read)
    except DamagedFileError as error:
        report_damage(file, named_at, error, diagnostics)
        return None
    if not columns or not rows:
        message = f"the file has no {'rows' if columns else 'columns'}"
        advice = "the file needs a column with the unit and at least one row"
        related = ((named_at, "the file is named here"),)
        diagnostics.report("EGY502", Span(file), message, hint=advice, related=related)
        return None
    return SourceTable(
        file=file,
        columns=columns,
        rows=counted_rows(rows),
        positions=NamedPositions(
            file=file,
            names=[column.name for column in columns],
            texts=partial(parquet_text, partial(open_file, files, file)),
        ),
    )


def report_damage(
    file: PurePosixPath, named_at: Location, error: DamagedFileError, diagnostics: DiagnosticCollector
) -> None:
    """Report that a Parquet file, or a column of it, cannot be read (EGY503).

    Args:
        file: The file.
        named_at: The location that names the file.
        error: What is wrong.
        diagnostics: Receives the fault.
    """
    reason = str(error) or "the file is damaged"
    message = f"this is not a Parquet file with a column per question: {reason}"
    advice = (
        "write the values of each list as one text, with a mark between them that 'several' of a question names; if nothing "
        "reads the column, write 'other_columns: ignored' for the file in surveys/files.yaml"
        if isinstance(error, _SeveralValuesError)
        else "save the table as Parquet again, or as a CSV file"
    )
    related = ((named_at, "the file is named here"),)
    diagnostics.report("EGY503", Span(file), message, hint=advice, related=related)


class _SeveralValuesError(DamagedFileError):
    """Says which column has cells that hold several values."""


class ParquetBlocks:
    """Reads the columns of a Parquet file. Neighbours of few cells are read together, and each is held until it is asked for."""

    def __init__(self, opener: Opener, rows: int, wanted: Sequence[int]) -> None:
        """Read nothing yet.

        Args:
            opener: Opens the file.
            rows: The number of its rows.
            wanted: The positions of the columns that will be asked for, probably in this order.
        """
        self._open = opener
        self._together = number_together(rows)
        self._next = {column: wanted[i : i + self._together] for i, column in enumerate(wanted)}
        self._held: dict[int, pl.Series] = {}
        self._read: set[int] = set()

    def texts(self, column: int) -> pl.Series:
        """Return the cells of a column as an Enum of their texts if these are few, else as String.

        Args:
            column: Its position in the file.

        Raises:
            DamagedFileError: The column cannot be read.
        """
        if column in self._held:
            return self._held.pop(column)
        block = [each for each in self._next.get(column, ()) if each not in self._read]
        if column not in block:  # it is read again, alone
            block = [column]
        with damage_as_error(pl.exceptions.PolarsError), self._open() as stream:
            scanned = pl.scan_parquet(stream, use_statistics=False)
            found = scanned.select(pl.nth(block)).collect().get_columns()
        self._read.update(block)
        self._held = dict(zip(block, compact_texts(found), strict=True))
        return self._held.pop(column)


class ParquetCells:
    """The cells of a column in a Parquet file."""

    def __init__(self, blocks: ParquetBlocks, column: int, *, is_kept: bool) -> None:
        """Read nothing yet.

        Args:
            blocks: Reads the columns of the file.
            column: The position of the column in the file.
            is_kept: Whether the cells, if they have few words, are kept in memory as soon as they were read.
        """
        self._blocks = blocks
        self._column = column
        self._is_kept = is_kept
        self._held: pl.Series | None = None
        self._head: pl.Series | None = None

    def texts(self) -> pl.Series:
        """Return every cell."""
        if self._held is not None:
            return self._held
        texts = self._blocks.texts(self._column)
        if self._is_kept and isinstance(texts.dtype, pl.Enum):
            self._held = self._head = texts
        elif self._head is None:  # a copy, because a part of the column would keep all of it in memory
            self._head = pl.Series(texts.head(MOST_OF_HEAD).to_list(), dtype=pl.String)
        return texts

    def words(self) -> pl.Series:
        """Return the words in the cells; if they are many, some more than once."""
        texts = self.texts()
        return different_words(texts) if isinstance(texts.dtype, pl.Enum) else texts

    def head(self, rows: int) -> pl.Series:
        """Return the first cells."""
        return (self.texts() if self._head is None else self._head).head(rows)


def parquet_text(opener: Opener, row: int, column: int) -> str | None:
    """Return the text of one cell of a Parquet file, which alone is read; None if it is empty or cannot be read.

    Args:
        opener: Opens the file.
        row: The row, from 0.
        column: The position of the column, from 0.
    """
    try:
        with damage_as_error(pl.exceptions.PolarsError), opener() as stream:
            scanned = pl.scan_parquet(stream, use_statistics=False)
            found = as_texts(scanned.select(pl.nth(column)).slice(row, 1).collect().to_series())
    except DamagedFileError:
        return None
    return None if found.is_empty() else found[0]


def parquet_columns(
    opener: Opener, read: frozenset[str] | None = None
) -> tuple[int, tuple[TableColumn, ...]]:
    """Return the number of rows of a Parquet file, and its columns as text; empty cells are null.

    Args:
        opener: Opens the file; it is called whenever the cells of a column are read.
        read: The columns that are read; None for every column. The cells of another one are null if they are lists.

    Raises:
        DamagedFileError: The file cannot be read as Parquet, or a column has cells that are lists or bytes.
    """
    with damage_as_error(pl.exceptions.PolarsError), opener() as stream:
        scanned = pl.scan_parquet(stream, use_statistics=False)
        schema = scanned.collect_schema()
        rows = scanned.select(pl.len()).collect().item() if schema else 0
    several = {name for name, kind in schema.items() if not is_single_value(kind)}
    for name in several:
        if read is None or name in read:
            raise _SeveralValuesError(f"the cells of column '{name}' are lists or bytes")
    none = HeldCells(pl.repeat(None, rows, dtype=pl.String, eager=True))
    is_kept = rows * len(schema) <= _MOST_KEPT
    wanted = [i for i, name in enumerate(schema) if name not in several and (read is None or name in read)]
    blocks = ParquetBlocks(opener, rows, wanted)
    columns = (
        TableColumn(
            name=name,
            cells=none if name in several else ParquetCells(blocks, i, is_kept=is_kept),
            source=i,
        )
        for i, name in enumerate(schema)
    )
    return rows, tuple(columns)
