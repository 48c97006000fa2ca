"""egyv-engine upgrade: rewrites a programme of an older edition of the rule language."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from egyv_engine.cli.programme import open_programme, programme_argument

if TYPE_CHECKING:
    from egyv_engine.upgrade.upgrade import Upgraded

FORMAT_VERSION = 1


@click.command(
    epilog="""\b
Examples:
  egyv-engine upgrade --check
  egyv-engine upgrade my-programme
  egyv-engine upgrade my-programme --format json

Commit the folder first: `git diff` then shows what was rewritten.
"""
)
@programme_argument
@click.option(
    "--check", "is_check", is_flag=True, help="Write nothing; exit with 1 if something would change."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
def upgrade(programme: Path | None, is_check: bool, form: str, quiet: bool) -> None:
    """Rewrite the keys of an older programme to the current edition of the rule language.

    PROGRAMME is the programme's folder; the current one if left out. Comments, layout and everything else stay as they
    are. Either every file is rewritten or none.
    """
    from egyv_engine.cli.show import show
    from egyv_engine.diagnostics.render import summary
    from egyv_engine.files.replacing import replace_files
    from egyv_engine.rules.rule_paths import PROGRAMME
    from egyv_engine.upgrade.upgrade import upgrade_files

    files = open_programme(programme, None)
    try:
        made = upgrade_files(files)
        if made.files and not is_check:
            replace_files(files.root, made.files, last=PROGRAMME)
    except OSError as fault:
        raise click.UsageError(f"cannot rewrite {fault.filename}: {fault.strerror}") from fault
    is_written = bool(made.files) and not is_check
    if form == "json" and (made.faults or not quiet):
        click.echo(json.dumps(_as_object(made, is_written=is_written), ensure_ascii=False, indent=2))
    elif made.faults:
        show(made.faults, files, err=True)
        click.echo(f"nothing was rewritten: {summary(made.faults)}", err=True)
    elif not quiet:
        click.echo("\n".join(_lines(made, is_written=is_written)))
    if made.faults or (is_check and made.files):
        raise SystemExit(1)


def _lines(made: "Upgraded", *, is_written: bool) -> list[str]:
    from egyv_engine.rules.edition import EDITION

    if not made.files:
        return [f"this programme is written in edition {EDITION} of the rule language; nothing to do"]
    places, files = len(made.changes), len(made.files)
    were = ("was" if places == 1 else "were") if is_written else "would be"
    lines = [
        f"{c.span.file}:{c.span.line}:{c.span.column}: "
        + (f"{c.old} -> {c.new}" if c.old and c.new else f"{c.old} removed" if c.old else f"{c.new} added")
        for c in made.changes
    ]
    return [
        *lines,
        f"{places:,} place{'s' * (places != 1)} in {files:,} file{'s' * (files != 1)} {were} rewritten for edition {EDITION}",
    ]


def _as_object(made: "Upgraded", *, is_written: bool) -> dict[str, Any]:
    from egyv_engine.diagnostics.render import render_json
    from egyv_engine.rules.edition import EDITION

    return {
        "version": FORMAT_VERSION,
        "from_edition": made.edition,
        "to_edition": EDITION,
        "is_written": is_written,
        "files": sorted(str(file) for file in made.files),
        "changes": [
            {
                "file": str(c.span.file),
                "line": c.span.line,
                "column": c.span.column,
                "old": c.old or None,
                "new": c.new or None,
            }
            for c in made.changes
        ],
        "diagnostics": json.loads(render_json(made.faults))["diagnostics"],
    }
