"""Implements `egyv-engine export`, which writes the instrument for other programs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from egyv_engine.cli.programme import example_option, open_programme, programme_argument

if TYPE_CHECKING:
    from egyv_engine.exchange.fieldwork import Fieldwork
    from egyv_engine.exchange.xlsform import FormSheets

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(
    epilog="""\b
Examples:
  egyv-engine export --xlsform form.xlsx
  egyv-engine export my-programme --wave after --workbook entry.xlsx
  egyv-engine export --xlsform form.xlsx --ddi codebook.xml

\b
Exit codes:
  0  the files are written
  1  the rules or the register have errors; nothing is written
  2  wrong use
"""
)
@programme_argument
@example_option
@click.option("--xlsform", type=_FILE, help="A form for KoboToolbox, ODK and others (xlsx).")
@click.option("--ddi", type=_FILE, help="A codebook for archives: DDI-Codebook 2.5 (xml).")
@click.option("--workbook", type=_FILE, help="A workbook in which answers are entered (xlsx).")
@click.option("--wave", "waves", multiple=True, help="Export this wave only; may be repeated.")
def export(
    programme: Path | None,
    example: str | None,
    xlsform: Path | None,
    ddi: Path | None,
    workbook: Path | None,
    waves: tuple[str, ...],
) -> None:
    """Write the instrument as a form, a codebook or a workbook.

    PROGRAMME is the programme's folder; the current folder if left out. The rules and the register are read; the
    answers need not exist yet. No file that is there is overwritten.
    """
    from egyv_engine.exchange.ddi import codebook
    from egyv_engine.exchange.entry_workbook import entry_workbook
    from egyv_engine.exchange.missing_extra import MissingExtraError, require
    from egyv_engine.exchange.new_files import ExistingFileError, write_new_files
    from egyv_engine.exchange.sheets import workbook_of_sheets
    from egyv_engine.exchange.xlsform import SURVEY, make_form

    named = [path for path in (xlsform, ddi, workbook) if path is not None]
    if not named:
        raise click.UsageError("name a file with --xlsform, --ddi or --workbook")
    if len({path.resolve() for path in named}) < len(named):
        raise click.UsageError("name a different file for each of --xlsform, --ddi and --workbook")
    fieldwork = _fieldwork(programme, example, waves)
    written: dict[Path, bytes] = {}
    form: FormSheets | None = None
    try:
        if xlsform is not None:
            require("xlsxwriter", "--xlsform")
            form = make_form(fieldwork)
            sheets = {"survey": form.survey, "choices": form.choices, "settings": (form.settings,)}
            first = {"survey": SURVEY, "choices": ("list_name", "name", "label")}
            written[xlsform] = workbook_of_sheets(sheets, first)
        if ddi is not None:
            written[ddi] = codebook(fieldwork)
        if workbook is not None:
            require("xlsxwriter", "--workbook")
            written[workbook] = entry_workbook(fieldwork)
        write_new_files(written)
    except (MissingExtraError, ExistingFileError) as fault:
        raise click.UsageError(str(fault)) from fault
    except OSError as fault:
        raise click.UsageError(f"cannot write {fault.filename}: {fault.strerror or fault}") from fault
    for path in written:
        click.echo(f"wrote {path}")
    if form is not None:
        click.echo("".join(f"{line}\n" for line in _notes(form)), nl=False)


def _fieldwork(programme: Path | None, example: str | None, waves: tuple[str, ...]) -> "Fieldwork":
    """Return the fieldwork of a programme; end with 1 if its rules or its register have errors."""
    from egyv_engine.cli.show import show
    from egyv_engine.diagnostics.diagnostic import has_errors
    from egyv_engine.diagnostics.render import summary
    from egyv_engine.diagnostics.suggest import did_you_mean
    from egyv_engine.exchange.fieldwork import read_fieldwork
    from egyv_engine.pipeline.run import Until, run

    files = open_programme(programme, example)
    checked = run(files, until=Until.RULES)
    found, fieldwork = checked.diagnostics, None
    if checked.linked is not None and not has_errors(found):
        for wave in waves:
            if wave not in checked.linked.waves:
                known = ", ".join(checked.linked.waves)
                near = did_you_mean(wave, tuple(checked.linked.waves))
                advice = f"did you mean '{near}'?" if near else f"the waves are: {known}"
                raise click.UsageError(f"there is no wave '{wave}'; {advice}")
        fieldwork, found = read_fieldwork(checked.linked, files, waves)
    if fieldwork is None:
        show(found, files, err=True)
        click.echo(f"nothing was written: {summary(found)}", err=True)
        raise SystemExit(1)
    return fieldwork


def _notes(form: "FormSheets") -> list[str]:
    """Return what a person should know before the form is used."""
    from egyv_engine.exchange.yaml_text import flow_map

    lines = []
    if form.codes:
        lines.append("to read the form's answers, add to the scales in rules/scales.yaml:")
        for scale, names in form.codes.items():
            lines += [f"  {scale}: codes: {flow_map(names)}"]
    if form.columns:
        lines.append("to read the form's columns, add to the questions in surveys/instrument.yaml:")
        lines += [f"  {column}: column: {name}" for column, name in form.columns]
    if form.spaced:
        lines.append("to read the items that are ticked, write in surveys/instrument.yaml:")
        lines += [f'  {question}: several: " "' for question in form.spaced]
    for question, reason in form.not_said:
        lines.append(f"the form asks '{question}' of everyone, because it cannot say its asked_if: {reason}")
    return lines
