"""The plan that the engine runs: conditions as a few node types, and what is known of each finding before any data.

The compiler moves `not` down to the leaves. `written` links a node to the condition as the analyst wrote it, `not`
included: the outcome of a node is the outcome of `written`, so an explanation can show both.
"""

from collections.abc import Iterator, Mapping
from enum import IntEnum
from fractions import Fraction

from egyv_engine.model.codes import AnswerCodes, answer_codes
from egyv_engine.model.conditions import Condition
from egyv_engine.model.document_path import Declaration, DocumentPath
from egyv_engine.model.documents.principle_file import Direction
from egyv_engine.model.findings import Reason
from egyv_engine.model.frozen import Frozen, field


class Outcome(IntEnum):
    """The outcome of an indicator (of an item) for a unit in a wave (docs/language.md, Outcomes)."""

    NOT_SURVEYED = 0
    NO_RETURN = 1
    NOT_ANALYSED = 2
    NOT_ASKED = 3
    UNKNOWN = 4
    NOT_MET = 5
    MET = 6


# What a reference may name instead of a wave's id; no id has such a form.
CURRENT_WAVE, FROM, TO = "", "<from>", "<to>"
NEGATED = "not "  # before the name of a condition: the name of its negation


class AnswerRef(Frozen, kw_only=False):
    """A question's answer (of an item) in the current wave, in from or to, or in a named wave."""

    question: str
    item: str | None = None
    wave: str = CURRENT_WAVE


class AttributeRef(Frozen, kw_only=False):
    """A column of the register; value_type says how it is read: text, number or date."""

    name: str
    value_type: str = "text"


class Constant(Frozen, kw_only=False):
    """A number, or days since 1970-01-01 for a date."""

    value: Fraction


class QuantileOf(Frozen, kw_only=False):
    """The part of all analysed units, from 1 to `parts`, to which a unit's number or date belongs."""

    ref: AnswerRef
    parts: int
    doc_path: DocumentPath = field(compare=False)


class Calculation(Frozen, kw_only=False):
    """Two operands joined by an operator of arithmetic; dates are days."""

    operator: str  # a key of model/arithmetic.py
    left: "Operand"
    right: "Operand"
    doc_path: DocumentPath = field(compare=False)


class _Node(Declaration):
    """A part of a compiled condition.

    Attributes:
        path: The indicator and the keys that lead to it, for people.
        written: The condition as written that has the same outcome; None until it is linked.
    """

    path: str
    written: Condition | None = field(default=None, compare=False)


class Lookup(_Node):
    """Met where the answer is among `labels`. A don't-know does not meet it, negated or not.

    On a scale the labels of a negation are already the other ones. On text and attributes `negated` inverts it.
    """

    ref: AnswerRef | AttributeRef
    labels: tuple[str, ...]
    negated: bool = False


class Answered(_Node):
    """Met by any answer, a don't-know included, and not by a blank; `negated` inverts it."""

    ref: AnswerRef | AttributeRef
    negated: bool = False


class Compare(_Node):
    """A comparison of exact numbers, days or positions on one scale; `negated` inverts it.

    The right side is either constants or one operand that is read from the data.
    """

    comparator: str  # a key of model/comparators.py
    negated: bool = False
    left: "Operand"
    right: tuple["Operand", ...]


class Derived(_Node):
    """The outcome of another condition, by its name in Plan.conditions."""

    name: str


class And(_Node):
    """Kleene's conjunction. A member that skip logic left out does not hold; see docs/language.md, Outcomes."""

    members: tuple["Node", ...]


class Or(_Node):
    """Kleene's disjunction. A member that skip logic left out does not hold; see docs/language.md, Outcomes."""

    members: tuple["Node", ...]


class CountOf(Declaration):
    """The number of members that hold: from those that are met to those that are met or unknown."""

    members: tuple["Node", ...]
    path: str


Operand = AnswerRef | AttributeRef | Constant | QuantileOf | Calculation | CountOf
Node = Lookup | Answered | Compare | Derived | And | Or


def operands_in(operand: Operand) -> Iterator[Operand]:
    """Yield an operand and every operand inside of it, in the order written."""
    yield operand
    if isinstance(operand, Calculation):
        yield from operands_in(operand.left)
        yield from operands_in(operand.right)


def answers_in(operand: Operand) -> tuple[AnswerRef, ...]:
    """Return the answers that an operand reads itself; the conditions that it counts may read more."""
    parts = (part.ref if isinstance(part, QuantileOf) else part for part in operands_in(operand))
    return tuple(part for part in parts if isinstance(part, AnswerRef))


class PlannedQuestion(Frozen):
    """A question as the engine needs it.

    It counts as not asked where that is declared, and where its skip logic reads only what was not asked.
    """

    id: str
    value_type: str  # scale, number, date or text
    labels: tuple[str, ...]  # of its scale, weakest first if it has an order
    dont_know: tuple[str, ...]  # answers that satisfy no comparison
    not_applicable: tuple[str, ...]  # answers that put a unit outside the base
    items: tuple[str, ...]  # empty: asked without items
    asked_if: Mapping[str | None, Node]  # by item (None without items); empty: asked of all
    not_asked: frozenset[tuple[str | None, str | None, str]]  # (item, cohort, wave)

    @property
    def answers(self) -> tuple[tuple[str, ...], ...]:
        """Return what its codes stand for: the answers of its scale, and the two kinds of special ones."""
        return self.labels, self.dont_know, self.not_applicable

    @property
    def codes(self) -> AnswerCodes:
        """Return the effective codes of its answers."""
        return answer_codes(*self.answers)


class Comparability(Frozen):
    """The part of a finding's comparison that the instrument alone decides. The reasons are those of a finding."""

    reason: Reason | None
    care: bool
    care_notes: tuple[str, ...] = ()  # why, where the programme says so
    from_asked: bool
    to_asked: bool
    waves_asked: tuple[bool, bool] = (True, True)  # also of a wave without a level
    compared_with_itself: Reason | None = None  # does_not_move or looks_back, whatever the reason is
    # Of all units: whether the cohorts that were asked are the same in both waves.
    same_groups: bool = True
    # `items_compared: asked_in_both`: answers not asked in both waves, whose comparisons are dropped, and those that remain
    dropped: frozenset[AnswerRef] = frozenset()
    remaining: tuple[AnswerRef, ...] = ()

    @property
    def has_change(self) -> bool:
        """Return whether a change says anything: not where it would be compared with itself."""
        return self.compared_with_itself is None


class PlannedCriterion(Frozen):
    """The regions of change called improved and declined; None for a bound that is not declared.

    Shares are in percentage points. Both regions are monotone in the change.
    """

    id: str
    judged_on: str  # matched | all
    improved_net: Fraction | None
    improved_share: Fraction | None
    declined_net: Fraction | None
    declined_share: Fraction | None


class PlannedIndicator(Frozen):
    """An indicator for one item (None without for_each)."""

    principle: str
    indicator: str
    item: str | None
    counts: str  # name in Plan.conditions
    base: str | None
    leaves: tuple[AnswerRef, ...]  # the answers that `counts` reads
    base_leaves: tuple[AnswerRef, ...]  # the answers that `base` reads
    direction: Direction
    scored: bool
    weight: Fraction
    criterion: PlannedCriterion
    target_at_least: Fraction | None
    target_at_most: Fraction | None
    basket: str | None
    looks_back: bool  # it names from or to, so that its level depends on the comparison
    without_level: frozenset[
        str
    ]  # the waves up to one that it names by its id together with the current wave
    over_asked_in_both: bool
    may_leave_base: bool  # whether an answer can decide that a unit is not asked
    # (cohort, wave): the answers that remain in the wave by itself; empty without over_asked_in_both
    remaining: Mapping[tuple[str | None, str], tuple[AnswerRef, ...]]
    # (cohort, wave): the answers that the wave did not ask for; empty without over_asked_in_both
    not_asked: Mapping[tuple[str | None, str], frozenset[AnswerRef]]
    comparability: Mapping[tuple[str | None, str, str], Comparability]  # (cohort, from, to)
    asked: Mapping[
        tuple[str | None, str], bool
    ]  # (cohort, wave), for the wave by itself; looks_back: ignored


class Plan(Frozen):
    """Everything that evaluation needs, in declared order. A condition comes after those it depends on.

    Attributes:
        cohorts: The groups that findings are about; `(None,)` where none are declared.
        parts: The cohorts that units belong to; Survey.cohort holds positions in them.
        alike: The parts, those together that the instrument treats alike: they are evaluated together.
        everyone: The group of all units, whose tables are the sums of those of the parts; None if it is not declared.
    """

    waves: tuple[str, ...]
    cohorts: tuple[str | None, ...]
    parts: tuple[str | None, ...]
    alike: tuple[tuple[str | None, ...], ...]
    everyone: str | None
    comparisons: tuple[tuple[str, str], ...]
    questions: Mapping[str, PlannedQuestion]
    conditions: Mapping[str, Node]
    indicators: tuple[PlannedIndicator, ...]
    movements: tuple[tuple[str, str | None, str | None, str, str], ...]  # question, item, cohort, from, to
    missing: str
    is_dont_know_open: bool  # whether a don't-know could have been either
    minimum_matched: int
    has_separate_waves: bool  # no unit is in two waves
    base_for_words: int
    coverage: Fraction

    def may_leave_out_dont_knows(self, indicator: PlannedIndicator) -> bool:
        """Return whether a don't-know can keep a unit out of the indicator's base, where its level does not show it.

        Args:
            indicator: One of `indicators`.
        """
        return any(self.questions[ref.question].dont_know for ref in indicator.base_leaves)
