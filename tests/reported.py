"""Runs the checks on edits of the library programme and returns what is reported, one line per diagnostic."""

from collections.abc import Mapping

from egyv_engine.pipeline.check import Checked, check_programme
from tests.library import Edit, library_files


def checked(edits: Mapping[str, Edit | list[Edit]], *, rules_only: bool = True) -> Checked:
    """What a check of the edited programme finds."""
    return check_programme(library_files(edits), rules_only=rules_only)


def reported(edits: Mapping[str, Edit | list[Edit]], *, rules_only: bool = True) -> list[str]:
    """Each diagnostic of the edited programme as `file:line:column code message`."""
    return [
        f"{d.span.file}:{d.span.line}:{d.span.column} {d.code} {d.message}"
        for d in checked(edits, rules_only=rules_only).diagnostics
    ]
