"""Surveys without a unit, and with answers of a unit blanked, for explanations to be held against."""

from collections.abc import Collection

import polars as pl

from egyv_engine.data.coded_columns import AnswerColumn, CodedColumn
from egyv_engine.data.survey_types import Survey
from egyv_engine.model.codes import RawCode
from egyv_engine.model.frozen import replace

Asked = tuple[str, str | None, str]  # question, item and wave


def without_unit(survey: Survey, place: int) -> Survey:
    """The survey without the row of a unit, in the register and in every wave."""
    stays = pl.int_range(survey.units.len(), eager=True) != place

    def others(column: AnswerColumn) -> CodedColumn:
        values = None if column.values is None else column.values.filter(stays)
        return CodedColumn(
            codes=column.codes.filter(stays), values=values, numbers=column.numbers, texts=column.texts
        )

    return replace(
        survey,
        units=survey.units.filter(stays),
        attributes={name: column.filter(stays) for name, column in survey.attributes.items()},
        cohort=survey.cohort.filter(stays),
        waves={
            name: replace(
                wave,
                status=wave.status.filter(stays),
                answers={asked: others(column) for asked, column in wave.answers.items()},
                places=None,
            )
            for name, wave in survey.waves.items()
        },
        places=None,
    )


def without_answers(survey: Survey, place: int) -> Survey:
    """The survey with every answer of a unit blank."""
    here = pl.int_range(survey.units.len(), eager=True) == place

    def blanked(column: AnswerColumn) -> CodedColumn:
        values = None if column.values is None else column.values.set(here, None)
        return CodedColumn(
            codes=column.codes.set(here, RawCode.BLANK.value),
            values=values,
            numbers=column.numbers,
            texts=column.texts,
        )

    return replace(
        survey,
        waves={
            name: replace(wave, answers={asked: blanked(column) for asked, column in wave.answers.items()})
            for name, wave in survey.waves.items()
        },
    )


def with_only(survey: Survey, blank: Survey, kept: Collection[Asked]) -> Survey:
    """The survey without the answers of a unit but for some; `blank` is the survey without any of them."""
    return replace(
        blank,
        waves={
            name: replace(
                wave,
                answers={
                    asked: survey.waves[name].answers[asked] if (*asked, name) in kept else column
                    for asked, column in wave.answers.items()
                },
            )
            for name, wave in blank.waves.items()
        },
    )
