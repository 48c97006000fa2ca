"""Scores units by principle and wave, and their changes, from the outcomes of the scored indicators."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import lcm

import polars as pl

from egyv_engine.evaluation.cohort_rows import Surveyed
from egyv_engine.evaluation.polars_backend import Backend, backends
from egyv_engine.evaluation.wave_context import context_of, leaves_read
from egyv_engine.model.codes import ReturnStatus
from egyv_engine.model.plan import Outcome, Plan, PlannedIndicator
from egyv_engine.model.supplements import Score, ScoreChange

OUTCOMES = len(Outcome)
FIELD, MASK = 15, (1 << 15) - 1  # bits of a count of items: a basket is far smaller
Waves = tuple[str, ...]  # one, or the two of a comparison
# Of each indicator: items asked in all waves, evaluated in all, and met in each; for one wave also with a don't-know.
Counts = tuple[tuple[int, ...], ...]
# Scores, coverage, evaluated, asked, don't-know.
Result = tuple[tuple[Fraction | None, ...], Fraction | None, int, int, int]


def scores(
    plan: Plan, survey: Surveyed, *, by_cohort: Sequence[Backend] | None = None
) -> tuple[tuple[Score, ...], tuple[ScoreChange, ...]]:
    """Score each unit that was analysed in a wave, and its change if it was analysed in both waves of a comparison.

    Each scored indicator has one vote: its weight times its share of evaluated items that are met (language.md,
    Scores). Indicators without a direction, and those that compare two waves themselves, have no vote.

    Args:
        plan: The plan.
        survey: The survey.
        by_cohort: The backends of the survey, if another stage has used them.

    Returns:
        Scores by unit, principle and wave, and changes by unit, principle and comparison, in that order.
    """
    found: dict[tuple[str, str, Waves], Result] = {}
    for backend in by_cohort or backends(plan, survey):
        for principle, waves, unit, result in _scored(plan, backend):
            found[unit, principle, waves] = result
    units, principles = survey.units.to_list(), list(_by_principle(plan))
    levels = ((u, p, w) for u in units for p in principles for w in plan.waves if (u, p, (w,)) in found)
    pairs = ((u, p, c) for u in units for p in principles for c in plan.comparisons if (u, p, c) in found)
    return (
        tuple(
            _score(unit, principle, wave, found[unit, principle, (wave,)]) for unit, principle, wave in levels
        ),
        tuple(
            _change(unit, principle, pair, found[unit, principle, pair]) for unit, principle, pair in pairs
        ),
    )


def _by_principle(plan: Plan) -> dict[str, dict[str, list[PlannedIndicator]]]:
    """Return the scored indicators of each principle, by indicator, with one entry per item."""
    found: dict[str, dict[str, list[PlannedIndicator]]] = {}
    for planned in plan.indicators:
        indicators = found.setdefault(planned.principle, {})
        if planned.scored and planned.direction != "none":
            indicators.setdefault(planned.indicator, []).append(planned)
    return {
        principle: {i: items for i, items in indicators.items() if not any(x.looks_back for x in items)}
        for principle, indicators in found.items()
    }


def _scored(plan: Plan, backend: Backend) -> Iterator[tuple[str, Waves, str, Result]]:
    """Yield the result of each unit of a cohort for each wave, and each comparison, in which it was analysed."""
    units = backend.rows.cut(backend.rows.survey.units).to_list()
    several: list[Waves] = [*((wave,) for wave in plan.waves), *plan.comparisons]
    statuses = {wave: backend.rows.status(wave).column.to_list() for wave in plan.waves}
    for principle, indicators in _by_principle(plan).items():
        votes = tuple((items[0].weight, items[0].direction == "lower") for items in indicators.values())
        alone = [
            [{w: _column(backend, x, w) for w in plan.waves} for x in items] for items in indicators.values()
        ]
        for waves in several:
            seen = [
                [_compared(backend, x, waves) or each for x, each in zip(items, of_alone, strict=True)]
                for items, of_alone in zip(indicators.values(), alone, strict=True)
            ]
            columns = [_counts(items, waves) for items in seen]
            for row, unit in enumerate(units):
                if all(statuses[wave][row] == ReturnStatus.ANALYSED for wave in waves):
                    counts = tuple(column[row] for column in columns)
                    yield principle, waves, unit, _result(votes, counts, plan.coverage, len(waves))


def _compared(backend: Backend, item: PlannedIndicator, waves: Waves) -> Mapping[str, pl.Series] | None:
    """Return the columns of a comparison, by wave, where they are not those of each wave by itself; else None."""
    if len(waves) == 1 or not item.over_asked_in_both:
        return None
    earlier, later = waves
    return {wave: _column(backend, item, wave, (earlier, later)) for wave in waves}


def _column(
    backend: Backend, item: PlannedIndicator, wave: str, comparison: tuple[str, str] | None = None
) -> pl.Series:
    """Return a code for each unit: the outcome, plus OUTCOMES where any of its answers is a don't-know."""
    cohort = backend.rows.cohort
    context = context_of(item, cohort, wave, comparison)
    outcomes = backend.outcome_column(item, context)
    dont_know = backend.dont_know(leaves_read(item, cohort, wave, comparison), context)
    return outcomes + dont_know.cast(pl.UInt8) * OUTCOMES if dont_know.any() else outcomes


def _counts(items: Sequence[Mapping[str, pl.Series]], waves: Waves) -> list[tuple[int, ...]]:
    """Count for each unit the items asked in all waves, evaluated in all, and met in each; as in Counts."""
    table = _packed(len(waves))
    total = None
    for item in items:
        index = item[waves[0]].cast(pl.UInt32)
        for wave in waves[1:]:
            index = index * (2 * OUTCOMES) + item[wave]
        counted = table[index]
        total = counted if total is None else total + counted
    assert total is not None
    fields = range(4)
    return [tuple(n >> (FIELD * k) & MASK for k in fields) for n in total.to_list()]


@lru_cache(maxsize=2)
def _packed(waves: int) -> pl.Series:
    """Return what each code of an item in one or two waves adds to the counts, as bit fields of one number."""
    cells = []
    for codes in product(range(2 * OUTCOMES), repeat=waves):
        outcomes = [code % OUTCOMES for code in codes]
        asked = all(o >= Outcome.UNKNOWN for o in outcomes)
        evaluated = all(o >= Outcome.NOT_MET for o in outcomes)
        adds = [asked, evaluated, *(evaluated and o == Outcome.MET for o in outcomes)]
        if waves == 1:
            adds.append(asked and codes[0] >= OUTCOMES)
        cells.append(sum(int(add) << (FIELD * k) for k, add in enumerate(adds)))
    return pl.Series(cells, dtype=pl.Int64)


@lru_cache(maxsize=65536)
def _result(
    votes: tuple[tuple[Fraction, bool], ...], counts: Counts, minimum: Fraction, waves: int
) -> Result:
    """Return the score in each wave, or None below the minimum coverage; the coverage in per cent; and its counts."""
    whole = lcm(*(weight.denominator for weight, _ in votes))
    weights = [int(weight * whole) for weight, _ in votes]
    each = list(zip(weights, counts, strict=True))
    asked_in, seen_in = lcm(*(c[0] or 1 for c in counts)), lcm(*(c[1] or 1 for c in counts))
    asked_weight = sum(w for w, (asked, *_) in each if asked)
    voting = sum(w for w, (_, evaluated, *_) in each if evaluated)
    covered = sum(w * evaluated * (asked_in // asked) for w, (asked, evaluated, *_) in each if asked)
    coverage = Fraction(covered, asked_in * asked_weight) if asked_weight else None
    # With two waves the last field is not a number of don't-knows, and nobody reads it.
    items = sum(c[1] for c in counts), sum(c[0] for c in counts), sum(c[3] for c in counts)
    if coverage is None or coverage < minimum or not voting:
        nothing = (None,) * waves
        return nothing, None if coverage is None else 100 * coverage, *items
    found = []
    for wave in range(waves):
        met = sum(
            w * (evaluated - counted[wave] if is_lower else counted[wave]) * (seen_in // evaluated)
            for (w, (_, evaluated, *counted)), (_, is_lower) in zip(each, votes, strict=True)
            if evaluated
        )
        found.append(Fraction(100 * met, seen_in * voting))
    return tuple(found), 100 * coverage, *items


def _score(unit: str, principle: str, wave: str, result: Result) -> Score:
    (score,), coverage, evaluated, asked, dont_know = result
    return Score(
        unit=unit,
        principle=principle,
        wave=wave,
        score=score,
        coverage=coverage,
        evaluated=evaluated,
        asked=asked,
        dont_know=dont_know,
    )


def _change(unit: str, principle: str, pair: tuple[str, str], result: Result) -> ScoreChange:
    (before, after), _, evaluated, asked, _ = result
    return ScoreChange(
        unit=unit,
        principle=principle,
        from_wave=pair[0],
        to_wave=pair[1],
        from_score=before,
        to_score=after,
        change=None if before is None or after is None else after - before,
        evaluated=evaluated,
        asked=asked,
    )
