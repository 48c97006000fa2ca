"""Evaluates a condition that reads only attributes, for one unit of the register."""

from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

from egyv_engine.model import conditions as c
from egyv_engine.model.arithmetic import OPERATORS
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import children, parts_of, references, right_words, sides
from egyv_engine.model.typed_values import comparable_text, days, is_number, number

_ATTRIBUTES_ONLY = "a condition on the register may read only attributes"


class UnorderedValueError(ValueError):
    """An attribute is compared by size or calculated with, but its value is not of the type that this needs.

    Attributes:
        value: The value of the attribute.
        problem: What is wrong with it, as the predicate of a message.
    """

    def __init__(self, value: str, problem: str = "is neither a number nor a date") -> None:
        super().__init__(value)
        self.value = value
        self.problem = problem


def holds(condition: c.Condition, values: Mapping[str, str]) -> bool | None:
    """Evaluate a condition for a unit.

    Args:
        condition: A condition that reads only attributes.
        values: The unit's attributes; an empty text is a blank.

    Returns:
        True or False; None if the result depends on a blank (Kleene's three-valued logic).

    Raises:
        UnorderedValueError: An attribute is compared by size, but is neither a number nor a date; or a calculation
            needs a number, and it is a date.
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
    left, right, comparator = leaf.left, leaf.right, COMPARATORS[leaf.comparator]
    if not all(_reads_attributes(s) or (s is left and isinstance(s, c.NumberOf)) for s in sides(leaf)):
        raise TypeError(_ATTRIBUTES_ONLY)
    if isinstance(right, bool):
        return (_attribute(left, values) != "") == right
    if isinstance(left, c.AttributeSide) and isinstance(right, tuple | c.AttributeSide):
        words = [w.text for w in right] if isinstance(right, tuple) else [_attribute(right, values)]
        text = _attribute(left, values)
        if not text or not all(words):
            return None
        if not comparator.needs_order:
            return comparable_text(text) in {comparable_text(word) for word in words}
    if isinstance(left, c.NumberOf):
        found = [holds(m, values) for m in left.members]
        counts = range(found.count(True), len(found) - found.count(False) + 1)
        possible = [Fraction(n) for n in counts]
    else:
        measured = _measured(left, values)
        possible = [] if measured is None else [measured]
    constants = _constants(right, values)
    answers = {bool(comparator.test(n, constants)) for n in possible} if constants is not None else set()
    return answers.pop() if len(answers) == 1 else None


def _constants(right: tuple[c.Word, ...] | c.Side, values: Mapping[str, str]) -> tuple[Fraction, ...] | None:
    """Return the values on the right of a comparison; None if one is blank."""
    if isinstance(right, tuple):
        return tuple(_ordered(word.text) for word in right)
    measured = _measured(right, values)
    return None if measured is None else (measured,)


def _attribute(side: c.Side, values: Mapping[str, str]) -> str:
    if not isinstance(side, c.AttributeSide):
        raise TypeError(_ATTRIBUTES_ONLY)
    return values[side.attribute]


def _measured(side: c.Side, values: Mapping[str, str]) -> Fraction | None:
    """Return the number that a side gives for a unit, or the days of its date; None if it is blank or does not exist."""
    match side:
        case c.AttributeSide():
            text = _attribute(side, values)
            return _ordered(text) if text else None
        case c.NumberSide(number=value):
            return value
        case c.CalculatedSide(left=left, operator=operator, right=right):
            _check_types(side, values)
            first, second = _measured(left, values), _measured(right, values)
            return None if first is None or second is None else OPERATORS[operator].compute(first, second)
        case c.QuestionSide() | c.QuantileSide() | c.NumberOf() | c.NumberOfItems():
            raise TypeError(_ATTRIBUTES_ONLY)
        case _:
            assert_never(side)


def _check_types(calculation: c.CalculatedSide, values: Mapping[str, str]) -> None:
    """Raise an error if a date is where a number is needed: dates can only be subtracted from each other."""
    sides = (calculation.left, calculation.right)
    texts = [_attribute(side, values) for side in sides if isinstance(side, c.AttributeSide)]
    dates = [text for text in texts if days(text) is not None]
    are_dates = OPERATORS[calculation.operator].takes_dates and len(dates) == len(sides)
    if dates and not are_dates and all(texts):
        raise UnorderedValueError(dates[0], "is a date, and the condition calculates with numbers")


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
    if isinstance(leaf.left, c.NumberOf):
        left_is_readable = not isinstance(leaf.right, bool) and all(_has_order(text) for text in texts)
    elif isinstance(leaf.left, c.AttributeSide) and not COMPARATORS[leaf.comparator].needs_order:
        left_is_readable = True
    else:
        left_is_readable = _reads_attributes(leaf.left) and all(_has_order(text) for text in texts)
    return left_is_readable and (isinstance(leaf.right, bool | tuple) or _reads_attributes(leaf.right))


def _reads_attributes(side: c.Side) -> bool:
    """Return whether a side reads nothing but attributes."""
    return all(isinstance(part, c.AttributeSide | c.NumberSide | c.CalculatedSide) for part in parts_of(side))


def _has_order(text: str) -> bool:
    return is_number(text) or days(text) is not None


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
