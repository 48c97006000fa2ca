"""The codes of answers and returns: the only module that knows their order."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache


class ReturnStatus(IntEnum):
    """The status of a unit in a wave: if it was surveyed, whether it sent a return, and whether that is analysed."""

    NOT_SURVEYED = 0
    NO_RETURN = 1
    NOT_ANALYSED = 2
    ANALYSED = 3


class RawCode(IntEnum):
    """The code of an answer as read from a file. The answers follow from FIRST_ANSWER on."""

    BLANK = 0
    FIRST_ANSWER = 1


class EffectiveCode(IntEnum):
    """The code of an answer once return and skip logic are known. The answers follow from FIRST_ANSWER on."""

    NOT_SURVEYED = 0
    NO_RETURN = 1
    NOT_ANALYSED = 2
    NOT_ASKED = 3
    BLANK = 4
    FIRST_ANSWER = 5
    UNSURE = 255  # whether the question was asked depends on an answer that is unknown


MOST_ANSWERS = EffectiveCode.UNSURE - EffectiveCode.FIRST_ANSWER  # of a scale, don't-know answers included


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCodes:
    """The effective codes of a question's answers.

    A scale has one ordinary code per answer, weakest first. A number, date or text has one for every value.
    """

    ordinary: range
    dont_know: range

    @property
    def answers(self) -> range:
        """The codes of every answer."""
        return range(self.ordinary.start, self.dont_know.stop)


@lru_cache(maxsize=1024)
def answer_codes(labels: tuple[str, ...], dont_know: tuple[str, ...]) -> AnswerCodes:
    """Return the effective codes of a question's answers.

    Args:
        labels: The answers of its scale, weakest first; empty for a number, date or text.
        dont_know: Its answers that satisfy no comparison.
    """
    first = EffectiveCode.FIRST_ANSWER.value
    after = first + _ordinary(labels)
    return AnswerCodes(ordinary=range(first, after), dont_know=range(after, after + len(dont_know)))


def raw_codes(labels: tuple[str, ...], dont_know: tuple[str, ...]) -> Mapping[str, int]:
    """Return the raw code of each word that a question may be answered with.

    Args:
        labels: The answers of its scale, weakest first; empty for a number, date or text.
        dont_know: Its answers that satisfy no comparison.
    """
    first = RawCode.FIRST_ANSWER.value
    ordinary = {label: code for code, label in enumerate(labels, first)}
    return ordinary | {label: code for code, label in enumerate(dont_know, first + _ordinary(labels))}


def _ordinary(labels: tuple[str, ...]) -> int:
    return len(labels) or 1
