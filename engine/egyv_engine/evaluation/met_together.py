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
    outcomes = [trace.outcome_column(name, item, cohort, wave)[1] for name, item in measures]
    settled = pl.DataFrame([each.is_in(_SETTLED).alias(str(i)) for i, each in enumerate(outcomes)])
    met = pl.DataFrame([(each == Outcome.MET.value).alias(str(i)) for i, each in enumerate(outcomes)])
    number_settled, number_met = settled.sum_horizontal(), met.sum_horizontal()
    is_whole = number_settled == len(measures)
    counted = dict(number_met.filter(is_whole).value_counts().iter_rows())
    return MetTogether(
        counts=tuple(counted.get(n, 0) for n in range(len(measures) + 1)),
        in_part=int((~is_whole & (number_settled > 0)).sum()),
    )
