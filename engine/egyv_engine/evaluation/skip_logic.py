"""Finds answers to questions that, by their skip logic, the unit was not asked."""

from collections.abc import Iterator

from egyv_engine.evaluation.cohort_rows import Surveyed
from egyv_engine.evaluation.polars_backend import backends
from egyv_engine.model.codes import RawCode
from egyv_engine.model.plan import Plan

Answer = tuple[str, str | None, str, str]  # question, item, wave, unit


def answers_despite_skip(plan: Plan, survey: Surveyed) -> Iterator[Answer]:
    """Yield every answer whose asked_if is not met or not asked, in order of question, item, wave, cohort, unit."""
    gated = [(q.id, item) for q in plan.questions.values() for item in q.asked_if]
    if not gated:
        return
    by_cohort = backends(plan, survey)
    for question, item in gated:
        for wave in plan.waves:
            answers = survey.waves[wave].answers.get((question, item))
            if answers is None:
                continue
            for backend in by_cohort:
                answered = backend.rows.cut(answers.codes) != RawCode.BLANK.value
                units = backend.rows.cut(survey.units)
                for unit in units.filter(answered & backend.is_shut(question, item, wave)):
                    yield question, item, wave, unit
