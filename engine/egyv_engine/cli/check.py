"""The command `egyv-engine check`: reports every fault of a programme in one run."""

from pathlib import Path

import click

from egyv_engine.cli.programme import example_option, open_programme, programme_argument


@click.command(
    epilog="""\b
Examples:
  egyv-engine check
  egyv-engine check my-programme --rules
  egyv-engine check --strict
  egyv-engine check --format github --strict
  egyv-engine check --quiet && egyv-engine evaluate

\b
A warning is accepted by a comment on its line or on the line above:
  # egyv: allow EGY411 the reason
or for the whole programme by accepted_warnings in programme.yaml.

\b
Exit codes:
  0  no errors; with --strict, no warnings either, except accepted ones
  1  errors, or warnings with --strict
  2  wrong use
"""
)
@programme_argument
@example_option
@click.option("--rules", is_flag=True, help="Check the rules only; do not read the data files.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Text to read, JSON for other programs, or annotations for a pull request on GitHub.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings too, and list the accepted warnings.")
@click.option("--quiet", is_flag=True, help="With text, print nothing unless the check fails.")
def check(
    programme: Path | None, example: str | None, rules: bool, form: str, strict: bool, quiet: bool
) -> None:
    """Report every fault in the rules and the survey data.

    PROGRAMME is the programme's folder; the current folder if left out.
    """
    from egyv_engine.cli.show import show, show_accepted
    from egyv_engine.diagnostics.diagnostic import has_errors
    from egyv_engine.diagnostics.render import render_github, render_json, summary
    from egyv_engine.pipeline.run import Until, run

    files = open_programme(programme, example)
    checked = run(files, until=Until.RULES if rules else Until.DATA)
    found, accepted = checked.diagnostics, checked.accepted
    fails = has_errors(found) or (strict and bool(found))
    if form == "json":
        click.echo(render_json(found, accepted), nl=False)
    elif form == "github":
        click.echo(render_github(found, accepted), nl=False)
    elif fails or not quiet:
        show(found, files, err=False)
        if strict and not quiet:
            show_accepted(accepted, files)
        click.echo(summary(found, accepted))
    if fails:
        raise SystemExit(1)
