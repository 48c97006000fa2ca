"""Evaluates a condition that reads only attributes, for one unit of the register."""

from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

from egyv_engine.model import conditions as c
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import children, references, right_words
from egyv_engine.model.typed_values import comparable_text, days, number

_ATTRIBUTES_ONLY = "a condition on the register may read only attributes"


class UnorderedValueError(ValueError):
    """An attribute is compared by size, but its value is neither a number nor a date.

    Attributes:
        value: The value of the attribute.
    """

    def __init__(self, value: str) -> None:
        super().__init__(value)
        self.value = value


def holds(condition: c.Condition, values: Mapping[str, str]) -> bool | None:
    """Evaluate a condition for a unit.

    Args:
        condition: A condition that reads only attributes.
        values: The unit's attributes; an empty text is a blank.

    Returns:
        True or False; None if the result depends on a blank (Kleene's three-valued logic).

    Raises:
        UnorderedValueError: An attribute is compared by size, but is neither a number nor a date.
        TypeError: The condition reads something other than attributes.
    """
    match condition:
        case c.All(members=members):
            return _all([holds(m, values) for m in members])
        case c.Any(members=members):
            return _not(_all([_not(holds(m, values)) for m in members]))
        case c.Not(member=member):
            return _not(holds(member, values))
        case c.Leaf():
            return _leaf_holds(condition, values)
        case c.Met():
            raise TypeError(_ATTRIBUTES_ONLY)
        case _:
            assert_never(condition)


def _leaf_holds(leaf: c.Leaf, values: Mapping[str, str]) -> bool | None:
    if isinstance(leaf.right, bool):
        return (_attribute(leaf.left, values) != "") == leaf.right
    if isinstance(leaf.right, tuple):
        right = [word.text for word in leaf.right]
    else:
        right = [_attribute(leaf.right, values)]
    if not all(right):
        return None
    comparator = COMPARATORS[leaf.comparator]
    if isinstance(leaf.left, c.NumberOf):
        found = [holds(m, values) for m in leaf.left.members]
        possible = range(found.count(True), len(found) - found.count(False) + 1)
        constants = tuple(_ordered(text) for text in right)
        answers = {bool(comparator.test(n, constants)) for n in possible}
        return answers.pop() if len(answers) == 1 else None
    left = _attribute(leaf.left, values)
    if not left:
        return None
    if not comparator.needs_order:
        return comparable_text(left) in {comparable_text(text) for text in right}
    return bool(comparator.test(_ordered(left), tuple(_ordered(text) for text in right)))


def _attribute(side: c.Side, values: Mapping[str, str]) -> str:
    match side:
        case c.AttributeSide(attribute=name):
            return values[name]
        case c.QuestionSide() | c.NumberOf() | c.NumberOfItems():
            raise TypeError(_ATTRIBUTES_ONLY)
        case _:
            assert_never(side)


def attributes_in(condition: c.Condition) -> tuple[str, ...]:
    """Return the attributes that a condition reads, in the order in which they are written."""
    return tuple(name.id for name in references(condition) if name.names == "attribute")


def is_readable(condition: c.Condition) -> bool:
    """Return whether a condition reads only attributes, and compares them by size only with numbers or dates."""
    match condition:
        case c.All() | c.Any() | c.Not():
            return all(is_readable(child) for child in children(condition))
        case c.Leaf():
            return _leaf_is_readable(condition) and all(is_readable(child) for child in children(condition))
        case c.Met():
            return False
        case _:
            assert_never(condition)


def _leaf_is_readable(leaf: c.Leaf) -> bool:
    texts = [word.text for word in right_words(leaf)]
    match leaf.left:
        case c.AttributeSide():
            ordered = COMPARATORS[leaf.comparator].needs_order
            left_is_readable = not ordered or all(_has_order(text) for text in texts)
        case c.NumberOf():
            left_is_readable = not isinstance(leaf.right, bool) and all(_has_order(text) for text in texts)
        case c.QuestionSide() | c.NumberOfItems():
            left_is_readable = False
        case _:
            assert_never(leaf.left)
    return left_is_readable and isinstance(leaf.right, bool | tuple | c.AttributeSide)


def _has_order(text: str) -> bool:
    return number(text) is not None or days(text) is not None


def _ordered(text: str) -> Fraction:
    """Return the number that a text contains, or the days since 1970 if it contains a date."""
    for value in (number(text), days(text)):
        if value is not None:
            return Fraction(value)
    raise UnorderedValueError(text)


def _all(found: list[bool | None]) -> bool | None:
    if False in found:
        return False
    return None if None in found else True


def _not(found: bool | None) -> bool | None:
    return None if found is None else not found
