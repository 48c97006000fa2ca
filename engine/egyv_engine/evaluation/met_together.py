"""Counts how many of several measures each unit meets, in a wave: from the outcomes that findings count one by one."""

from collections.abc import Sequence

import polars as pl

from egyv_engine.evaluation.trace import Trace
from egyv_engine.model.plan import Outcome
from egyv_engine.model.supplements import MetTogether

_SETTLED = (Outcome.NOT_MET.value, Outcome.MET.value)


def met_together(
    trace: Trace, measures: Sequence[tuple[str, str | None]], cohort: str | None, wave: str
) -> MetTogether:
    """Return how many units of a group meet each number of the measures in a wave.

    Args:
        trace: The units behind the counts of the plan.
        measures: Indicators that do not look back, with their items, at least one.
        cohort: The group; None for a programme without cohorts.
        wave: The wave.
    """
    outcomes = pl.all()
    numbers = trace.outcome_columns(measures, cohort, wave).select(
        settled=pl.sum_horizontal(outcomes.is_in(_SETTLED)),
        met=pl.sum_horizontal(outcomes == Outcome.MET.value),
    )
    is_whole = numbers["settled"] == len(measures)
    counted = dict(numbers["met"].filter(is_whole).value_counts().iter_rows())
    return MetTogether(
        counts=tuple(counted.get(n, 0) for n in range(len(measures) + 1)),
        in_part=int((~is_whole & (numbers["settled"] > 0)).sum()),
    )
