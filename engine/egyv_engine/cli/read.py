"""The command `egyv-engine read`: shows what was read of the survey, question by question."""

import sys
from contextlib import suppress
from pathlib import Path, PurePosixPath

import click

from egyv_engine.cli.programme import example_option, keep_sources, open_programme, programme_argument


@click.command(
    epilog="""\b
Examples:
  egyv-engine read
  egyv-engine read my-programme --format csv --out toplines.csv
  egyv-engine read --example egyv --format xlsx --out toplines.xlsx
  egyv-engine read --format json | jq '.toplines[0]'

\b
Each per cent refers to the base: the analysed returns with an answer, a don't-know included. Cells with wrong words are
reported as faults and count as blank.

\b
Exit codes:
  0  everything was read
  1  errors in the rules or the data; what could be read is shown all the same
  2  wrong use
"""
)
@programme_argument
@example_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "xlsx", "json"]),
    default="text",
    show_default=True,
    help="Text to read, a table with a row per answer, a workbook, or JSON for other programs.",
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file, not to stdout."
)
@click.option("--quiet", is_flag=True, help="Print nothing but errors and what was asked for.")
def read(programme: Path | None, example: str | None, form: str, out: Path | None, quiet: bool) -> None:
    """Show what was read: the answers to each question with counts and bases, by wave and group.

    PROGRAMME is the programme's folder; the current folder if left out. For numbers the smallest, the middle and the largest
    are shown, for dates the first and the last, for texts how many different ones there are.
    """
    from egyv_engine.cli.progress import progress
    from egyv_engine.cli.show import show
    from egyv_engine.diagnostics.diagnostic import has_errors
    from egyv_engine.diagnostics.render import summary
    from egyv_engine.pipeline.reading import read_answers
    from egyv_engine.publish.topline_rows import WITHOUT_SKIP_LOGIC

    if form == "xlsx" and out is None:
        raise click.UsageError("a workbook needs a file: add --out toplines.xlsx")
    files = open_programme(programme, example)
    with progress(shown=not quiet and sys.stderr.isatty()) as on_stage:
        found, faults = read_answers(files, on_stage=on_stage)
    fails = has_errors(faults)
    if faults and (fails or not quiet):
        show(faults, files, err=True)
        click.echo(summary(faults), err=True)
    if found is not None:
        if form != "text" and not found.is_skip_logic_known:
            click.echo(WITHOUT_SKIP_LOGIC, err=True)
        data = _written(found, form)
        if out is None:
            click.echo(data.decode("utf-8"), nl=False)
        else:
            keep_sources(files, out)
            _write(out, data)
            if not quiet:
                click.echo(f"Written to {out}.", err=True)
    elif not quiet:
        click.echo("nothing could be read", err=True)
    if fails:
        raise SystemExit(1)


def _written(found: object, form: str) -> bytes:
    """Return what was read in the format that was asked for."""
    from egyv_engine.model.toplines import ReadSurvey
    from egyv_engine.publish.topline_rows import csv_of_toplines, json_of_toplines, text_of_toplines
    from egyv_engine.publish.topline_workbook import workbook_of_toplines

    assert isinstance(found, ReadSurvey)
    if form == "csv":
        return csv_of_toplines(found)
    if form == "json":
        return json_of_toplines(found).encode()
    if form == "text":
        return "".join(f"{line}\n" for line in text_of_toplines(found)).encode()
    try:
        return workbook_of_toplines(found)
    except ImportError as fault:
        raise click.UsageError("a workbook needs xlsxwriter: pip install egyv-engine[excel]") from fault


def _write(out: Path, data: bytes) -> None:
    from egyv_engine.files.replacing import replace_files

    try:
        if out.exists() and not out.is_file():  # a device or a pipe, such as /dev/stdout; a folder is refused
            with suppress(BrokenPipeError):  # its reader has left, as in `read --out /dev/stdout | head`
                out.write_bytes(data)
        else:
            replace_files(out.parent, {PurePosixPath(out.name): data})
    except OSError as fault:
        raise click.UsageError(f"cannot write {out}: {fault.strerror}") from fault
