"""Makes the table of outcomes: one row per row of the ledger and unit, from the masks that the counts are made of."""

from collections.abc import Iterable

import polars as pl

from egyv_engine.evaluation.judge import finding_id
from egyv_engine.evaluation.trace import Trace
from egyv_engine.model.findings import LedgerRow
from egyv_engine.model.outcome_columns import OUTCOME_WORDS
from egyv_engine.model.plan import Outcome, Plan


def outcome_table(plan: Plan, trace: Trace, ledger: Iterable[LedgerRow]) -> pl.DataFrame:
    """Return the outcome of every unit in every row of the ledger, in the order of the ledger and of the unit ids.

    Args:
        plan: The compiled rules.
        trace: The units behind the counts of the plan.
        ledger: The rows of the ledger.
    """
    findings = {finding_id(i, cohort): (i, cohort) for i in plan.indicators for cohort in plan.cohorts}
    names, waves = pl.Enum(list(findings)), pl.Enum(plan.waves)
    words = pl.Enum(list(OUTCOME_WORDS.values()))
    in_words = pl.Series([OUTCOME_WORDS[outcome] for outcome in Outcome], dtype=words)
    parts = [_empty(names, waves, words)]
    for row in ledger:
        planned, cohort = findings[row.finding]
        comparison = None if row.from_wave is None or row.to_wave is None else (row.from_wave, row.to_wave)
        units, outcomes = trace.outcome_column(planned.indicator, planned.item, cohort, row.wave, comparison)
        parts.append(
            pl.DataFrame({"unit": units, "outcome": in_words[outcomes]}).select(
                "unit",
                pl.lit(row.finding, names).alias("finding"),
                pl.lit(row.wave, waves).alias("wave"),
                "outcome",
                pl.lit(row.from_wave, waves).alias("from_wave"),
                pl.lit(row.to_wave, waves).alias("to_wave"),
            )
        )
    return pl.concat(parts)


def _empty(names: pl.Enum, waves: pl.Enum, words: pl.Enum) -> pl.DataFrame:
    """Return the columns of the table, without rows."""
    types = [("unit", pl.String()), ("finding", names), ("wave", waves), ("outcome", words)]
    return pl.DataFrame(schema=[*types, ("from_wave", waves), ("to_wave", waves)])
