"""Evaluates a programme again whenever one of its files is saved."""

import gc
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.render import render_text, summary
from egyv_engine.files.folder import Folder
from egyv_engine.interface.functions import evaluate
from egyv_engine.interface.programme_error import ProgrammeError
from egyv_engine.interface.programme_files import programme_folder
from egyv_engine.link.shown_files import shown_files
from egyv_engine.pipeline.gc_paused import gc_paused
from egyv_engine.preview.preview_state import PreviewState
from egyv_engine.preview.watched_files import stamps_of, wait_for_save

NO_REPORT = (
    "The programme declares no report, so there is no page to show. Write reports/report.yaml, for example:\n"
    "  title: My assessment\n"
)


def evaluate_on_save(
    folder: Path, state: PreviewState, is_stopped: Callable[[], bool] = lambda: False
) -> None:
    """Evaluate a programme now and after each save, until this is stopped.

    Args:
        folder: The programme's folder.
        state: Receives the page and the faults of each evaluation.
        is_stopped: Whether to stop.
    """
    known = stamps_of(folder)
    while True:
        with gc_paused():
            started = time.perf_counter()
            page, faults = evaluated(folder)
            state.show(page, faults, time.perf_counter() - started)
        gc.collect()  # after the page is shown, while nobody waits
        found = wait_for_save(folder, known, is_stopped)
        if found is None:
            return
        known = found


def evaluated(folder: Path) -> tuple[str | None, str]:
    """Return the report as a page, and the faults as text; no page where there are errors or no report.

    Args:
        folder: The programme's folder.
    """
    try:
        files = programme_folder(folder)
        try:
            result = evaluate(files)
        except ProgrammeError as fault:
            return None, _in_text(fault.diagnostics, files)
        page, found = result.report_html, _in_text(result.diagnostics, files)
    except OSError as fault:
        # The folder is gone, or a file changed while it was read. The next save is evaluated again.
        return None, f"{fault}\n"
    return (page, found) if page is not None else (None, NO_REPORT)


def _in_text(diagnostics: Sequence[Diagnostic], files: Folder) -> str:
    if not diagnostics:
        return ""
    return f"{render_text(diagnostics, shown_files(diagnostics, files))}{summary(diagnostics)}\n"
