"""Puts a query to a database by SQLAlchemy: to PostgreSQL, or to another database whose driver is installed."""

from typing import Any

from egyv_engine.data.sources.query_faults import RefusedQueryError, UnreachableDatabaseError, reason_without

_SECONDS = 20  # for connecting
_REASONS = {  # by the words of PostgreSQL, which gives no code before there is a connection
    "password authentication failed": "it refuses the password",
    "Connection refused": "no server answers at its host and port",
    "timeout expired": "no server answers in time",
    "does not exist": "the server has no database or user with this name",
}


def rows_from_database(query: str, address: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the names of the columns and the rows of a query, which is put in a transaction that cannot write.

    Args:
        query: One SELECT.
        address: The address of the database, as SQLAlchemy writes it.

    Raises:
        UnreachableDatabaseError: There is no connection.
        RefusedQueryError: The query fails.
    """
    import sqlalchemy

    engine = _engine(address)
    secrets = (engine.url.password, engine.url.host, engine.url.username)
    try:
        connection = engine.connect()
    except (sqlalchemy.exc.SQLAlchemyError, OSError) as error:
        raise UnreachableDatabaseError(_why_unreachable(error)) from None
    try:
        with connection:
            options = {"postgresql_readonly": True} if engine.dialect.name == "postgresql" else {}
            connection.execution_options(no_parameters=True, **options)
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql("SET LOCAL TIME ZONE 'UTC'")
            elif engine.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA query_only = on")
            result = connection.exec_driver_sql(query)
            if not result.returns_rows:
                raise RefusedQueryError("it is not one SELECT")
            return list(result.keys()), [tuple(row) for row in result]  # closing takes changes back
    except sqlalchemy.exc.SQLAlchemyError as error:
        cause = getattr(error, "orig", None) or error
        raise RefusedQueryError(reason_without(secrets, cause)) from None
    finally:
        engine.dispose()


def _engine(address: str) -> Any:
    """Return a SQLAlchemy engine for an address.

    Raises:
        UnreachableDatabaseError: The address cannot be read, or needs a driver that is not installed.
    """
    import sqlalchemy

    try:
        url = sqlalchemy.make_url(address)
        arguments: dict[str, Any] = {}
        if url.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
            url = url.set(drivername="postgresql+psycopg")
            # A prepared statement is one statement, so that nothing can follow the query.
            arguments = {"connect_timeout": _SECONDS, "prepare_threshold": 0}
        return sqlalchemy.create_engine(url, connect_args=arguments)
    except sqlalchemy.exc.NoSuchModuleError:
        raise UnreachableDatabaseError("SQLAlchemy does not know the kind of database") from None
    except ModuleNotFoundError as error:
        raise UnreachableDatabaseError(f"its driver {error.name} is not installed") from None
    except (sqlalchemy.exc.ArgumentError, ValueError):
        raise UnreachableDatabaseError(
            "it is not an address, such as postgresql://user:password@host/name"
        ) from None


def _why_unreachable(error: Exception) -> str:
    return next(
        (reason for words, reason in _REASONS.items() if words in str(error)), "there is no connection"
    )
