"""Counts what was answered to each question, by wave and group."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

import polars as pl

from egyv_engine.data.coded_columns import AnswerColumn
from egyv_engine.data.expected_columns import not_asked_entry
from egyv_engine.data.survey_types import Survey
from egyv_engine.evaluation.number_counts import has_value
from egyv_engine.evaluation.polars_backend import backends
from egyv_engine.evaluation.repeated_value import repeated_value
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.codes import EFFECTIVE_FROM_RAW, EffectiveCode, ReturnStatus, answer_codes
from egyv_engine.model.decimals import number_text
from egyv_engine.model.documents import Question
from egyv_engine.model.plan import Plan
from egyv_engine.model.toplines import AnswerCount, Topline
from egyv_engine.model.typed_values import date_text

_Asked = Callable[[Question, str | None, str], pl.Series]


def toplines(linked: LinkedProgramme, survey: Survey, plan: Plan | None) -> Iterator[Topline]:
    """Yield the topline of each question, item, wave and group whose file could be read.

    Args:
        linked: The programme.
        survey: The answers of all units; of a file with faults, those that could be read.
        plan: The plan, for skip logic; without it, only what the instrument declares counts as not asked.
    """
    is_not_asked = _by_instrument(linked, survey) if plan is None else _by_plan(plan, survey)
    groups = _groups(linked, survey)
    for wave, read in survey.waves.items():
        analysed = (read.status == ReturnStatus.ANALYSED.value).fill_null(value=False)
        for question in linked.questions.values():
            if question.items is not None and question.items not in linked.baskets:
                continue
            for item in linked.items(question):
                column = read.answers.get((question.id, item))
                outside = is_not_asked(question, item, wave) & analysed
                for group, members in groups.items():
                    rows = analysed if members is None else analysed & members
                    counted = _Counted(linked, question, column, rows, outside & rows)
                    yield counted.topline(wave, group, item)


def _groups(linked: LinkedProgramme, survey: Survey) -> Mapping[str | None, pl.Series | None]:
    """Return the units of each group, all units first; None for all units."""
    found: dict[str | None, pl.Series | None] = {linked.everyone: None}
    for index, group in enumerate(survey.cohorts):
        if group is not None and group in linked.reported_cohorts:
            found[group] = (survey.cohort == index).fill_null(value=False)
    return found


def _by_instrument(linked: LinkedProgramme, survey: Survey) -> _Asked:
    """Return which units the instrument declares a question not to be asked of."""

    def is_not_asked(question: Question, item: str | None, wave: str) -> pl.Series:
        without = [
            index
            for index, cohort in enumerate(survey.cohorts)
            if not_asked_entry(linked, question, item, cohort, wave) is not None
        ]
        return survey.cohort.is_in(without).fill_null(value=False)

    return is_not_asked


def _by_plan(plan: Plan, survey: Survey) -> _Asked:
    """Return which units were not asked a question: by the instrument, or by skip logic."""
    by_cohort = backends(plan, survey)
    size = len(survey.units)
    positions = pl.int_range(size, dtype=pl.UInt32, eager=True)
    rows = [(backend, backend.rows.cut(positions)) for backend in by_cohort]

    def is_not_asked(question: Question, item: str | None, wave: str) -> pl.Series:
        found = repeated_value(False, size, pl.Boolean)
        for backend, own in rows:
            codes = backend.codes(question.id, item, wave, keep=False)
            found = found | positions.is_in(own.filter(codes == EffectiveCode.NOT_ASKED.value).implode())
        return found

    return is_not_asked


class _Counted:
    """Counts one column in the rows of one group."""

    def __init__(
        self,
        linked: LinkedProgramme,
        question: Question,
        column: AnswerColumn | None,
        rows: pl.Series,
        outside: pl.Series,
    ) -> None:
        self.linked, self.question, self.column = linked, question, column
        self.analysed, self.outside = int(rows.sum()), int(outside.sum())
        special = linked.special_answers(question)
        self.labels, self.dont_know = linked.labels(question), special.dont_know
        self.codes = answer_codes(self.labels, special.dont_know, special.not_applicable)
        self.rows = rows
        self.by_code: dict[int, int] = {}
        if column is not None:
            counts = column.codes.filter(rows).value_counts()
            self.by_code = {
                code + EFFECTIVE_FROM_RAW: number for code, number in counts.iter_rows() if code is not None
            }

    def topline(self, wave: str, group: str | None, item: str | None) -> Topline:
        ordinary = zip(self.labels, self.codes.ordinary, strict=False)
        unsure = zip(self.dont_know, self.codes.dont_know, strict=True)
        answers = (
            *(self._answer(label, code, is_dont_know=False) for label, code in ordinary),
            *(self._answer(label, code, is_dont_know=True) for label, code in unsure),
        )
        base = self._sum(self.codes.answers)
        not_applicable = self._sum(self.codes.not_applicable)
        # An answer that says "not applicable" is outside the base by itself, whatever skip logic says.
        not_asked = max(0, min(self.outside - not_applicable, self.analysed - base - not_applicable))
        is_open = self.linked.is_open(self.question)
        return Topline(
            wave=wave,
            group=group,
            question=self.question.id,
            item=item,
            analysed=self.analysed,
            base=base,
            answers=answers,
            not_applicable=not_applicable,
            blank=self.analysed - base - not_applicable - not_asked,
            not_asked=not_asked,
            is_in_file=self.column is not None,
            values=self._values() if is_open else {},
            number_of_values=self._sum(self.codes.ordinary) if is_open else None,
        )

    def _answer(self, label: str, code: int, *, is_dont_know: bool) -> AnswerCount:
        return AnswerCount(answer=label, count=self.by_code.get(code, 0), is_dont_know=is_dont_know)

    def _sum(self, codes: range) -> int:
        return sum(self.by_code.get(code, 0) for code in codes)

    def _values(self) -> Mapping[str, str]:
        """Return what is known of the numbers, dates or texts; nothing where there are none."""
        column = self.column
        every = None if column is None else column.values  # asked for once: they may be in a file
        if column is None or every is None:
            return {}
        values = every.filter(has_value(self.linked, self.question, column) & self.rows)
        if values.is_empty():
            return {}
        if self.question.scale == "text":
            return {"different": str(values.n_unique())}
        ordered = values.sort()
        if self.question.scale == "date":
            ends = (column.numbers[ordered[0]], column.numbers[ordered[-1]])
            first, last = map(date_text, ends)
            return {"first": first, "last": last}
        return {
            "minimum": number_text(column.numbers[ordered[0]]),
            "median": number_text(_median(ordered, column.numbers)),
            "maximum": number_text(column.numbers[ordered[-1]]),
        }


def _median(ordered: pl.Series, numbers: Sequence[Fraction]) -> Fraction:
    """Return the middle number, or the mean of the two in the middle. ordered: positions in `numbers`, sorted."""
    middle = len(ordered) // 2
    upper: Fraction = numbers[ordered[middle]]
    lower: Fraction = upper if len(ordered) % 2 else numbers[ordered[middle - 1]]
    return (lower + upper) / 2
