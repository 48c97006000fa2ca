"""Counts the outcomes of every indicator, by cohort and comparison. Later stages read these tables, not the rows."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

import polars as pl

from egyv_engine.data.words_of_column import repeated
from egyv_engine.evaluation.cohort_rows import Surveyed
from egyv_engine.evaluation.count_tables import SCHEMA, Tables, with_everyone
from egyv_engine.evaluation.outcome_lookup import COUNTED, OUTCOMES, possible_codes
from egyv_engine.evaluation.outcome_masks import Masks
from egyv_engine.evaluation.planned_tables import PlannedTable, PlannedTables, planned_tables
from egyv_engine.evaluation.polars_backend import Backend, backends
from egyv_engine.evaluation.row_parts import (
    Counts,
    counts_of_codes,
    counts_of_masks,
    crosstabs,
    crosstabs_of_masks,
)
from egyv_engine.evaluation.truth import any_of
from egyv_engine.evaluation.wave_context import context_of, leaves_read
from egyv_engine.model.plan import Outcome, Plan, PlannedIndicator

# From so many rows on, two threads are quicker: 310 ms against 550 for 200 questions and 1M rows; 150 against 110 for 100,000.
TWO_THREADS_ROWS = 250_000


def tabulate(
    plan: Plan, survey: Surveyed, *, may_use_lookup: bool = True, by_cohort: Sequence[Backend] | None = None
) -> Tables:
    """Count every table of a plan.

    Args:
        plan: The plan.
        survey: The survey.
        may_use_lookup: Count answers once and look up their outcomes, where an indicator reads one answer only. The
            findings are the same without.
        by_cohort: The backends of the survey, if another stage uses them.

    Returns:
        The tables of each cohort, and of all units together where the plan has such a group.
    """
    planned = planned_tables(plan, may_use_lookup=may_use_lookup)
    status: dict[tuple[str | None, str], tuple[int, int, int]] = {}
    parts: list[_PartCounts] = []
    for backend in by_cohort or backends(plan, survey):
        for wave in plan.waves:
            for cohort, counts in zip(backend.rows.cohorts, backend.rows.status_counts(wave), strict=True):
                status[cohort, wave] = counts
        parts.append(_PartCounts(planned, backend))
    tables = Tables(
        answers=pl.concat([part.frame(part.answers, planned.width) for part in parts]),
        pairs=pl.concat([part.frame(part.pairs, OUTCOMES) for part in parts]),
        levels=pl.concat([pl.DataFrame(part.levels, schema=SCHEMA, orient="row") for part in parts]),
        status=status,
        is_looked_up=may_use_lookup,
    )
    return tables if plan.everyone is None else with_everyone(tables, plan.everyone, len(planned.cohorts))


# The position of a table or answer, that of the comparison, and the units of each cohort and pair of codes.
_Block = tuple[int, int, Counts]


class _PartCounts:
    """The counts of cohorts that the instrument treats alike."""

    def __init__(self, planned: PlannedTables, backend: Backend) -> None:
        self.planned, self.plan, self.backend = planned, planned.plan, backend
        self.answers = self._count_answers()
        self.pairs: list[_Block] = []
        self.levels: list[tuple[int, int, int]] = []  # as the columns of SCHEMA
        for i, table in enumerate(planned.tables):
            if table.question is None:
                self._count_outcomes(i, table)

    def frame(self, blocks: Sequence[_Block], width: int) -> pl.DataFrame:
        """Return pairs of codes with what they are of."""
        some = [(number, context, *counts) for number, context, counts in blocks if counts[0].len()]
        if not some:
            return pl.DataFrame(schema=SCHEMA)
        cohorts, contexts = len(self.planned.cohorts), self.planned.contexts
        cells = pl.concat([cells.cast(pl.UInt64) for *_, cells, _ in some])
        units = pl.concat([units.cast(pl.UInt64) for *_, units in some])
        first = pl.Series(
            [(number * contexts + context) * cohorts for number, context, *_ in some], dtype=pl.UInt64
        )
        of_blocks = repeated(first, [units.len() for *_, units in some])
        position = pl.Series(self._positions, dtype=pl.UInt64)[cells // width**2]
        return pl.DataFrame({"row": of_blocks + position, "cell": cells % width**2, "units": units})

    @cached_property
    def _positions(self) -> list[int]:
        """The position of each of the cohorts in the plan."""
        parts = {cohort: i for i, cohort in enumerate(self.plan.parts)}
        return [parts[cohort] for cohort in self.backend.rows.cohorts]

    def _count_answers(self) -> list[_Block]:
        """Count each table of answers once, on two threads if there are many rows."""
        asked = range(len(self.planned.asked))
        if self.backend.rows.size < TWO_THREADS_ROWS:
            found = list(map(self._count_answer, asked))
        else:
            for question in sorted({q for q, _ in self.planned.asked if self.plan.questions[q].asked_if}):
                self._warm(question)
            with ThreadPoolExecutor(2) as threads:
                found = list(threads.map(self._count_answer, asked))
        return [block for blocks in found for block in blocks]

    def _count_answer(self, position: int) -> list[_Block]:
        """Count the answers to a question in each comparison, and in the waves in none."""
        question, item = self.planned.asked[position]
        is_looked_up = position < self.planned.looked_up
        wanted = [
            (k, pair)
            for k, pair in enumerate(self.plan.comparisons)
            if is_looked_up or (question, item, *pair) in self._moved
        ]
        alone = self.planned.waves_alone if is_looked_up else []
        keep, rows = self.backend.rows.size < TWO_THREADS_ROWS, self.backend.rows
        columns = {
            wave: self.backend.codes(question, item, wave, keep=keep)
            for wave in dict.fromkeys([*(wave for _, pair in wanted for wave in pair), *alone])
        }
        possible, width = possible_codes(self.plan.questions[question]), self.planned.width
        pairs = [
            (position, k, crosstabs(columns[earlier], columns[later], possible, rows.parts, width))
            for k, (earlier, later) in wanted
        ]
        return pairs + [
            (
                position,
                self.planned.alone(wave),
                counts_of_codes(columns[wave], possible, rows.parts, width),
            )
            for wave in alone
        ]

    @cached_property
    def _moved(self) -> set[tuple[str, str | None, str, str]]:
        """The questions, items, and comparisons of the movements of these cohorts."""
        cohorts, everyone = self.backend.rows.cohorts, self.plan.everyone
        return {(q, i, f, t) for q, i, c, f, t in self.plan.movements if everyone is not None or c in cohorts}

    def _count_outcomes(self, position: int, table: PlannedTable) -> None:
        """Count a table that needs columns, in every context in which it is evaluated."""
        indicator, cohort = table.indicator, self.backend.rows.cohort
        masks: dict[int, Masks] = {}
        for k, comparison in enumerate(self.plan.comparisons):
            slots = [self.planned.slot_in(table, wave, comparison) for wave in comparison]
            for wave, slot in zip(comparison, slots, strict=True):
                if slot is not None and slot not in masks:
                    within = None if slot < len(self.plan.waves) else comparison
                    masks[slot] = self._count_level(position, indicator, slot, wave, within)
            before, after = slots
            if after is not None:
                # Without a change the earlier wave says only which units are analysed there: a target depends on it.
                has_change = before is not None and indicator.comparability[cohort, *comparison].has_change
                first = (
                    masks[before]
                    if has_change and before is not None
                    else self.backend.outcomes_of_nobody_asked(comparison[0])
                )
                counts = crosstabs_of_masks(first, masks[after], self.backend.rows.parts, OUTCOMES)
                self.pairs.append((position, k, counts))
        for wave in self.planned.waves_alone:
            slot = self.planned.slot(table, wave, None)
            if slot is not None:
                self._count_level(position, indicator, slot, wave, None)

    def _count_level(
        self,
        position: int,
        indicator: PlannedIndicator,
        slot: int,
        wave: str,
        comparison: tuple[str, str] | None,
    ) -> Masks:
        """Count a table in a wave, by itself or as part of a comparison; returns the masks by outcome."""
        rows, cohort = self.backend.rows, self.backend.rows.cohort
        context = context_of(indicator, cohort, wave, comparison)
        masks = self.backend.outcomes(indicator.counts, indicator.base, context)
        asked = any_of([mask for outcome, mask in masks if COUNTED[outcome] > Outcome.NOT_ASKED])
        dont_know = self.backend.dont_know(leaves_read(indicator, cohort, wave, comparison), context)
        every = [*masks, (OUTCOMES, asked & dont_know)]
        found = counts_of_masks([mask for _, mask in masks], rows.parts)
        unsure = counts_of_masks([every[-1][1]], rows.parts)
        first = (position * self.planned.slots + slot) * len(self.planned.cohorts)
        for part, outcomes, (n,) in zip(self._positions, found, unsure, strict=True):
            for (outcome, _), units in zip(every, (*outcomes, n), strict=True):
                if units:
                    self.levels.append((first + part, outcome, units))
        return masks

    def _warm(self, question: str) -> None:
        """Evaluate the skip logic of a question before threads share it."""
        for item in self.plan.questions[question].asked_if:
            for wave in self.plan.waves:
                self.backend.codes(question, item, wave)
