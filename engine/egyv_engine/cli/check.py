"""egyv-engine check: reports every fault of a programme in one run."""

from pathlib import Path

import click

from egyv_engine.cli.programme import example_option, open_programme, programme_argument


@click.command(
    epilog="""\b
Examples:
  egyv-engine check
  egyv-engine check my-programme --rules
  egyv-engine check --format github --strict
"""
)
@programme_argument
@example_option
@click.option("--rules", is_flag=True, help="Stop before the survey data.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
)
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings, too.")
def check(programme: Path | None, example: str | None, rules: bool, form: str, strict: bool) -> None:
    """Report every fault in the rules and the survey data.

    PROGRAMME is the programme's folder; without it, the current folder.
    """
    from egyv_engine.cli.show import show
    from egyv_engine.diagnostics.diagnostic import has_errors
    from egyv_engine.diagnostics.render import render_github, render_json, summary
    from egyv_engine.interface.functions import check as check_programme

    files = open_programme(programme, example)
    found = check_programme(files, rules_only=rules)
    if form == "json":
        click.echo(render_json(found), nl=False)
    elif form == "github":
        click.echo(render_github(found), nl=False)
    else:
        show(found, files, err=False)
        click.echo(summary(found))
    if has_errors(found) or (strict and found):
        raise SystemExit(1)
