"""The codes of answers and returns: the only module that knows their order."""

from collections.abc import Mapping
from enum import IntEnum
from functools import lru_cache

from egyv_engine.model.frozen import Frozen


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
    UNSURE = 4  # whether the question was asked depends on an answer that is unknown
    BLANK = 5
    FIRST_ANSWER = 6


class AnswerCodes(Frozen):
    """The effective codes of a question's answers.

    A scale has one ordinary code per answer, weakest first. A number, date or text has one for every value. What stands
    for not applicable has a code only until skip logic is known: then it becomes EffectiveCode.NOT_ASKED.
    """

    ordinary: range
    dont_know: range
    not_applicable: range

    @property
    def answers(self) -> range:
        """Return the codes of every answer that is inside the base."""
        return range(self.ordinary.start, self.dont_know.stop)

    @property
    def is_wide(self) -> bool:
        """Return whether the codes need two bytes."""
        return self.not_applicable.stop > 1 << 8


@lru_cache(maxsize=1024)
def answer_codes(
    labels: tuple[str, ...], dont_know: tuple[str, ...], not_applicable: tuple[str, ...] = ()
) -> AnswerCodes:
    """Return the effective codes of a question's answers.

    Args:
        labels: The answers of its scale, weakest first; empty for a number, date or text.
        dont_know: Its answers that satisfy no comparison.
        not_applicable: Its answers that put a unit outside the base.
    """
    first = EffectiveCode.FIRST_ANSWER.value
    ordinary = range(first, first + (len(labels) or 1))
    unsure = range(ordinary.stop, ordinary.stop + len(dont_know))
    outside = range(unsure.stop, unsure.stop + len(not_applicable))
    return AnswerCodes(ordinary=ordinary, dont_know=unsure, not_applicable=outside)


def raw_codes(
    labels: tuple[str, ...], dont_know: tuple[str, ...], not_applicable: tuple[str, ...] = ()
) -> Mapping[str, int]:
    """Return the raw code of each word that a question may be answered with.

    Args:
        labels: The answers of its scale, weakest first; empty for a number, date or text.
        dont_know: Its answers that satisfy no comparison.
        not_applicable: Its answers that put a unit outside the base.
    """
    codes = answer_codes(labels, dont_know, not_applicable)
    named = (
        *zip(labels, codes.ordinary, strict=False),
        *zip(dont_know, codes.dont_know, strict=True),
        *zip(not_applicable, codes.not_applicable, strict=True),
    )
    return {word: code - EFFECTIVE_FROM_RAW for word, code in named}


# Added to a raw code it gives the effective one, also of a blank.
EFFECTIVE_FROM_RAW = EffectiveCode.FIRST_ANSWER.value - RawCode.FIRST_ANSWER.value
