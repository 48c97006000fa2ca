"""The lowest and the highest number or date that answers to a question may have."""

from fractions import Fraction

from egyv_engine.model.documents import Question
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.typed_values import days, has_too_many_digits, number

LIMIT_KEYS = ("at_least", "at_most")


class AnswerLimits(Frozen):
    """The limits of a question, as numbers or as days from 1970-01-01; None where there is none.

    Attributes:
        lowest: The lowest answer that is allowed.
        highest: The highest answer that is allowed.
        words: Both in words, as declared, for example `from 0 to 100`.
    """

    lowest: Fraction | None
    highest: Fraction | None
    words: str

    def allows(self, value: Fraction) -> bool:
        """Return whether a number or date is an answer.

        Args:
            value: The number, or the days from 1970-01-01.
        """
        is_low = self.lowest is not None and value < self.lowest
        return not is_low and (self.highest is None or value <= self.highest)


def limit(question: Question, text: str) -> Fraction | None:
    """Return the number or the days that a limit of a question declares; None if it is not of the question's type.

    Args:
        question: The question.
        text: The limit as declared.
    """
    if question.scale == "date":
        day = days(text)
        return None if day is None else Fraction(day)
    return number(text) if question.scale == "number" and not has_too_many_digits(text) else None


def answer_limits(question: Question) -> AnswerLimits | None:
    """Return the limits of a question; None if it declares none, or none that answers can be within.

    Args:
        question: The question.
    """
    lowest, highest = (
        None if (text := getattr(question, key)) is None else limit(question, text) for key in LIMIT_KEYS
    )
    more, less = ("later", "earlier") if question.scale == "date" else ("more", "less")
    if lowest is not None and highest is not None:
        if lowest > highest:
            return None
        words = f"from {question.at_least} to {question.at_most}"
    elif lowest is not None:
        words = f"{question.at_least} or {more}"
    elif highest is not None:
        words = f"{question.at_most} or {less}"
    else:
        return None
    return AnswerLimits(lowest=lowest, highest=highest, words=words)
