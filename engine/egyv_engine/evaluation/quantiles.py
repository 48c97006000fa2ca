"""Splits the analysed units of a survey into parts of equal size, by their numbers or dates."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from egyv_engine.evaluation.operands import NumberColumn
from egyv_engine.model.frozen import replace
from egyv_engine.model.plan import CURRENT_WAVE, AnswerRef

Parts = Mapping[Fraction, Fraction]  # the part of each number, 1 for the lowest


class UnknownNumbersError(LookupError):
    """The numbers of a question are not known yet: they have to be counted in every part of the survey first."""


class Quantiles:
    """The parts of each question, computed over the units of all cohorts together and kept."""

    def __init__(self, counts: Callable[[AnswerRef, str], Mapping[Fraction, int]]) -> None:
        """Set up without computing anything.

        Args:
            counts: Returns how many analysed units of all cohorts answered each number to a question in a wave.
        """
        self._counts = counts
        self._parts: dict[tuple[AnswerRef, str, int], Parts] = {}

    def parts(self, ref: AnswerRef, wave: str, parts: int) -> Parts:
        """Return the part of each number that an analysed unit answered.

        Args:
            ref: The question and item.
            wave: The wave in which the answers are read, whichever `ref` names.
            parts: The number of parts.
        """
        key = (ref, wave, parts)
        if key not in self._parts:
            self._parts[key] = split(self.counts(ref, wave), parts)
        return self._parts[key]

    def counts(self, ref: AnswerRef, wave: str) -> Mapping[Fraction, int]:
        """Return how many analysed units answered each number.

        Args:
            ref: The question and item.
            wave: The wave in which the answers are read.
        """
        return self._counts(replace(ref, wave=CURRENT_WAVE), wave)


def number_counts(columns: Iterable[NumberColumn]) -> Mapping[Fraction, int]:
    """Return how many rows of some columns have each number."""
    counts: Counter[Fraction] = Counter()
    for column in columns:
        positions = column.values.positions.filter(column.has_value).to_list()
        for position, n in Counter(positions).items():
            counts[column.values.numbers[position]] += n
    return counts


def split(counts: Mapping[Fraction, int], parts: int) -> Parts:
    """Return the part of each number, in parts of equal size; equal numbers are all in the lower part.

    Args:
        counts: How many units have each number.
        parts: The number of parts.

    Returns:
        The part of each number: 1 and the whole number of `parts` times the share of units with smaller numbers.
    """
    found: dict[Fraction, Fraction] = {}
    total, below = sum(counts.values()), 0
    for number in sorted(counts):
        found[number] = Fraction(min(parts, parts * below // total + 1))
        below += counts[number]
    return found
