"""Evaluates conditions on the rows of cohorts that were asked the same."""

from collections.abc import Callable
from functools import lru_cache
from typing import assert_never

import polars as pl

from egyv_engine.evaluation import operands
from egyv_engine.evaluation.cohort_rows import CohortRows, Surveyed
from egyv_engine.evaluation.comparisons import (
    against_constants,
    against_each_other,
    count_interval,
    difference,
)
from egyv_engine.evaluation.operands import Interval, NumberColumn
from egyv_engine.evaluation.outcome_lookup import codes_of, outcome_lookup
from egyv_engine.evaluation.truth import Truth, all_hold, any_holds
from egyv_engine.evaluation.wave_context import WaveContext
from egyv_engine.model.codes import EffectiveCode, ReturnStatus
from egyv_engine.model.plan import (
    And,
    Answered,
    AnswerRef,
    AttributeRef,
    Compare,
    Constant,
    CountOf,
    Delta,
    Derived,
    Lookup,
    Node,
    Operand,
    Or,
    Outcome,
    Plan,
)

_NOT_ASKED = EffectiveCode.NOT_ASKED.value


Masks = list[tuple[int, pl.Series]]  # of outcomes, in their order; every row is in exactly one


class Backend:
    """Evaluates the conditions of a plan on cohorts that were asked the same, each named condition once per context."""

    def __init__(self, plan: Plan, rows: CohortRows) -> None:
        self.plan = plan
        self.rows = rows
        self._codes: dict[tuple[str, str | None, str], pl.Series] = {}
        self._named: dict[tuple[str, WaveContext], Truth | None] = {}
        self._everyone = ~rows.nothing
        self._not_asked = Truth(met=rows.nothing, failed=rows.nothing, asked=rows.nothing)

    def codes(self, question: str, item: str | None, wave: str, *, keep: bool = True) -> pl.Series:
        """Return the effective codes of a question in a wave; `keep` holds them for the next call."""
        key = (question, item, wave)
        codes = self._codes.get(key)
        if codes is None:
            node = self.plan.questions[question].asked_if.get(item)
            gate = None if node is None else self._gate(node, wave)
            codes = self.rows.effective(question, item, wave, gate)
            if keep:
                self._codes[key] = codes
        return codes

    def is_shut(self, question: str, item: str | None, wave: str) -> pl.Series:
        """Return the rows that a question was not asked of, by its asked_if."""
        asked = self._gate(self.plan.questions[question].asked_if[item], wave)()
        return asked.failed | ~asked.asked

    def outcomes(self, counts: str, base: str | None, context: WaveContext) -> Masks:
        """Return the outcome of an indicator as one mask per outcome.

        Args:
            counts: The name of the condition that is counted.
            base: The name of the condition that narrows the base; None for none.
            context: The waves in which both are evaluated.
        """
        truth = self._condition(counts, context) or self._not_asked
        met, failed, asked = truth.met, truth.failed, truth.asked
        if base is not None:
            within = self._condition(base, context) or self._not_asked
            asked = asked & within.asked & ~within.failed
            met, failed = met & within.met, failed & within.met
        status = self.rows.status(context.wave)
        here = status.analysed
        return [
            (Outcome.NOT_SURVEYED, status.column == ReturnStatus.NOT_SURVEYED.value),
            (Outcome.NO_RETURN, status.column == ReturnStatus.NO_RETURN.value),
            (Outcome.NOT_ANALYSED, status.column == ReturnStatus.NOT_ANALYSED.value),
            (Outcome.NOT_ASKED, here & ~asked),
            (Outcome.UNKNOWN, here & asked & ~(met | failed)),
            (Outcome.NOT_MET, here & failed),
            (Outcome.MET, here & met),
        ]

    def outcomes_of_nobody_asked(self, wave: str) -> Masks:
        """Return the masks of a wave in which an indicator asks nothing."""
        status, nothing = self.rows.status(wave), self.rows.nothing
        not_asked = [status.column == of.value for of in ReturnStatus]
        return list(enumerate([*not_asked, nothing, nothing, nothing]))

    def outcome_column(self, counts: str, base: str | None, wave: str) -> pl.Series:
        """Return the outcome of each analysed unit, UInt8. A condition on one answer is looked up by its code."""
        context = WaveContext(wave=wave)
        node = self.plan.conditions[counts]
        if base is None and isinstance(node, Lookup | Answered):
            ref = node.ref
            if isinstance(ref, AnswerRef) and context.wave_of(ref) == wave:
                question = self.plan.questions[ref.question]
                if isinstance(node, Answered) or question.value_type == "scale":
                    return _as_series(outcome_lookup(node, question))[self._answer(ref, context)]
        column = self.rows.nothing.cast(pl.UInt8)
        for outcome, mask in self.outcomes(counts, base, context):
            column = column + mask.cast(pl.UInt8) * int(outcome)
        return column

    def dont_know(self, leaves: tuple[AnswerRef, ...], context: WaveContext) -> pl.Series:
        """Return the rows with a don't-know in any of these answers, each in the wave in which it is read."""
        found = self.rows.nothing
        for ref in leaves:
            found = found | self._among(
                self._answer(ref, context), codes_of(self.plan.questions[ref.question]).dont_know
            )
        return found

    def _gate(self, node: Node, wave: str) -> Callable[[], Truth]:
        return lambda: self.truth(node, WaveContext(wave=wave)) or self._not_asked

    def _condition(self, name: str, context: WaveContext) -> Truth | None:
        """Evaluate the condition of that name, once per context."""
        key = (name, context)
        if key not in self._named:
            self._named[key] = self.truth(self.plan.conditions[name], context)
        return self._named[key]

    def truth(self, node: Node, context: WaveContext) -> Truth | None:
        """Evaluate a condition; None if the context leaves out every answer that it reads."""
        match node:
            case Lookup() | Answered():
                ref = node.ref
                if isinstance(ref, AnswerRef):
                    return self._answer_leaf(node, ref, context)
                return self._attribute_leaf(node, ref)
            case Compare():
                return self._compare(node, context)
            case Derived():
                return self._condition(node.name, context)
            case And() | Or():
                members = self._members(node.members, context)
                if members is None:
                    return None
                return all_hold(members) if isinstance(node, And) else any_holds(members)
            case _:
                assert_never(node)

    def _members(self, nodes: tuple[Node, ...], context: WaveContext) -> list[Truth] | None:
        """Evaluate the members that the context does not leave out; None if there are none."""
        found = [t for t in (self.truth(n, context) for n in nodes) if t is not None]
        return found or None

    def _known(self, met: pl.Series) -> Truth:
        return Truth(met=met, failed=~met, asked=self._everyone)

    def _answer(self, ref: AnswerRef, context: WaveContext) -> pl.Series:
        """Return effective codes in the wave read; a question not asked in it is not asked of units without a return, too."""
        wave = context.wave_of(ref)
        if self.rows.is_not_asked(ref.question, ref.item, wave):
            return pl.repeat(_NOT_ASKED, self.rows.size, dtype=pl.UInt8, eager=True)
        return self.codes(ref.question, ref.item, wave)

    def _answer_leaf(self, node: Lookup | Answered, ref: AnswerRef, context: WaveContext) -> Truth | None:
        if ref in context.dropped:
            return None
        codes = self._answer(ref, context)
        asked = codes != _NOT_ASKED
        question = self.plan.questions[ref.question]
        answered = self._among(codes, codes_of(question).answers)
        if isinstance(node, Answered):
            blank = codes == EffectiveCode.BLANK.value
            met, failed = (blank, answered) if node.negated else (answered, blank)
            return Truth(met=met, failed=failed, asked=asked)
        if question.value_type == "scale":
            ordinary = codes_of(question).ordinary
            wanted = [
                code
                for code, label in zip(ordinary, question.labels, strict=True)
                if (label in node.labels) != node.negated
            ]
            met = _codes_among(codes, wanted)
        else:
            values = self._values(ref, context)
            if values.dtype != pl.String:
                raise TypeError(f"{node.path}: a {question.value_type} question is compared, not looked up")
            among = values.is_in(list(node.labels)).fill_null(value=False)
            met = (codes == EffectiveCode.FIRST_ANSWER.value) & (~among if node.negated else among)
        return Truth(met=met, failed=answered & ~met, asked=asked)

    def _among(self, codes: pl.Series, wanted: range) -> pl.Series:
        """Return the rows whose code is in a range."""
        return codes.is_between(wanted.start, wanted.stop - 1) if wanted else self.rows.nothing

    def _attribute(self, name: str) -> pl.Series:
        return self.rows.cut(self.rows.survey.attributes[name])

    def _attribute_leaf(self, node: Lookup | Answered, ref: AttributeRef) -> Truth:
        column = self._attribute(ref.name)
        blank = column.is_null()
        if isinstance(node, Answered):
            return self._known(blank if node.negated else ~blank)
        among = column.is_in(operands.spellings(node.labels, column)).fill_null(value=False)
        met = ~(among | blank) if node.negated else among
        return Truth(met=met, failed=~(met | blank), asked=self._everyone)

    def _values(self, ref: AnswerRef, context: WaveContext) -> pl.Series:
        question = self.plan.questions[ref.question]
        values = self.rows.values(ref.question, ref.item, context.wave_of(ref))
        if values is None:
            dtype = pl.String if question.value_type == "text" else pl.Int64
            return pl.repeat(None, self.rows.size, dtype=dtype, eager=True)
        return values

    def _compare(self, node: Compare, context: WaveContext) -> Truth | None:
        left = self._operand(node.left, context)
        constants = [x.value for x in node.right if isinstance(x, Constant)]
        if len(constants) == len(node.right):
            if left is None:
                return None
            return against_constants(node, left, tuple(constants))
        (operand,) = node.right
        right = self._operand(operand, context)
        return None if left is None or right is None else against_each_other(node, left, right)

    def _operand(self, operand: Operand, context: WaveContext) -> NumberColumn | Interval | None:
        """Read one side of a comparison; None if the context leaves it out."""
        match operand:
            case AnswerRef():
                return None if operand in context.dropped else self._answer_column(operand, context)
            case AttributeRef():
                return self._attribute_column(operand)
            case Delta():
                return self._delta(operand, context)
            case CountOf():
                members = self._members(operand.members, context)
                return None if members is None else count_interval(members)
            case Constant():
                raise TypeError("a constant is allowed only on the right")
            case _:
                assert_never(operand)

    def _answer_column(self, ref: AnswerRef, context: WaveContext) -> NumberColumn:
        question = self.plan.questions[ref.question]
        codes = self._answer(ref, context)
        if question.value_type == "scale":
            values, scale = codes.cast(pl.Int64), 0
        else:
            values = self._values(ref, context).cast(pl.Int64)
            scale = self.rows.survey.number_scale if question.value_type == "number" else 0
        return NumberColumn(
            values=values,
            scale=scale,
            has_value=self._among(codes, codes_of(question).ordinary),
            dont_know=self._among(codes, codes_of(question).dont_know),
            asked=codes != _NOT_ASKED,
        )

    def _attribute_column(self, ref: AttributeRef) -> NumberColumn:
        texts = self._attribute(ref.name)
        values, scale = (
            operands.number_column(texts) if ref.value_type == "number" else (operands.day_column(texts), 0)
        )
        nothing = self.rows.nothing
        return NumberColumn(
            values=values,
            scale=scale,
            has_value=values.is_not_null(),
            dont_know=nothing,
            asked=self._everyone,
        )

    def _delta(self, delta: Delta, context: WaveContext) -> NumberColumn | None:
        if delta.minuend in context.dropped or delta.subtrahend in context.dropped:
            return None
        minuend, subtrahend = (self._answer_column(ref, context) for ref in (delta.minuend, delta.subtrahend))
        return difference(minuend, subtrahend)


def backends(plan: Plan, survey: Surveyed) -> tuple[Backend, ...]:
    """Return one backend for the cohorts that the instrument treats alike, in the plan's order.

    Args:
        plan: The compiled rules.
        survey: The survey's answers as codes, one row per unit.
    """
    return tuple(_backend(plan, survey, cohorts) for cohorts in plan.alike)


def backend_of(plan: Plan, survey: Surveyed, cohort: str | None) -> Backend:
    """Return the backend of one cohort alone.

    Args:
        plan: The compiled rules.
        survey: The survey's answers as codes, one row per unit.
        cohort: One of the plan's parts; None in a programme without cohorts.
    """
    return _backend(plan, survey, (cohort,))


def _backend(plan: Plan, survey: Surveyed, cohorts: tuple[str | None, ...]) -> Backend:
    index_of = {cohort: i for i, cohort in enumerate(plan.parts)}
    indexes = None if len(plan.parts) == 1 else tuple(index_of[cohort] for cohort in cohorts)
    return Backend(plan, CohortRows(survey, plan.questions, cohorts, indexes))


@lru_cache(maxsize=4096)
def _as_series(table: bytes) -> pl.Series:
    return pl.Series(list(table), dtype=pl.UInt8)


def _codes_among(codes: pl.Series, wanted: list[int]) -> pl.Series:
    """Return the rows whose code is one of `wanted`, which ascend; consecutive codes are tested together."""
    found: pl.Series | None = None
    start = 0
    for i, code in enumerate(wanted):
        if i + 1 < len(wanted) and wanted[i + 1] == code + 1:
            continue
        first = wanted[start]
        run = codes == code if first == code else codes.is_between(first, code)
        found = run if found is None else found | run
        start = i + 1
    return pl.repeat(value=False, n=codes.len(), dtype=pl.Boolean, eager=True) if found is None else found
