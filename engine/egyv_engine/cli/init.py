"""Implements `egyv-engine init`, which drafts a programme."""

import shlex
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from egyv_engine.exchange.draft import Draft


@click.command(
    epilog="""\b
Examples:
  egyv-engine init my-programme
  egyv-engine init my-programme --from form.xlsx --from before.csv --from after.csv
  egyv-engine init my-programme --from 2020.dta --from 2024.dta
  egyv-engine init my-programme --from panel.csv --wave-column year
  egyv-engine init my-programme --from book.xlsx --sheet 2020 --sheet 2024
  egyv-engine init my-programme --from long.csv --wave-column year --item-column indicator

\b
Exit codes:
  0  the programme is written
  1  a file has faults; nothing is written
  2  wrong use; nothing is written
"""
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "sources",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="An XLSForm, or the answers of a wave (csv, xlsx, sav, dta and others); may be repeated, waves in order.",
)
@click.option(
    "--sheet",
    "sheets",
    metavar="NAME",
    multiple=True,
    help="A sheet of the workbook with the answers of a wave; may be repeated, waves in order.",
)
@click.option(
    "--wave-column",
    metavar="COLUMN",
    help="The column that names the wave of each row, where a file has several waves below each other.",
)
@click.option(
    "--item-column",
    metavar="COLUMN",
    help="The column that names the item of each row, where a file has a row for each item of a unit.",
)
def init(
    folder: Path,
    sources: tuple[Path, ...],
    sheets: tuple[str, ...],
    wave_column: str | None,
    item_column: str | None,
) -> None:
    """Write a draft of a programme into the new folder DIR.

    Without --from, it is a small programme with comments that explain each file. With --from, it is made of the files of
    another program; comments with the word 'decide:' mark what a person must decide.
    """
    from egyv_engine.cli.progress import say_that_it_waits
    from egyv_engine.exchange.drafting import files_of_draft, first_programme
    from egyv_engine.exchange.new_files import ExistingFileError, write_new_folder

    if not sources and (sheets or wave_column is not None or item_column is not None):
        raise click.UsageError("name the file of answers with --from")
    if len(set(sheets)) < len(sheets):
        raise click.UsageError("a sheet is named twice with --sheet")
    draft = _draft(folder.resolve().name, sources, sheets, (wave_column, item_column)) if sources else None
    files = first_programme() if draft is None else files_of_draft(draft)
    has_answers = draft is None or all(file.data is not None for file in draft.files)
    try:
        write_new_folder(folder, files, on_wait=say_that_it_waits)
    except ExistingFileError as fault:
        raise click.UsageError(str(fault)) from fault
    except OSError as fault:
        raise click.UsageError(f"cannot write {fault.filename}: {fault.strerror or fault}") from fault
    for file in files:
        click.echo(f"wrote {folder / file}")
    decisions = sum(data.count(b"decide:") for file, data in files.items() if file.suffix == ".yaml")
    if sources:
        click.echo(f"{decisions:,} comments with 'decide:' mark what a person must decide")
    if not has_answers:
        click.echo("the form has no answers: put them where programme.yaml names them")
    named = f"./{folder}" if str(folder).startswith("-") else str(folder)  # a dash in front is an option
    click.echo(f"next: egyv-engine {'evaluate' if has_answers else 'check --rules'} {shlex.quote(named)}")


def _draft(
    title: str, sources: tuple[Path, ...], sheets: tuple[str, ...], columns: tuple[str | None, str | None]
) -> "Draft":
    """Return a draft of files; end with 1 if one of them has faults."""
    from egyv_engine.cli.progress import progress
    from egyv_engine.cli.show import show
    from egyv_engine.diagnostics.render import summary
    from egyv_engine.exchange.drafting import draft_from, texts_of_sources
    from egyv_engine.pipeline.gc_paused import gc_paused

    for path in sources:
        if not path.is_file():  # a pipe or a device, which may have no end
            raise click.UsageError(f"{path} is not a file")
    try:
        read = {PurePosixPath(path.as_posix()): path.read_bytes() for path in sources}
    except OSError as fault:
        raise click.UsageError(f"cannot read {fault.filename}: {fault.strerror or fault}") from fault
    if len(read) < len(sources):
        raise click.UsageError(
            "a file is named twice with --from: several waves in one file are named with --sheet or --wave-column"
        )
    with progress(shown=sys.stderr.isatty()) as on_stage, gc_paused():
        draft, found = draft_from(title, read, sheets, *columns, on_stage=on_stage)
    show(found, texts_of_sources(read), err=True)
    if draft is None:
        click.echo(f"nothing was written: {summary(found)}", err=True)
        raise SystemExit(1)
    return draft
