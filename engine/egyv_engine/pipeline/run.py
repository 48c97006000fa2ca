"""Evaluates a programme given as files in memory: diagnostics, findings, and the tables as CSV bytes."""

from collections.abc import Mapping
from dataclasses import dataclass

from egyv_engine.diagnostics.diagnostic import Diagnostic, has_errors
from egyv_engine.evaluate import evaluate, evaluate_and_score
from egyv_engine.model.documents import Programme
from egyv_engine.model.findings import Findings
from egyv_engine.model.plan import Plan
from egyv_engine.model.report import Report
from egyv_engine.model.supplements import Score, ScoreChange, Supplements
from egyv_engine.narrative.build import build
from egyv_engine.narrative.report_context import ReportContext
from egyv_engine.pipeline.check import Checked, Files, Phases, check_files, check_programme
from egyv_engine.publish.csv_tables import tables as render_tables
from egyv_engine.selection.run_selections import run_selections
from egyv_engine.supplements.published_comparison import compare_published
from egyv_engine.supplements.recommendation_counts import count_recommendations

__all__ = ["Files", "Outputs", "Phases", "check_files", "evaluate_files"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """What evaluation gave. findings, tables: None where there is an error; tables: CSV bytes by name.

    The names are findings, ledger, baskets and movements; where declared, scores, score_changes, selection and
    recommendations too. accounts: empty where there is an error. seconds: wall time of each phase.
    """

    programme: Programme | None
    findings: Findings | None
    accounts: Supplements
    tables: Mapping[str, bytes] | None
    report: Report | None
    diagnostics: tuple[Diagnostic, ...]
    seconds: Mapping[str, float]


def evaluate_files(files: Files, *, phases: Phases | None = None) -> Outputs:
    """Checks everything and, if there is no error, evaluates."""
    phases = phases or Phases()
    checked = check_programme(files, phases=phases)
    findings: Findings | None = None
    accounts = Supplements()
    tables: Mapping[str, bytes] | None = None
    report: Report | None = None
    if checked.plan is not None and checked.survey is not None and not has_errors(list(checked.diagnostics)):
        phases.start("evaluate")
        assert checked.programme is not None
        scoring = checked.programme.scoring
        if scoring is not None and scoring.scores.per_principle:
            findings, levels, changes = evaluate_and_score(checked.plan, checked.survey)
        else:
            findings, levels, changes = evaluate(checked.plan, checked.survey), (), ()
        accounts = _accounts(checked, checked.plan, findings, levels, changes)
        phases.start("write")
        tables = render_tables(findings, accounts, checked.programme)
        phases.start("report")
        report = _report(checked, findings, accounts)
        phases.start(None)
    return Outputs(
        programme=checked.programme,
        findings=findings,
        accounts=accounts,
        tables=tables,
        report=report,
        diagnostics=checked.diagnostics,
        seconds=phases.seconds,
    )


def _report(checked: Checked, findings: Findings, accounts: Supplements) -> Report | None:
    """The report, where one is declared."""
    linked = checked.linked
    assert linked is not None
    plan, wording = linked.programme.report, linked.programme.wording
    if plan is None or wording is None:
        return None
    context = ReportContext(
        linked=linked, findings=findings, supplements=accounts, report=plan, wording=wording
    )
    return build(context)


def _accounts(
    checked: Checked,
    plan: Plan,
    findings: Findings,
    levels: tuple[Score, ...],
    changes: tuple[ScoreChange, ...],
) -> Supplements:
    """Whatever the programme declares beside its findings."""
    programme, recorded = checked.programme, checked.recorded
    assert programme is not None
    records = programme.records
    counted = records.recommendations if records else None
    return Supplements(
        scores=levels,
        score_changes=changes,
        selection=run_selections(programme.selection, recorded, plan.cohorts, levels)
        if programme.selection
        else (),
        records=(
            count_recommendations(counted, recorded, plan.cohorts, programme.file.principles)
            if counted
            else ()
        ),
        points=recorded.points,
        interviews=recorded.interviews,
        published=compare_published(recorded.figures, findings),
    )
