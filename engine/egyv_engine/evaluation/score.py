"""Scores units by principle and wave, and their changes, from the outcomes of the scored indicators."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from math import lcm
from typing import TypeVar

import polars as pl

from egyv_engine.evaluation.cohort_rows import Surveyed
from egyv_engine.evaluation.columnar_rows import ColumnarRows, DistinctValues, distinct_values, joined_values
from egyv_engine.evaluation.polars_backend import Backend, backends
from egyv_engine.evaluation.repeated_value import repeated_value
from egyv_engine.evaluation.vote_sums import Votes, Waves, is_voter, vote_sums, votes_of
from egyv_engine.model.plan import Plan, PlannedIndicator
from egyv_engine.model.supplements import Score, ScoreChange

Row = TypeVar("Row")
_Block = tuple[pl.Series, dict[str, DistinctValues]]  # positions of units, and columns by name


def scores(
    plan: Plan, survey: Surveyed, *, by_cohort: Sequence[Backend] | None = None
) -> tuple[ColumnarRows[Score], ColumnarRows[ScoreChange]]:
    """Score each unit that was analysed in a wave, and its change if it was analysed in both waves of a comparison.

    Each scored indicator has one vote: its weight times its share of evaluated items that are met (language.md,
    Scores). Indicators without a direction have no vote, and those that are never compared none in a change.

    Args:
        plan: The plan.
        survey: The survey.
        by_cohort: The backends of the survey, if another stage has used them.

    Returns:
        Scores by unit, principle and wave, and changes by unit, principle and comparison, in that order.
    """
    of_principle = {p: votes_of(list(found.values())) for p, found in _by_principle(plan).items()}
    of_cohorts = by_cohort or backends(plan, survey)

    def blocks(several: Sequence[Waves]) -> Iterator[_Block]:
        for principle, votes in of_principle.items():
            for waves in several:
                sums = pl.concat([vote_sums(backend, votes, waves) for backend in of_cohorts])
                yield _block(principle, waves, votes, sums, plan.coverage)

    units = survey.units.to_list()
    waves = [(wave,) for wave in plan.waves]
    return _rows(Score, units, list(blocks(waves))), _rows(ScoreChange, units, list(blocks(plan.comparisons)))


def _by_principle(plan: Plan) -> dict[str, dict[str, list[PlannedIndicator]]]:
    """Return the scored indicators of each principle, by indicator, with one entry per item."""
    found: dict[str, dict[str, list[PlannedIndicator]]] = {}
    for planned in plan.indicators:
        indicators = found.setdefault(planned.principle, {})
        if is_voter(planned):
            indicators.setdefault(planned.indicator, []).append(planned)
    return found


def _block(principle: str, waves: Waves, votes: Votes, sums: pl.DataFrame, minimum: Fraction) -> _Block:
    """Return the rows of a principle and a wave, or comparison: the positions of their units, and the columns."""

    def several(name: str) -> list[pl.Series]:
        return [sums.get_column(column) for column in sums.columns if column.startswith(f"{name} ")]

    percentage = partial(_percentage, _whole(votes.parts), _whole(votes.scales))
    coverage = distinct_values([*several("covered"), *several("asked_weight")], percentage)
    has_enough = _has_enough(coverage, minimum)

    def score(met: Sequence[pl.Series]) -> DistinctValues:
        return distinct_values([*met, *several("voting")], percentage).only(has_enough)

    columns: dict[str, DistinctValues] = {"principle": _constant(principle, sums.height)}
    if len(waves) == 1:
        columns["wave"] = _constant(waves[0], sums.height)
        columns |= {"score": score(several("met 0")), "coverage": coverage}
        columns["dont_know"] = _counts(sums.get_column("dont_know"))
    else:
        columns["from_wave"], columns["to_wave"] = (_constant(wave, sums.height) for wave in waves)
        before, after = several("met 0"), several("met 1")
        gained = [later - earlier for earlier, later in zip(before, after, strict=True)]
        columns |= {"from_score": score(before), "to_score": score(after), "change": score(gained)}
    columns |= {name: _counts(sums.get_column(name)) for name in ("evaluated", "asked")}
    return sums.get_column("row"), columns


def _whole(worths: Sequence[Fraction]) -> tuple[tuple[int, ...], int]:
    """Return fractions as whole numbers over one denominator."""
    denominator = lcm(*(worth.denominator for worth in worths))
    return tuple(int(worth * denominator) for worth in worths), denominator


def _percentage(
    over: tuple[tuple[int, ...], int], under: tuple[tuple[int, ...], int], *numbers: int
) -> Fraction | None:
    """Return a sum of parts as a percentage of another; None if that is 0.

    Args:
        over: What one of each part above is worth, and the denominator of all.
        under: The same below.
        numbers: How many there are of each part, above and below.
    """
    worth, denominator = over
    worth_below, denominator_below = under
    below = sum(w * n for w, n in zip(worth_below, numbers[len(worth) :], strict=True))
    if not below:
        return None
    above = sum(w * n for w, n in zip(worth, numbers[: len(worth)], strict=True))
    return Fraction(100 * above * denominator_below, below * denominator)


def _has_enough(coverage: DistinctValues, minimum: Fraction) -> pl.Series:
    """Return the rows with the coverage that a score needs."""
    enough = [value is not None and value >= 100 * minimum for value in coverage.values]
    return pl.Series(enough, dtype=pl.Boolean)[coverage.positions]


def _constant(value: str, size: int) -> DistinctValues:
    return DistinctValues((value,), repeated_value(0, size, pl.UInt32))


def _counts(column: pl.Series) -> DistinctValues:
    """Return a column of whole numbers from 0 on; each is its own position."""
    highest = column.max() if column.len() else 0
    assert isinstance(highest, int)
    return DistinctValues(range(highest + 1), column.cast(pl.UInt32))


def _rows(make: Callable[..., Row], units: Sequence[str], blocks: Sequence[_Block]) -> ColumnarRows[Row]:
    """Return the rows of all principles and waves, by unit, then in the order of the blocks."""
    if not blocks:
        return ColumnarRows(make, {})
    of_units = pl.concat([rows for rows, _ in blocks])
    order = pl.concat(
        [rows.cast(pl.UInt64) * len(blocks) + i for i, (rows, _) in enumerate(blocks)]
    ).arg_sort()
    columns = {"unit": DistinctValues(units, of_units[order])}
    for name in blocks[0][1]:
        every = joined_values([found[name] for _, found in blocks])
        columns[name] = DistinctValues(every.values, every.positions[order])
    return ColumnarRows(make, columns)
