"""Counts the numbers that units gave to questions, by wave and group, for charts of how they spread."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

import polars as pl

from egyv_engine.data.coded_columns import AnswerColumn
from egyv_engine.data.survey_types import Survey
from egyv_engine.evaluation.repeated_value import repeated_value
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.codes import EFFECTIVE_FROM_RAW, ReturnStatus, answer_codes
from egyv_engine.model.documents import Question
from egyv_engine.model.supplements import NumbersGiven


def numbers_given(
    linked: LinkedProgramme, survey: Survey, questions: Iterable[str]
) -> Iterator[NumbersGiven]:
    """Yield how often each number was given, for each question, item, wave and group that is reported.

    Args:
        linked: The programme.
        survey: The answers, skip logic applied.
        questions: The ids of questions that take numbers.
    """
    for question in map(linked.questions.__getitem__, questions):
        for wave, read in survey.waves.items():
            analysed = (read.status == ReturnStatus.ANALYSED.value).fill_null(value=False)
            for item in linked.items(question):
                column = read.answers.get((question.id, item))
                if column is None or column.values is None:
                    continue
                given = analysed & has_value(linked, question, column)
                for group in linked.reported_cohorts:
                    yield NumbersGiven(
                        question=question.id,
                        item=item,
                        wave=wave,
                        cohort=group,
                        counts=_counts(column, given & _members(linked, survey, group)),
                    )


def has_value(linked: LinkedProgramme, question: Question, column: AnswerColumn) -> pl.Series:
    """Return which units gave a number, date or text, and not an answer such as don't know.

    Args:
        linked: The programme.
        question: The question, which takes numbers, dates or texts.
        column: Its answers.
    """
    special = linked.special_answers(question)
    codes = answer_codes(linked.labels(question), special.dont_know, special.not_applicable)
    return (column.codes == codes.ordinary.start - EFFECTIVE_FROM_RAW).fill_null(value=False)


def _members(linked: LinkedProgramme, survey: Survey, group: str | None) -> pl.Series:
    if group in (None, linked.everyone):
        return repeated_value(True, len(survey.units), pl.Boolean)
    return (survey.cohort == survey.cohorts.index(group)).fill_null(value=False)


def _counts(column: AnswerColumn, rows: pl.Series) -> tuple[tuple[Fraction, int], ...]:
    assert column.values is not None
    counted = dict(column.values.filter(rows).value_counts().iter_rows())
    return tuple((column.numbers[position], counted[position]) for position in sorted(counted))
