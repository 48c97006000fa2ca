"""Reads the rows of cohorts that were asked the same: which units returned, and the effective codes of each answer."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

import polars as pl

from egyv_engine.data.coded_columns import AnswerColumn
from egyv_engine.evaluation.exact_column import ExactColumn, no_numbers
from egyv_engine.evaluation.repeated_value import repeated_value
from egyv_engine.evaluation.row_parts import cohort_parts, counts_of_masks, whole
from egyv_engine.model.codes import EFFECTIVE_FROM_RAW, EffectiveCode, ReturnStatus
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.plan import PlannedQuestion

if TYPE_CHECKING:
    from egyv_engine.evaluation.truth import Truth

# Plain numbers: polars does not take a member of an enumeration for one.
_NOT_ASKED, _UNSURE = EffectiveCode.NOT_ASKED.value, EffectiveCode.UNSURE.value
_BLANK = EffectiveCode.BLANK.value


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
        """UInt32 index into the plan's parts."""

    @property
    def waves(self) -> Mapping[str, WaveRows]:
        """Return the returns of each wave."""


class StatusColumn(Frozen):
    """A wave's status column, and the columns and counts derived from it."""

    column: pl.Series  # UInt8, a ReturnStatus
    analysed: pl.Series  # Boolean
    all_analysed: bool
    surveyed: pl.Series  # Boolean
    all_surveyed: bool
    keep: pl.Series  # UInt8: 1 where analysed
    instead: pl.Series  # UInt8: the status where not analysed, else 0


def status_column(column: pl.Series) -> StatusColumn:
    """Return a status column with what is derived from it.

    Args:
        column: UInt8, a ReturnStatus.
    """
    analysed = column == ReturnStatus.ANALYSED.value
    surveyed = column != ReturnStatus.NOT_SURVEYED.value
    return StatusColumn(
        column=column,
        analysed=analysed,
        all_analysed=bool(analysed.all()),
        surveyed=surveyed,
        all_surveyed=bool(surveyed.all()),
        keep=analysed.cast(pl.UInt8),
        instead=column * (~analysed).cast(pl.UInt8),
    )


class CohortRows:
    """Cohorts of a survey that the instrument treats alike, the rows of each next to each other.

    Columns are cut out on first use, and kept only if a condition needs them again.
    """

    def __init__(
        self,
        survey: Surveyed,
        questions: Mapping[str, PlannedQuestion],
        cohorts: tuple[str | None, ...],
        indexes: tuple[int, ...] | None,
    ) -> None:
        """Select the rows of cohorts.

        Args:
            survey: The survey's answers as codes, one row per unit.
            questions: The plan's questions by id.
            cohorts: The ids of the cohorts; `(None,)` in a programme without cohorts.
            indexes: The index of each in `survey.cohort`; None to take every unit as one cohort.
        """
        self.cohorts = cohorts
        self.cohort = cohorts[0]  # what was asked of it was asked of the others
        self.survey = survey
        self.questions = questions
        self._mask = survey.cohort == indexes[0] if indexes is not None and len(indexes) == 1 else None
        self._order = (
            _in_order_of_cohorts(survey.cohort) if indexes is not None and len(indexes) > 1 else None
        )
        if self._order is not None and indexes is not None:
            self._order = self._order.filter(survey.cohort.gather(self._order).is_in(list(indexes)))
            self.parts = cohort_parts(survey.cohort.gather(self._order), indexes)
        else:
            self.parts = whole(survey.units.len() if self._mask is None else _sum(self._mask))
        self.size = self.parts.size
        self.nothing = repeated_value(False, self.size, pl.Boolean)
        self._status: dict[str, StatusColumn] = {}

    def cut(self, column: pl.Series) -> pl.Series:
        """Return the rows of these cohorts of a column of the survey."""
        if self._order is not None:
            return column[self._order]
        return column if self._mask is None else column.filter(self._mask)

    def status(self, wave: str) -> StatusColumn:
        """Return which units returned and which are analysed in a wave."""
        known = self._status.get(wave)
        if known is None:
            known = self._status[wave] = status_column(self.cut(self.survey.waves[wave].status))
        return known

    def status_counts(self, wave: str) -> list[tuple[int, int, int]]:
        """Return how many units of each cohort have no return, one that is not analysed, and one that is."""
        column = self.status(wave).column
        masks = [column == status.value for status in list(ReturnStatus)[ReturnStatus.NO_RETURN :]]
        return [(none, unused, used) for none, unused, used in counts_of_masks(masks, self.parts)]

    def is_not_asked(self, question: str, item: str | None, wave: str) -> bool:
        """Return whether the instrument did not ask the question of these cohorts in this wave."""
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
            codes = repeated_value(_BLANK, self.size, pl.UInt16 if of.is_wide else pl.UInt8)
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

    def texts(self, question: str, item: str | None, wave: str) -> tuple[pl.Series, pl.Series] | None:
        """Return the answers to a text question, as the positions of texts, null where there are none; and the texts.

        Args:
            question: The id of the question.
            item: The item; None for a question without items.
            wave: The wave.

        Returns:
            UInt32 and String; None if no unit has an answer in the wave.
        """
        answers = self.survey.waves[wave].answers.get((question, item))
        values = None if answers is None else answers.values  # asked for once: they may be in a file
        texts = None if answers is None else answers.texts
        return None if values is None or texts is None else (self.cut(values), texts)

    def numbers(self, question: str, item: str | None, wave: str) -> ExactColumn:
        """Return the answers to a question with numbers or dates; null where there are none.

        Args:
            question: The id of the question.
            item: The item; None for a question without items.
            wave: The wave.
        """
        answers = self.survey.waves[wave].answers.get((question, item))
        values = None if answers is None else answers.values
        if answers is None or values is None:
            return no_numbers(self.size)
        return ExactColumn(positions=self.cut(values), numbers=answers.numbers)


def _sum(mask: pl.Series) -> int:
    return int(mask.sum())


def _in_order_of_cohorts(cohort: pl.Series) -> pl.Series:
    """Return the positions of all rows, those of a cohort next to each other and in their order."""
    rows = pl.DataFrame({"cohort": cohort, "row": pl.int_range(cohort.len(), dtype=pl.UInt32, eager=True)})
    return rows.sort("cohort", maintain_order=True).get_column("row")
