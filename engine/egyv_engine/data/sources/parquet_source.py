"""Opens a Parquet file as a table of columns; a damaged file is an error like any other."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

import polars as pl

from egyv_engine.data.source_table import SourceTable, TableColumn, without_empty
from egyv_engine.data.sources.csv_form import hidden_character
from egyv_engine.data.sources.typed_texts import as_texts
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.hidden_characters import HIDDEN, INVISIBLE, UNSEEN_PATTERN
from egyv_engine.diagnostics.span import Location, Span
from egyv_engine.files.folder import open_file


class UnreadableParquetError(Exception):
    """The bytes are not a Parquet file, or are a damaged one. The message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPositions:
    """The positions of a file without lines: its rows count as lines, the header as the first."""

    file: PurePosixPath

    def header(self, column: int) -> Span:
        """Return the span of the name of a column."""
        return Span(self.file, 1, column + 1, column + 2)

    def cell(self, row: int, column: int) -> Span:
        """Return the span of a cell."""
        return Span(self.file, row + 2, column + 1, column + 2)


def open_parquet(
    files: Mapping[PurePosixPath, bytes],
    file: PurePosixPath,
    named_at: Location,
    diagnostics: DiagnosticCollector,
) -> SourceTable | None:
    """Return the table in a Parquet file, or None if it has none; report what is wrong (EGY502, EGY503, EGY546).

    Args:
        files: All files of the programme's folder.
        file: The file.
        named_at: The location that names the file.
        diagnostics: Receives the faults.
    """
    related = ((named_at, "the file is named here"),)
    with open_file(files, file) as stream:
        data = stream.read()
    try:
        frame = parquet_texts(data)
    except UnreadableParquetError as error:
        message = f"this is not a Parquet file with a column per question: {error}"
        advice = "save the table as Parquet again, or as a CSV file"
        diagnostics.report("EGY503", Span(file), message, hint=advice, related=related)
        return None
    if frame.height == 0 or frame.width == 0:
        message = f"the file has no {'columns' if frame.width == 0 else 'rows'}"
        advice = "the file needs a column with the unit and at least one row"
        diagnostics.report("EGY502", Span(file), message, hint=advice, related=related)
        return None
    rows = pl.int_range(frame.height, dtype=pl.UInt32, eager=True)
    columns = tuple(
        TableColumn(name=texts.name, texts=texts, source=i) for i, texts in enumerate(frame.iter_columns())
    )
    table = SourceTable(file=file, columns=columns, rows=rows, positions=RowPositions(file=file))
    _report_hidden_characters(table, diagnostics)
    return table


def _report_hidden_characters(table: SourceTable, diagnostics: DiagnosticCollector) -> None:
    before = len(diagnostics)
    for column in table.columns:
        if found := HIDDEN.search(column.name) or INVISIBLE.search(column.name):
            diagnostics.append(hidden_character(table.header_span(column), found.group()))
        texts = column.texts if isinstance(column.texts.dtype, pl.String) else column.texts.cast(pl.String)
        suspect = texts.str.contains(UNSEEN_PATTERN).arg_true()
        for row in suspect.to_list():
            text = str(texts[row])
            found = HIDDEN.search(text.replace("\r\n", "\n")) or INVISIBLE.search(text)
            if found is not None:
                diagnostics.append(hidden_character(table.cell_span(row, column), found.group()))
    diagnostics.cap(before)


def parquet_texts(data: bytes) -> pl.DataFrame:
    """Return the columns of a Parquet file as text; empty cells are null.

    Raises:
        UnreadableParquetError: The file cannot be read as Parquet.
    """
    try:
        with _native_messages_hidden():
            frame = pl.read_parquet(BytesIO(data), use_statistics=False)
            return pl.DataFrame([without_empty(as_texts(column)) for column in frame.iter_columns()])
    except (pl.exceptions.PolarsError, OSError) as error:
        raise UnreadableParquetError(str(error)) from error
    except (
        pl.exceptions.PanicException
    ) as error:  # Polars trusts what the pages of the file say of themselves
        raise UnreadableParquetError("the file is damaged") from error


@contextmanager
def _native_messages_hidden() -> Iterator[None]:
    """Keep messages of native code from stderr, where a panic of Polars would print its own traceback."""
    with tempfile.TemporaryFile() as sink:
        try:
            stderr = os.dup(2)
        except OSError:  # stderr is closed
            yield
            return
        try:
            os.dup2(sink.fileno(), 2)
            yield
        finally:
            os.dup2(stderr, 2)
            os.close(stderr)
