"""The command `egyv-engine explain`: prints the explanation of a code."""

import click


@click.command(
    epilog="""\b
Examples:
  egyv-engine explain
  egyv-engine explain EGY302

\b
Exit codes: 0 the code exists, 2 wrong use or unknown code.
"""
)
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Print what CODE means and how to fix it, with an example; without CODE, list all codes."""
    from egyv_engine.diagnostics.catalogue import CATALOGUE, RETIRED, page
    from egyv_engine.diagnostics.suggest import did_you_mean

    if code is None:
        for name, entry in sorted(CATALOGUE.items()):
            label = " (warning)" if entry.severity == "warning" else ""
            click.echo(f"{name}  {entry.meaning}{label}")
        return
    if code.upper() in RETIRED:
        raise click.UsageError(f"{code.upper()} is no longer used: {RETIRED[code.upper()]}")
    if code.upper() not in CATALOGUE:
        near = did_you_mean(code.upper(), CATALOGUE)
        suggestion = f"did you mean {near}? " if near else ""
        raise click.UsageError(f"there is no code {code}; {suggestion}egyv-engine explain lists all codes")
    click.echo(page(code.upper()), nl=False)
