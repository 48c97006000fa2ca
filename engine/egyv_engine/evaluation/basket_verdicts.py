"""Sums verdicts over the items of a basket, and counts movements on the scale of a question."""

from collections import Counter
from collections.abc import Iterable
from functools import partial

import polars as pl

from egyv_engine.evaluation.columnar_rows import ColumnarRows, DistinctValues, numbers
from egyv_engine.evaluation.count_tables import Tables
from egyv_engine.evaluation.planned_tables import PlannedTables
from egyv_engine.evaluation.repeated_value import repeated_value
from egyv_engine.model.findings import BasketVerdict, Finding, Movement, is_by_one
from egyv_engine.model.plan import Plan


def basket_verdicts(plan: Plan, findings: Iterable[Finding]) -> tuple[BasketVerdict, ...]:
    """Return one row per indicator over a basket, cohort and comparison, in declared order.

    Args:
        plan: The compiled rules.
        findings: Every finding of the plan; those that compare nothing or have no item are left out.
    """
    over = dict.fromkeys((i.principle, i.indicator) for i in plan.indicators if i.basket is not None)
    judged_on = {(i.principle, i.indicator): i.criterion.judged_on for i in plan.indicators}
    if not over:
        return ()
    counts: dict[tuple[str, str, str | None, str, str], Counter[str]] = {
        (*indicator, cohort, *pair): Counter()
        for indicator in over
        for cohort in plan.cohorts
        for pair in plan.comparisons
    }
    for f in findings:
        if f.from_wave is None or (f.principle, f.indicator) not in over:
            continue
        count = counts[f.principle, f.indicator, f.cohort, f.from_wave, f.to_wave]
        count["items"] += 1
        count[f.verdict] += 1
        if f.verdict in ("improved", "declined") and is_by_one(f, judged_on[f.principle, f.indicator]):
            count[f"{f.verdict}_by_one"] += 1
    return tuple(
        BasketVerdict(
            principle=principle,
            indicator=indicator,
            cohort=cohort,
            from_wave=earlier,
            to_wave=later,
            items=count["items"],
            improved=count["improved"],
            declined=count["declined"],
            unchanged=count["unchanged"],
            not_comparable=count["not_comparable"],
            not_judged=count["not_judged"],
            improved_by_one=count["improved_by_one"],
            declined_by_one=count["declined_by_one"],
        )
        for (principle, indicator, cohort, earlier, later), count in counts.items()
    )


def movements(planned: PlannedTables, tables: Tables) -> ColumnarRows[Movement]:
    """Return one row per planned movement, which counts the units with an answer on the scale in both waves.

    Args:
        planned: The tables of the plan.
        tables: The counts of the survey.
    """
    plan = planned.plan
    cohorts = {cohort: i for i, cohort in enumerate(planned.cohorts)}
    asked = {each: i for i, each in enumerate(planned.asked)}
    compared = {pair: k for k, pair in enumerate(plan.comparisons)}
    question = pl.Series([asked[move[:2]] for move in plan.movements], dtype=pl.UInt32)
    cohort = pl.Series([cohorts[move[2]] for move in plan.movements], dtype=pl.UInt32)
    comparison = pl.Series([compared[move[3:]] for move in plan.movements], dtype=pl.UInt32)
    counted = _moves(planned, tables.answers)
    rows = (question * planned.contexts + comparison) * len(cohorts) + cohort
    moved = {name: column[rows] for name, column in counted.items()}
    moved["matched"] = moved["moved_up"] + moved["moved_down"] + moved["same"]
    return ColumnarRows(
        Movement,
        {
            "question": DistinctValues([question for question, _ in planned.asked], question),
            "item": DistinctValues([item for _, item in planned.asked], question),
            "cohort": DistinctValues(list(cohorts), cohort),
            "from_wave": DistinctValues([earlier for earlier, _ in plan.comparisons], comparison),
            "to_wave": DistinctValues([later for _, later in plan.comparisons], comparison),
            **{name: partial(numbers, column) for name, column in moved.items()},
        },
        is_kept=True,
    )


def _moves(planned: PlannedTables, answers: pl.DataFrame) -> dict[str, pl.Series]:
    """Return the units by how they moved: a row per answer, context and cohort."""
    scales = [planned.plan.questions[question].codes.ordinary for question, _ in planned.asked]
    lowest, highest = (pl.Series([scale[i] for scale in scales], dtype=pl.UInt64) for i in (0, -1))
    size = planned.contexts * len(planned.cohorts)
    row, cell, units = answers.get_columns()
    question, earlier, later = row // size, cell // planned.width, cell % planned.width
    first, last = lowest[question], highest[question]
    is_on_scale = (earlier >= first) & (earlier <= last) & (later >= first) & (later <= last)
    kind = (later > earlier).cast(pl.UInt64) + (later != earlier).cast(pl.UInt64)  # the same, down, up
    size *= len(scales)
    moved = pl.DataFrame([(kind * size + row).alias("row"), units.alias("units")]).filter(is_on_scale)
    sums = moved.group_by("row").agg(pl.col("units").sum())
    found = repeated_value(0, 3 * size, pl.Int64).scatter(sums["row"], sums["units"])
    return {name: found.slice(i * size, size) for i, name in enumerate(("same", "moved_down", "moved_up"))}
