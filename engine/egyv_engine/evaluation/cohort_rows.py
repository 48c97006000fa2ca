"""Reads the rows of one cohort: which units returned, and the effective answer codes of each question."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import polars as pl

from egyv_engine.model.codes import EFFECTIVE_FROM_RAW, EffectiveCode, ReturnStatus
from egyv_engine.model.plan import PlannedQuestion

if TYPE_CHECKING:
    from egyv_engine.evaluation.truth import Truth

# Plain numbers: polars does not take a member of an enumeration for one.
_NOT_ASKED, _UNSURE = EffectiveCode.NOT_ASKED.value, EffectiveCode.UNSURE.value
_BLANK = EffectiveCode.BLANK.value


class AnswerColumn(Protocol):
    """A question's answers of an item in a wave, as data/survey.py reads them."""

    @property
    def codes(self) -> pl.Series:
        """UInt8, or UInt16 for a wide scale: a RawCode or an answer's code (model/codes.py)."""

    @property
    def values(self) -> pl.Series | None:
        """Scaled numbers, days or texts; None on a scale."""


class WaveRows(Protocol):
    """A wave's returns."""

    @property
    def status(self) -> pl.Series:
        """UInt8, a ReturnStatus (model/codes.py)."""

    @property
    def answers(self) -> Mapping[tuple[str, str | None], AnswerColumn]:
        """Columns by question and item; a column that the file does not have is absent."""


class Surveyed(Protocol):
    """The part of a survey that evaluation reads. There is one row per unit, in the order of the sorted ids."""

    @property
    def units(self) -> pl.Series:
        """Ids, sorted."""

    @property
    def attributes(self) -> Mapping[str, pl.Series]:
        """Return the columns of the register as text; blank cells are null."""

    @property
    def cohort(self) -> pl.Series:
        """UInt16 index into the plan's cohorts."""

    @property
    def waves(self) -> Mapping[str, WaveRows]:
        """Return the returns of each wave."""

    @property
    def number_scale(self) -> int:
        """Numbers are whole multiples of 10 to the minus this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusColumn:
    """A wave's status column, and the columns and counts derived from it."""

    column: pl.Series  # UInt8, a ReturnStatus
    analysed: pl.Series  # Boolean
    counts: tuple[int, int, int]
    keep: pl.Series  # UInt8: 1 where analysed
    instead: pl.Series  # UInt8: the status where not analysed, else 0

    @property
    def all_analysed(self) -> bool:
        """Return whether every unit is analysed."""
        return self.counts[0] == self.counts[1] == 0


class CohortRows:
    """One cohort of a survey. Columns are filtered on first use, and kept only if a condition needs them again."""

    def __init__(
        self,
        survey: Surveyed,
        questions: Mapping[str, PlannedQuestion],
        cohort: str | None,
        index: int | None,
    ) -> None:
        """Select the rows of a cohort.

        Args:
            survey: The survey's answers as codes, one row per unit.
            questions: The plan's questions by id.
            cohort: The cohort's id; None in a programme without cohorts.
            index: The cohort's index in `survey.cohort`; None to take every unit.
        """
        self.cohort = cohort
        self.survey = survey
        self.questions = questions
        self._rows = None if index is None else survey.cohort == index
        self.size = survey.units.len() if self._rows is None else _sum(self._rows)
        self.nothing = pl.repeat(value=False, n=self.size, dtype=pl.Boolean, eager=True)
        self._status: dict[str, StatusColumn] = {}

    def cut(self, column: pl.Series) -> pl.Series:
        """Return the cohort's rows of a column of the survey."""
        return column if self._rows is None else column.filter(self._rows)

    def status(self, wave: str) -> StatusColumn:
        """Return which units returned and which are analysed in a wave."""
        known = self._status.get(wave)
        if known is None:
            column = self.cut(self.survey.waves[wave].status)
            analysed = column == ReturnStatus.ANALYSED.value
            known = self._status[wave] = StatusColumn(
                column=column,
                analysed=analysed,
                counts=(
                    _sum(column == ReturnStatus.NO_RETURN.value),
                    _sum(column == ReturnStatus.NOT_ANALYSED.value),
                    _sum(analysed),
                ),
                keep=analysed.cast(pl.UInt8),
                instead=column * (~analysed).cast(pl.UInt8),
            )
        return known

    def is_not_asked(self, question: str, item: str | None, wave: str) -> bool:
        """Return whether the instrument did not ask the question of this cohort in this wave."""
        return (item, self.cohort, wave) in self.questions[question].not_asked

    def effective(
        self, question: str, item: str | None, wave: str, gate: Callable[[], "Truth"] | None
    ) -> pl.Series:
        """Return the effective codes of a question's answers, UInt8, or UInt16 for a wide scale.

        Args:
            question: The id of the question.
            item: The item; None for a question without items.
            wave: The wave.
            gate: Evaluates asked_if in this wave; None for a question without it.
        """
        status = self.status(wave)
        if self.is_not_asked(question, item, wave):
            return status.column
        of = self.questions[question].codes
        answers = self.survey.waves[wave].answers.get((question, item))
        if answers is None:
            codes = pl.repeat(_BLANK, self.size, dtype=pl.UInt16 if of.is_wide else pl.UInt8, eager=True)
        else:
            codes = self.cut(answers.codes) + EFFECTIVE_FROM_RAW
        is_outside = codes >= of.not_applicable.start if of.not_applicable else None
        if gate is not None:
            asked = gate()
            shut = asked.failed | ~asked.asked
            other = ((~shut).cast(pl.UInt8) * (_UNSURE - _NOT_ASKED) + _NOT_ASKED).cast(codes.dtype)
            codes = codes.zip_with(asked.met, other)
        if is_outside is not None and is_outside.any():
            codes = codes.zip_with(~is_outside, pl.Series([_NOT_ASKED], dtype=codes.dtype))
        return codes if status.all_analysed else codes * status.keep + status.instead

    def values(self, question: str, item: str | None, wave: str) -> pl.Series | None:
        """Return the values of a number, date or text question; None if the wave's file has no such column."""
        answers = self.survey.waves[wave].answers.get((question, item))
        return None if answers is None or answers.values is None else self.cut(answers.values)


def _sum(mask: pl.Series) -> int:
    return int(mask.sum())
