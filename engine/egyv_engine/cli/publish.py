"""The command `egyv-engine publish`: writes the results as a file that an office can put on its website."""

import sys
from pathlib import Path, PurePosixPath

import click

from egyv_engine.cli.programme import example_option, keep_sources, open_programme, programme_argument

_LIBRARIES = {"xlsx": ("xlsxwriter",), "docx": ("docx", "resvg_py")}
_NO_REPORT = "the programme has no report for a Word document; add reports/report.yaml with a title, or use --format xlsx"


@click.command(
    epilog="""\b
Examples:
  egyv-engine publish --format xlsx --out tables.xlsx
  egyv-engine publish my-programme --format xlsx --out tables.xlsx --without scores --without score_changes
  egyv-engine publish --example egyv --format docx --out report.docx --force

\b
Exit codes:
  0  the file is written
  1  errors in the programme; nothing is written
  2  wrong use, a file that is there already, or a table that is too large
"""
)
@programme_argument
@example_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["xlsx", "docx"]),
    required=True,
    help="xlsx: every table of the results as a workbook; docx: the report as a Word document.",
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write."
)
@click.option(
    "--without", multiple=True, metavar="TABLE", help="Leave out this table of the workbook; may be repeated."
)
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
def publish(
    programme: Path | None,
    example: str | None,
    form: str,
    out: Path,
    without: tuple[str, ...],
    force: bool,
    quiet: bool,
) -> None:
    """Write the results as an accessible file to publish.

    PROGRAMME is the programme's folder; without it, the current folder. The programme is evaluated, so that the file has the
    numbers of the rules and data as they are now. The workbook follows the UK government's guidance on accessible
    spreadsheets. A Word document needs a report in the programme. Equal rules and data give a file with equal bytes.
    """
    from egyv_engine.cli.progress import progress
    from egyv_engine.cli.show import show, show_faults
    from egyv_engine.diagnostics.render import summary
    from egyv_engine.exchange.missing_extra import MissingExtraError, require
    from egyv_engine.exchange.new_files import ExistingFileError, write_new_files
    from egyv_engine.files.replacing import replace_files
    from egyv_engine.interface.functions import evaluate
    from egyv_engine.interface.programme_error import ProgrammeError
    from egyv_engine.publish.accessible_workbook import UnpublishedTableError
    from egyv_engine.publish.chart_pictures import ChartPictureError
    from egyv_engine.publish.word_document import PandocError, find_pandoc

    if without and form != "xlsx":
        raise click.UsageError("--without leaves out tables of a workbook; add --format xlsx, or remove it")
    files = open_programme(programme, example)
    try:
        _check_out(out, force=force)  # before any work is done
        for library in _LIBRARIES[form]:
            require(library, f"--format {form}")
        if form == "docx":
            find_pandoc()
        with progress(shown=not quiet and sys.stderr.isatty()) as on_stage:
            result = evaluate(files, on_stage=on_stage)
            on_stage("publish")
            if form == "docx" and result.report is None:
                raise click.UsageError(_NO_REPORT)
            data = result.workbook(without=without) if form == "xlsx" else result.word_document()
            keep_sources(files, out)
            if force:
                replace_files(out.parent, {PurePosixPath(out.name): data})
            else:
                write_new_files({out: data})
    except ProgrammeError as fault:
        show(fault.diagnostics, files, err=True)
        click.echo(f"nothing was written: {summary(fault.diagnostics)}", err=True)
        raise SystemExit(1) from fault
    except (
        MissingExtraError,
        ExistingFileError,
        UnpublishedTableError,
        PandocError,
        ChartPictureError,
    ) as fault:
        raise click.UsageError(str(fault)) from fault
    except OSError as fault:
        raise click.UsageError(f"cannot write {out}: {fault.strerror or fault}") from fault
    if not quiet:
        show_faults(result.diagnostics, files, as_json=False)
        click.echo(f"wrote {out}")


def _check_out(out: Path, *, force: bool) -> None:
    """Raise an error if the file is there already and may not be replaced, or its folder does not exist."""
    if not force and (out.exists() or out.is_symlink()):
        raise click.UsageError(f"{out} is there already; add --force to replace it, or name another file")
    if not out.parent.is_dir():
        raise click.UsageError(f"there is no folder {out.parent}; make it, or name a file in another folder")
