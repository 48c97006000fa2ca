"""Runs code of libraries in other languages on files that may be damaged, so that every fault is an ordinary error."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


class DamagedFileError(Exception):
    """A library could not read a file. The message is the library's reason, in one line."""


@contextmanager
def damage_as_error(*faults: type[Exception]) -> Iterator[None]:
    """Raise DamagedFileError for every fault of a library, and keep its own messages from stderr.

    Args:
        faults: The errors that the library raises; a panic of Rust code and errors of the system are added.

    Raises:
        DamagedFileError: The library could not read the file.
    """
    try:
        with _native_messages_hidden():
            yield
    except BaseException as error:
        if isinstance(error, (*faults, OSError, MemoryError, OverflowError, UnicodeError)):
            raise DamagedFileError(_first_line(error)) from error
        if type(error).__name__ == "PanicException":  # each library in Rust has its own class of this name
            raise DamagedFileError("") from None
        raise


def _first_line(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0].removeprefix("calamine error: ").rstrip(".:") if lines else ""


@contextmanager
def _native_messages_hidden() -> Iterator[None]:
    """Keep messages of native code from stderr, where a panic would print its own traceback."""
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
