"""Lets every command work with streams that are closed, full, or of an encoding with few characters."""

import errno
import os
import sys
from contextlib import suppress
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import Any, TextIO

import click

_STDOUT = "stdout"
_GONE = {errno.EPIPE, errno.EINVAL} if sys.platform == "win32" else {errno.EPIPE}


class Commands(click.Group):
    """A group of commands that ends with a sentence and exit code 2 where the system refuses to read or write."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command; see `click.Group.main`."""
        _open_closed_streams()
        sys.stdout = _kept_open(sys.stdout, is_needed=True)
        sys.stderr = _kept_open(sys.stderr, is_needed=False)
        try:
            return super().main(*args, **kwargs)
        except OSError as fault:
            _discard_rest_of(sys.stdout)
            verb = "write to" if fault.filename == _STDOUT else "read or write"
            what = f"cannot {verb} {fault.filename}" if fault.filename else "cannot go on"
            click.echo(f"Error: {what}: {fault.strerror or fault}", err=True)
            raise SystemExit(2) from fault


class _Stream(FileIO):
    """A stream of the process: where its reader has left, as in `egyv-engine check | head`, the rest is discarded.

    So a command does all of its work and ends with the exit code of that work, whoever reads what it prints. Other
    faults, such as a full disk, are errors on stdout, and discard the rest on stderr, which no result is written to.
    """

    def __init__(self, descriptor: int, *, is_needed: bool) -> None:
        super().__init__(descriptor, "w", closefd=False)
        self._is_needed = is_needed

    def write(self, data: Any, /) -> int:
        """Write bytes, or discard them; see `io.FileIO.write`."""
        try:
            return super().write(data)
        except OSError as fault:
            if self._is_needed and fault.errno not in _GONE:
                raise OSError(fault.errno, fault.strerror, _STDOUT) from fault
            _point_at_null_device(self.fileno())
            return len(memoryview(data).cast("B"))


def _kept_open(stream: TextIO, *, is_needed: bool) -> TextIO:
    """Return the stream with escapes for characters that its encoding lacks; the process's own is a `_Stream`."""
    if not isinstance(stream, TextIOWrapper):
        return stream
    stream.reconfigure(errors="backslashreplace")
    raw = getattr(stream.buffer, "raw", stream.buffer)
    if stream not in {sys.__stdout__, sys.__stderr__} or not isinstance(raw, FileIO):
        return stream
    return TextIOWrapper(
        BufferedWriter(_Stream(raw.fileno(), is_needed=is_needed)),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


def _open_closed_streams() -> None:
    """Replace closed streams by the null device, so that no file that is opened later takes their place."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, os.O_RDWR)
            if descriptor != number:
                os.dup2(descriptor, number)
                os.close(descriptor)
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def _discard_rest_of(stream: TextIO) -> None:
    """Write what a stream still holds to the null device; Python would try to write it once more when it ends."""
    with suppress(OSError, ValueError):
        _point_at_null_device(stream.fileno())


def _point_at_null_device(descriptor: int) -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, descriptor)
    os.close(null)
