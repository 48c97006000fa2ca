"""Prints diagnostics to a stream, with colours only if it is a terminal that accepts them."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

import click

from egyv_engine.diagnostics.accepted import AcceptedDiagnostic
from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.render import render_accepted_text, render_json, render_text, summary
from egyv_engine.link.shown_files import shown_files


def wants_colour(*, err: bool) -> bool:
    """Return whether stdout (or stderr) is a terminal and NO_COLOR is not set (no-color.org)."""
    stream = sys.stderr if err else sys.stdout
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def show(diagnostics: Sequence[Diagnostic], files: Mapping[PurePosixPath, bytes], *, err: bool) -> None:
    """Print diagnostics with the lines that they are on; print nothing if there are none.

    Args:
        diagnostics: The diagnostics, in any order.
        files: The files that they refer to, by path within the programme's folder.
        err: Whether to print to stderr; else to stdout.
    """
    if diagnostics:
        colour = wants_colour(err=err)
        click.echo(
            render_text(diagnostics, shown_files(diagnostics, files), colour=colour),
            nl=False,
            err=err,
            color=colour,
        )


def show_faults(
    diagnostics: Sequence[Diagnostic], files: Mapping[PurePosixPath, bytes], *, as_json: bool
) -> None:
    """Print the diagnostics of a command that has another result than these.

    Args:
        diagnostics: The diagnostics, in any order.
        files: The files that they refer to, by path within the programme's folder.
        as_json: Whether to print them as `check --format json` does, to stdout, because there is no other result;
            else they are text on stderr, and nothing is printed where there are none.
    """
    if as_json:
        click.echo(render_json(diagnostics), nl=False)
    elif diagnostics:
        show(diagnostics, files, err=True)
        click.echo(summary(diagnostics), err=True)


def show_accepted(accepted: Sequence[AcceptedDiagnostic], files: Mapping[PurePosixPath, bytes]) -> None:
    """Print accepted warnings to stdout, with their reasons; print nothing if there are none.

    Args:
        accepted: The warnings that the programme accepts.
        files: The files that they refer to, by path within the programme's folder.
    """
    if accepted:
        colour = wants_colour(err=False)
        files = shown_files([one.diagnostic for one in accepted], files)
        click.echo(render_accepted_text(accepted, files, colour=colour), nl=False, color=colour)
