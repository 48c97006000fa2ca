"""Conditions as trees, expanded for one item: names resolved, `met` put in place, items written out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tests.oracle.reading import number

if TYPE_CHECKING:
    from tests.oracle.programme import Programme

COMPARATORS = ("is", "is_one_of", "at_least", "at_most", "above", "below", "between", "answered")
ARITHMETIC = ("plus", "minus", "times", "divided_by")


@dataclass(frozen=True, kw_only=True)
class Question:
    id: str
    item: str | None
    wave: str | None  # None for the current wave, from, to, or the id of a wave


@dataclass(frozen=True, kw_only=True)
class Attribute:
    name: str


@dataclass(frozen=True, kw_only=True)
class Constant:
    value: Fraction


@dataclass(frozen=True, kw_only=True)
class NumberOf:
    kids: tuple[Tree, ...]


@dataclass(frozen=True, kw_only=True)
class QuantileOf:
    question: Question
    parts: int


@dataclass(frozen=True, kw_only=True)
class Arithmetic:
    operator: str
    left: Operand
    right: Operand


@dataclass(frozen=True, kw_only=True)
class Literals:
    texts: tuple[str, ...]


Operand = Question | Attribute | Constant | NumberOf | QuantileOf | Arithmetic | Literals


@dataclass(frozen=True, kw_only=True)
class Leaf:
    left: Operand
    comparator: str
    right: Operand


@dataclass(frozen=True, kw_only=True)
class Composite:
    kind: str  # all, any, not
    kids: tuple[Tree, ...]


Tree = Leaf | Composite


class Expanding:
    """Expands conditions as they are written, for an item."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme

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
        left = self.first_operand(as_written, basket, item)
        for operator in ARITHMETIC:
            if operator in as_written:
                right = as_written[operator]
                other = (
                    self.operand(right, basket, item)
                    if isinstance(right, dict)
                    else Constant(value=number(right))
                )
                return Arithmetic(operator=operator, left=left, right=other)
        return left

    def first_operand(self, as_written: dict[str, Any], basket: str | None, item: str | None) -> Operand:
        """The side without its arithmetic."""
        if "attribute" in as_written:
            return Attribute(name=as_written["attribute"])
        if "number" in as_written:
            return Constant(value=number(as_written["number"]))
        if "quantile_of" in as_written:
            of = as_written["quantile_of"]
            return QuantileOf(question=self.question(of, basket, item), parts=int(of["parts"]))
        if "number_of" in as_written:
            counted = as_written["number_of"]
            if isinstance(counted, dict):
                items = self.programme.items_of(counted["each"])
                return NumberOf(kids=tuple(self.expand_met(counted["met"], one) for one in items))
            return NumberOf(kids=tuple(self.expand(kid, basket, item) for kid in counted))
        return self.question(as_written, basket, item)

    def question(self, as_written: dict[str, Any], basket: str | None, item: str | None) -> Question:
        over = self.programme.questions[as_written["question"]].get("items")
        if over is None:
            item = None
        elif "item" in as_written:
            item = as_written["item"]
        else:
            assert basket is not None
            assert self.programme.is_within(basket, over)
        return Question(id=as_written["question"], item=item, wave=as_written.get("wave"))


def questions_of(operand: Operand) -> list[Question]:
    """The questions an operand reads itself, not through `number_of`."""
    if isinstance(operand, Question):
        return [operand]
    if isinstance(operand, QuantileOf):
        return [operand.question]
    if isinstance(operand, Arithmetic):
        return questions_of(operand.left) + questions_of(operand.right)
    return []


def counts_of(operand: Operand) -> Iterator[NumberOf]:
    """Yield each `number_of` in an operand."""
    if isinstance(operand, NumberOf):
        yield operand
    elif isinstance(operand, Arithmetic):
        yield from counts_of(operand.left)
        yield from counts_of(operand.right)


def leaves(tree: Tree) -> list[list[Question]]:
    """For each leaf, in order, the questions it reads; a leaf on attributes reads none."""
    if isinstance(tree, Composite):
        return [leaf for kid in tree.kids for leaf in leaves(kid)]
    sides = (tree.left, tree.right)
    found = [
        leaf for side in sides for count in counts_of(side) for kid in count.kids for leaf in leaves(kid)
    ]
    own = [question for side in sides for question in questions_of(side)]
    return [*found, own] if own else found
