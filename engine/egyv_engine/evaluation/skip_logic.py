"""Finds answers that, according to the skip logic, the unit was not asked for, and columns that it says there are."""

from collections.abc import Iterator, Sequence

import polars as pl

from egyv_engine.data.coded_columns import AnswerColumn, CodedColumn
from egyv_engine.evaluation.cohort_rows import Surveyed
from egyv_engine.evaluation.polars_backend import Backend
from egyv_engine.model.codes import EFFECTIVE_FROM_RAW, RawCode
from egyv_engine.model.plan import Plan

Answering = tuple[str, str | None, str, pl.Series]  # question, item, wave, units


def missing_columns(
    plan: Plan, survey: Surveyed, by_cohort: Sequence[Backend]
) -> Iterator[tuple[str, str | None, str, int]]:
    """Yield each question with skip logic whose column a wave lacks, although units meet its `asked_if`.

    Args:
        plan: The plan.
        survey: The answers of all units.
        by_cohort: The backends of the survey.

    Yields:
        The question, the item, the wave, and the number of units that were asked.
    """
    missing = [
        (question.id, item, wave)
        for question in plan.questions.values()
        for item in question.asked_if
        for wave in plan.waves
        if (question.id, item) not in survey.waves[wave].answers
    ]
    for question, item, wave in missing:
        asked = sum(
            backend.number_asked(question, item, wave)
            for backend in by_cohort
            if not backend.rows.is_not_asked(question, item, wave)
        )
        if asked:
            yield question, item, wave, asked


def answers_despite_skip(plan: Plan, survey: Surveyed, by_cohort: Sequence[Backend]) -> Iterator[Answering]:
    """Yield the units that answer a question whose `asked_if` is not met, or depends on a question that was not asked.

    The order is by question, item, wave, cohort and unit.

    Args:
        plan: The plan.
        survey: The answers of all units.
        by_cohort: The backends of the survey.
    """
    gated = [(q.id, item) for q in plan.questions.values() for item in q.asked_if]
    for question, item in gated:
        # An answer that says "not applicable" agrees with skip logic.
        outside = plan.questions[question].codes.not_applicable.start - EFFECTIVE_FROM_RAW
        for wave in plan.waves:
            answers = survey.waves[wave].answers.get((question, item))
            if answers is None:
                continue
            found = []
            for backend in by_cohort:
                codes = backend.rows.cut(answers.codes)
                answered = (codes != RawCode.BLANK.value) & (codes < outside)
                units = backend.rows.cut(survey.units)
                found.append(units.filter(answered & backend.is_shut(question, item, wave)))
            if any(map(len, found)):
                yield question, item, wave, pl.concat(found)


def cleared(column: AnswerColumn, rows: pl.Series) -> CodedColumn:
    """Return a column with blanks in place of some answers.

    Args:
        column: The answers to a question, or about one of its items.
        rows: Whether the answer of each unit becomes a blank.
    """
    codes = column.codes
    blank = pl.repeat(RawCode.BLANK.value, len(rows), dtype=codes.dtype, eager=True)
    return CodedColumn(
        codes=blank.zip_with(rows, codes), values=column.values, numbers=column.numbers, texts=column.texts
    )
