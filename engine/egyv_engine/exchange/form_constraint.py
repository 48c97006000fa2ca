"""Reads the constraints of an XLSForm as the lowest and the highest answer to a question, where they are limits."""

import re
from fractions import Fraction
from math import ceil, floor

from egyv_engine.exchange.form_relevant import joined_parts, unwrapped
from egyv_engine.model.decimals import number_text
from egyv_engine.model.frozen import Frozen, field
from egyv_engine.model.typed_values import date_text, days, has_too_many_digits, number

_VALUE = r"(?P<value>-?[0-9]+(?:\.[0-9]+)?|date\(\s*(?:'[0-9-]+'|\"[0-9-]+\")\s*\))"
_SIGN = r"(?P<sign><=|>=|<|>)"
_FORMS = (re.compile(rf"\.\s*{_SIGN}\s*{_VALUE}"), re.compile(rf"{_VALUE}\s*{_SIGN}\s*\."))
_INVERTED = {">=": "<=", "<=": ">=", ">": "<", "<": ">"}
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class ConstraintLimits(Frozen):
    """The limits that a constraint sets.

    Attributes:
        at_least: The lowest answer, as the rule language writes it; None if there is none.
        at_most: The highest answer.
        others: The parts of the constraint that are no such limits.
    """

    at_least: str | None = None
    at_most: str | None = None
    others: tuple[str, ...] = field(default=())


def constraint_limits(constraint: str, scale: str, *, is_whole: bool) -> ConstraintLimits:
    """Return the limits that a constraint sets.

    Args:
        constraint: The cell of the column `constraint`.
        scale: What answers are: number, date, text, or the id of a scale.
        is_whole: Whether they are whole numbers.
    """
    text = constraint.strip()
    if not text:
        return ConstraintLimits()
    lowest: list[Fraction] = []
    highest: list[Fraction] = []
    others = []
    whole = unwrapped(text)
    has_choice = len(joined_parts(whole, "or")) > 1  # "or" joins what "and" has joined
    for part in [whole] if has_choice else joined_parts(whole, "and"):
        limit = _limit(unwrapped(part), scale, is_whole=is_whole or scale == "date")
        if limit is None:
            others.append(part)
        else:
            (lowest if limit[0] else highest).append(limit[1])
    least, most = max(lowest, default=None), min(highest, default=None)
    if least is not None and most is not None and least > most:
        return ConstraintLimits(others=(text,))
    return ConstraintLimits(
        at_least=_written(least, scale), at_most=_written(most, scale), others=tuple(others)
    )


def _limit(part: str, scale: str, *, is_whole: bool) -> tuple[bool, Fraction] | None:
    """Return whether a comparison sets the lowest answer, and the limit; None if it is no limit of such answers."""
    forms = [form.fullmatch(part) for form in _FORMS]
    found = forms[0] or forms[1]
    if found is None:
        return None
    value = _value(found["value"], scale)
    sign = found["sign"] if forms[0] else _INVERTED[found["sign"]]
    if value is None or (sign in "<>" and not is_whole):
        return None  # a limit is an answer that there can be
    match sign:
        case ">=":
            return True, Fraction(ceil(value)) if is_whole else value
        case ">":
            return True, Fraction(floor(value) + 1)
        case "<=":
            return False, Fraction(floor(value)) if is_whole else value
        case _:
            return False, Fraction(ceil(value) - 1)


def _value(text: str, scale: str) -> Fraction | None:
    """Return a number, or the days of a date; None if a text is no value of a scale."""
    if scale == "number":
        return None if has_too_many_digits(text) else number(text)
    day = _DAY.search(text) if scale == "date" else None
    since = None if day is None else days(day[0])
    return None if since is None else Fraction(since)


def _written(value: Fraction | None, scale: str) -> str | None:
    if value is None:
        return None
    return date_text(value) if scale == "date" else number_text(value)
