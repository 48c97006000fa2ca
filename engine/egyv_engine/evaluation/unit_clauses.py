"""Evaluates each clause of a condition for one unit, and reads what the unit answered to it."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, TypeAlias

from egyv_engine.evaluation.operands import Interval
from egyv_engine.evaluation.polars_backend import Backend
from egyv_engine.evaluation.truth import Truth
from egyv_engine.evaluation.wave_context import WaveContext
from egyv_engine.model.codes import EFFECTIVE_FROM_RAW, EffectiveCode, RawCode, ReturnStatus
from egyv_engine.model.decimals import number_text
from egyv_engine.model.frozen import Frozen, field
from egyv_engine.model.plan import (
    AnswerRef,
    AttributeRef,
    Calculation,
    Compare,
    CountOf,
    Derived,
    Node,
    Operand,
    Outcome,
    QuantileOf,
    operands_in,
)
from egyv_engine.model.plan_walk import dependencies_first, members_of, refs_in, sides_of
from egyv_engine.model.typed_values import date_text

AnswerState: TypeAlias = Literal[
    "answer",
    "dont_know",
    "not_applicable",
    "blank",
    "unsure",
    "not_asked",
    "left_out",
    "not_analysed",
    "no_return",
    "not_surveyed",
]
_OF_STATUS: dict[int, AnswerState] = {
    ReturnStatus.NOT_SURVEYED.value: "not_surveyed",
    ReturnStatus.NO_RETURN.value: "no_return",
    ReturnStatus.NOT_ANALYSED.value: "not_analysed",
}


class GivenAnswer(Frozen):
    """A unit's answer as a clause reads it.

    Attributes:
        wave: The wave that it was given in.
        state: What it counts as; `unsure` where it is not known if the question was asked, and `left_out` where the
            comparison leaves it out because one of its waves did not ask the question.
        words: The answer as the rules have it: a word, a number or a date; None if there is none.
    """

    question: str
    item: str | None
    wave: str
    state: AnswerState
    words: str | None


class GivenAttribute(Frozen):
    """A unit's value of an attribute; None where the register has a blank."""

    attribute: str
    value: str | None


class NumberFound(Frozen):
    """The number that one side of a comparison has for a unit, or the lowest and the highest that it may have."""

    low: Fraction
    high: Fraction


class Clause(Frozen):
    """A part of a condition, and its outcome for one unit.

    Attributes:
        node: The compiled clause; `node.written` is the clause as the analyst wrote it.
        outcome: NOT_ASKED, UNKNOWN, NOT_MET or MET; None if the comparison leaves the clause out.
        members: The parts of the clause.
        answers: The answers that the clause itself reads, not those of its parts.
        attributes: The attributes that it reads.
        computed: The numbers of its two sides that are counted or calculated, or the part of a quantile; None for a side
            that is read as it is, or has no number.
    """

    node: Node
    outcome: Outcome | None
    members: tuple["Clause", ...]
    answers: tuple[GivenAnswer, ...] = ()
    attributes: tuple[GivenAttribute, ...] = ()
    computed: tuple[NumberFound | None, ...] = ()


def is_calculated(side: Operand) -> bool:
    """Return whether a side of a comparison is a number that is counted or calculated, or the part of a quantile."""
    return isinstance(side, CountOf | Calculation | QuantileOf)


class UnitClauses(Frozen, kw_only=False):
    """Evaluates the clauses of a condition in one row of a cohort. place: the position of the unit in the survey."""

    backend: Backend
    context: WaveContext
    row: int
    place: int
    named: dict[str, Clause] = field(default_factory=dict)

    def clause(self, node: Node) -> Clause:
        """Return a clause with its parts."""
        if isinstance(node, Derived):  # once each, however often it is named, and without nested calls
            conditions = self.backend.plan.conditions
            for name in dependencies_first(node.name, conditions, self.named):
                self.named[name] = self.clause(conditions[name])
            members: tuple[Clause, ...] = (self.named[node.name],)
        else:
            members = tuple(map(self.clause, members_of(node)))
        operands = tuple(part for side in sides_of(node) for part in operands_in(side))
        truth = self.backend.truth(node, self.context)
        return Clause(
            node=node,
            outcome=self._outcome(truth),
            members=members,
            answers=tuple(map(self.answer, refs_in(operands))),
            attributes=tuple(
                GivenAttribute(attribute=part.name, value=self._attribute(part.name))
                for part in dict.fromkeys(o for o in operands if isinstance(o, AttributeRef))
            ),
            computed=tuple(map(self._computed, sides_of(node))) if isinstance(node, Compare) else (),
        )

    def answer(self, ref: AnswerRef) -> GivenAnswer:
        """Return the unit's answer, in the wave that the context gives."""
        wave = self.context.wave_of(ref)
        rows, question = self.backend.rows, self.backend.plan.questions[ref.question]
        column = rows.survey.waves[wave].answers.get((ref.question, ref.item))
        raw = RawCode.BLANK.value if column is None else int(column.codes[self.place])
        words: str | None = None
        code = raw + EFFECTIVE_FROM_RAW
        labels = {
            **dict(zip(question.codes.ordinary, question.labels, strict=False)),
            **dict(zip(question.codes.dont_know, question.dont_know, strict=True)),
            **dict(zip(question.codes.not_applicable, question.not_applicable, strict=True)),
        }
        if raw != RawCode.BLANK.value:
            words = labels.get(code)
            if words is None and column is not None and column.values is not None:
                value = column.values[self.place]
                written = date_text if question.value_type == "date" else number_text
                words = written(column.numbers[value]) if column.texts is None else str(column.texts[value])
        status = int(rows.survey.waves[wave].status[self.place])
        state = _OF_STATUS.get(status) or self._state(ref, wave, code)
        return GivenAnswer(question=ref.question, item=ref.item, wave=wave, state=state, words=words)

    def _state(self, ref: AnswerRef, wave: str, read: int) -> AnswerState:
        """Return what the answer of an analysed unit counts as; `read`: the code of what its cell has."""
        question = self.backend.plan.questions[ref.question]
        if ref in self.context.dropped:
            return "left_out"
        if self.backend.rows.is_not_asked(ref.question, ref.item, wave):
            return "not_asked"
        code = int(self.backend.codes(ref.question, ref.item, wave)[self.row])
        if code == EffectiveCode.NOT_ASKED.value:
            return "not_applicable" if read in question.codes.not_applicable else "not_asked"
        if code == EffectiveCode.UNSURE.value:
            return "unsure"
        if code == EffectiveCode.BLANK.value:
            return "blank"
        return "dont_know" if code in question.codes.dont_know else "answer"

    def _attribute(self, name: str) -> str | None:
        value = self.backend.rows.survey.attributes[name][self.place]
        return None if value is None else str(value)

    def _computed(self, side: Operand) -> NumberFound | None:
        if not is_calculated(side):
            return None
        found = self.backend.operand(side, self.context)
        if found is None:
            return None
        if isinstance(found, Interval):
            if not found.asked[self.row]:
                return None
            low, high = (Fraction(int(end[self.row])) for end in (found.counted.low, found.counted.high))
            return NumberFound(low=low, high=high)
        position = found.values.positions[self.row]
        if position is None or not found.has_value[self.row]:
            return None
        number = found.values.numbers[position]
        return NumberFound(low=number, high=number)

    def _outcome(self, truth: Truth | None) -> Outcome | None:
        if truth is None:
            return None if self.context.leaves_out else Outcome.NOT_ASKED
        if not truth.asked[self.row]:
            return Outcome.NOT_ASKED
        if truth.met[self.row]:
            return Outcome.MET
        return Outcome.NOT_MET if truth.failed[self.row] else Outcome.UNKNOWN


def answers_of(clause: Clause) -> Iterator[GivenAnswer]:
    """Yield the answers that a clause and its parts read, perhaps some more than once."""
    yield from clause.answers
    for member in clause.members:
        yield from answers_of(member)
