"""Leaves previews and tests of the survey itself out of a draft, such as those that Qualtrics exports among the answers (EGY595)."""

from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.quoted_yaml import scalar
from egyv_engine.exchange.form_tools import form_tool
from egyv_engine.exchange.found_table import FoundColumn, FoundTable, of_rows

# The words of rows without answers in the columns that Qualtrics adds; numbers where it exports codes and not words.
_WORDS = {"Status": ("survey preview", "survey test", "1", "2"), "DistributionChannel": ("preview", "test")}


def leave_out_previews(table: FoundTable, found: DiagnosticCollector) -> None:
    """Take the previews of the survey out of a table, note the conditions of the other rows, and warn of it.

    Args:
        table: The table; its rows are changed.
        found: Receives the warning.
    """
    tool = form_tool([column.name for column in table.columns])
    if tool is None or tool.name != "Qualtrics":
        return
    column = next((column for column in table.columns if _previews(column)), None)
    if column is None:
        return
    words = _previews(column)
    kept = [row for row, value in enumerate(column.values) if value not in words]
    first = next(row for row, value in enumerate(column.values) if value in words)
    number = len(column.values) - len(kept)
    rows = "1 row is a preview" if number == 1 else f"{number:,} rows are previews"
    outcome, advice = (
        (
            "which the draft leaves out",
            "if they are answers, remove 'rows' of the file from surveys/files.yaml",
        )
        if kept
        else ("and there are no others", "export the answers again once there are some")
    )
    found.report(
        "EGY595",
        column.header if column.cell_at is None else column.cell_at(first),
        f"{rows} of the survey according to '{column.name}', {outcome}",
        hint=advice,
    )
    if not kept:
        return
    conditions = [f"{{column: {scalar(column.name)}, is_not: {scalar(word)}}}" for word in words]
    previews = "a preview" if number == 1 else "previews"
    table.keep(kept, conditions, f"{of_rows(number)} {previews} of the survey")


def _previews(column: FoundColumn) -> list[str]:
    """Return the words of a column that say that a row is a preview or a test."""
    words = _WORDS.get(column.name, ())
    return [value for value in dict.fromkeys(column.values) if value.strip().casefold() in words]
