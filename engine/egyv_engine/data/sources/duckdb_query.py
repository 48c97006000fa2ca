"""Puts a query to DuckDB: to a database file, or to an empty database that reads files of the programme's folder."""

from contextlib import chdir
from pathlib import Path, PurePath
from typing import Any

import polars as pl

from egyv_engine.data.sources.query_faults import RefusedQueryError, UnreachableDatabaseError, reason_without

IN_MEMORY = ":memory:"
_SCHEME = "duckdb://"


def is_duckdb(address: str) -> bool:
    """Return whether an address names a database of DuckDB."""
    return address == IN_MEMORY or address.startswith(_SCHEME)


def rows_from_duckdb(query: str, address: str, root: Path) -> pl.DataFrame:
    """Return the rows of a query, which may read the database and files below a folder, and can write nothing.

    Args:
        query: One SELECT.
        address: `duckdb:///` and the path of a database, relative to the folder or absolute; or `:memory:`.
        root: The programme's folder.

    Raises:
        UnreachableDatabaseError: There is no such database.
        RefusedQueryError: The query is not one SELECT, or fails.
    """
    import duckdb

    name = address.removeprefix(_SCHEME).removeprefix("/") or IN_MEMORY
    path = root / name
    leads_out = not PurePath(name).is_absolute() and not path.resolve().is_relative_to(root.resolve())
    if leads_out:
        raise UnreachableDatabaseError("its path leads out of the programme's folder")
    if name != IN_MEMORY and not path.is_file():
        raise UnreachableDatabaseError("there is no file at its path")
    try:
        connection = (
            duckdb.connect(IN_MEMORY) if name == IN_MEMORY else duckdb.connect(str(path), read_only=True)
        )
    except duckdb.Error:
        raise UnreachableDatabaseError(
            "the file is damaged, is in use, or is no database of DuckDB"
        ) from None
    try:
        with connection, chdir(root):
            _shut_off(connection, root)
            statements = connection.extract_statements(query)
            if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
                raise RefusedQueryError("it is not one SELECT")
            return pl.DataFrame(connection.sql(query))
    except (duckdb.Error, pl.exceptions.PolarsError) as error:
        raise RefusedQueryError(reason_without((), error)) from None


def _shut_off(connection: Any, root: Path) -> None:
    """Set that a connection reads no file outside a folder, and that nothing changes this."""
    folder = str(root.resolve()).replace("'", "''")
    for setting in (
        f"allowed_directories = ['{folder}/']",
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        connection.execute(f"SET {setting}")
