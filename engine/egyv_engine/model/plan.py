"""The plan that the engine runs: conditions as a few node types, and what is known of each finding before any data.

The compiler moves `not` down to the leaves. `written` links a node to the condition as the analyst wrote it, `not`
included: the outcome of a node is the outcome of `written`, so an explanation can show the one beside the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from fractions import Fraction
from typing import Literal, TypeAlias

from egyv_engine.model.conditions import Condition
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.findings import Reason

Direction: TypeAlias = Literal["higher", "lower", "none"]


class Outcome(IntEnum):
    """The one state of an indicator, item, unit and wave (language.md, Outcomes)."""

    NO_RETURN = 0
    NOT_ANALYSED = 1
    NOT_ASKED = 2
    UNKNOWN = 3
    NOT_MET = 4
    MET = 5


CURRENT_WAVE, FROM, TO = (
    "",
    "<from>",
    "<to>",
)  # waves a reference may name beside a wave's id; no id has such a form


@dataclass(frozen=True, slots=True)
class AnswerRef:
    """A question's answer (of an item) in the wave in hand, in from/to, or in a named wave."""

    question: str
    item: str | None = None
    wave: str = CURRENT_WAVE


@dataclass(frozen=True, slots=True)
class AttributeRef:
    """A column of the register; kind says how it is read: text, number or date."""

    name: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, or days since 1970-01-01 for a date."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Delta:
    """minuend minus subtrahend: numbers, or days between dates."""

    minuend: AnswerRef
    subtrahend: AnswerRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """Met where the answer's label is among `labels`; never-counts answers are never met, negated or not.

    On a closed scale a negation is already the complement. On text and attributes `negated` turns it round.
    """

    ref: AnswerRef | AttributeRef
    labels: tuple[str, ...]
    negated: bool = False
    path: str
    doc_path: DocumentPath = field(compare=False)
    written: Condition | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Met by any answer (also a never-counts one), not met by a blank; `negated` turns it round."""

    ref: AnswerRef | AttributeRef
    negated: bool = False
    path: str
    doc_path: DocumentPath = field(compare=False)
    written: Condition | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare:
    """left op right, as exact numbers, days or positions on one scale.

    op: eq, ne, ge, le, gt, lt (one constant or reference on the right), in, not_in (any number of constants).
    """

    op: str
    left: "Operand"
    right: tuple["Operand", ...]
    path: str
    doc_path: DocumentPath = field(compare=False)
    written: Condition | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """The outcome of another condition, by its name in Plan.conditions."""

    name: str
    path: str
    doc_path: DocumentPath = field(compare=False)
    written: Condition | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class And:
    """Kleene's all; a member not asked is unknown, none asked is not asked."""

    members: tuple["Node", ...]
    path: str
    doc_path: DocumentPath = field(compare=False)
    written: Condition | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Or:
    """Kleene's any; a member not asked is unknown, none asked is not asked."""

    members: tuple["Node", ...]
    path: str
    doc_path: DocumentPath = field(compare=False)
    written: Condition | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountOf:
    """How many members hold: an interval from those met to those met, unknown or not asked."""

    members: tuple["Node", ...]
    path: str
    doc_path: DocumentPath = field(compare=False)


Operand = AnswerRef | AttributeRef | Constant | Delta | CountOf
Node = Lookup | Answered | Compare | Derived | And | Or


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedQuestion:
    """A question as the engine needs it. kind: scale, number, date, text. labels: the scale, weakest first.

    not_asked: declared so, or with skip logic that reads only what was not asked.
    """

    id: str
    kind: str
    labels: tuple[str, ...]
    never_counts: tuple[str, ...]
    items: tuple[str, ...]  # empty: asked without items
    asked_if: Mapping[str | None, Node]  # by item (None without items); empty: asked of all
    not_asked: frozenset[tuple[str | None, str | None, str]]  # (item, cohort, wave)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparability:
    """What the instrument alone says of a finding in a comparison. reason: see findings; before too_few_matched."""

    reason: Reason | None
    care: bool
    from_asked: bool
    to_asked: bool
    # `over: asked_in_both`: references not asked in both waves, whose leaves are left out, and what `counts` then reads
    dropped: frozenset[AnswerRef] = frozenset()
    left: tuple[AnswerRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCriterion:
    """Monotone regions; None where a bound is not declared. Shares in percentage points."""

    id: str
    judge: str  # matched | all
    improved_net: Fraction | None
    improved_share: Fraction | None
    declined_net: Fraction | None
    declined_share: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedIndicator:
    """An indicator for one item (None without for_each)."""

    principle: str
    indicator: str
    item: str | None
    counts: str  # name in Plan.conditions
    base: str | None
    leaves: tuple[AnswerRef, ...]  # question leaves of counts, for dont_know
    direction: Direction
    scored: bool
    weight: Fraction
    criterion: PlannedCriterion
    target_at_least: Fraction | None
    target_at_most: Fraction | None
    basket: str | None
    looks_back: bool
    over_asked_in_both: bool
    comparability: Mapping[tuple[str | None, str, str], Comparability]  # (cohort, from, to)
    asked: Mapping[
        tuple[str | None, str], bool
    ]  # (cohort, wave), for the wave by itself; looks_back: ignored


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that evaluation needs, in declared order. conditions: dependencies come before their users."""

    waves: tuple[str, ...]
    cohorts: tuple[str | None, ...]  # (None,) where none are declared
    comparisons: tuple[tuple[str, str], ...]
    questions: Mapping[str, PlannedQuestion]
    conditions: Mapping[str, Node]
    indicators: tuple[PlannedIndicator, ...]
    movements: tuple[tuple[str, str | None, str | None, str, str], ...]  # question, item, cohort, from, to
    missing: str
    minimum_matched: int
    base_for_words: int
    coverage: Fraction
