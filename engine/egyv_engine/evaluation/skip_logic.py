"""Finds answers to questions that, according to the skip logic, the unit was not asked."""

from collections.abc import Iterator

from egyv_engine.evaluation.cohort_rows import Surveyed
from egyv_engine.evaluation.polars_backend import backends
from egyv_engine.model.codes import EFFECTIVE_FROM_RAW, RawCode
from egyv_engine.model.plan import Plan

Answer = tuple[str, str | None, str, str]  # question, item, wave, unit


def answers_despite_skip(plan: Plan, survey: Surveyed) -> Iterator[Answer]:
    """Yield each answer to a question whose `asked_if` is not met, or depends on a question that was not asked.

    The order is by question, item, wave, cohort and unit.

    Args:
        plan: The plan.
        survey: The answers of all units.
    """
    gated = [(q.id, item) for q in plan.questions.values() for item in q.asked_if]
    if not gated:
        return
    by_cohort = backends(plan, survey)
    for question, item in gated:
        # An answer that says "not applicable" agrees with skip logic.
        outside = plan.questions[question].codes.not_applicable.start - EFFECTIVE_FROM_RAW
        for wave in plan.waves:
            answers = survey.waves[wave].answers.get((question, item))
            if answers is None:
                continue
            for backend in by_cohort:
                codes = backend.rows.cut(answers.codes)
                answered = (codes != RawCode.BLANK.value) & (codes < outside)
                units = backend.rows.cut(survey.units)
                for unit in units.filter(answered & backend.is_shut(question, item, wave)):
                    yield question, item, wave, unit
