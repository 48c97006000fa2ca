"""egyv-engine readability: measures the sentences of a programme's report."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from egyv_engine.cli.programme import example_option, open_programme, programme_argument

if TYPE_CHECKING:
    from egyv_engine.narrative.readability import Readability


@click.command(
    epilog="""\b
Examples:
  egyv-engine readability
  egyv-engine readability my-programme --quiet
  egyv-engine readability --example egyv --format json

\b
Exit codes:
  0  no refused word, no sentence that is too long, and every finding is mentioned
  1  one of these, or errors in the programme
  2  wrong use
"""
)
@programme_argument
@example_option
@click.option("--quiet", is_flag=True, help="Print nothing but errors; see the exit codes.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="The format of the measurements.",
)
def readability(programme: Path | None, example: str | None, quiet: bool, form: str) -> None:
    """Measure the sentences of the report.

    It counts sentences and their lengths, repeats and refused words, and lists findings that the report does not mention.
    PROGRAMME is the programme's folder; without it, the current folder.
    """
    from egyv_engine.cli.show import show
    from egyv_engine.interface.functions import evaluate
    from egyv_engine.interface.programme_error import ProgrammeError
    from egyv_engine.narrative.readability import measure
    from egyv_engine.narrative.wording import wording_of

    files = open_programme(programme, example)
    try:
        result = evaluate(files)
    except ProgrammeError as fault:
        show(fault.diagnostics, files, err=True)
        raise SystemExit(1) from fault
    wording = wording_of(result.programme)
    if result.report is None or wording is None:
        raise click.UsageError("this programme declares no report: it has no reports/report.yaml")
    measured = measure(result.report, (f.finding for f in result.values.findings), wording.forbidden_words)
    if form == "json" and not quiet:
        click.echo(json.dumps(asdict(measured), ensure_ascii=False, indent=2))
    elif not quiet:
        click.echo("\n".join(_lines(measured)))
    if measured.refused or measured.too_long or measured.unmentioned:
        raise SystemExit(1)


def _lines(found: "Readability") -> list[str]:
    from egyv_engine.narrative.readability import LONG

    lines = [
        f"{found.sentences} sentences with {found.mean:.1f} words on average; the longest has {found.longest}",
        f"{found.quotations} quoted points of evidence, not counted as sentences",
        f"findings: {found.in_chapters} in chapters, {found.in_annexes} in annexes, {len(found.unmentioned)} in neither",
        f"sentences over {LONG} words: {len(found.too_long)}; repeated: {len(found.repeated)}",
        f"refused words: {len(found.refused)}",
    ]
    lines += ["", "claims by chapter", *(f"{n:>6}  {title}" for title, n in found.claims)]
    lines += ["", "claims by kind", *(f"{n:>6}  {kind}" for kind, n in found.kinds)]
    lines += ["", "commonest openings", *(f"{n:>6}  {opening} ..." for opening, n in found.openings)]
    for title, sentences in (
        ("repeated", [f"{n:>6}  {s}" for s, n in found.repeated]),
        ("too long", [f"        {s}" for s in found.too_long]),
        ("with refused words", [f"        {word}: {s}" for word, s in found.refused]),
        ("in neither", [f"        {f}" for f in found.unmentioned]),
    ):
        if sentences:
            lines += ["", title, *sentences]
    return lines
