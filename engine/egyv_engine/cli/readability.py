"""egyv-engine readability: measures the sentences of a programme's report."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from egyv_engine.cli.programme import example_option, open_programme, programme_argument
from egyv_engine.model.frozen import asdict, to_builtins

if TYPE_CHECKING:
    from egyv_engine.narrative.claim_checks import ClaimMeasures
    from egyv_engine.narrative.readability import Readability


@click.command(
    epilog="""\b
Examples:
  egyv-engine readability
  egyv-engine readability my-programme --quiet
  egyv-engine readability --example egyv --format json

\b
Exit codes:
  0  no refused word, no sentence that is too long, every finding is mentioned, and no claim lacks anything
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

    It counts sentences and their lengths, repeats and refused words, lists findings that the report does not mention, and
    says which claims lack a base, a caveat or the net change.
    PROGRAMME is the programme's folder; without it, the current folder.
    """
    from egyv_engine.cli.show import show_faults
    from egyv_engine.diagnostics.diagnostic import has_errors
    from egyv_engine.narrative.caveat_marks import CaveatMarks
    from egyv_engine.narrative.claim_checks import measure_claims
    from egyv_engine.narrative.readability import measure
    from egyv_engine.pipeline.run import run

    files = open_programme(programme, example)
    made = run(files)
    if has_errors(made.diagnostics) or made.findings is None:
        show_faults(made.diagnostics, files, as_json=form == "json")
        raise SystemExit(1)
    inputs = made.block_inputs
    if made.report is None or inputs is None:
        raise click.UsageError("this programme declares no report: it has no reports/report.yaml")
    findings = (f.finding for f in made.findings.findings)
    measured = measure(made.report, findings, inputs.context.wording.forbidden_words)
    claims = measure_claims(made.report, CaveatMarks(inputs.context, inputs.book))
    if form == "json" and not quiet:
        both = {**asdict(measured), "claim_checks": to_builtins(claims)}
        click.echo(json.dumps(both, ensure_ascii=False, indent=2))
    elif not quiet:
        click.echo("\n".join([*_lines(measured), "", *_claim_lines(claims)]))
    if measured.refused or measured.too_long or measured.unmentioned or claims.faults:
        raise SystemExit(1)


def _claim_lines(claims: "ClaimMeasures") -> list[str]:
    titles = {
        "no_base": "claims without a base",
        "net_differs_unsaid": "claims whose counts and net change differ, unsaid",
        "caveat_not_carried": "claims with a caveat that is not carried",
        "tally_of_unscored": "tallies over measures that are not scored",
    }
    lines = [
        f"points of evidence shown: {claims.points_shown} of {claims.points}",
        f"words: {claims.body_words} in the body, {claims.annex_words} in annexes",
    ]
    for kind, title in titles.items():
        faults = [fault for fault in claims.faults if fault.kind == kind]
        lines.append(f"{title}: {len({(f.chapter, f.sentence) for f in faults})}")
        lines += [f"        {f.chapter}: {f.sentence}\n          lacking {f.lacking}" for f in faults]
    return lines


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
