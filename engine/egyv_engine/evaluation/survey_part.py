"""Holds a part of the units of a survey, so that a survey of any size is evaluated a part at a time."""

from collections.abc import Mapping

import polars as pl

from egyv_engine.data.coded_columns import AnswerColumn
from egyv_engine.evaluation.cohort_rows import Surveyed
from egyv_engine.model.frozen import Frozen


class PartWave(Frozen):
    """The returns of some units in a wave; the attributes are those of cohort_rows.WaveRows."""

    status: pl.Series
    answers: Mapping[tuple[str, str | None], AnswerColumn]


class SurveyPart(Frozen):
    """Some units of a survey; the attributes are those of cohort_rows.Surveyed."""

    units: pl.Series
    attributes: Mapping[str, pl.Series]
    cohort: pl.Series
    waves: Mapping[str, PartWave]


def part_of(survey: Surveyed, start: int, size: int) -> SurveyPart:
    """Return some rows of a survey, without copying them.

    Args:
        survey: The survey.
        start: The first row.
        size: The number of rows; fewer are returned at the end of the survey.
    """

    def cut(column: pl.Series) -> pl.Series:
        return column.slice(start, size)

    return SurveyPart(
        units=cut(survey.units),
        attributes={name: cut(column) for name, column in survey.attributes.items()},
        cohort=cut(survey.cohort),
        waves={
            name: PartWave(
                status=cut(wave.status),
                answers={asked: column.part(start, size) for asked, column in wave.answers.items()},
            )
            for name, wave in survey.waves.items()
        },
    )
