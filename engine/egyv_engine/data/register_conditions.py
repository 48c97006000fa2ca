"""Evaluates a condition on attributes alone for one unit of the register: true, false, or unknown where blank."""

from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

from egyv_engine.model import conditions as c
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import children, references, words
from egyv_engine.model.typed_values import days, number

_ATTRIBUTES_ONLY = "a condition on the register reads attributes only"


class UnreadError(ValueError):
    """An attribute that is compared in order, and is neither a number nor a date. args: the value."""


def holds(condition: c.Condition, values: Mapping[str, str]) -> bool | None:
    """Evaluate a condition for a unit.

    Args:
        condition: A condition that reads attributes only.
        values: The unit's attributes; an empty text is a blank.

    Returns:
        Whether it holds; None where a blank leaves it open (Kleene's logic).

    Raises:
        UnreadError: An attribute is compared in order, and is neither a number nor a date.
        TypeError: The condition reads more than attributes.
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
        constants = tuple(_read(text) for text in right)
        answers = {bool(comparator.test(n, constants)) for n in possible}
        return answers.pop() if len(answers) == 1 else None
    left = _attribute(leaf.left, values)
    if not left:
        return None
    if not comparator.needs_order:
        return left in right
    return bool(comparator.test(_read(left), tuple(_read(text) for text in right)))


def _attribute(side: c.Side, values: Mapping[str, str]) -> str:
    match side:
        case c.AttributeSide(attribute=name):
            return values[name]
        case c.QuestionSide() | c.NumberOf() | c.NumberOfItems():
            raise TypeError(_ATTRIBUTES_ONLY)
        case _:
            assert_never(side)


def attributes_in(condition: c.Condition) -> tuple[str, ...]:
    """The attributes that a condition reads, in the order written."""
    return tuple(name.id for name in references(condition) if name.names == "attribute")


def is_readable(condition: c.Condition) -> bool:
    """Whether a condition reads attributes alone, and compares them in order with numbers or dates only."""
    match condition:
        case c.All() | c.Any() | c.Not():
            return all(is_readable(child) for child in children(condition))
        case c.Leaf():
            return _is_readable_leaf(condition) and all(is_readable(child) for child in children(condition))
        case c.Met():
            return False
        case _:
            assert_never(condition)


def _is_readable_leaf(leaf: c.Leaf) -> bool:
    texts = [word.text for word in words(leaf)]
    match leaf.left:
        case c.AttributeSide():
            ordered = COMPARATORS[leaf.comparator].needs_order
            left_is_readable = not ordered or all(_is_read(text) for text in texts)
        case c.NumberOf():
            left_is_readable = not isinstance(leaf.right, bool) and all(_is_read(text) for text in texts)
        case c.QuestionSide() | c.NumberOfItems():
            left_is_readable = False
        case _:
            assert_never(leaf.left)
    return left_is_readable and isinstance(leaf.right, bool | tuple | c.AttributeSide)


def _is_read(text: str) -> bool:
    return number(text) is not None or days(text) is not None


def _read(text: str) -> Fraction:
    """The number, or the days of a date, that a text gives."""
    for value in (number(text), days(text)):
        if value is not None:
            return Fraction(value)
    raise UnreadError(text)


def _all(found: list[bool | None]) -> bool | None:
    if False in found:
        return False
    return None if None in found else True


def _not(found: bool | None) -> bool | None:
    return None if found is None else not found
