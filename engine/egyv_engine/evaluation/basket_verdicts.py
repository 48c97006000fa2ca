"""Sums verdicts over the items of a basket, and counts movements on the scale of a question."""

from collections import Counter
from collections.abc import Iterable

from egyv_engine.evaluation.count_tables import Tables
from egyv_engine.model.findings import BasketVerdict, Finding, Movement
from egyv_engine.model.plan import Plan


def basket_verdicts(plan: Plan, findings: Iterable[Finding]) -> tuple[BasketVerdict, ...]:
    """Return one row per indicator over a basket, cohort and comparison, in declared order.

    Args:
        plan: The compiled rules.
        findings: Every finding of the plan; those that compare nothing or have no item are left out.
    """
    over = dict.fromkeys((i.principle, i.indicator) for i in plan.indicators if i.basket is not None)
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
        if f.verdict in ("improved", "declined") and f.change is not None and abs(f.change.net) == 1:
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


def movements(plan: Plan, tables: Tables) -> tuple[Movement, ...]:
    """Return one row per planned movement, which counts the units with an answer on the scale in both waves.

    Args:
        plan: The compiled rules.
        tables: The counts of the survey; `tables.answers` has the pairs of answers of every movement.
    """
    rows: list[Movement] = []
    for question, item, cohort, earlier, later in plan.movements:
        ordinary = plan.questions[question].codes.ordinary
        up = down = same = 0
        for a, b, n in tables.answers[question, item, cohort, earlier, later]:
            if a not in ordinary or b not in ordinary:
                continue
            up += n * (b > a)
            down += n * (b < a)
            same += n * (a == b)
        rows.append(
            Movement(
                question=question,
                item=item,
                cohort=cohort,
                from_wave=earlier,
                to_wave=later,
                matched=up + down + same,
                moved_up=up,
                moved_down=down,
                same=same,
            )
        )
    return tuple(rows)
