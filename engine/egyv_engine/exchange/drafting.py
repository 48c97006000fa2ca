"""Drafts a programme from files of other programs, or copies the first programme that comes with the engine."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from egyv_engine.data.sources.workbook_source import sheets_of
from egyv_engine.diagnostics.diagnostic import Diagnostic, DiagnosticCollector, has_errors
from egyv_engine.diagnostics.span import Positions, Span
from egyv_engine.exchange.draft import Draft, DraftFile, DraftWave
from egyv_engine.exchange.draft_files import draft_files
from egyv_engine.exchange.drafts_of_forms import draft_of_form
from egyv_engine.exchange.drafts_of_tables import add_file_options, draft_of_tables
from egyv_engine.exchange.form_sheets import FORM_SHEETS, read_form
from egyv_engine.exchange.found_table import read_found_table
from egyv_engine.exchange.item_column import take_item_column
from egyv_engine.exchange.previewed_rows import leave_out_previews
from egyv_engine.exchange.rows_of_totals import leave_out_totals
from egyv_engine.exchange.table_form import encoding_of
from egyv_engine.exchange.waves_of_files import WaveMaker, take_wave_column
from egyv_engine.exchange.written_values import standardise
from egyv_engine.model.file_kinds import file_kind
from egyv_engine.model.frozen import replace

FIRST_PROGRAMME = Path(__file__).parent / "first_programme"
Files = Mapping[PurePosixPath, bytes]


def first_programme() -> dict[PurePosixPath, bytes]:
    """Return the files of a small programme with comments, which evaluates as it is."""
    return {
        PurePosixPath(path.relative_to(FIRST_PROGRAMME).as_posix()): path.read_bytes()
        for path in sorted(FIRST_PROGRAMME.rglob("*"))
        if path.is_file()
    }


def draft_from(
    title: str,
    files: Files,
    sheets: Sequence[str] = (),
    wave_column: str | None = None,
    item_column: str | None = None,
    *,
    on_stage: Callable[[str], None] = lambda _stage: None,
) -> tuple[Draft | None, tuple[Diagnostic, ...]]:
    """Return a draft of files of other programs, and every problem of these files.

    Args:
        title: The name of the programme.
        files: At most one XLSForm, and the answers of the waves in order.
        sheets: The sheets with the answers of the waves, of the only workbook among the answers.
        wave_column: The column that names the wave of each row, where a file has several waves below each other.
        item_column: The column that names the item of each row, where a file has a row for each item of a unit.
        on_stage: Called with the name of each stage as it starts, to show progress.

    Returns:
        The draft, or None if a file has a fault; and every problem that was found.
    """
    found = DiagnosticCollector(Positions())
    draft = _draft(title, files, (sheets, wave_column), item_column, found, on_stage)
    as_named = {Span(file) for file in files}  # on the command line, which has no line to show
    known = tuple(replace(d, related=tuple(r for r in d.related if r[0] not in as_named)) for d in found)
    if has_errors(known):  # nothing is drafted, so that nothing is left out of a draft
        return None, tuple(d for d in known if d.code != "EGY595")
    return draft, known


def _draft(
    title: str,
    files: Files,
    parts: tuple[Sequence[str], str | None],
    item_column: str | None,
    found: DiagnosticCollector,
    on_stage: Callable[[str], None],
) -> Draft | None:
    on_stage("read")
    forms = {file: sheets for file in files if (sheets := _form_sheets(files, file, found)) is not None}
    for further in list(forms)[1:]:
        found.report(
            "EGY582",
            Span(further),
            f"this is a second form, besides '{next(iter(forms))}'",
            hint="draft a programme from one form; the answers to both go into it if their questions have the same names",
        )
    answers = [file for file in files if file not in forms]
    made = _waves(files, answers, parts, found)
    read = [read_form(files, file, sheets, found) for file, sheets in forms.items()]
    if made is None or None in read:
        return None
    on_stage("draft")
    draft: Draft | None
    if read and item_column is not None:
        found.report(
            "EGY596",
            Span(next(iter(forms))),
            "--item-column is for answers without a form, which has the questions over items",
            hint="leave --item-column or the form out",
        )
        return None
    if read and read[0] is not None:
        waves = made.waves
        if not waves:
            file = DraftFile(path="surveys/raw/answers.csv", data=None)
            waves = [DraftWave(id="answers", label="in the answers", file=file)]
        draft = draft_of_form(title, read[0], waves, made.tables, found)
    elif item_column is not None:
        taken = take_item_column(made.tables, item_column, found)
        draft = None if taken is None else draft_of_tables(title, made.waves, taken[0], found, taken[1])
    else:
        draft = draft_of_tables(title, made.waves, made.tables, found)
    if draft is not None:
        for one, table in made.files:
            add_file_options(draft, one, table)
    return draft


def _form_sheets(files: Files, file: PurePosixPath, found: DiagnosticCollector) -> dict[str, str] | None:
    """Return the sheets of a form by their names in small letters; None if a file is no form."""
    if file_kind(file) != "workbook":
        return None
    unreported = DiagnosticCollector(found.positions)  # a workbook that cannot be read is reported as answers
    sheets = {name.strip().lower(): name for name in sheets_of(files, file, Span(file), unreported) or ()}
    return sheets if sheets.keys() >= FORM_SHEETS else None


def _waves(
    files: Files,
    answers: Sequence[PurePosixPath],
    parts: tuple[Sequence[str], str | None],
    found: DiagnosticCollector,
) -> WaveMaker | None:
    """Return the waves with their tables; None if a file or a part of it cannot be read, which is reported."""
    sheets, wave_column = parts
    if sheets and [file_kind(file) for file in answers] != ["workbook"]:
        found.report(
            "EGY593",
            Span(answers[0] if answers else next(iter(files))),
            "--sheet names a sheet, but the answers are not in one workbook",
            hint="name one workbook of answers with --from, or leave --sheet out",
        )
        return None
    sources = [(file, sheet) for file in answers for sheet in sheets or (None,)]
    read = [read_found_table(files, file, found, sheet) for file, sheet in sources]
    tables = [table for table in read if table is not None]
    for table in tables:
        leave_out_previews(table, found)
        leave_out_totals(table, found)
    made = WaveMaker(files)
    if wave_column is not None:
        columns = [take_wave_column(table, wave_column, found) for table in tables]
        named = [column for column in columns if column is not None]
        if len(named) < len(sources):
            return None
        for table, column, (_, sheet) in zip(tables, named, sources, strict=True):
            standardise(table, found)
            made.add_words(table, column, sheet)
        return made
    if len(tables) < len(sources):
        return None
    for table in tables:
        standardise(table, found)
    if sheets:
        made.add_sheets(tables, sheets)
    else:
        made.add_files(tables)
    return made


def texts_of_sources(files: Files) -> dict[PurePosixPath, bytes]:
    """Return files of other programs whose lines messages show, those that are texts in UTF-8.

    Args:
        files: The files by path.
    """
    return {
        file: data.decode(encoding, errors="replace").encode()
        if file_kind(file) == "csv" and (encoding := encoding_of(data)) is not None
        else data
        for file, data in files.items()
    }


def files_of_draft(draft: Draft) -> dict[PurePosixPath, bytes]:
    """Return the files of a drafted programme by their path; its report has the phrases that come with the engine."""
    return draft_files(draft)
