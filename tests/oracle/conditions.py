"""Expand a condition for one item and decide it for one unit at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.oracle.reading import DATE, NUMBER, Programme, day, number

COMPARATORS = ("is", "is_one_of", "at_least", "at_most", "above", "below", "answered")
Pair = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Question:
    id: str
    item: str | None
    wave: str | None
    minus: "Question | None"


@dataclass(frozen=True, kw_only=True)
class Attribute:
    name: str


@dataclass(frozen=True, kw_only=True)
class NumberOf:
    kids: "tuple[Tree, ...]"


@dataclass(frozen=True, kw_only=True)
class Literals:
    texts: tuple[str, ...]


Operand = Question | Attribute | NumberOf | Literals


@dataclass(frozen=True, kw_only=True)
class Leaf:
    left: Operand
    comparator: str
    right: Operand


@dataclass(frozen=True, kw_only=True)
class Composite:
    kind: str  # all, any, not
    kids: "tuple[Tree, ...]"


Tree = Leaf | Composite


class Conditions:
    """Expands conditions for an item, and decides whether they were asked and whether they hold."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self._asked_if: dict[tuple[str, str | None], Tree | None] = {}

    # expanding: names resolved, `met` put in place, items written out

    def expand(self, as_written: dict[str, Any], basket: str | None, item: str | None) -> Tree:
        for kind in ("all", "any"):
            if kind in as_written:
                return Composite(
                    kind=kind, kids=tuple(self.expand(kid, basket, item) for kid in as_written[kind])
                )
        if "not" in as_written:
            return Composite(kind="not", kids=(self.expand(as_written["not"], basket, item),))
        if "met" in as_written:
            return self.expand_met(as_written["met"], item)
        (comparator,) = [name for name in COMPARATORS if name in as_written]
        right = as_written[comparator]
        return Leaf(
            left=self.operand(as_written, basket, item),
            comparator=comparator,
            right=self.operand(right, basket, item)
            if isinstance(right, dict)
            else Literals(texts=tuple(right) if isinstance(right, list) else (right,)),
        )

    def expand_met(self, indicator: str, item: str | None) -> Tree:
        met = self.programme.indicators[indicator]
        over = met.get("for_each")
        return self.expand(met["met_when"], over, item if over else None)

    def operand(self, as_written: dict[str, Any], basket: str | None, item: str | None) -> Operand:
        if "attribute" in as_written:
            return Attribute(name=as_written["attribute"])
        if "number_of" in as_written:
            counted = as_written["number_of"]
            if isinstance(counted, dict):
                items = self.programme.items_of(counted["each"])
                return NumberOf(kids=tuple(self.expand_met(counted["met"], one) for one in items))
            return NumberOf(kids=tuple(self.expand(kid, basket, item) for kid in counted))
        return self.question(as_written, basket, item)

    def question(self, as_written: dict[str, Any], basket: str | None, item: str | None) -> Question:
        minus = self.question(as_written["minus"], basket, item) if "minus" in as_written else None
        over = self.programme.questions[as_written["question"]].get("items")
        if over is None:
            item = None
        elif "item" in as_written:
            item = as_written["item"]
        else:
            assert basket is not None
            assert self.programme.is_within(basket, over)
        return Question(id=as_written["question"], item=item, wave=as_written.get("wave"), minus=minus)

    def asked_if(self, question: str, item: str | None) -> Tree | None:
        if (question, item) not in self._asked_if:
            declared = self.programme.questions[question]
            tree = (
                self.expand(declared["asked_if"], declared.get("items"), item)
                if "asked_if" in declared
                else None
            )
            self._asked_if[question, item] = tree
        return self._asked_if[question, item]

    # what the instrument asked

    def wave_read(self, question: Question, wave: str, pair: Pair | None) -> str:
        if question.wave is None:
            return wave
        if question.wave in ("from", "to"):
            assert pair is not None
            return pair[question.wave == "to"]
        return question.wave

    def is_question_asked(self, question: str, item: str | None, cohort: str, wave: str) -> bool:
        if self.programme.declared_not_asked(question, item, cohort, wave):
            return False
        tree = self.asked_if(question, item)
        return tree is None or self.is_asked(tree, cohort, wave, None)

    def is_operand_asked(self, operand: Operand, cohort: str, wave: str, pair: Pair | None) -> bool:
        if isinstance(operand, NumberOf):
            return any(self.is_asked(kid, cohort, wave, pair) for kid in operand.kids)
        return all(
            self.is_question_asked(one.id, one.item, cohort, self.wave_read(one, wave, pair))
            for one in questions_of(operand)
        )

    def is_asked(self, tree: Tree, cohort: str, wave: str, pair: Pair | None) -> bool:
        if isinstance(tree, Composite):
            return any(self.is_asked(kid, cohort, wave, pair) for kid in tree.kids)
        return all(self.is_operand_asked(one, cohort, wave, pair) for one in (tree.left, tree.right))

    def dropped(self, tree: Tree, cohort: str, pair: Pair) -> Tree | None:
        """The tree without the leaves that either compared wave did not ask; None if nothing is left."""
        if isinstance(tree, Composite):
            kids = tuple(
                kid for kid in (self.dropped(kid, cohort, pair) for kid in tree.kids) if kid is not None
            )
            return Composite(kind=tree.kind, kids=kids) if kids else None
        sides = [self.dropped_operand(side, cohort, pair) for side in (tree.left, tree.right)]
        if sides[0] is None or sides[1] is None:
            return None
        return Leaf(left=sides[0], comparator=tree.comparator, right=sides[1])

    def dropped_operand(self, operand: Operand, cohort: str, pair: Pair) -> Operand | None:
        if isinstance(operand, NumberOf):
            kids = tuple(
                kid for kid in (self.dropped(kid, cohort, pair) for kid in operand.kids) if kid is not None
            )
            return NumberOf(kids=kids) if kids else None
        return operand if all(self.is_operand_asked(operand, cohort, wave, pair) for wave in pair) else None

    # what a unit answered

    def state(self, question: Question, unit: str, wave: str, pair: Pair | None) -> str:
        """not_asked, unknown (nothing can be said), blank, dont_know (a don't-know answer) or answer."""
        wave = self.wave_read(question, wave, pair)
        if self.programme.declared_not_asked(question.id, question.item, self.programme.cohort[unit], wave):
            return "not_asked"
        gate = self.asked_if(question.id, question.item)
        if gate is not None and not self.is_asked(gate, self.programme.cohort[unit], wave, None):
            return "not_asked"
        if self.status(unit, wave) != 2:
            return "unknown"
        if gate is not None:
            gated = self.decide(gate, unit, wave, None)
            if gated in ("not_met", "not_asked"):
                return "not_asked"
            if gated == "unknown":
                return "unknown"
        cell = self.programme.cell(question.id, question.item, unit, wave)
        if cell == "":
            return "blank"
        return "dont_know" if cell in self.programme.dont_know_answers(question.id) else "answer"

    def states(self, operand: Operand, unit: str, wave: str, pair: Pair | None) -> list[str]:
        if isinstance(operand, Literals):
            return []
        if isinstance(operand, Attribute):
            return ["answer" if self.programme.units[unit][operand.name] else "blank"]
        if isinstance(operand, NumberOf):
            decided = [self.decide(kid, unit, wave, pair) for kid in operand.kids]
            return ["not_asked" if all(one == "not_asked" for one in decided) else "answer"]
        return [self.state(one, unit, wave, pair) for one in questions_of(operand)]

    def kind(self, operand: Operand) -> str | None:
        """number, date, text, the id of a scale, or None where the operand takes the other side's kind."""
        if isinstance(operand, NumberOf):
            return "number"
        if isinstance(operand, Question):
            return "number" if operand.minus else self.programme.kind(operand.id)
        return None

    def values(self, operand: Operand, kind: str, unit: str, wave: str, pair: Pair | None) -> list[Any]:
        """Every value the operand may have."""
        if isinstance(operand, Literals):
            return [self.value(text, kind) for text in operand.texts]
        if isinstance(operand, Attribute):
            return [self.value(self.programme.units[unit][operand.name], kind)]
        if isinstance(operand, NumberOf):
            decided = [self.decide(kid, unit, wave, pair) for kid in operand.kids]
            met = decided.count("met")
            return [Fraction(k) for k in range(met, len(decided) - decided.count("not_met") + 1)]
        read = self.wave_read(operand, wave, pair)
        cell = self.programme.cell(operand.id, operand.item, unit, read)
        if operand.minus is None:
            return [self.value(cell, kind)]
        own = self.programme.kind(operand.id)
        (less,) = self.values(operand.minus, own, unit, wave, pair)
        return [self.value(cell, own) - less]

    def value(self, text: str, kind: str) -> Any:
        if kind == "number":
            return number(text)
        if kind == "date":
            return day(text)
        if kind == "text":
            return text
        if kind == "attribute":
            return number(text) if NUMBER.match(text) else text
        return self.programme.scales[kind][0].index(text)

    def leaf_kind(self, leaf: Leaf, unit: str) -> str:
        kind = self.kind(leaf.left) or self.kind(leaf.right)
        if kind is not None:
            return kind
        if leaf.comparator in ("is", "is_one_of"):
            return "attribute"
        if isinstance(leaf.right, Literals):
            texts: Sequence[str] = leaf.right.texts
        else:
            assert isinstance(leaf.right, Attribute)
            texts = (self.programme.units[unit][leaf.right.name],)
        assert all(NUMBER.match(text) or DATE.match(text) for text in texts)
        return "number" if NUMBER.match(texts[0]) else "date"

    def decide_leaf(self, leaf: Leaf, negated: bool, unit: str, wave: str, pair: Pair | None) -> str:
        states = [s for side in (leaf.left, leaf.right) for s in self.states(side, unit, wave, pair)]
        if "not_asked" in states:
            return "not_asked"
        if "unknown" in states:
            return "unknown"
        if leaf.comparator == "answered":
            assert isinstance(leaf.right, Literals)
            wanted = (leaf.right.texts[0] == "true") != negated
            return "met" if ("blank" not in states) == wanted else "not_met"
        if "blank" in states:
            return "unknown"
        if "dont_know" in states:
            return "not_met"
        kind = self.leaf_kind(leaf, unit)
        lefts = self.values(leaf.left, kind, unit, wave, pair)
        rights = self.values(leaf.right, kind, unit, wave, pair)
        if leaf.comparator == "is_one_of":
            found = {left in rights for left in lefts}
        else:
            found = {compare(left, leaf.comparator, right) for left in lefts for right in rights}
        if len(found) > 1:
            return "unknown"
        return "met" if found == {not negated} else "not_met"

    def decide(self, tree: Tree, unit: str, wave: str, pair: Pair | None, negated: bool = False) -> str:
        """met, not_met, unknown or not_asked; `not` is pushed down to the leaves."""
        if isinstance(tree, Leaf):
            return self.decide_leaf(tree, negated, unit, wave, pair)
        if tree.kind == "not":
            return self.decide(tree.kids[0], unit, wave, pair, not negated)
        decided = [self.decide(kid, unit, wave, pair, negated) for kid in tree.kids]
        if all(one == "not_asked" for one in decided):
            return "not_asked"
        if (tree.kind == "all") != negated:
            if "not_met" in decided:
                return "not_met"
            return "met" if all(one == "met" for one in decided) else "unknown"
        if "met" in decided:
            return "met"
        return "not_met" if all(one == "not_met" for one in decided) else "unknown"

    def status(self, unit: str, wave: str) -> int:
        """0 no return, 1 returned, 2 analysed."""
        as_written = self.programme.waves[wave]
        if "returned" in as_written and not self.holds(as_written["returned"], unit):
            return 0
        if "analysed" in as_written and not self.holds(as_written["analysed"], unit):
            return 1
        return 2

    def holds(self, as_written: dict[str, Any], unit: str) -> bool:
        """Return whether a condition on attributes holds."""
        return self.decide(self.expand(as_written, None, None), unit, "", None) == "met"


def compare(left: Any, comparator: str, right: Any) -> bool:
    match comparator:
        case "is":
            return bool(left == right)
        case "at_least":
            return bool(left >= right)
        case "at_most":
            return bool(left <= right)
        case "above":
            return bool(left > right)
        case "below":
            return bool(left < right)
    raise ValueError(comparator)


def questions_of(operand: Operand) -> list[Question]:
    """The questions an operand reads itself, not through `number_of`."""
    if not isinstance(operand, Question):
        return []
    return [operand] + (questions_of(operand.minus) if operand.minus else [])


def leaves(tree: Tree) -> list[list[Question]]:
    """For each leaf, in order, the questions it reads; a leaf on attributes reads none."""
    if isinstance(tree, Composite):
        return [leaf for kid in tree.kids for leaf in leaves(kid)]
    found: list[list[Question]] = []
    own: list[Question] = []
    for side in (tree.left, tree.right):
        if isinstance(side, NumberOf):
            found += [leaf for kid in side.kids for leaf in leaves(kid)]
        own += questions_of(side)
    return [*found, own] if own else found
