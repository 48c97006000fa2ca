"""egyv-engine upgrade: rewrites a programme of an older edition of the rule language."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from egyv_engine.cli.programme import open_programme, programme_argument

if TYPE_CHECKING:
    from egyv_engine.pipeline.upgrade_of_programme import UpgradedProgramme

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
    are. A kind of claim that the report needs and reports/wording.yaml lacks gets the phrase that comes with the engine.
    Either every file is rewritten or none.
    """
    from egyv_engine.cli.show import show
    from egyv_engine.diagnostics.render import summary
    from egyv_engine.pipeline.upgrade_of_programme import upgrade_programme
    from egyv_engine.rules.load import PROGRAMME
    from egyv_engine.upgrade.write import replace_files

    files = open_programme(programme, None)
    try:
        made = upgrade_programme(files)
        if made.files and not is_check:
            replace_files(files.root, made.files, last=PROGRAMME)
    except OSError as fault:
        raise click.UsageError(f"cannot rewrite {fault.filename}: {fault.strerror}") from fault
    is_written = bool(made.files) and not is_check
    if form == "json" and (made.names.faults or not quiet):
        click.echo(json.dumps(_as_object(made, is_written=is_written), ensure_ascii=False, indent=2))
    elif made.names.faults:
        show(made.names.faults, files, err=True)
        click.echo(f"nothing was rewritten: {summary(made.names.faults)}", err=True)
    elif not quiet:
        click.echo("\n".join(_lines(made, is_written=is_written)))
    if made.names.faults or (is_check and made.files):
        raise SystemExit(1)


def _lines(made: "UpgradedProgramme", *, is_written: bool) -> list[str]:
    from egyv_engine.rules.edition import EDITION

    names, tense = made.names, "were" if is_written else "would be"
    unfit = [
        f"the phrase for '{kind}' that comes with the engine does not fit this programme, so it was not added"
        for kind in made.unfit
    ]
    if not made.files:
        return [f"this programme is written in edition {EDITION} of the rule language; nothing to do", *unfit]
    lines = [
        f"{c.span.file}:{c.span.line}:{c.span.column}: "
        + (f"{c.old} -> {c.new}" if c.old and c.new else f"{c.old} removed" if c.old else f"{c.new} added")
        for c in names.changes
    ]
    lines += [f"{p.span.file}:{p.span.line}:{p.span.column}: phrase for {p.kind} added" for p in made.phrases]
    done = []
    if names.changes:
        done.append(
            f"{len(names.changes):,} places in {len(names.files)} files {tense} rewritten for edition {EDITION}"
        )
    if made.phrases:
        number = "1 phrase" if len(made.phrases) == 1 else f"{len(made.phrases)} phrases"
        was = tense.replace("were", "was") if len(made.phrases) == 1 else tense
        done.append(f"{number} {was} added to {made.phrases[0].span.file}")
    return [*lines, *unfit, *done]


def _as_object(made: "UpgradedProgramme", *, is_written: bool) -> dict[str, Any]:
    from egyv_engine.diagnostics.render import render_json
    from egyv_engine.rules.edition import EDITION

    changes = [
        *((c.span, c.old or None, c.new or None) for c in made.names.changes),
        *((p.span, None, f"phrases.{p.kind}") for p in made.phrases),
    ]
    return {
        "version": FORMAT_VERSION,
        "from_edition": made.names.edition,
        "to_edition": EDITION,
        "is_written": is_written,
        "files": sorted(str(file) for file in made.files),
        "changes": [
            {"file": str(span.file), "line": span.line, "column": span.column, "old": old, "new": new}
            for span, old, new in changes
        ],
        "phrases_that_do_not_fit": list(made.unfit),
        "diagnostics": json.loads(render_json(made.names.faults))["diagnostics"],
    }
