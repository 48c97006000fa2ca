"""egyv-engine prose: measures the words of a programme's report."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from egyv_engine.cli.programme import example_option, open_programme, programme_argument
from egyv_engine.diagnostics.diagnostic import has_errors


@click.command(
    epilog="""\b
Examples:
  egyv-engine prose
  egyv-engine prose my-programme --format json
"""
)
@programme_argument
@example_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def prose(programme: Path | None, example: str | None, form: str) -> None:
    """Measure the report: sentences, lengths, repeats, refused words, and findings never mentioned.

    PROGRAMME is the programme's folder; the current one if left out. Exit code 1 where a word is refused, a sentence is
    too long or a finding is mentioned nowhere.
    """
    from egyv_engine.cli.show import show
    from egyv_engine.narrative.readability import Readability, measure
    from egyv_engine.pipeline.run import evaluate_files

    files = open_programme(programme, example)
    outputs = evaluate_files(files)
    if has_errors(list(outputs.diagnostics)):
        show(outputs.diagnostics, files, err=True)
        raise SystemExit(1)
    if outputs.report is None or outputs.findings is None or outputs.programme is None:
        raise click.UsageError(
            "this programme declares no report: it has no reports/report.yaml and wording.yaml"
        )
    wording = outputs.programme.wording
    found: Readability = measure(
        outputs.report,
        (f.finding for f in outputs.findings.findings),
        wording.forbidden_words if wording else (),
    )
    if form == "json":
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(found)))
    if found.refused or found.too_long or found.unmentioned:
        raise SystemExit(1)


def _lines(found: "object") -> list[str]:
    from egyv_engine.narrative.readability import LONG, Readability

    assert isinstance(found, Readability)
    lines = [
        f"{found.sentences} sentences, {found.mean:.1f} words on average, the longest {found.longest}",
        f"{found.quotations} points of evidence beside them",
        f"findings: {found.in_chapters} in chapters, {found.in_annexes} in annexes, {len(found.unmentioned)} nowhere",
        f"over {LONG} words: {len(found.too_long)}; repeated: {len(found.repeated)}; refused: {len(found.refused)}",
    ]
    lines += ["", "claims by chapter", *(f"{n:>6}  {title}" for title, n in found.claims)]
    lines += ["", "claims by kind", *(f"{n:>6}  {kind}" for kind, n in found.kinds)]
    lines += ["", "commonest openings", *(f"{n:>6}  {opening} ..." for opening, n in found.openings)]
    for title, sentences in (
        ("repeated", [f"{n:>6}  {s}" for s, n in found.repeated]),
        ("too long", [f"        {s}" for s in found.too_long]),
        ("refused", [f"        {word}: {s}" for word, s in found.refused]),
        ("mentioned nowhere", [f"        {f}" for f in found.unmentioned]),
    ):
        if sentences:
            lines += ["", title, *sentences]
    return lines
