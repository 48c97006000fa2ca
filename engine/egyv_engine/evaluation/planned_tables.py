"""Lists the tables that a plan needs: which indicators share one, and in which waves and comparisons it is counted."""

from collections.abc import Container
from functools import cached_property

from egyv_engine.evaluation.crosstab import MASKED_CODES
from egyv_engine.evaluation.outcome_lookup import outcome_lookup
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.plan import (
    CURRENT_WAVE,
    Answered,
    AnswerRef,
    Derived,
    Lookup,
    Plan,
    PlannedIndicator,
)

Asked = tuple[str, str | None]  # question, item
_LOOKUPS = (Lookup, Answered)  # made once: a union takes longer than the test


class PlannedTable(Frozen):
    """A table that equal indicators share.

    Attributes:
        indicator: The first of them, which represents all.
        question: The position of the answer that it looks up among those that are counted; None if it needs columns.
        outcomes: The outcome of every effective code of that answer.
    """

    indicator: PlannedIndicator
    question: int | None = None
    outcomes: bytes = b""

    def has_pairs(self, later: str) -> bool:
        """Return whether it has pairs of outcomes in the comparisons that end with a wave."""
        return self.question is not None or later not in self.indicator.without_level


class PlannedTables(Frozen, dict=True):
    """The tables of a plan.

    Attributes:
        plan: The plan.
        tables: The tables.
        of_indicators: The position of the table of each indicator.
        asked: The answers that are counted: those that are looked up, then others that movements count.
        looked_up: How many of them are looked up.
    """

    plan: Plan
    tables: tuple[PlannedTable, ...]
    of_indicators: tuple[int, ...]
    asked: tuple[Asked, ...]
    looked_up: int

    @property
    def cohorts(self) -> tuple[str | None, ...]:
        """The cohorts that units belong to, then that of all units."""
        plan = self.plan
        return plan.parts if plan.everyone is None else (*plan.parts, plan.everyone)

    @cached_property
    def waves_alone(self) -> list[str]:
        """The waves in no comparison, which are counted by themselves."""
        compared = {wave for pair in self.plan.comparisons for wave in pair}
        return [wave for wave in self.plan.waves if wave not in compared]

    @cached_property
    def width(self) -> int:
        """A number above the effective codes of all answers that are counted."""
        return max((self.plan.questions[q].codes.answers.stop for q, _ in self.asked), default=1)

    @property
    def contexts(self) -> int:
        """The number of comparisons and of waves by themselves."""
        return len(self.plan.comparisons) + len(self.waves_alone)

    def alone(self, wave: str) -> int:
        """Return the context of a wave by itself, which comes after the comparisons."""
        return len(self.plan.comparisons) + self.waves_alone.index(wave)

    @property
    def sides(self) -> list[tuple[int, int]]:
        """The context in which each wave is counted first, and its place there: 0 or 1."""
        found = {wave: (self.alone(wave), 0) for wave in self.waves_alone}
        for context, comparison in enumerate(self.plan.comparisons):
            for side, wave in enumerate(comparison):
                found.setdefault(wave, (context, side))
        return [found[wave] for wave in self.plan.waves]

    @property
    def by_outcomes(self) -> dict[bytes, list[tuple[int, int]]]:
        """The tables that look up an answer and its question, by the outcomes of its codes."""
        found: dict[bytes, list[tuple[int, int]]] = {}
        for i, table in enumerate(self.tables):
            if table.question is not None:
                found.setdefault(table.outcomes, []).append((i, table.question))
        return found

    @property
    def slots(self) -> int:
        """The number of levels that a table may have for a cohort: one per wave, and two per comparison."""
        return len(self.plan.waves) + 2 * len(self.plan.comparisons)

    def slot(self, table: PlannedTable, wave: str, comparison: tuple[str, str] | None) -> int | None:
        """Return the place of a level among those of its table and cohort; None if there is no such level.

        Args:
            table: The table.
            wave: The wave of the level.
            comparison: The comparison that it depends on; None for the wave by itself.
        """
        waves, indicator = self.plan.waves, table.indicator
        is_alone = comparison is None
        if table.question is not None:
            exists = is_alone
        elif indicator.looks_back:
            exists = comparison is not None and wave == comparison[1]
        elif indicator.over_asked_in_both:
            exists = is_alone == (wave in self.waves_alone)
        else:
            exists = is_alone
        if not exists or (table.question is None and wave in indicator.without_level):
            return None
        if comparison is None:
            return waves.index(wave)
        return len(waves) + 2 * self.plan.comparisons.index(comparison) + comparison.index(wave)

    def slot_in(self, table: PlannedTable, wave: str, comparison: tuple[str, str]) -> int | None:
        """Return the place of the level of a wave in a comparison: that of the wave by itself, if there is one.

        Args:
            table: The table.
            wave: One of the two waves.
            comparison: The comparison.
        """
        alone = self.slot(table, wave, None)
        return self.slot(table, wave, comparison) if alone is None else alone


def planned_tables(plan: Plan, *, may_use_lookup: bool = True) -> PlannedTables:
    """Return the tables of a plan.

    Args:
        plan: The compiled rules.
        may_use_lookup: Whether tables of one answer are looked up in the counts of that answer.
    """
    tables: list[PlannedTable] = []
    position: dict[object, int] = {}
    asked: dict[Asked, int] = {}
    of_indicators = []
    few_codes = {name for name, one in plan.questions.items() if one.codes.answers.stop <= MASKED_CODES}
    for indicator in plan.indicators:
        lookup = _lookup_of(plan, indicator, few_codes) if may_use_lookup else None
        key = _key(indicator, lookup)
        known = position.get(key)
        if known is None:
            known = position[key] = len(tables)
            tables.append(_table(plan, indicator, lookup, asked))
        of_indicators.append(known)
    looked_up = len(asked)
    for question, item in sorted({move[:2] for move in plan.movements}, key=str):
        asked.setdefault((question, item), len(asked))
    return PlannedTables(
        plan=plan,
        tables=tuple(tables),
        of_indicators=tuple(of_indicators),
        asked=tuple(asked),
        looked_up=looked_up,
    )


def _table(
    plan: Plan, indicator: PlannedIndicator, lookup: Lookup | Answered | None, asked: dict[Asked, int]
) -> PlannedTable:
    if lookup is None:
        return PlannedTable(indicator=indicator)
    question, item = _asked(lookup)
    outcomes = outcome_lookup(lookup, plan.questions[question], is_dont_know_open=plan.is_dont_know_open)
    position = asked.setdefault((question, item), len(asked))
    return PlannedTable(indicator=indicator, question=position, outcomes=outcomes)


def _key(indicator: PlannedIndicator, lookup: Lookup | Answered | None) -> object:
    """Return what is equal for indicators that share a table."""
    if lookup is not None:
        labels = lookup.labels if type(lookup) is Lookup else None
        return (*_asked(lookup), labels, lookup.negated)
    drops = None
    if indicator.over_asked_in_both:
        drops = tuple((k, c.dropped, c.remaining) for k, c in indicator.comparability.items())
    return (indicator.counts, indicator.base, indicator.leaves, indicator.looks_back, drops)


def _lookup_of(
    plan: Plan, indicator: PlannedIndicator, few_codes: Container[str]
) -> Lookup | Answered | None:
    """Return the condition if it looks up one answer with few codes in the current wave, else None."""
    if indicator.base is not None or indicator.over_asked_in_both:
        return None
    node = plan.conditions[indicator.counts]
    while isinstance(node, Derived):
        node = plan.conditions[node.name]
    if not isinstance(node, _LOOKUPS):
        return None
    ref = node.ref
    if not isinstance(ref, AnswerRef) or ref.wave != CURRENT_WAVE or ref.question not in few_codes:
        return None
    is_closed = type(node) is Answered or plan.questions[ref.question].value_type == "scale"
    return node if is_closed else None


def _asked(node: Lookup | Answered) -> Asked:
    assert isinstance(node.ref, AnswerRef)
    return node.ref.question, node.ref.item
