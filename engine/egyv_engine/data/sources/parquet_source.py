"""Opens a Parquet file as a table of columns; a damaged file is an error like any other."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePosixPath

import polars as pl

from egyv_engine.data.source_table import (
    NamedPositions,
    SourceTable,
    TableColumn,
    counted_rows,
    without_empty,
)
from egyv_engine.data.sources.native_code import DamagedFileError, damage_as_error
from egyv_engine.data.sources.typed_texts import as_texts, is_single_value
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import Location, Span
from egyv_engine.files.folder import open_file


def open_parquet(
    files: Mapping[PurePosixPath, bytes],
    file: PurePosixPath,
    named_at: Location,
    diagnostics: DiagnosticCollector,
) -> SourceTable | None:
    """Return the table in a Parquet file, or None if it has none; report what is wrong (EGY502, EGY503).

    Args:
        files: All files of the programme's folder.
        file: The file.
        named_at: The location that names the file.
        diagnostics: Receives the faults.
    """
    related = ((named_at, "the file is named here"),)
    try:
        with open_file(files, file) as stream:
            columns = parquet_columns(stream.read())
    except DamagedFileError as error:
        reason = str(error) or "the file is damaged"
        message = f"this is not a Parquet file with a column per question: {reason}"
        advice = "save the table as Parquet again, or as a CSV file"
        diagnostics.report("EGY503", Span(file), message, hint=advice, related=related)
        return None
    if not columns or not len(columns[0].texts):
        message = f"the file has no {'rows' if columns else 'columns'}"
        advice = "the file needs a column with the unit and at least one row"
        diagnostics.report("EGY502", Span(file), message, hint=advice, related=related)
        return None
    return SourceTable(
        file=file,
        columns=columns,
        rows=counted_rows(len(columns[0].texts)),
        positions=NamedPositions(file=file, names=[column.name for column in columns]),
    )


def parquet_columns(data: bytes) -> tuple[TableColumn, ...]:
    """Return the columns of a Parquet file as text; empty cells are null.

    Raises:
        DamagedFileError: The file cannot be read as Parquet.
    """
    with damage_as_error(pl.exceptions.PolarsError):
        frame = pl.read_parquet(BytesIO(data), use_statistics=False)
        for name, kind in frame.schema.items():
            if not is_single_value(kind):
                raise DamagedFileError(f"the cells of column '{name}' are lists or bytes")
        cells = frame.get_columns()
        del frame  # so that each column is freed as soon as it is shaped
        columns = []
        for i in range(len(cells)):
            typed, cells[i] = cells[i], pl.Series()
            columns.append(TableColumn(name=typed.name, texts=without_empty(as_texts(typed)), source=i))
        return tuple(columns)
