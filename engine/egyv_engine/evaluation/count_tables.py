"""Tables of outcomes and of answers, as plain numbers. Tables of parts of a survey add up to those of the whole."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from egyv_engine.evaluation.crosstab import Cells
from egyv_engine.evaluation.outcome_lookup import COUNTED, Pairs
from egyv_engine.model.plan import Outcome

PairKey = tuple[str | None, str, str]  # cohort, from, to
LevelKey = tuple[
    str | None, str, str | None, str | None
]  # cohort, wave; from, to where the level depends on them
AnswerKey = tuple[str, str | None, str | None, str, str]  # question, item, cohort, from, to


@dataclass(frozen=True, slots=True)
class WaveCount:
    """Numbers of units by outcome of outcome_lookup.py, and of units that were asked and gave a don't-know answer."""

    outcomes: tuple[int, ...]
    dont_know: int

    @property
    def counted(self) -> tuple[int, ...]:
        """Return the numbers of units by the Outcome that each is counted as."""
        counts = [0] * len(Outcome)
        for counted, n in zip(COUNTED, self.outcomes, strict=True):
            counts[counted] += n
        return tuple(counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The tables of an indicator; equal indicators share one. `pairs` is empty if it reads `from` or `to`."""

    pairs: Mapping[PairKey, Pairs]
    levels: Mapping[LevelKey, WaveCount]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Every table of a plan.

    Attributes:
        indicators: In the order of Plan.indicators.
        answers: Pairs of effective answer codes, for movements.
        status: Units without a return, not analysed and analysed, by cohort and wave.
    """

    indicators: tuple[Counted, ...]
    answers: Mapping[AnswerKey, Cells]
    status: Mapping[tuple[str | None, str], tuple[int, int, int]]


def add(first: Tables, second: Tables) -> Tables:
    """Add the tables of two parts of a survey.

    Args:
        first: The tables of one part.
        second: The tables of the other part, of the same plan; no unit is in both parts.
    """
    return Tables(
        indicators=tuple(_counted(a, b) for a, b in zip(first.indicators, second.indicators, strict=True)),
        answers={key: _cells(first.answers[key], second.answers[key]) for key in first.answers},
        status={key: _three(counts, second.status[key]) for key, counts in first.status.items()},
    )


def _counted(first: Counted, second: Counted) -> Counted:
    return Counted(
        pairs={key: _sums(pairs, second.pairs[key]) for key, pairs in first.pairs.items()},
        levels={
            key: WaveCount(
                _sums(level.outcomes, second.levels[key].outcomes),
                level.dont_know + second.levels[key].dont_know,
            )
            for key, level in first.levels.items()
        },
    )


def _sums(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(a + b for a, b in zip(first, second, strict=True))


def _three(first: tuple[int, int, int], second: tuple[int, int, int]) -> tuple[int, int, int]:
    return first[0] + second[0], first[1] + second[1], first[2] + second[2]


def _cells(first: Cells, second: Cells) -> Cells:
    total: Counter[tuple[int, int]] = Counter()
    for a, b, n in (*first, *second):
        total[a, b] += n
    return tuple((a, b, n) for (a, b), n in sorted(total.items()))
