"""Summarises an evaluation as a table of verdicts by principle and comparison, for the terminal or as JSON."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from egyv_engine.interface.result import Result
from egyv_engine.model.findings import VERDICTS, Finding
from egyv_engine.model.frozen import asdict
from egyv_engine.model.left_out import LeftOut
from egyv_engine.model.reading_notes import NoteKind
from egyv_engine.publish.receipt import NAME

FORMAT_VERSION = 1
WIDTH = 100  # where the output is not a terminal
_ANY_WIDTH = 1_000
_COLUMNS = ("findings", *VERDICTS, "open")
RowKey = tuple[str, str | None, str]  # principle, from, to


def count_verdicts(findings: Iterable[Finding]) -> dict[RowKey, dict[str, int]]:
    """Return the numbers of findings by principle and comparison, in declared order.

    Args:
        findings: All findings of a programme; an indicator has one per comparison.

    Returns:
        For each row the number of findings, which is the sum of those with each verdict, and of open ones.
    """
    rows: dict[RowKey, Counter[str]] = {}
    for finding in findings:
        row = rows.setdefault((finding.principle, finding.from_wave, finding.to_wave), Counter())
        row["findings"] += 1
        row[finding.verdict] += 1
        row["open"] += finding.certainty is not None and finding.certainty.certainty == "open"
    return {name: {column: row[column] for column in _COLUMNS} for name, row in rows.items()}


def summary_object(result: Result, out: Path) -> dict[str, Any]:
    """Return the summary of an evaluation as JSON types.

    Args:
        result: A finished evaluation.
        out: The folder that its files were written to.
    """
    rows = count_verdicts(result.values.findings)
    return {
        "version": FORMAT_VERSION,
        "programme": result.programme.file.programme,
        "notice": result.programme.file.notice,
        "out": str(out),
        "principles": [
            {"principle": name, "from_wave": earlier, "to_wave": later, **row}
            for (name, earlier, later), row in rows.items()
        ],
        "total": _total(rows),
        "left_out": asdict(result.survey.left_out),
        "warnings": [
            {"file": str(d.span.file), "line": d.span.line, "code": d.code, "message": d.message}
            for d in result.diagnostics
        ],
    }


def print_summary(result: Result, out: Path) -> None:
    """Print the table of verdicts by principle, the programme's notice, and the folder of the files.

    Args:
        result: A finished evaluation.
        out: The folder that its files were written to.
    """
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console = Console(highlight=False, markup=False, emoji=False, width=WIDTH)
    rows = count_verdicts(result.values.findings)
    table = _table(rows, is_narrow=False)
    unbounded = console.options.update_width(_ANY_WIDTH)
    if console.measure(table, options=unbounded).maximum > console.width:  # most terminals have 80 characters
        table = _table(rows, is_narrow=True)
    console.print(result.programme.file.programme, style="bold")
    if result.programme.file.notice:
        console.print(result.programme.file.notice)
    # A terminal breaks a line that is too long; rich would cut the numbers.
    console.width = max(console.width, console.measure(table, options=unbounded).minimum)
    console.print(table)
    for line in [*_left_out_lines(result.survey.left_out), *_skipped_lines(result)]:
        console.print(line, soft_wrap=True)
    console.print(f"Written to {out}; {NAME} lists every file that was read and written.", soft_wrap=True)


def _table(rows: dict[RowKey, dict[str, int]], *, is_narrow: bool) -> Table:
    """Return the table of verdicts; several comparisons follow each other, each below a row that names it."""
    padding, space = (0, "\n") if is_narrow else (1, " ")
    table = Table(box=SIMPLE_HEAD, show_footer=True, pad_edge=False, padding=(0, padding))
    total = _total(rows)
    table.add_column("principle", footer="all", overflow="fold", min_width=len("principle"))
    for column in _COLUMNS:
        heading, number = column.replace("_", space), f"{total[column]:,}"
        table.add_column(heading, footer=number, justify="right", no_wrap=True)
    comparisons = dict.fromkeys((earlier, later) for _, earlier, later in rows)
    indent = "  " if len(comparisons) > 1 else ""
    for comparison in comparisons:
        if indent:
            table.add_row(" to ".join(filter(None, comparison)))
        for (name, *waves), row in rows.items():
            if tuple(waves) == comparison:
                table.add_row(indent + name, *(f"{row[column]:,}" for column in _COLUMNS))
    return table


def _left_out_lines(left_out: LeftOut) -> list[str]:
    """Return what a run has left out, for the terminal; nothing if it has left out nothing."""
    keys = (("only", left_out.only), ("others", left_out.others))
    lines = [", ".join(f"{number:,} by {key}" for key, number in keys if number)]
    found = [f"Units that are left out: {line}." for line in lines if line]
    skipped = sum(left_out.rows.values())
    return [*found, f"Rows of these units that are skipped: {skipped:,}."] if skipped else found


def _skipped_lines(result: Result) -> list[str]:
    """Return the number of answers that are ignored because of skip logic; nothing if there are none."""
    reading = result.survey.reading
    number = sum(count for about, count in reading.items() if about.kind == NoteKind.SKIPPED_ANSWERS)
    return [f"Answers to questions that were not asked, which are ignored: {number:,}."] if number else []


def _total(rows: dict[RowKey, dict[str, int]]) -> dict[str, int]:
    return {column: sum(row[column] for row in rows.values()) for column in _COLUMNS}
