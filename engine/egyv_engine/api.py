"""The engine as functions: check a programme's files, evaluate them, get tables as bytes. Nothing here sees a disk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from time import perf_counter
from typing import TYPE_CHECKING

from egyv_engine.checks import check_meaning
from egyv_engine.compiler.compile import compile_programme
from egyv_engine.diagnostics.diagnostic import Diagnostic, has_errors, in_order
from egyv_engine.link import LinkedProgramme, link
from egyv_engine.model.documents import Programme
from egyv_engine.model.findings import Findings
from egyv_engine.model.plan import Plan
from egyv_engine.source.load import load

if TYPE_CHECKING:
    from egyv_engine.source.survey_types import Survey

Files = Mapping[PurePosixPath, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of a programme as far as they are sound; plan: None where there is an error."""

    programme: Programme | None
    linked: LinkedProgramme | None
    plan: Plan | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """What an evaluation gives. findings and tables (name -> CSV bytes): None where the programme has an error."""

    programme: Programme | None
    findings: Findings | None
    tables: Mapping[str, bytes] | None
    diagnostics: tuple[Diagnostic, ...]
    seconds: Mapping[str, float] = field(default_factory=dict)


def read_rules(files: Files) -> Rules:
    """Every rule file read, linked, checked and compiled; no data is opened."""
    loaded = load(files)
    found = list(loaded.diagnostics)
    if loaded.programme is None:
        return Rules(programme=None, linked=None, plan=None, diagnostics=tuple(in_order(found)))
    linked, faults = link(loaded.programme, loaded.positions)
    found += faults
    found += check_meaning(linked)
    plan = None if has_errors(found) else compile_programme(linked)
    return Rules(programme=loaded.programme, linked=linked, plan=plan, diagnostics=tuple(in_order(found)))


def check_files(files: Files, *, rules_only: bool = False) -> list[Diagnostic]:
    """Every fault of the rules and, unless `rules_only`, of the data, in order of place."""
    rules = read_rules(files)
    if rules_only or rules.linked is None:
        return list(rules.diagnostics)
    _, faults = _read_data(rules, files)
    return in_order([*rules.diagnostics, *faults])


def evaluate_files(files: Files) -> Outputs:
    """Findings and tables of a programme without errors; else its diagnostics alone."""
    seconds: dict[str, float] = {}
    clock = _Clock(seconds)
    rules = read_rules(files)
    clock.done("rules")
    if rules.linked is None:
        return Outputs(programme=None, findings=None, tables=None, diagnostics=rules.diagnostics, seconds=seconds)
    survey, faults = _read_data(rules, files)
    clock.done("data")
    found = in_order([*rules.diagnostics, *faults])
    if rules.plan is None or survey is None or has_errors(found):
        return Outputs(
            programme=rules.programme, findings=None, tables=None, diagnostics=tuple(found), seconds=seconds
        )
    from egyv_engine.evaluate import evaluate
    from egyv_engine.publish.tables import tables

    findings = evaluate(rules.plan, survey)
    clock.done("evaluate")
    written = tables(findings)
    clock.done("tables")
    return Outputs(
        programme=rules.programme, findings=findings, tables=written, diagnostics=tuple(found), seconds=seconds
    )


def _read_data(rules: Rules, files: Files) -> "tuple[Survey | None, list[Diagnostic]]":
    from egyv_engine.source.survey import read_survey

    assert rules.linked is not None
    survey, faults = read_survey(rules.linked, files)
    if survey is not None and rules.plan is not None:
        faults = [*faults, *_answers_out_of_turn(rules.linked, rules.plan, survey, files)]
    return (None if has_errors(faults) else survey), faults


def _answers_out_of_turn(
    linked: LinkedProgramme, plan: Plan, survey: "Survey", files: Files
) -> list[Diagnostic]:
    """Answers to questions that asked_if says were not put to the unit (EGY508)."""
    if not any(q.asked_if for q in plan.questions.values()):
        return []
    from egyv_engine.evaluate import answers_out_of_turn
    from egyv_engine.source.survey import cell_span

    found = []
    key = linked.programme.file.register.key
    for name, item, wave, unit in answers_out_of_turn(plan, survey):
        question, file = linked.questions[name], PurePosixPath(linked.waves[wave].answers)
        column = name if item is None else f"{name}.{item}"
        found.append(
            Diagnostic(
                span=cell_span(files, file, key, unit, column),
                code="EGY508",
                message=f"unit '{unit}' answers '{column}' in '{wave}', and asked_if says that it was not asked",
                hint="empty the cell, or mend asked_if",
                related=((linked.positions.key(question.place / "asked_if"), "asked_if"),),
            )
        )
    return found


class _Clock:
    """Seconds by phase, for the benchmarks and the progress line."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self.seconds = seconds
        self.last = perf_counter()

    def done(self, phase: str) -> None:
        now = perf_counter()
        self.seconds[phase], self.last = now - self.last, now
