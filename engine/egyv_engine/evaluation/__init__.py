"""Derives findings and scores from a plan and a survey's answers; the only frame that leaves it is that of outcomes."""

from egyv_engine.evaluation.basket_verdicts import basket_verdicts, movements
from egyv_engine.evaluation.calculation_gaps import calculation_gaps
from egyv_engine.evaluation.count_tables import Tables
from egyv_engine.evaluation.judge import findings_of
from egyv_engine.evaluation.outcome_table import outcome_table
from egyv_engine.evaluation.part_tables import SurveyParts, scores_of_parts, tables_of_parts
from egyv_engine.evaluation.planned_tables import planned_tables
from egyv_engine.evaluation.polars_backend import Backend, backends
from egyv_engine.evaluation.score import scores
from egyv_engine.evaluation.skip_logic import answers_despite_skip, missing_columns
from egyv_engine.evaluation.tabulate import tabulate
from egyv_engine.evaluation.trace import Trace
from egyv_engine.model.findings import Findings
from egyv_engine.model.plan import Plan

__all__ = [
    "Backend",
    "SurveyParts",
    "Tables",
    "Trace",
    "answers_despite_skip",
    "backends",
    "calculation_gaps",
    "findings_from_tables",
    "missing_columns",
    "outcome_table",
    "scores",
    "scores_of_parts",
    "tables_of_parts",
    "tabulate",
]


def findings_from_tables(plan: Plan, tables: Tables) -> Findings:
    """Derive findings, ledger, basket verdicts and movements from tables alone.

    Args:
        plan: The compiled rules.
        tables: The counts of a whole survey, or of any part of one, for example after leaving a unit out.

    Returns:
        All results in the order in which the programme declares indicators, cohorts and comparisons.
    """
    planned = planned_tables(plan, may_use_lookup=tables.is_looked_up)
    findings, ledger = findings_of(planned, tables)
    return Findings(
        findings=findings,
        ledger=ledger,
        baskets=basket_verdicts(plan, findings),
        movements=movements(planned, tables),
    )
