"""Lets every command work with streams that are closed, full, or of an encoding with few characters."""

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import Any, TextIO

import click


class Commands(click.Group):
    """A group of commands that ends with a sentence and exit code 2 where the system refuses to read or write."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command; see `click.Group.main`."""
        _open_closed_streams()
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().main(*args, **kwargs)
        except OSError as fault:
            _discard_rest_of(sys.stdout)
            what = f"cannot read or write {fault.filename}" if fault.filename else "cannot go on"
            try:
                click.echo(f"Error: {what}: {fault.strerror or fault}", err=True)
            except OSError:
                _discard_rest_of(sys.stderr)
            raise SystemExit(2) from fault


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
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, stream.fileno())
        os.close(descriptor)
