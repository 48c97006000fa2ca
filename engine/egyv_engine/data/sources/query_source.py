"""Opens the result of a query as a table of columns; the address of the database is in a variable of the environment.

The address holds a password: no message shows a part of it, and no message of a driver about the connection is shown.
`rows_sha256` makes the hash of the rows that a receipt holds instead of that of a file.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import polars as pl

from egyv_engine.data.source_table import HeldCells, NamedPositions, SourceTable, TableColumn, counted_rows
from egyv_engine.data.sources.duckdb_query import is_duckdb, rows_from_duckdb
from egyv_engine.data.sources.extras import has_library
from egyv_engine.data.sources.hidden_cells import report_hidden_characters
from egyv_engine.data.sources.query_faults import RefusedQueryError, UnreachableDatabaseError
from egyv_engine.data.sources.sqlalchemy_query import rows_from_database
from egyv_engine.data.sources.typed_texts import as_texts, in_utc, is_single_value, texts_of_values
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.files.folder import Folder
from egyv_engine.model.document_path import DocumentPath

VARIABLE = "env:"  # what the value of the key `database` starts with
_EXAMPLE = "postgresql://user:password@host/name"


def open_query(
    files: Mapping[PurePosixPath, bytes],
    name: str,
    named_at: DocumentPath,
    diagnostics: DiagnosticCollector,
    *,
    query: str,
    database: str,
) -> SourceTable | None:
    """Return the rows of a query, or None if there are none (EGY502, EGY561, EGY565, EGY566).

    Args:
        files: All files of the programme's folder, some of which a query to DuckDB may read.
        name: The name of the query in messages, for example `query of wave live`.
        named_at: The location of the query.
        diagnostics: Receives the faults.
        query: One SELECT.
        database: `env:` and the name of the variable that holds the address of the database.
    """
    variable = database.removeprefix(VARIABLE)
    address = os.environ.get(variable, "").strip()
    if not address:
        message = f"the environment has no variable '{variable}' with the address of the database"
        diagnostics.report("EGY565", named_at, message, hint=f"export {variable}={_EXAMPLE}")
        return None
    libraries = _libraries(address)
    if not all(has_library(library, "the database", named_at, diagnostics) for library in sorted(libraries)):
        return None
    try:
        columns = _columns(files, query, address)
    except UnreachableDatabaseError as error:
        message = f"the database in the variable '{variable}' cannot be read: {error}"
        advice = f"correct the variable, for example {variable}={_EXAMPLE}"
        diagnostics.report("EGY565", named_at, message, hint=advice)
        return None
    except RefusedQueryError as error:
        message = f"the database in the variable '{variable}' does not answer the query: {error}"
        advice = "try the query in the database's own program; it has to be one SELECT that gives one value per cell"
        diagnostics.report("EGY566", named_at, message, hint=advice)
        return None
    height = len(columns[0].texts) if columns else 0
    if not height:
        message, advice = (
            "the query returned no rows",
            "correct its conditions, or fill the table that it reads",
        )
        diagnostics.report("EGY502", named_at, message, hint=advice)
        return None
    table = SourceTable(
        file=PurePosixPath(name),
        columns=tuple(columns),
        rows=counted_rows(height),
        positions=NamedPositions(file=named_at.file, query=name, names=tuple(c.name for c in columns)),
        libraries=libraries,
        is_query=True,
    )
    report_hidden_characters(table, diagnostics)
    return table


def rows_sha256(table: SourceTable) -> str:
    """Return the SHA-256 of the rows of a table; their order has no part in it, because a database may change it.

    Args:
        table: The rows of a query, as they were read.
    """
    cells = pl.DataFrame(
        [column.texts.cast(pl.String).alias(f"{i}") for i, column in enumerate(table.columns)]
    )
    # The length of each cell makes the text of a row unique.
    framed = pl.concat_str(
        pl.concat_str(pl.all().str.len_bytes().cast(pl.String), pl.lit(":"), pl.all()).fill_null("-")
    )
    rows = cells.select(framed.alias("row")).to_series().sort()
    digest = hashlib.sha256("\n".join(f"{len(name)}:{name}" for name in table.names).encode())
    for text in rows:
        digest.update(f"\n{text}".encode())
    return digest.hexdigest()


def _libraries(address: str) -> frozenset[str]:
    if is_duckdb(address):
        return frozenset({"duckdb"})
    return frozenset({"sqlalchemy", "psycopg"} if address.startswith("postgres") else {"sqlalchemy"})


def _columns(files: Mapping[PurePosixPath, bytes], query: str, address: str) -> list[TableColumn]:
    """Return the columns of a query's result.

    Raises:
        UnreachableDatabaseError: There is no connection.
        RefusedQueryError: The query fails, or a column holds lists.
    """
    if is_duckdb(address):
        with _folder(files) as root:
            frame = rows_from_duckdb(query, address, root)
        for name, kind in frame.schema.items():
            if not is_single_value(kind):
                raise RefusedQueryError(f"the cells of column '{name}' are lists or bytes")
        return [
            TableColumn(name=cells.name, cells=HeldCells(as_texts(in_utc(cells))), source=i)
            for i, cells in enumerate(frame.iter_columns())
        ]
    names, rows = rows_from_database(query, address)
    values = list(zip(*rows, strict=True)) or [() for _ in names]
    for name, cells in zip(names, values, strict=True):
        if any(isinstance(cell, list | tuple | dict | bytes | memoryview) for cell in cells):
            raise RefusedQueryError(f"the cells of column '{name}' are lists or bytes")
    return [
        TableColumn(name=str(name), cells=HeldCells(texts_of_values(cells)), source=i)
        for i, (name, cells) in enumerate(zip(names, values, strict=True))
    ]


@contextmanager
def _folder(files: Mapping[PurePosixPath, bytes]) -> Iterator[Path]:
    """Yield the programme's folder; a programme in memory is written into one that is removed afterwards."""
    if isinstance(files, Folder):
        yield files.root
        return
    with tempfile.TemporaryDirectory() as folder:
        for file, data in files.items():
            path = Path(folder, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        yield Path(folder)
