"""Tables of outcomes and of answers, as plain numbers. Tables of parts of a survey add up to those of the whole."""

import operator
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from egyv_engine.evaluation.crosstab import Cells
from egyv_engine.evaluation.outcome_lookup import COUNTED, Pairs
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.plan import Outcome

PairKey = tuple[str | None, str, str]  # cohort, from, to
LevelKey = tuple[
    str | None, str, str | None, str | None
]  # cohort, wave; from, to where the level depends on them
AnswerKey = tuple[str, str | None, str | None, str, str]  # question, item, cohort, from, to

_PLAIN = len(Outcome)  # so many outcomes are counted as themselves


class WaveCount(Frozen, kw_only=False):
    """Numbers of units by outcome of outcome_lookup.py, and of units that were asked and gave a don't-know answer."""

    outcomes: tuple[int, ...]
    dont_know: int

    @property
    def counted(self) -> tuple[int, ...]:
        """Return the numbers of units by the Outcome that each is counted as."""
        plain, others = self.outcomes[:_PLAIN], self.outcomes[_PLAIN:]
        if not any(others):
            return plain
        counts = list(plain)
        for counted, n in zip(COUNTED[_PLAIN:], others, strict=True):
            counts[counted] += n
        return tuple(counts)


class Counted(Frozen):
    """The tables of an indicator; equal indicators share one.

    Where a comparison has no change, `pairs` has no outcome of the earlier wave: its analysed units are not asked there.
    It lacks the comparisons whose later wave has no level.
    """

    pairs: Mapping[PairKey, Pairs]
    levels: Mapping[LevelKey, WaveCount]


class Tables(Frozen):
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
        answers={key: _cells((cells, second.answers[key])) for key, cells in first.answers.items()},
        status={key: _three(counts, second.status[key]) for key, counts in first.status.items()},
    )


def with_everyone(tables: Tables, everyone: str) -> Tables:
    """Return tables of cohorts with those of all units together, which are the sums.

    Args:
        tables: The tables of the cohorts that the units belong to.
        everyone: The id of the group of all units.
    """
    counted: dict[int, Counted] = {}  # equal indicators share one
    for one in tables.indicators:
        if id(one) not in counted:
            counted[id(one)] = _counted_of_everyone(one, everyone)
    answers: defaultdict[AnswerKey, list[Cells]] = defaultdict(list)
    for (question, item, _, earlier, later), cells in tables.answers.items():
        answers[question, item, everyone, earlier, later].append(cells)
    status: dict[tuple[str | None, str], tuple[int, int, int]] = {}
    for (_, wave), counts in tables.status.items():
        status[everyone, wave] = _three(status.get((everyone, wave), (0, 0, 0)), counts)
    return Tables(
        indicators=tuple(counted[id(one)] for one in tables.indicators),
        answers={**tables.answers, **{key: _cells(parts) for key, parts in answers.items()}},
        status={**tables.status, **status},
    )


def _counted_of_everyone(counted: Counted, everyone: str) -> Counted:
    found: defaultdict[PairKey, list[Pairs]] = defaultdict(list)
    for (_, earlier, later), pairs in counted.pairs.items():
        found[everyone, earlier, later].append(pairs)
    whole = {key: _pairs(parts) for key, parts in found.items()}
    levels: dict[LevelKey, WaveCount] = {}
    for (_, *rest), level in counted.levels.items():
        key: LevelKey = (everyone, *rest)  # type: ignore[assignment]
        sum_ = levels.get(key)
        levels[key] = level if sum_ is None else _added(sum_, level)
    return Counted(pairs={**counted.pairs, **whole}, levels={**counted.levels, **levels})


def _counted(first: Counted, second: Counted) -> Counted:
    return Counted(
        pairs={key: _pairs((pairs, second.pairs[key])) for key, pairs in first.pairs.items()},
        levels={key: _added(level, second.levels[key]) for key, level in first.levels.items()},
    )


def _added(first: WaveCount, second: WaveCount) -> WaveCount:
    return WaveCount(_sums(first.outcomes, second.outcomes), first.dont_know + second.dont_know)


def _sums(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(map(operator.add, first, second))


def _three(first: tuple[int, int, int], second: tuple[int, int, int]) -> tuple[int, int, int]:
    return first[0] + second[0], first[1] + second[1], first[2] + second[2]


def _pairs(parts: Iterable[Pairs]) -> Pairs:
    total: Counter[int] = Counter()
    for pairs in parts:
        for cell, n in pairs:
            total[cell] += n
    return tuple(sorted(total.items()))


def _cells(parts: Iterable[Cells]) -> Cells:
    total: Counter[tuple[int, int]] = Counter()
    for cells in parts:
        for a, b, n in cells:
            total[a, b] += n
    return tuple((a, b, n) for (a, b), n in sorted(total.items()))
