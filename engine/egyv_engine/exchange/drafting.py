"""Drafts a programme from files of other programs, or copies the first programme that comes with the engine."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from egyv_engine.data.sources.workbook_source import sheets_of
from egyv_engine.diagnostics.diagnostic import Diagnostic, DiagnosticCollector, has_errors
from egyv_engine.diagnostics.span import Positions, Span
from egyv_engine.exchange.draft import Draft, DraftWave, id_of
from egyv_engine.exchange.draft_files import draft_files
from egyv_engine.exchange.drafts_of_forms import draft_of_form
from egyv_engine.exchange.drafts_of_tables import draft_of_tables
from egyv_engine.exchange.form_sheets import FORM_SHEETS, read_form
from egyv_engine.exchange.found_table import read_found_table
from egyv_engine.exchange.written_values import standardise
from egyv_engine.model.file_kinds import file_kind
from egyv_engine.model.frozen import replace

FIRST_PROGRAMME = Path(__file__).parent / "first_programme"
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
Files = Mapping[PurePosixPath, bytes]


def first_programme() -> dict[PurePosixPath, bytes]:
    """Return the files of a small programme with comments, which evaluates as it is."""
    return {
        PurePosixPath(path.relative_to(FIRST_PROGRAMME).as_posix()): path.read_bytes()
        for path in sorted(FIRST_PROGRAMME.rglob("*"))
        if path.is_file()
    }


def draft_from(title: str, files: Files) -> tuple[Draft | None, tuple[Diagnostic, ...]]:
    """Return a draft of files of other programs, and every problem of these files.

    Args:
        title: The name of the programme.
        files: At most one XLSForm, and the answers of the waves in order.

    Returns:
        The draft, or None if a file has a fault; and every problem that was found.
    """
    found = DiagnosticCollector(Positions())
    draft = _draft(title, files, found)
    as_named = {Span(file) for file in files}  # on the command line, which has no line to show
    known = tuple(replace(d, related=tuple(r for r in d.related if r[0] not in as_named)) for d in found)
    return (None if has_errors(known) else draft), known


def _draft(title: str, files: Files, found: DiagnosticCollector) -> Draft | None:
    forms = {file: sheets for file in files if (sheets := _form_sheets(files, file, found)) is not None}
    for further in list(forms)[1:]:
        found.report(
            "EGY582",
            Span(further),
            f"this is a second form, besides '{next(iter(forms))}'",
            hint="draft a programme from one form; the answers to both go into it if their questions have the same names",
        )
    answers = [file for file in files if file not in forms]
    tables = [table for file in answers if (table := read_found_table(files, file, found)) is not None]
    read = [read_form(files, file, sheets, found) for file, sheets in forms.items()]
    if len(tables) < len(answers) or None in read:
        return None
    for table in tables:
        standardise(table)
    waves = _waves(files, answers)
    if read and read[0] is not None:
        if not waves:
            file = "surveys/raw/answers.csv"
            waves = [DraftWave(id="answers", label="in the answers", file=file, data=None)]
        return draft_of_form(title, read[0], waves, tables, found)
    return draft_of_tables(title, waves, tables, found)


def _form_sheets(files: Files, file: PurePosixPath, found: DiagnosticCollector) -> dict[str, str] | None:
    """Return the sheets of a form by their names in small letters; None if a file is no form."""
    if file_kind(file) != "workbook":
        return None
    unreported = DiagnosticCollector(found.positions)  # a workbook that cannot be read is reported as answers
    sheets = {name.strip().lower(): name for name in sheets_of(files, file, Span(file), unreported) or ()}
    return sheets if sheets.keys() >= FORM_SHEETS else None


def _waves(files: Files, answers: Sequence[PurePosixPath]) -> list[DraftWave]:
    """Return a wave per file; it is named by the year in the file's name, where each has another one."""
    years = [found[0] if (found := _YEAR.search(file.stem)) else None for file in answers]
    has_years = None not in years and len(set(years)) == len(years)
    waves: list[DraftWave] = []
    for file, year in zip(answers, years, strict=True):
        taken = ("from", "to", *(w.id for w in waves))
        stem = id_of(file.stem, (PurePosixPath(w.file).stem for w in waves))
        made = year if has_years and year else id_of(file.stem, taken)
        waves.append(
            DraftWave(
                id=made,
                label=f"in {made}",
                file=f"surveys/raw/{stem}{file.suffix.lower()}",
                data=files[file],
            )
        )
    return waves


def files_of_draft(draft: Draft) -> dict[PurePosixPath, bytes]:
    """Return the files of a drafted programme by their path; its report has the phrases that come with the engine."""
    return draft_files(draft)
