"""Numbers conditions by their shape: what they do with the answers that they read, whichever answers these are.

The items of a basket, or questions on one scale, have many conditions that differ in their answers alone. Two of one
shape have the same truth wherever their answers have the same codes, so that a table of one serves the other.
"""

from collections.abc import Callable, Mapping
from typing import assert_never

from egyv_engine.model.plan import (
    And,
    Answered,
    AnswerRef,
    Compare,
    Constant,
    CountOf,
    Derived,
    Lookup,
    Node,
    Operand,
    Or,
)
from egyv_engine.model.plan_walk import dependencies_first

PlaceOf = Callable[[AnswerRef], int]  # the place of an answer among those that are read


class ConditionShapes:
    """The shapes that conditions of a plan have, each with a number. They may read answers on scales and nothing else."""

    def __init__(self, conditions: Mapping[str, Node]) -> None:
        """Set up for the conditions of a plan.

        Args:
            conditions: The conditions of the plan, by name.
        """
        self._conditions = conditions
        self._numbers: dict[tuple[object, ...], int] = {}

    def number_of(self, name: str, place_of: PlaceOf) -> int:
        """Return the number of a condition's shape.

        Args:
            name: The name of the condition.
            place_of: Returns the same place for answers that are the same, and one below 0 for those that are not asked.
        """
        named: dict[str, int] = {}
        for needed in dependencies_first(name, self._conditions, named):
            named[needed] = self._of_node(self._conditions[needed], named, place_of)
        return named[name]

    def _of_node(self, node: Node, named: Mapping[str, int], place_of: PlaceOf) -> int:
        """Return the number of a node. Those of its parts stand for them, so that no shape is larger than its node."""
        match node:
            case Derived():
                return named[node.name]
            case Lookup() | Answered():
                assert isinstance(node.ref, AnswerRef)
                labels = node.labels if isinstance(node, Lookup) else None
                return self._number(type(node), place_of(node.ref), labels, node.negated)
            case And() | Or():
                members = (self._of_node(member, named, place_of) for member in node.members)
                return self._number(type(node), *members)
            case Compare():
                sides = (self._of_side(side, named, place_of) for side in (node.left, *node.right))
                return self._number(Compare, node.comparator, node.negated, *sides)
            case _:
                assert_never(node)

    def _of_side(self, side: Operand, named: Mapping[str, int], place_of: PlaceOf) -> int:
        match side:
            case AnswerRef():
                return self._number(AnswerRef, place_of(side))
            case Constant():
                return self._number(Constant, side.value)
            case CountOf():
                members = (self._of_node(member, named, place_of) for member in side.members)
                return self._number(CountOf, *members)
            case _:
                raise TypeError(f"{side} is not read from answers on scales")

    def _number(self, *parts: object) -> int:
        return self._numbers.setdefault(parts, len(self._numbers))
