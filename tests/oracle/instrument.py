"""Decide what the instrument did not ask of a cohort in a wave, and leave that out where an indicator says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.trees import (
    Arithmetic,
    Composite,
    Expanding,
    Leaf,
    NumberOf,
    Operand,
    Question,
    Tree,
    counts_of,
    questions_of,
)

if TYPE_CHECKING:
    from tests.oracle.programme import Programme

Pair = tuple[str, str]


class Instrument(Expanding):
    """The questions that each wave asked of each cohort, whatever anybody answered."""

    def __init__(self, programme: Programme) -> None:
        super().__init__(programme)
        self._gates: dict[tuple[str, str | None], Tree | None] = {}

    def gate(self, question: str, item: str | None) -> Tree | None:
        """The `asked_if` of a question, for the item."""
        if (question, item) not in self._gates:
            declared = self.programme.questions[question]
            self._gates[question, item] = (
                self.expand(declared["asked_if"], declared.get("items"), item)
                if "asked_if" in declared
                else None
            )
        return self._gates[question, item]

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
        gate = self.gate(question, item)
        return gate is None or self.is_asked(gate, cohort, wave, None)

    def is_operand_asked(self, operand: Operand, cohort: str, wave: str, pair: Pair | None) -> bool:
        return all(
            self.is_asked(kid, cohort, wave, pair) for count in counts_of(operand) for kid in count.kids
        ) and all(
            self.is_question_asked(one.id, one.item, cohort, self.wave_read(one, wave, pair))
            for one in questions_of(operand)
        )

    def is_asked(self, tree: Tree, cohort: str, wave: str, pair: Pair | None) -> bool:
        """Return whether every leaf was asked: one that was not leaves the whole not asked."""
        if isinstance(tree, Composite):
            return all(self.is_asked(kid, cohort, wave, pair) for kid in tree.kids)
        return all(self.is_operand_asked(one, cohort, wave, pair) for one in (tree.left, tree.right))

    # what remains for an indicator that counts over what was asked

    def remaining(self, tree: Tree, cohort: str, waves: tuple[str, ...], pair: Pair | None) -> Tree | None:
        """The tree without the leaves that one of the waves did not ask; None if nothing is left."""
        if isinstance(tree, Composite):
            kids = self.remaining_kids(tree.kids, cohort, waves, pair)
            return Composite(kind=tree.kind, kids=kids) if kids else None
        sides = [self.remaining_operand(side, cohort, waves, pair) for side in (tree.left, tree.right)]
        if sides[0] is None or sides[1] is None:
            return None
        return Leaf(left=sides[0], comparator=tree.comparator, right=sides[1])

    def remaining_kids(
        self, kids: tuple[Tree, ...], cohort: str, waves: tuple[str, ...], pair: Pair | None
    ) -> tuple[Tree, ...]:
        found = (self.remaining(kid, cohort, waves, pair) for kid in kids)
        return tuple(kid for kid in found if kid is not None)

    def remaining_operand(
        self, operand: Operand, cohort: str, waves: tuple[str, ...], pair: Pair | None
    ) -> Operand | None:
        if isinstance(operand, NumberOf):
            kids = self.remaining_kids(operand.kids, cohort, waves, pair)
            return NumberOf(kids=kids) if kids else None
        if isinstance(operand, Arithmetic):
            left = self.remaining_operand(operand.left, cohort, waves, pair)
            right = self.remaining_operand(operand.right, cohort, waves, pair)
            if left is None or right is None:
                return None
            return Arithmetic(operator=operand.operator, left=left, right=right)
        return operand if all(self.is_operand_asked(operand, cohort, wave, pair) for wave in waves) else None
