"""Evaluates a survey part by part: the tables of its parts are added, and numbers are first counted over all parts."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial, reduce
from typing import Protocol, TypeVar

from egyv_engine.evaluation.calculation_gaps import calculations_in
from egyv_engine.evaluation.cohort_rows import Surveyed
from egyv_engine.evaluation.columnar_rows import ColumnarRows, joined_rows
from egyv_engine.evaluation.count_tables import Tables, add
from egyv_engine.evaluation.polars_backend import Backend, backends, numbers_answered
from egyv_engine.evaluation.quantiles import Quantiles, UnknownNumbersError
from egyv_engine.evaluation.score import scores
from egyv_engine.evaluation.survey_part import part_of
from egyv_engine.evaluation.tabulate import tabulate
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.part_rows import PART_ROWS
from egyv_engine.model.plan import CURRENT_WAVE, AnswerRef, Plan, QuantileOf
from egyv_engine.model.supplements import Score, ScoreChange

Found = TypeVar("Found")
Asked = tuple[AnswerRef, str]  # a question and item, and the wave in which it is read
KnownNumbers = Mapping[Asked, Mapping[Fraction, int]]


class SurveyParts(Protocol):
    """A survey whose units are split into parts: rows next to each other, in the order of the sorted ids."""

    def each(self, function: Callable[[Surveyed], Found]) -> Iterator[Found]:
        """Yield what a function makes of each part, in the order of the parts.

        Args:
            function: Evaluates a part. It may run in another process, so it holds only what can be sent there.
        """


class RowSlices(Frozen):
    """A survey in memory, split into slices of its rows."""

    survey: Surveyed
    rows: int = PART_ROWS

    def each(self, function: Callable[[Surveyed], Found]) -> Iterator[Found]:
        """Yield what a function makes of each slice."""
        for start in range(0, max(1, self.survey.units.len()), self.rows):
            yield function(part_of(self.survey, start, self.rows))


def tables_of_parts(plan: Plan, parts: SurveyParts) -> Tables:
    """Return the tables of a survey: the sums of those of its parts.

    Args:
        plan: The compiled rules.
        parts: The parts of the survey, at least one.
    """
    return reduce(add, parts.each(partial(_tables, plan, known_numbers(plan, parts))))


def scores_of_parts(plan: Plan, parts: SurveyParts) -> tuple[ColumnarRows[Score], ColumnarRows[ScoreChange]]:
    """Return the scores and the changes of the units of all parts, in the order of evaluation.scores.

    Args:
        plan: The compiled rules.
        parts: The parts of the survey, at least one.
    """
    found = parts.each(partial(_scores, plan, known_numbers(plan, parts)))
    levels, changes = zip(*found, strict=True)
    return joined_rows(levels), joined_rows(changes)


def known_numbers(plan: Plan, parts: SurveyParts) -> KnownNumbers:
    """Count the numbers that quantiles split, over all parts: the part of a number depends on the units of all.

    Skip logic may itself read a quantile, so a question is counted once everything is known that its skip logic needs.

    Args:
        plan: The compiled rules.
        parts: The parts of the survey.

    Raises:
        RuntimeError: Skip logic depends on itself, which the checks of a programme refuse.
    """
    gates = (node for question in plan.questions.values() for node in question.asked_if.values())
    operands = calculations_in(plan, [*plan.conditions.values(), *gates])
    refs = (one.ref for one in operands if isinstance(one, QuantileOf))
    questions = dict.fromkeys(AnswerRef(ref.question, ref.item, CURRENT_WAVE) for ref in refs)
    rest = [(ref, wave) for ref in questions for wave in plan.waves]
    known: dict[Asked, Mapping[Fraction, int]] = {}
    while rest:
        found = _added(parts.each(partial(_numbers, plan, known, tuple(rest))), len(rest))
        counted = {asked: counts for asked, counts in zip(rest, found, strict=True) if counts is not None}
        if not counted:
            raise RuntimeError("the skip logic of questions with quantiles depends on itself")
        known = known | counted
        rest = [asked for asked in rest if asked not in known]
    return known


def _added(
    by_part: Iterable[Sequence[Mapping[Fraction, int] | None]], size: int
) -> list[Mapping[Fraction, int] | None]:
    """Add the counts of each question over the parts; None where something has to be known first."""
    sums: list[Counter[Fraction] | None] = [Counter() for _ in range(size)]
    for found in by_part:
        for i, counts in enumerate(found):
            total = sums[i]
            if counts is None or total is None:
                sums[i] = None
            else:
                total.update(counts)
    return list(sums)


def _numbers(
    plan: Plan, known: KnownNumbers, rest: Sequence[Asked], part: Surveyed
) -> list[Mapping[Fraction, int] | None]:
    """Count the numbers of some questions in a part; None where something has to be known first."""

    def count(ref: AnswerRef, wave: str) -> Mapping[Fraction, int] | None:
        try:
            return numbers_answered(plan, part, ref, wave, _quantiles_of(known))
        except UnknownNumbersError:
            return None

    return [count(*asked) for asked in rest]


def _tables(plan: Plan, known: KnownNumbers, part: Surveyed) -> Tables:
    return tabulate(plan, part, by_cohort=_backends(plan, known, part))


def _scores(
    plan: Plan, known: KnownNumbers, part: Surveyed
) -> tuple[ColumnarRows[Score], ColumnarRows[ScoreChange]]:
    return scores(plan, part, by_cohort=_backends(plan, known, part))


def _backends(plan: Plan, known: KnownNumbers, part: Surveyed) -> tuple[Backend, ...]:
    return backends(plan, part, _quantiles_of(known))


def _quantiles_of(known: KnownNumbers) -> Quantiles:
    def counts(ref: AnswerRef, wave: str) -> Mapping[Fraction, int]:
        if (ref, wave) not in known:
            raise UnknownNumbersError(f"{ref.question} in {wave}")
        return known[ref, wave]

    return Quantiles(counts)
