"""Reads a Parquet file into a table of texts; a damaged file is an error like any other."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import polars as pl


class UnreadableParquetError(Exception):
    """The bytes are not a Parquet file, or are a damaged one. The message says which."""


def parquet_texts(data: bytes) -> pl.DataFrame:
    """Return the columns of a Parquet file as text; empty cells are empty texts.

    Raises:
        UnreadableParquetError: The file cannot be read as Parquet.
    """
    try:
        with _native_messages_hidden():
            return pl.read_parquet(data).cast(pl.String).fill_null("")
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
