"""Describes what is wrong with a text that should be a number or a date."""

from dataclasses import dataclass

from egyv_engine.model.typed_values import MOST_DIGITS, days, is_too_long, number


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueProblem:
    """A reason why a text is not a valid value.

    Attributes:
        predicate: The predicate of the message, for example `is not a date`.
    """

    code: str
    predicate: str
    hint: str


NOT_A_DATE = ValueProblem(
    code="EGY514", predicate="is not a date", hint="write a date that exists as YYYY-MM-DD"
)


def number_problem(text: str, scale: int = 0) -> ValueProblem | None:
    """Return what is wrong with a number, or None if it is valid (EGY513, EGY520).

    Args:
        text: The number as written.
        scale: The number of decimals that numbers are computed with; the digits are counted with that many decimals.
    """
    if number(text) is None and not is_too_long(text):
        return ValueProblem(
            code="EGY513",
            predicate="is not a number",
            hint="write digits, with a decimal point and without thousands separators",
        )
    if _digits(text, 0) > MOST_DIGITS:
        return ValueProblem(
            code="EGY520",
            predicate=f"has more than {MOST_DIGITS} digits, including decimals",
            hint=f"round the number to at most {MOST_DIGITS} digits",
        )
    if _digits(text, scale) > MOST_DIGITS:
        decimals = "1 decimal" if scale == 1 else f"{scale} decimals"
        return ValueProblem(
            code="EGY520",
            predicate=f"has more than {MOST_DIGITS} digits when it is written with {decimals}",
            hint=f"all numbers are computed with {decimals}, because a number in the data or in a rule has so many; "
            "use fewer decimals there",
        )
    return None


def date_problem(text: str) -> ValueProblem | None:
    """Return what is wrong with a date, or None if it is valid (EGY514)."""
    return NOT_A_DATE if days(text) is None else None


def scaled_integer(text: str, scale: int) -> int:
    """Return a number as an integer: the number times ten to the power of the scale.

    Args:
        text: A number as it is written in a cell, already checked, such as `12.5`.
        scale: The number of decimals to keep, at least as many as the text has.
    """
    whole, _, decimals = text.partition(".")
    return int(whole + decimals.ljust(scale, "0"))


def _digits(text: str, scale: int) -> int:
    whole, _, decimals = text.partition(".")
    return len((whole + decimals.ljust(scale, "0")).lstrip("-0"))
