"""Runs the checks on edits of the library programme and returns what is reported, one line per diagnostic."""

from collections.abc import Mapping

from egyv_engine.pipeline.run import Outputs, Until, run
from tests.library import Edit, library_files


def checked(edits: Mapping[str, Edit | list[Edit]], *, rules_only: bool = True) -> Outputs:
    """Return the result of checking the edited programme."""
    return run(library_files(edits), until=Until.RULES if rules_only else Until.DATA)


def reported(edits: Mapping[str, Edit | list[Edit]], *, rules_only: bool = True) -> list[str]:
    """Each diagnostic of the edited programme as `file:line:column code message`."""
    return [
        f"{d.span.file}:{d.span.line}:{d.span.column} {d.code} {d.message}"
        for d in checked(edits, rules_only=rules_only).diagnostics
    ]
