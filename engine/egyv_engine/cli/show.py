"""Shows diagnostics on a stream, coloured only on a terminal that wants it."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

import click

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.render import render_text


def wants_colour(*, err: bool) -> bool:
    """Whether stdout or stderr is a terminal and NO_COLOR is not set (no-color.org)."""
    stream = sys.stderr if err else sys.stdout
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def show(diagnostics: Sequence[Diagnostic], files: Mapping[PurePosixPath, bytes], *, err: bool) -> None:
    """Prints the diagnostics with the lines they are on; nothing where there are none."""
    if diagnostics:
        colour = wants_colour(err=err)
        click.echo(render_text(diagnostics, files, colour=colour), nl=False, err=err, color=colour)
