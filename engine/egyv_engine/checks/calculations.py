"""Checks calculations: what each operator joins, what it divides by, and which ends a range has."""

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from egyv_engine.checks.condition_scope import ConditionScope
from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.link.side_types import answer_type, joins_dates, side_type
from egyv_engine.model import conditions as c
from egyv_engine.model.arithmetic import OPERATORS
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import parts_of, right_words, sides
from egyv_engine.model.typed_values import days, number

_COUNT_HINT = "compare the count with a calculation: {number_of: [...], at_least: {question: goal, times: 2}}"


def check_calculations(scope: ConditionScope, side: c.Side) -> Iterator[Diagnostic]:
    """Report faults of a side and of every side inside of it; its names are known.

    Args:
        scope: The rule that the side belongs to.
        side: A side of a comparison.
    """
    for part in parts_of(side):
        match part:
            case c.CalculatedSide():
                yield from _calculation(scope, part)
            case c.QuantileSide(of=of):
                yield from _quantile(scope, of)
            case c.NumberSide() | c.QuestionSide() | c.AttributeSide() | c.NumberOf() | c.NumberOfItems():
                pass
            case _:
                assert_never(part)


def _calculation(scope: ConditionScope, calculation: c.CalculatedSide) -> Iterator[Diagnostic]:
    operator = OPERATORS[calculation.operator]
    right_path = calculation.doc_path / operator.key
    for side, doc_path in ((calculation.left, calculation.doc_path), (calculation.right, right_path)):
        if isinstance(side, c.NumberOf | c.NumberOfItems):
            message = f"a count of conditions cannot be {operator.words}: it may be known only within limits"
            yield scope.fault("EGY443", doc_path, message, _COUNT_HINT)
            return
    types = [side_type(scope.linked, side) for side in (calculation.left, calculation.right)]
    found = [one.value for one in types if one is not None]
    if joins_dates(scope.linked, calculation):
        if not set(found) <= {"date", "attribute"}:
            message = "only a number can be subtracted from a number, and only a date from a date"
            hint = "name two questions of the same type, or an attribute"
            yield scope.fault("EGY410", right_path, message, hint)
        return
    for side, one in zip((calculation.left, calculation.right), types, strict=True):
        if one is not None and one.value not in ("number", "attribute"):
            message = f"{one} cannot be {operator.words}; only numbers can"
            hint = "use questions with scale: number, or attributes that hold numbers"
            if one.value == "date":
                hint += (
                    "; the days between two dates are a number: {question: closed, minus: {question: opened}}"
                )
            yield scope.fault("EGY410", side.doc_path / "question", message, hint)
            return
    if operator.compute(Fraction(1), Fraction(0)) is None and _is_zero(calculation.right):
        message = "the divisor is 0, so the result is unknown for every unit"
        yield scope.fault("EGY444", right_path, message, f"write another number after {operator.key}")


def _is_zero(side: c.Side) -> bool:
    return isinstance(side, c.NumberSide) and side.number == 0


def _quantile(scope: ConditionScope, of: c.Quantile) -> Iterator[Diagnostic]:
    found = answer_type(scope.linked, of)
    if found is not None and found.value not in ("number", "date"):
        message = f"units cannot be split by {found}, only by a number or a date"
        hint = "name a question with scale: number or scale: date"
        yield scope.fault("EGY410", of.doc_path / "question", message, hint)


def reads_nothing(leaf: c.Leaf) -> bool:
    """Return whether a comparison reads no answer, no attribute and no condition, so that it never depends on a unit."""
    parts = [part for side in sides(leaf) for part in parts_of(side)]
    return all(isinstance(part, c.NumberSide | c.CalculatedSide) for part in parts)


def check_ends(scope: ConditionScope, leaf: c.Leaf, labels: tuple[str, ...]) -> Diagnostic | None:
    """Return the fault of a range whose first end is above its second (EGY442); None if there is none.

    Args:
        scope: The rule that the comparison belongs to.
        leaf: The comparison.
        labels: The answers of its scale, weakest first; empty if it compares numbers or dates.
    """
    words = right_words(leaf)
    values = tuple(_value(word.text, labels) for word in words)
    if None in values:
        return None  # reported as a word that is no value
    for one in COMPARATORS[leaf.comparator].ranges(values):
        if one.low is not None and one.high is not None and one.low > one.high:
            first, second = (word.text for word in words)
            message = f"nothing is {COMPARATORS[leaf.comparator].words} {first} and {second}: {first} is above {second}"
            hint = f"exchange them: {leaf.comparator}: [{second}, {first}]"
            return scope.fault("EGY442", leaf.doc_path / leaf.comparator, message, hint)
    return None


def _value(text: str, labels: tuple[str, ...]) -> Fraction | None:
    if labels:
        return Fraction(labels.index(text)) if text in labels else None
    date = days(text)
    return number(text) if date is None else Fraction(date)
