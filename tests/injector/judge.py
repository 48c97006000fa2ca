"""Runs the engine on a fault and says how it ended."""

import re
import signal
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

import yaml

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.render import render_json, render_text
from egyv_engine.files.folder import read_folder
from egyv_engine.model.run_notes import RunNotes
from egyv_engine.pipeline.run import Outputs, run
from egyv_engine.publish.receipt import NAME, run_facts
from egyv_engine.publish.run_files import render_files
from tests.injector.edits import CsvText, Fault, Files, Programme, edited_lines, written

ROOT = Path(__file__).parents[2]
FOLDERS = ("principles", "rules", "surveys", "reports")
LONGEST = 30  # seconds: a run that takes longer has no end
BY_FIGURES = "EGY529"  # the warning that published figures differ
OUTCOMES = ("reported", "astray", "hidden", "silent", "inert", "traceback")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The ending of a fault.

    Attributes:
        outcome: reported (an error or warning at the edit or at a line that refers to it), astray (reported elsewhere
            only), hidden (a fault in another file is no longer reported), silent (no word, and results or sentences
            moved), inert (no word, and the outputs are the same), or traceback (or no end).
        hinted: Whether a diagnostic says what to do.
        detail: The first diagnostic, the outputs that moved, or the end of the traceback.
    """

    kind: str
    name: str
    outcome: str
    hinted: bool
    detail: str


@cache
def reasons() -> Mapping[re.Pattern[str], str]:
    """The faults that may pass without a message, as patterns with a reason each."""
    listed = yaml.safe_load((Path(__file__).parent / "unreported.yaml").read_text(encoding="utf-8"))
    return {re.compile(entry["pattern"]): entry["reason"] for entry in listed["unreported"]}


def is_failure(ending: Ending) -> bool:
    """Return whether a fault ended as none may: without a word or an end, or with a fault that hides another."""
    if ending.outcome in ("hidden", "traceback"):
        return True
    named = f"{ending.kind}: {ending.name}"
    return ending.outcome == "silent" and not any(pattern.search(named) for pattern in reasons())


def load(folder: Path) -> Programme:
    """The programme in a folder, with its CSV files as this injector writes them."""
    found = read_folder(folder)
    files = {f: found[f] for f in found if f.parts[0] in ("programme.yaml", *FOLDERS)}
    for file, data in files.items():
        if file.suffix == ".csv":
            files[file] = written(CsvText(file, data.decode()).rows).encode()
    name = "egyv" if folder.resolve() == ROOT else folder.name
    return Programme(name=name, files=files)


class Judge:
    """Judges the faults of one programme against the same programme without them."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme

    @cached_property
    def sound(self) -> Outputs:
        """The outputs of the programme without a fault."""
        made = run(self.programme.files)
        if made.findings is None:
            raise ValueError(f"{self.programme.name} has faults; run egyv-engine check")
        return made

    @cached_property
    def written(self) -> Mapping[str, bytes]:
        """The files that an evaluation of the programme without a fault writes."""
        return _files(self.sound)

    def judge(self, fault: Fault) -> Ending:
        """The ending of a fault."""
        files = fault.make()
        try:
            with _limit(LONGEST):
                outputs = run(files)
                render_text(outputs.diagnostics, files)
                render_json(outputs.diagnostics)
        except Exception:  # noqa: BLE001 - a traceback is the outcome that must never be
            return _ending(fault, "traceback", traceback.format_exc()[-300:])
        usual = {(d.code, d.message) for d in _all(self.sound)}
        found = [d for d in _all(outputs) if (d.code, d.message) not in usual]
        if not found:
            moved = self._moved(outputs)
            return _ending(fault, "silent" if moved else "inert", ", ".join(moved))
        placed = [d for d in found if self._is_at(d, fault, files)]
        missed = [w for w in fault.witnesses if not any((d.span.file, d.span.line) == w for d in found)]
        if missed:
            outcome, detail = "hidden", f"not reported: {missed[0][0]}:{missed[0][1]}; {_short(found[0])}"
        else:
            outcome, detail = ("reported" if placed else "astray"), _short((placed or found)[0])
        return _ending(fault, outcome, detail, hinted=any(d.hint for d in placed or found))

    def _moved(self, outputs: Outputs) -> list[str]:
        made = _files(outputs)
        names = sorted({*made, *self.written} - {NAME})
        return [name for name in names if made.get(name) != self.written.get(name)]

    def _is_at(self, diagnostic: Diagnostic, fault: Fault, files: Files) -> bool:
        if fault.by_figures and diagnostic.code == BY_FIGURES:
            return True
        words = [w.lower() for w in fault.words if w.strip()]
        old = self.programme.files.get(fault.file, b"").decode(errors="replace")
        new = files.get(fault.file, b"").decode(errors="replace")
        lines = edited_lines(old, new) if fault.file in files else range(0)
        for span in (diagnostic.span, *(span for span, _ in diagnostic.related)):
            if span.file == fault.file and (span.line in lines or fault.file not in files):
                return True
            if any(w in _line(files, span.file, span.line).lower() for w in words):
                return True
        text = f"{diagnostic.span.file} {diagnostic.message} {diagnostic.hint}".lower()
        return any(w in text for w in words)


def _all(outputs: Outputs) -> list[Diagnostic]:
    """Return the diagnostics of a run, with those that the programme accepts: they are shown with the reason."""
    return [*outputs.diagnostics, *(a.diagnostic for a in outputs.accepted)]


def _ending(fault: Fault, outcome: str, detail: str, *, hinted: bool = False) -> Ending:
    return Ending(kind=fault.kind, name=fault.name, outcome=outcome, hinted=hinted, detail=detail)


def _files(outputs: Outputs) -> Mapping[str, bytes]:
    if outputs.findings is None or outputs.programme is None:
        return {}
    assert outputs.survey is not None
    facts = run_facts(outputs.files, outputs.programme, RunNotes(left_out=outputs.survey.left_out))
    # Without the web page: it has the numbers of the others, and the lines of rules, which an edit without effect can move.
    return render_files(facts, outputs.programme, outputs.findings, outputs.supplements, outputs.report)


def _line(files: Files, file: PurePosixPath, number: int) -> str:
    lines = files.get(file, b"").decode(errors="replace").split("\n")
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _short(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    return f"{span.file}:{span.line} {diagnostic.code} {diagnostic.message}"


@contextmanager
def _limit(seconds: int) -> Iterator[None]:
    """Ends a block that takes too long, as a traceback."""

    def stop(_number: int, _frame: object) -> None:
        raise TimeoutError(f"no end after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
