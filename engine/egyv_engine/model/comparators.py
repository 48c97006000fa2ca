"""The comparators of the rule language: the one table that schema, parser, checks, compiler and evaluation read.

A comparator is described by the ranges of values that meet it, given the values on its right. Everything else follows
from the ranges: its test on exact values and on whole columns, the answers of a scale that meet it, and what is
known of a value that is only known to lie between two others.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import and_, or_
from typing import Any, Generic, TypeVar

from egyv_engine.model.frozen import Frozen
from egyv_engine.model.shapes import FLAG, WORD, ListOf, Shape, WordOrSide

End = TypeVar("End")


class Range(Frozen, Generic[End]):
    """The values from `low` to `high`. Without an end the range is open; a strict range excludes its ends."""

    low: End | None = None
    high: End | None = None
    strict: bool = False


class Comparator(Frozen):
    """A comparator of the rule language, and all that the engine needs to know of it."""

    key: str
    words: str  # its name within a sentence
    description: str
    example: object
    right: Shape  # what may be on its right: a word or side, a list of words, or true and false
    needs_order: bool  # without it, the values that meet it are the very values on its right
    opposite: str | None  # the comparator that is met exactly where this one is not
    ranges: Callable[[tuple[Any, ...]], tuple[Range[Any], ...]]  # from the values on its right
    never_met_hint: str = "name an answer that somebody can give"

    def test(self, value: Any, right: tuple[Any, ...]) -> Any:
        """Test a value against the values on the comparator's right.

        Args:
            value: A whole number, a Fraction, or a column of them.
            right: The values it is compared with, of a kind that can be compared with `value`.

        Returns:
            True or False; of a column, a column of them.
        """
        return within(value, self.ranges(right))

    def met_labels(self, scale: tuple[str, ...], words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the answers of a scale, in its order, that meet the comparator; `words` are answers of the scale."""
        ranges = self.ranges(tuple(scale.index(word) for word in words))
        return tuple(label for i, label in enumerate(scale) if within(i, ranges))


def within(value: Any, ranges: Iterable[Range[Any]]) -> Any:
    """Return whether a value, or each value of a column, lies in any of the ranges.

    Args:
        value: A whole number, a Fraction, or a column of them.
        ranges: The ranges, with ends that can be compared with `value`.
    """
    return reduce(or_, (reduce(and_, _ends(value, one) or [True]) for one in ranges))


def _ends(value: Any, one: Range[Any]) -> list[Any]:
    tests = []
    if one.low is not None:
        tests.append(value > one.low if one.strict else value >= one.low)
    if one.high is not None:
        tests.append(value < one.high if one.strict else value <= one.high)
    return tests


_TABLE = (
    Comparator(
        key="is",
        words="is",
        description="This very answer or number.",
        example="Yes",
        right=WordOrSide(),
        needs_order=False,
        opposite=None,
        ranges=lambda right: (Range(low=right[0], high=right[0]),),
    ),
    Comparator(
        key="is_one_of",
        words="is one of",
        description="One of these answers.",
        example=["Sometimes", "Often"],
        right=ListOf(WORD),
        needs_order=False,
        opposite=None,
        ranges=lambda right: tuple(Range(low=value, high=value) for value in right),
    ),
    Comparator(
        key="at_least",
        words="at least",
        description="This answer or a stronger one, or a number no smaller.",
        example="Sometimes",
        right=WordOrSide(),
        needs_order=True,
        opposite="below",
        ranges=lambda right: (Range(low=right[0]),),
    ),
    Comparator(
        key="at_most",
        words="at most",
        description="This answer or a weaker one, or a number no larger.",
        example="Sometimes",
        right=WordOrSide(),
        needs_order=True,
        opposite="above",
        ranges=lambda right: (Range(high=right[0]),),
    ),
    Comparator(
        key="above",
        words="above",
        description="A stronger answer, or a larger number.",
        example="Sometimes",
        right=WordOrSide(),
        needs_order=True,
        opposite="at_most",
        ranges=lambda right: (Range(low=right[0], strict=True),),
        never_met_hint="name a weaker answer",
    ),
    Comparator(
        key="below",
        words="below",
        description="A weaker answer, or a smaller number.",
        example="Sometimes",
        right=WordOrSide(),
        needs_order=True,
        opposite="at_least",
        ranges=lambda right: (Range(high=right[0], strict=True),),
        never_met_hint="name a stronger answer",
    ),
    Comparator(
        key="between",
        words="between",
        description="From the first answer, number or date to the second, both included.",
        example=[10, 20],
        right=ListOf(WORD, at_least=2, at_most=2, may_repeat=True),
        needs_order=True,
        opposite=None,
        ranges=lambda right: (Range(low=right[0], high=right[1]),),
    ),
    Comparator(
        key="answered",
        words="answered",
        description="Any answer at all.",
        example=True,
        right=FLAG,
        needs_order=False,
        opposite=None,
        ranges=lambda _: (Range(),),
    ),
)
COMPARATORS: Mapping[str, Comparator] = {comparator.key: comparator for comparator in _TABLE}
