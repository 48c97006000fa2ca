"""From a plan and a survey's answers to findings; data frames never leave this package."""

from egyv_engine.evaluate.baskets import basket_verdicts, movements
from egyv_engine.evaluate.judge import judge, ledger
from egyv_engine.evaluate.partition import Surveyed
from egyv_engine.evaluate.tables import Tables, add
from egyv_engine.evaluate.tabulate import tabulate
from egyv_engine.evaluate.turns import answers_out_of_turn
from egyv_engine.model.findings import Findings
from egyv_engine.model.plan import Plan

__all__ = ["Tables", "add", "answers_out_of_turn", "conclude", "evaluate", "tabulate"]


def evaluate(plan: Plan, survey: Surveyed) -> Findings:
    """Everything the plan declares, found in the survey, in declared order."""
    return conclude(plan, tabulate(plan, survey))


def conclude(plan: Plan, tables: Tables) -> Findings:
    """Findings from tables alone."""
    findings = judge(plan, tables)
    return Findings(
        findings=findings,
        ledger=ledger(plan, tables),
        baskets=basket_verdicts(plan, findings),
        movements=movements(plan, tables),
    )
