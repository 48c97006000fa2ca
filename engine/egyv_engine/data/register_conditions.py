"""Evaluates a condition on attributes alone for one unit of the register: true, false, or unknown where blank."""

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from egyv_engine.model import conditions as c

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class UnreadError(ValueError):
    """A value that was to be compared in order, and is neither a number nor a date. args: the value."""


def holds(condition: c.Condition, values: Mapping[str, str]) -> bool | None:
    """Whether a unit with these attributes meets the condition; None where a blank leaves it open (Kleene).

    Raises UnreadError where an attribute compared as a number or date is neither.
    """
    match condition:
        case c.All(members=members):
            return _all([holds(m, values) for m in members])
        case c.Any(members=members):
            return _not(_all([_not(holds(m, values)) for m in members]))
        case c.Not(member=member):
            return _not(holds(member, values))
        case c.Leaf(left=c.AttributeSide(attribute=name), comparator=comparator, right=right):
            value = values[name]
            if isinstance(right, bool):
                return (value != "") == right
            if value == "" or (isinstance(right, c.AttributeSide) and values[right.attribute] == ""):
                return None
            if isinstance(right, c.AttributeSide):
                words = [values[right.attribute]]
            else:
                assert isinstance(right, tuple)
                words = [w.text for w in right]
            if comparator in ("is", "is_one_of"):
                return value in words
            left, other = _read(value), _read(words[0])
            return {
                "at_least": left >= other,
                "at_most": left <= other,
                "above": left > other,
                "below": left < other,
            }[comparator]
        case c.Leaf(left=c.NumberOf(members=members), comparator=comparator, right=right):
            found = [holds(m, values) for m in members]
            low, high = found.count(True), len(found) - found.count(False)
            assert isinstance(right, tuple)
            answers = {
                _compares(n, comparator, [Fraction(w.text) for w in right]) for n in range(low, high + 1)
            }
            return answers.pop() if len(answers) == 1 else None
        case _:
            raise TypeError("a return condition reads attributes only")


def attributes_in(condition: c.Condition) -> tuple[str, ...]:
    """The attributes a condition reads."""
    match condition:
        case c.All(members=members) | c.Any(members=members):
            return tuple(a for m in members for a in attributes_in(m))
        case c.Not(member=member):
            return attributes_in(member)
        case c.Leaf(left=c.AttributeSide(attribute=name), right=right):
            return (name, right.attribute) if isinstance(right, c.AttributeSide) else (name,)
        case c.Leaf(left=c.NumberOf(members=members)):
            return tuple(a for m in members for a in attributes_in(m))
        case _:
            return ()


def is_readable(condition: c.Condition) -> bool:
    """Whether it reads attributes alone and compares them in order with numbers or dates only."""
    match condition:
        case c.All(members=members) | c.Any(members=members):
            return all(is_readable(m) for m in members)
        case c.Not(member=member):
            return is_readable(member)
        case c.Leaf(left=c.AttributeSide(), comparator=comparator, right=right):
            if isinstance(right, bool):
                return True
            ordered = comparator in c.ORDERINGS
            return isinstance(right, tuple) and all(not ordered or _is_read(w.text) for w in right)
        case c.Leaf(left=c.NumberOf(members=members), right=right):
            words = isinstance(right, tuple) and all(_is_read(w.text) for w in right)
            return words and all(is_readable(m) for m in members)
        case _:
            return False


def _is_read(text: str) -> bool:
    try:
        _read(text)
    except UnreadError:
        return False
    return True


def _all(found: list[bool | None]) -> bool | None:
    if False in found:
        return False
    return None if None in found else True


def _not(found: bool | None) -> bool | None:
    return None if found is None else not found


def _compares(n: int, comparator: str, words: list[Fraction]) -> bool:
    first = words[0]
    return {"at_least": n >= first, "at_most": n <= first, "above": n > first, "below": n < first}.get(
        comparator, n in words
    )


def _read(text: str) -> Fraction:
    try:
        if _DATE.fullmatch(text):
            return Fraction(date.fromisoformat(text).toordinal())
        if _NUMBER.fullmatch(text):
            return Fraction(text)
    except ValueError:
        pass  # a date that does not exist
    raise UnreadError(text)
