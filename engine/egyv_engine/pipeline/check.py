"""Checks a programme: load, link, meaning, then the survey data, all faults in one run."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from egyv_engine.checks import check_meaning
from egyv_engine.checks.accepted_warnings import accept_warnings
from egyv_engine.diagnostics.accepted import AcceptedDiagnostic
from egyv_engine.diagnostics.diagnostic import Diagnostic, has_errors
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.linker import link
from egyv_engine.model.documents import Programme
from egyv_engine.model.supplementary_data import SupplementaryData
from egyv_engine.narrative.blocks.registry import vocabularies
from egyv_engine.narrative.wording_checks import check_wording
from egyv_engine.rules.egyv_comments import egyv_comments
from egyv_engine.rules.load import load, rule_files

if TYPE_CHECKING:
    from egyv_engine.data.survey_types import Survey
    from egyv_engine.model.plan import Plan

Files = Mapping[PurePosixPath, bytes]


def _ignore(_phase: str) -> None:
    return None


@dataclass(slots=True)
class Phases:
    """Wall time of each phase in seconds, by name; `on_start` hears of each phase as it starts."""

    on_start: Callable[[str], None] = _ignore
    seconds: dict[str, float] = field(default_factory=dict)
    _name: str | None = None
    _since: float = 0.0

    def start(self, name: str | None) -> None:
        """Ends the phase in hand and starts the one named; None only ends."""
        now = time.perf_counter()
        if self._name is not None:
            self.seconds[self._name] = self.seconds.get(self._name, 0.0) + now - self._since
        self._name, self._since = name, now
        if name is not None:
            self.on_start(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What is sound of a programme and its data. plan, survey: None where there is an error, or with rules only.

    recorded: what was recorded beside the survey; empty with rules only. accepted: the warnings that the programme
    accepts; they are not in `diagnostics`.
    """

    programme: Programme | None
    linked: LinkedProgramme | None
    plan: "Plan | None"
    survey: "Survey | None"
    recorded: SupplementaryData
    diagnostics: tuple[Diagnostic, ...]
    accepted: tuple[AcceptedDiagnostic, ...]


def check_files(files: Files, rules_only: bool = False) -> list[Diagnostic]:
    """Every fault of the rules and, unless `rules_only`, of the survey data, sorted by place."""
    return list(check_programme(files, rules_only=rules_only).diagnostics)


def check_programme(files: Files, *, rules_only: bool = False, phases: Phases | None = None) -> Checked:
    """What is sound, and every fault. A fault stops only what depends on it; no polars with `rules_only`."""
    phases = phases or Phases()
    phases.start("load")
    loaded = load(files, vocabularies=vocabularies())
    faults = list(loaded.diagnostics)
    linked: LinkedProgramme | None = None
    plan: Plan | None = None
    survey: Survey | None = None
    recorded = SupplementaryData()
    if loaded.programme is not None:
        phases.start("link")
        linked, found = link(loaded.programme, loaded.positions)
        faults += [*found, *check_meaning(linked), *check_wording(linked, files)]
        if not rules_only:
            plan, survey, recorded, found = _check_data(linked, files, has_errors(faults), phases)
            faults += found
    comments = egyv_comments(files, rule_files(files))
    entries = loaded.programme.file.accepted_warnings if loaded.programme is not None else ()
    diagnostics, accepted = accept_warnings(
        faults, comments, entries, loaded.positions, rules_only=rules_only
    )
    phases.start(None)
    return Checked(
        programme=loaded.programme,
        linked=linked,
        plan=plan,
        survey=survey,
        recorded=recorded,
        diagnostics=tuple(diagnostics),
        accepted=accepted,
    )


def _check_data(
    linked: LinkedProgramme, files: Files, faulty: bool, phases: Phases
) -> "tuple[Plan | None, Survey | None, SupplementaryData, list[Diagnostic]]":
    """Reads the data against every sound question; skip logic is looked at only where all else is in order."""
    from egyv_engine.data.survey import read_survey  # here, so that rules are checked without polars

    phases.start("read")
    survey, recorded, faults = read_survey(linked, files)
    if faulty or survey is None:
        return None, None, recorded, faults
    from egyv_engine.compiler.compile import compile_programme

    phases.start("compile")
    plan = compile_programme(linked)
    return plan, survey, recorded, [*faults, *_answers_despite_skip(linked, plan, survey, files)]


def _answers_despite_skip(
    linked: LinkedProgramme, plan: "Plan", survey: "Survey", files: Files
) -> Iterator[Diagnostic]:
    """Answers to questions that asked_if kept from the unit."""
    from egyv_engine.data.survey import cell_span
    from egyv_engine.diagnostics.diagnostic import MOST_PER_FILE
    from egyv_engine.evaluate import answers_despite_skip

    key = linked.programme.file.register.key
    for question, item, wave, unit in islice(answers_despite_skip(plan, survey), MOST_PER_FILE):
        file = PurePosixPath(linked.waves[wave].answers)
        column = question if item is None else f"{question}.{item}"
        doc_path = linked.questions[question].doc_path / "asked_if"
        yield Diagnostic(
            span=cell_span(files, file, key, unit, column),
            code="EGY508",
            message=f"unit '{unit}' was not asked '{column}' in '{wave}'",
            hint="empty the cell, or mend asked_if",
            related=((linked.positions.span_at(doc_path), "asked only if this holds"),),
        )
