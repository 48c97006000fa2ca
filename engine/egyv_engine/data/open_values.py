"""Describes what is wrong with a text that should be a number or a date."""

from egyv_engine.model.frozen import Frozen
from egyv_engine.model.typed_values import MOST_DIGITS, days, has_too_many_digits, is_number


class ValueProblem(Frozen):
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


def number_problem(text: str) -> ValueProblem | None:
    """Return what is wrong with a number, or None if it is valid (EGY513, EGY520)."""
    if has_too_many_digits(text):
        return ValueProblem(
            code="EGY520",
            predicate=f"has more than {MOST_DIGITS} digits, including decimals",
            hint=f"round the number to at most {MOST_DIGITS} digits",
        )
    if not is_number(text):
        return ValueProblem(
            code="EGY513",
            predicate="is not a number",
            hint="write digits, with a decimal point and without thousands separators",
        )
    return None


def date_problem(text: str) -> ValueProblem | None:
    """Return what is wrong with a date, or None if it is valid (EGY514)."""
    return NOT_A_DATE if days(text) is None else None
