"""From a plan and a survey's answers to findings; data frames never leave this package."""

from egyv_engine.evaluate.basket_verdicts import basket_verdicts, movements
from egyv_engine.evaluate.cohort_rows import Surveyed
from egyv_engine.evaluate.count_tables import Tables, add
from egyv_engine.evaluate.judge import judge, ledger
from egyv_engine.evaluate.polars_backend import backends
from egyv_engine.evaluate.score import scores
from egyv_engine.evaluate.skip_logic import answers_despite_skip
from egyv_engine.evaluate.tabulate import tabulate
from egyv_engine.model.findings import Findings
from egyv_engine.model.plan import Plan
from egyv_engine.model.supplements import Score, ScoreChange

__all__ = [
    "Tables",
    "add",
    "answers_despite_skip",
    "evaluate",
    "evaluate_and_score",
    "findings_from_tables",
    "tabulate",
]


def evaluate(plan: Plan, survey: Surveyed) -> Findings:
    """Everything the plan declares, found in the survey, in declared order."""
    return findings_from_tables(plan, tabulate(plan, survey))


def evaluate_and_score(
    plan: Plan, survey: Surveyed
) -> tuple[Findings, tuple[Score, ...], tuple[ScoreChange, ...]]:
    """Findings, and the scores of units, worked out on the same columns."""
    by_cohort = backends(plan, survey)
    findings = findings_from_tables(plan, tabulate(plan, survey, by_cohort=by_cohort))
    return findings, *scores(plan, survey, by_cohort=by_cohort)


def findings_from_tables(plan: Plan, tables: Tables) -> Findings:
    """Findings from tables alone."""
    findings = judge(plan, tables)
    return Findings(
        findings=findings,
        ledger=ledger(plan, tables),
        baskets=basket_verdicts(plan, findings),
        movements=movements(plan, tables),
    )
