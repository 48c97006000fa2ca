"""Holds the levels of all tables as columns, and makes the ledger from them."""

from functools import cached_property, partial
from itertools import accumulate

import polars as pl

from egyv_engine.evaluation.columnar_rows import (
    Column,
    ColumnarRows,
    DistinctValues,
    Nested,
    nested,
    numbers_at,
)
from egyv_engine.evaluation.count_tables import Tables
from egyv_engine.evaluation.outcome_counts import OutcomeCounts
from egyv_engine.evaluation.planned_tables import PlannedTable, PlannedTables
from egyv_engine.model.findings import LedgerRow, Level, finding_name
from egyv_engine.model.frozen import field_names

LEVEL_FIELDS = field_names(Level)


class Levels:
    """The levels of all tables as columns; after those, the ones of each cohort and wave where nobody was asked."""

    def __init__(self, planned: PlannedTables, counts: OutcomeCounts, tables: Tables) -> None:
        """Make the columns.

        Args:
            planned: The tables of the plan.
            counts: Their units by outcome.
            tables: The counts, for those of units that were not asked.
        """
        plan = planned.plan
        self.of_nobody = counts.rows * planned.slots
        status = [tables.status[cohort, wave] for cohort in planned.cohorts for wave in plan.waves]
        nobody = dict.fromkeys(LEVEL_FIELDS, [0] * len(status)) | {
            "surveyed": [sum(three) for three in status],
            "returned": [unused + used for _, unused, used in status],
            "analysed": [used for _, _, used in status],
        }
        self.columns = {
            name: pl.concat([column, pl.Series(nobody[name], dtype=pl.Int64)])
            for name, column in counts.level_counts().items()
        }

    def at(self, rows: pl.Series) -> Nested:
        """Return the levels at some rows; null has none.

        Args:
            rows: Positions in the columns.
        """
        return nested(
            Level, {name: column[rows] for name, column in self.columns.items()}, rows.is_not_null()
        )


class FindingNames:
    """The findings by indicator, then by cohort: their ids, and the positions of both."""

    def __init__(self, planned: PlannedTables) -> None:
        """List the findings of a plan.

        Args:
            planned: The tables of the plan.
        """
        self.plan = plan = planned.plan
        self.number = len(plan.indicators) * len(plan.cohorts)
        self.finding = pl.int_range(self.number, dtype=pl.UInt32, eager=True)
        self.cohort, self.indicator = self.finding % len(plan.cohorts), self.finding // len(plan.cohorts)
        position = {cohort: i for i, cohort in enumerate(planned.cohorts)}
        self.position = pl.Series([position[cohort] for cohort in plan.cohorts], dtype=pl.UInt32)

    @cached_property
    def ids(self) -> list[str]:
        """The id of each finding."""
        return [
            finding_name(i.principle, i.indicator, i.item, cohort)
            for i in self.plan.indicators
            for cohort in self.plan.cohorts
        ]

    def column(self, findings: pl.Series) -> Column:
        """Return the ids of some findings.

        Args:
            findings: Their positions.
        """
        return lambda: DistinctValues(self.ids, findings)


def ledger(
    planned: PlannedTables, counts: OutcomeCounts, levels: Levels, names: FindingNames
) -> ColumnarRows[LedgerRow]:
    """Return the level of every finding in every wave, once per comparison if it depends on the comparison.

    Args:
        planned: The tables of the plan.
        counts: Their units by outcome.
        levels: Their levels.
        names: The findings.
    """
    plan = planned.plan
    entries = [_entries(planned, table) for table in planned.tables]
    each = [entry for of_table in entries for entry in of_table]
    first = [0, *accumulate(map(len, entries))]
    table = numbers_at(planned.of_indicators, names.indicator)
    start, end = numbers_at(first[:-1], table), numbers_at(first[1:], table)
    found = pl.DataFrame([names.finding.alias("finding"), names.cohort.alias("cohort"), table.alias("table")])
    found = found.with_columns(pl.int_ranges(start, end, dtype=pl.UInt32, eager=True).alias("entry")).explode(
        "entry"
    )
    finding, entry = found.get_column("finding"), found.get_column("entry")
    cohort = names.position[found.get_column("cohort")]
    slot = numbers_at([slot for *_, slot in each], entry)
    wave = numbers_at([plan.waves.index(wave) for wave, *_ in each], entry)
    asked = slot * counts.rows + cohort * len(planned.tables) + found.get_column("table")
    rows = asked.zip_with(slot.is_not_null(), cohort * len(plan.waves) + wave + levels.of_nobody)
    level = levels.at(rows)
    earlier, later = ([pair and pair[i] for _, pair, _ in each] for i in range(2))
    return ColumnarRows(
        LedgerRow,
        {
            "finding": names.column(finding),
            "wave": DistinctValues([wave for wave, *_ in each], entry),
            "from_wave": DistinctValues(earlier, entry),
            "to_wave": DistinctValues(later, entry),
        },
        parts={"level": level},
        others={name: partial(level.rows.distinct, name) for name in LEVEL_FIELDS},
        is_kept=True,
    )


def _entries(
    planned: PlannedTables, table: PlannedTable
) -> list[tuple[str, tuple[str, str] | None, int | None]]:
    """Return the rows of the ledger of a table and cohort: wave, comparison where the level depends on it, and slot."""
    found: list[tuple[str, tuple[str, str] | None, int | None]] = []
    for wave in planned.plan.waves:
        alone = planned.slot(table, wave, None)
        within = [(wave, p, planned.slot(table, wave, p)) for p in planned.plan.comparisons if wave in p]
        within = [entry for entry in within if alone is None and entry[2] is not None]
        found += within or [(wave, None, alone)]
    return found
