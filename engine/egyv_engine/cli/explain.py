"""egyv-engine explain: the page of a code."""

import click


@click.command(
    epilog="""\b
Examples:
  egyv-engine explain
  egyv-engine explain EGY302
"""
)
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say what a code means, with an example and how to mend it. Without CODE: list them all."""
    from egyv_engine.diagnostics.catalogue import CATALOGUE, page
    from egyv_engine.diagnostics.suggest import did_you_mean

    if code is None:
        for name, entry in sorted(CATALOGUE.items()):
            kind = " (warning)" if entry.severity == "warning" else ""
            click.echo(f"{name}  {entry.meaning}{kind}")
        return
    if code.upper() not in CATALOGUE:
        near = did_you_mean(code.upper(), CATALOGUE)
        more = f"did you mean {near}? " if near else ""
        raise click.UsageError(f"there is no code {code}; {more}egyv-engine explain lists them")
    click.echo(page(code.upper()), nl=False)
