"""Lets every command work with streams that are closed, full, or of an encoding with few characters."""

import errno
import os
import sys
from contextlib import suppress
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import Any, TextIO

STDOUT = "stdout"  # what an error of the system names
_GONE = {errno.EPIPE, errno.EINVAL} if sys.platform == "win32" else {errno.EPIPE}


def keep_streams_open() -> None:
    """Replace stdout and stderr by streams to which a command can write whoever reads them."""
    _open_closed_streams()
    sys.stdout = _kept_open(sys.stdout, is_needed=True)
    sys.stderr = _kept_open(sys.stderr, is_needed=False)


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
                raise OSError(fault.errno, fault.strerror, STDOUT) from fault
            point_at_null_device(self.fileno())
            return len(memoryview(data).cast("B"))


def _kept_open(stream: TextIO, *, is_needed: bool) -> TextIO:
    """Return the stream with escapes for characters that its encoding lacks; the process's own is a `_Stream`."""
    if not isinstance(stream, TextIOWrapper):
        return stream
    stream.reconfigure(errors="backslashreplace")
    raw = getattr(stream.buffer, "raw", stream.buffer)
    if stream not in {sys.__stdout__, sys.__stderr__} or not isinstance(raw, FileIO):
        return stream
    # What libraries print on the descriptor of stderr can then be discarded, and what the command says is still seen.
    descriptor = raw.fileno() if is_needed else os.dup(raw.fileno())
    return TextIOWrapper(
        BufferedWriter(_Stream(descriptor, is_needed=is_needed)),
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


def discard_rest_of(stream: TextIO) -> None:
    """Write what a stream still holds to the null device; Python would try to write it once more when it ends.

    Args:
        stream: The stream.
    """
    with suppress(OSError, ValueError):
        point_at_null_device(stream.fileno())


def point_at_null_device(descriptor: int) -> None:
    """Replace the file of a descriptor by the null device, which discards everything.

    Args:
        descriptor: The number that the process has for a stream.
    """
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, descriptor)
    os.close(null)
