"""The command `egyv-engine explain`: explains a code, a finding, a unit's score or a selection."""

import re
import shutil
import sys
from pathlib import Path

import click

from egyv_engine.cli.programme import example_option, open_programme

WIDTH = 100  # where the output is not a terminal
_CODE = re.compile(r"EGY\d\w*", re.IGNORECASE)


@click.command(
    epilog="""\b
Examples:
  egyv-engine explain EGY302
  egyv-engine explain access.open_late@pilot
  egyv-engine explain access.open_late birch
  egyv-engine explain access.open_late --from before --to after --format json
  egyv-engine explain visits --programme my-programme
  egyv-engine explain leadership 2012-03 --example egyv

\b
NAME is one of these:
  a code of a message       its page; without NAME, all codes are listed
  a finding                 its id in findings.csv, also without principle or cohort;
                            or the path of a figure in report.json
  a principle, and UNIT     the unit's score
  a selection               the ranking and the choices

\b
Exit codes:
  0  it is explained
  1  errors in the programme, which are shown
  2  wrong use, or a name that stands for nothing
"""
)
@click.argument("name", required=False)
@click.argument("unit", required=False)
@click.option(
    "--programme",
    "programme",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The programme's folder; the current folder if left out.",
)
@example_option
@click.option("--from", "from_wave", metavar="WAVE", help="The earlier wave, where several are compared.")
@click.option("--to", "to_wave", metavar="WAVE", help="The later wave, where several are compared.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="Text to read, Markdown, or JSON with every unit (explanation.schema.json describes it).",
)
def explain(
    name: str | None,
    unit: str | None,
    programme: Path | None,
    example: str | None,
    from_wave: str | None,
    to_wave: str | None,
    form: str,
) -> None:
    """Explain where a number comes from, or what the code of a message means.

    Of a finding it shows the rule in words, why the verdict follows, the units behind each count, and the sentences that
    use it; with UNIT, what each clause gave for the unit, and the cells of the survey that decided it.
    """
    if name is None or _CODE.fullmatch(name):
        _refuse_options_of_results((from_wave, to_wave), form)
    if name is None:
        _list_codes()
    elif _CODE.fullmatch(name):
        if unit is not None:
            raise click.UsageError(f"{name} is a code, and a code has no unit")
        _show_page(name)
    else:
        _explain_result(name, unit, (programme, example), (from_wave, to_wave), form)


def _refuse_options_of_results(waves: tuple[str | None, str | None], form: str) -> None:
    """Raise an error if an option is given that only the explanation of a result can follow."""
    options = zip(("--from", "--to", "--format"), (*waves, form if form != "text" else None), strict=True)
    named = [option for option, value in options if value is not None]
    if named:
        raise click.UsageError(
            f"{named[0]} is for findings, scores and selections; the codes are shown as text"
        )


def _list_codes() -> None:
    from egyv_engine.diagnostics.catalogue import CATALOGUE

    for name, entry in sorted(CATALOGUE.items()):
        label = " (warning)" if entry.severity == "warning" else ""
        click.echo(f"{name}  {entry.meaning}{label}")


def _show_page(code: str) -> None:
    from egyv_engine.diagnostics.catalogue import CATALOGUE, RETIRED, page
    from egyv_engine.diagnostics.suggest import did_you_mean

    if code.upper() in RETIRED:
        raise click.UsageError(f"{code.upper()} is no longer used: {RETIRED[code.upper()]}")
    if code.upper() not in CATALOGUE:
        near = did_you_mean(code.upper(), CATALOGUE)
        suggestion = f"did you mean {near}? " if near else ""
        raise click.UsageError(f"there is no code {code}; {suggestion}egyv-engine explain lists all codes")
    click.echo(page(code.upper()), nl=False)


def _explain_result(
    name: str,
    unit: str | None,
    source: tuple[Path | None, str | None],
    waves: tuple[str | None, str | None],
    form: str,
) -> None:
    from egyv_engine.cli.progress import progress
    from egyv_engine.cli.show import show_faults, wants_colour
    from egyv_engine.explanation import NothingToExplainError
    from egyv_engine.interface.functions import evaluate
    from egyv_engine.interface.programme_error import ProgrammeError
    from egyv_engine.publish.explanation_json import explanation_json
    from egyv_engine.publish.explanation_markdown import explanation_markdown
    from egyv_engine.publish.explanation_text import explanation_text

    files = open_programme(*source)
    try:
        with progress(shown=sys.stderr.isatty()) as on_stage:
            result = evaluate(files, on_stage=on_stage)
        found = result.explain(name, unit, from_wave=waves[0], to_wave=waves[1])
    except ProgrammeError as fault:
        show_faults(fault.diagnostics, files, as_json=form == "json")
        raise SystemExit(1) from fault
    except NothingToExplainError as fault:
        raise click.UsageError(str(fault)) from fault
    if form == "json":
        click.echo(explanation_json(found).decode("utf-8"), nl=False)
    elif form == "markdown":
        click.echo(explanation_markdown(found), nl=False)
    else:
        colour = wants_colour(err=False)
        width = min(shutil.get_terminal_size((WIDTH, 24)).columns, 120) if sys.stdout.isatty() else WIDTH
        click.echo(explanation_text(found, width=width, colour=colour), nl=False, color=colour)
