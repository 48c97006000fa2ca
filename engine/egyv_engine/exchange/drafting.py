"""Drafts a programme from files of other programs, or copies the first programme that comes with the engine."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from egyv_engine.exchange.draft import CannotDraftError, Draft, DraftWave, id_of
from egyv_engine.exchange.draft_files import draft_files
from egyv_engine.exchange.drafts_of_forms import draft_of_form, named_rows
from egyv_engine.exchange.drafts_of_tables import draft_of_tables
from egyv_engine.exchange.found_table import WORKBOOKS, read_found_table, read_sheets

FIRST_PROGRAMME = Path(__file__).parent / "first_programme"
_FORM_SHEETS = {"survey", "choices"}
Sheets = dict[str, list[tuple[str, ...]]]


def first_programme() -> dict[PurePosixPath, bytes]:
    """Return the files of a small programme with comments, which evaluates as it is."""
    return {
        PurePosixPath(path.relative_to(FIRST_PROGRAMME).as_posix()): path.read_bytes()
        for path in sorted(FIRST_PROGRAMME.rglob("*"))
        if path.is_file()
    }


def draft_from(title: str, paths: Sequence[Path]) -> Draft:
    """Return a draft of files of other programs.

    Args:
        title: The name of the programme.
        paths: At most one XLSForm, and the answers of the waves in order.

    Raises:
        CannotDraftError: The files cannot be read, or hold nothing to draft from.
    """
    read = {path: path.read_bytes() for path in paths}
    forms: dict[Path, Sheets] = {}
    for path, data in read.items():
        if path.suffix.lower() in WORKBOOKS:
            sheets = read_sheets(path, data)
            if {name.lower() for name in sheets} >= _FORM_SHEETS:
                forms[path] = {name.lower(): rows for name, rows in sheets.items()}
    if len(forms) > 1:
        raise CannotDraftError(f"there are two XLSForms: {' and '.join(map(str, forms))}; give one of them")
    answers = [path for path in read if path not in forms]
    waves: list[DraftWave] = []
    for path in answers:
        made = id_of(path.stem, ("from", "to", *(w.id for w in waves)))
        name = f"{made}{path.suffix.lower()}"
        waves.append(DraftWave(id=made, file=f"surveys/raw/{name}", data=read[path]))
    tables = [read_found_table(path, read[path]) for path in answers]
    if not forms:
        return draft_of_tables(title, waves, tables)
    sheets = next(iter(forms.values()))
    if not waves:
        waves = [DraftWave(id="answers", file="surveys/raw/answers.csv", data=None)]
    survey, choices = named_rows(sheets["survey"]), named_rows(sheets["choices"])
    return draft_of_form(title, survey, choices, waves, tables)


def files_of_draft(draft: Draft) -> dict[PurePosixPath, bytes]:
    """Return the files of a drafted programme by their path."""
    return draft_files(draft)
