"""Decide a condition for one unit at a time."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.oracle.instrument import Instrument, Pair
from tests.oracle.reading import DATE, NUMBER, day, number
from tests.oracle.trees import (
    Arithmetic,
    Attribute,
    Constant,
    Leaf,
    Literals,
    NumberOf,
    Operand,
    QuantileOf,
    Question,
    Tree,
    counts_of,
    questions_of,
)

# of one answer, and of a condition; the first four of an answer go over to its leaf in this order
NOT_ASKED, ROUTED_PAST, UNKNOWN, DONT_KNOW, ORDINARY = (
    "not_asked",
    "routed_past",
    "unknown",
    "dont_know",
    "ordinary",
)
BLANK = "blank"  # an answer that is unknown because it is a blank: `answered` reads blanks
MET, NOT_MET = "met", "not_met"
ABSENT, NO_RETURN, NOT_ANALYSED, ANALYSED = -1, 0, 1, 2


class Conditions(Instrument):
    """Decides conditions, in the counted reading or in the one where a don't-know answer could be either."""

    # one answer

    def state(self, question: Question, unit: str, wave: str, pair: Pair | None) -> str:
        wave = self.wave_read(question, wave, pair)
        if not self.is_question_asked(question.id, question.item, self.programme.cohort[unit], wave):
            return NOT_ASKED
        if (
            self.status(unit, wave) == ABSENT
        ):  # in a wave that the rule names: a unit that was not there was not asked
            return ROUTED_PAST
        if self.status(unit, wave) != ANALYSED:
            return UNKNOWN
        gate = self.gate(question.id, question.item)
        gated = MET if gate is None else self.decide(gate, unit, wave, None)
        if gated in (NOT_MET, ROUTED_PAST):
            return ROUTED_PAST
        cell = self.programme.cell(question.id, question.item, unit, wave)
        sort = self.programme.sort_of_answer(question.id, cell)
        if sort == "not_applicable":
            return ROUTED_PAST
        if gated == UNKNOWN:
            return UNKNOWN
        return {"blank": BLANK, "dont_know": DONT_KNOW, "ordinary": ORDINARY}[sort]

    def states(self, operand: Operand, unit: str, wave: str, pair: Pair | None) -> list[str]:
        """The state of each answer that the operand reads; a `number_of` counts as one answer."""
        found = [self.state(one, unit, wave, pair) for one in questions_of(operand)]
        for count in counts_of(operand):
            decided = [self.decide(kid, unit, wave, pair) for kid in count.kids]
            if NOT_ASKED in decided:
                found.append(NOT_ASKED)
            elif all(one == ROUTED_PAST for one in decided):
                found.append(ROUTED_PAST)
        found += [BLANK for name in attributes_of(operand) if self.attribute(name, unit) == ""]
        return found + [BLANK for one in divisors(operand) if self.is_zero(one, unit, wave, pair)]

    def is_zero(self, operand: Operand, unit: str, wave: str, pair: Pair | None) -> bool:
        """Return whether a divisor is known to be 0."""
        if any(state != ORDINARY for state in self.states(operand, unit, wave, pair)):
            return False
        return 0 in self.values(operand, "number", unit, wave, pair, either=False)

    def attribute(self, name: str, unit: str) -> str:
        text = self.programme.units[unit][name]
        return text if text.strip() else ""

    # values

    def kind(self, operand: Operand) -> str | None:
        """number, date, text, the id of a scale, or None where the operand takes the other side's kind."""
        if isinstance(operand, NumberOf | QuantileOf | Constant | Arithmetic):
            return "number"
        return self.programme.kind(operand.id) if isinstance(operand, Question) else None

    def values(
        self, operand: Operand, kind: str, unit: str, wave: str, pair: Pair | None, either: bool
    ) -> list[Any]:
        """Every value the operand may have."""
        if isinstance(operand, Literals):
            return [self.value(text, kind) for text in operand.texts]
        if isinstance(operand, Attribute):
            return [self.value(self.attribute(operand.name, unit), kind)]
        if isinstance(operand, Constant):
            return [operand.value]
        if isinstance(operand, NumberOf):
            decided = [self.decide(kid, unit, wave, pair, either=either) for kid in operand.kids]
            met = decided.count(MET)
            return [Fraction(k) for k in range(met, met + decided.count(UNKNOWN) + 1)]
        if isinstance(operand, QuantileOf):
            return [self.quantile(operand, unit, self.wave_read(operand.question, wave, pair))]
        if isinstance(operand, Arithmetic):
            lefts, rights = (
                self.values(side, self.own_kind(side, unit), unit, wave, pair, either)
                for side in (operand.left, operand.right)
            )
            return [calculated(left, operand.operator, right) for left in lefts for right in rights]
        read = self.wave_read(operand, wave, pair)
        return [self.value(self.programme.cell(operand.id, operand.item, unit, read), kind)]

    def own_kind(self, operand: Operand, unit: str) -> str:
        """The kind of a side of a calculation: number or date."""
        if isinstance(operand, Attribute):
            return "date" if DATE.match(self.attribute(operand.name, unit)) else "number"
        return self.kind(operand) or "number"

    def quantile(self, operand: QuantileOf, unit: str, wave: str) -> Fraction:
        """The part, from 1 for the lowest, in which the unit's value is among all analysed units."""
        one = operand.question
        here = Question(id=one.id, item=one.item, wave=None)
        found = {
            other: number(self.programme.cell(one.id, one.item, other, wave))
            for other in self.programme.units
            if self.status(other, wave) == ANALYSED and self.state(here, other, wave, None) == ORDINARY
        }
        smaller = sum(1 for value in found.values() if value < found[unit])
        return Fraction(min(operand.parts, operand.parts * smaller // len(found) + 1))

    def value(self, text: str, kind: str) -> Any:
        if kind == "number":
            return number(text)
        if kind == "date":
            return day(text)
        if kind == "text":
            return text
        if kind == "attribute":
            return number(text) if NUMBER.match(text) else text
        return self.programme.scales[kind].answers.index(text)

    def leaf_kind(self, leaf: Leaf, unit: str) -> str:
        kind = self.kind(leaf.left) or self.kind(leaf.right)
        if kind is not None:
            return kind
        if leaf.comparator in ("is", "is_one_of"):
            return "attribute"
        assert isinstance(leaf.left, Attribute)
        return "date" if DATE.match(self.attribute(leaf.left.name, unit)) else "number"

    # conditions

    def decide_leaf(
        self, leaf: Leaf, unit: str, wave: str, pair: Pair | None, negated: bool, either: bool
    ) -> str:
        states = [s for side in (leaf.left, leaf.right) for s in self.states(side, unit, wave, pair)]
        for state in (NOT_ASKED, ROUTED_PAST, UNKNOWN):
            if state in states:
                return state
        if leaf.comparator == "answered":
            assert isinstance(leaf.right, Literals)
            wanted = (leaf.right.texts[0] == "true") != negated
            return MET if (BLANK not in states) == wanted else NOT_MET
        if BLANK in states:
            return UNKNOWN
        if DONT_KNOW in states:
            return UNKNOWN if either else NOT_MET
        kind = self.leaf_kind(leaf, unit)
        lefts, rights = (
            self.values(side, kind, unit, wave, pair, either) for side in (leaf.left, leaf.right)
        )
        if leaf.comparator in ("is_one_of", "between"):
            found = {compare(left, leaf.comparator, rights) for left in lefts}
        else:
            found = {compare(left, leaf.comparator, right) for left in lefts for right in rights}
        if len(found) > 1:
            return UNKNOWN
        return MET if found == {not negated} else NOT_MET

    def decide(
        self,
        tree: Tree,
        unit: str,
        wave: str,
        pair: Pair | None,
        negated: bool = False,
        either: bool = False,
    ) -> str:
        """met, not_met, unknown, routed_past or not_asked; `not` is pushed down to the leaves."""
        if isinstance(tree, Leaf):
            return self.decide_leaf(tree, unit, wave, pair, negated, either)
        if tree.kind == "not":
            return self.decide(tree.kids[0], unit, wave, pair, not negated, either)
        decided = [self.decide(kid, unit, wave, pair, negated, either) for kid in tree.kids]
        if NOT_ASKED in decided:
            return NOT_ASKED
        if all(one == ROUTED_PAST for one in decided):
            return ROUTED_PAST
        if (tree.kind == "all") != negated:
            if NOT_MET in decided or ROUTED_PAST in decided:
                return NOT_MET
            return UNKNOWN if UNKNOWN in decided else MET
        if MET in decided:
            return MET
        return UNKNOWN if UNKNOWN in decided else NOT_MET

    def status(self, unit: str, wave: str) -> int:
        """The status of the unit in the wave: not surveyed, no return, not analysed or analysed."""
        as_written = self.programme.waves[wave]
        by_row = "answers" if as_written.get("returned") == "has_row" else None
        if "surveyed" in as_written and not self.holds(as_written["surveyed"], unit):
            return ABSENT
        if "made_of" in self.programme.top["register"] or by_row:
            returned = unit in self.programme.answers[wave]
            if not returned and self.programme.is_separate:
                return ABSENT
        else:
            returned = "returned" not in as_written or self.holds(as_written["returned"], unit)
        if not returned:
            return NO_RETURN
        if "analysed" in as_written and not self.holds(as_written["analysed"], unit):
            return NOT_ANALYSED
        return ANALYSED

    def holds(self, as_written: dict[str, Any], unit: str) -> bool:
        """Return whether a condition on attributes holds."""
        return self.decide(self.expand(as_written, None, None), unit, "", None) == MET


def attributes_of(operand: Operand) -> list[str]:
    if isinstance(operand, Attribute):
        return [operand.name]
    if isinstance(operand, Arithmetic):
        return attributes_of(operand.left) + attributes_of(operand.right)
    return []


def divisors(operand: Operand) -> list[Operand]:
    if not isinstance(operand, Arithmetic):
        return []
    own = [operand.right] if operand.operator == "divided_by" else []
    return own + divisors(operand.left) + divisors(operand.right)


def calculated(left: Fraction, operator: str, right: Fraction) -> Fraction:
    match operator:
        case "plus":
            return left + right
        case "minus":
            return left - right
        case "times":
            return left * right
        case "divided_by":
            return left / right
    raise ValueError(operator)


def compare(left: Any, comparator: str, right: Any) -> bool:
    """Compare two values, or a value with the list of `is_one_of` or the ends of `between`."""
    match comparator:
        case "is":
            return bool(left == right)
        case "is_one_of":
            return left in right
        case "between":
            return bool(right[0] <= left <= right[1])
        case "at_least":
            return bool(left >= right)
        case "at_most":
            return bool(left <= right)
        case "above":
            return bool(left > right)
        case "below":
            return bool(left < right)
    raise ValueError(comparator)
