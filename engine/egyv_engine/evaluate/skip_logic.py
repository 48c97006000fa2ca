"""Finds answers to questions that, according to the skip logic, the unit was not asked."""

from collections.abc import Iterator

from egyv_engine.evaluate.cohort_rows import CohortRows, Surveyed
from egyv_engine.evaluate.polars_backend import Backend
from egyv_engine.model.codes import RawCode
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
    backends = [
        Backend(plan, CohortRows(survey, plan.questions, cohort, None if len(plan.cohorts) == 1 else index))
        for index, cohort in enumerate(plan.cohorts)
    ]
    for question, item in gated:
        for wave in plan.waves:
            answers = survey.waves[wave].answers.get((question, item))
            if answers is None:
                continue
            for backend in backends:
                answered = backend.partition.cut(answers.codes) != RawCode.BLANK.value
                units = backend.partition.cut(survey.units)
                for unit in units.filter(answered & backend.is_shut(question, item, wave)):
                    yield question, item, wave, unit
