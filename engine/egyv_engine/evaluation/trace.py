"""Lists the units behind the counts of a finding, and what each clause of its condition gave for a unit.

The masks come from the same backend as the counts, so a list is as long as its count.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Literal, TypeAlias

import polars as pl

from egyv_engine.evaluation.cohort_rows import Surveyed
from egyv_engine.evaluation.outcome_masks import as_counted
from egyv_engine.evaluation.polars_backend import Backend, backend_of
from egyv_engine.evaluation.truth import Truth
from egyv_engine.evaluation.wave_context import WaveContext, context_of, leaves_read
from egyv_engine.model.plan import (
    And,
    Compare,
    CountOf,
    Derived,
    Node,
    Or,
    Outcome,
    Plan,
    PlannedIndicator,
)
from egyv_engine.model.plan_walk import dependencies_first

Comparison: TypeAlias = tuple[str, str]
ChangeWord: TypeAlias = Literal["gained", "lost", "met_both", "met_neither"]
Units: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A part of a condition, and its outcome for one unit.

    Attributes:
        node: The compiled clause; `node.written` is the clause as the analyst wrote it.
        outcome: NOT_ASKED, UNKNOWN, NOT_MET or MET; None if the comparison leaves the clause out.
        members: The parts of the clause.
    """

    node: Node
    outcome: Outcome | None
    members: tuple["Clause", ...]


class Trace:
    """The units behind the counts of a plan. Only the columns that a question needs are read, and then kept."""

    def __init__(self, plan: Plan, survey: Surveyed) -> None:
        self._plan = plan
        self._survey = survey
        self._indicators = {(i.indicator, i.item): i for i in plan.indicators}
        self._backends: dict[str | None, Backend] = {}

    def outcomes(
        self,
        indicator: str,
        item: str | None,
        cohort: str | None,
        wave: str,
        comparison: Comparison | None = None,
    ) -> Mapping[Outcome, Units]:
        """List the units of a cohort by their outcome in a wave.

        Args:
            indicator: The id of the indicator.
            item: The item; None for an indicator without items.
            cohort: The cohort; None for a programme without cohorts.
            wave: The wave.
            comparison: The two waves compared, if the outcome depends on them: where the condition reads `from` or
                `to`, or counts only what both waves asked.

        Returns:
            Unit ids in order, by outcome; every outcome has an entry, and every unit is in exactly one.

        Raises:
            KeyError: There is no such indicator and item, cohort or wave.
            ValueError: The outcome depends on a comparison, and none is given.
        """
        planned = self._planned(indicator, item)
        found: dict[Outcome, list[str]] = {outcome: [] for outcome in Outcome}
        for part in self._parts(cohort):
            units = self._units(part)
            for outcome, mask in self._masks(planned, part, wave, comparison).items():
                found[outcome] += units.filter(mask).to_list()
        return {outcome: tuple(sorted(units)) for outcome, units in found.items()}

    def outcome_column(
        self,
        indicator: str,
        item: str | None,
        cohort: str | None,
        wave: str,
        comparison: Comparison | None = None,
    ) -> tuple[pl.Series, pl.Series]:
        """Return the ids of the units of a cohort that were surveyed in a wave, in order, and their outcomes as numbers.

        Arguments and errors are those of `outcomes`.
        """
        planned = self._planned(indicator, item)
        found = pl.DataFrame(schema={"unit": pl.String, "outcome": pl.UInt8})
        for part in self._parts(cohort):
            masks = self._masks(planned, part, wave, comparison)
            column = reduce(pl.Series.__add__, (m.cast(pl.UInt8) * of.value for of, m in masks.items()))
            rows = pl.DataFrame({"unit": self._units(part), "outcome": column})
            found = found.vstack(rows.filter(~masks[Outcome.NOT_SURVEYED]))
        found = found.sort("unit")
        return found["unit"], found["outcome"]

    def dont_know(
        self,
        indicator: str,
        item: str | None,
        cohort: str | None,
        wave: str,
        comparison: Comparison | None = None,
    ) -> Units:
        """List the units that were asked and gave a don't-know answer that the indicator reads.

        Arguments and errors are those of `outcomes`.
        """
        planned = self._planned(indicator, item)
        if self._is_outside(planned, wave, comparison):
            return ()
        found: list[str] = []
        for part in self._parts(cohort):
            masks = self._masks(planned, part, wave, comparison)
            asked = masks[Outcome.UNKNOWN] | masks[Outcome.NOT_MET] | masks[Outcome.MET]
            read = leaves_read(planned, part, wave, comparison)
            context = context_of(planned, part, wave, comparison)
            asked = asked & self._backend(part).dont_know(read, context)
            found += self._units(part).filter(asked).to_list()
        return tuple(sorted(found))

    def changes(
        self, indicator: str, item: str | None, cohort: str | None, comparison: Comparison
    ) -> Mapping[ChangeWord, Units]:
        """List the matched units of a finding: gained, lost, met in both waves, met in neither.

        Args:
            indicator: The id of the indicator.
            item: The item; None for an indicator without items.
            cohort: The cohort; None for a programme without cohorts.
            comparison: The two waves compared.

        Returns:
            Unit ids in order; all empty where the indicator reads a wave so that it would be compared with itself.

        Raises:
            KeyError: There is no such indicator and item, cohort or wave.
        """
        planned = self._planned(indicator, item)
        if not planned.comparability[cohort, *comparison].has_change:
            return {"gained": (), "lost": (), "met_both": (), "met_neither": ()}
        waves = [
            {of: set(units) for of, units in self.outcomes(indicator, item, cohort, wave, comparison).items()}
            for wave in comparison
        ]

        def both(before: Outcome, after: Outcome) -> Units:
            return tuple(sorted(waves[0][before] & waves[1][after]))

        return {
            "gained": both(Outcome.NOT_MET, Outcome.MET),
            "lost": both(Outcome.MET, Outcome.NOT_MET),
            "met_both": both(Outcome.MET, Outcome.MET),
            "met_neither": both(Outcome.NOT_MET, Outcome.NOT_MET),
        }

    def clauses(
        self,
        indicator: str,
        item: str | None,
        wave: str,
        unit: str,
        comparison: Comparison | None = None,
        *,
        part: Literal["condition", "base"] = "condition",
    ) -> Clause | None:
        """Evaluate each clause of an indicator's condition for one unit that was analysed in the wave.

        Args:
            indicator: The id of the indicator.
            item: The item; None for an indicator without items.
            wave: The wave.
            unit: The id of the unit.
            comparison: As in `outcomes`.
            part: The condition that is counted, or the indicator's base.

        Returns:
            The clause of the whole condition; None if the indicator declares no base and its base is asked for, or if
            it has no level in the wave.

        Raises:
            KeyError: There is no such indicator and item, wave or unit.
            ValueError: The outcome depends on a comparison, and none is given.
        """
        planned = self._planned(indicator, item)
        name = planned.counts if part == "condition" else planned.base
        if name is None or wave in planned.without_level:
            return None
        cohort, row = self._cohort_and_row(unit)
        self._require_comparison(planned, wave, comparison)
        context = context_of(planned, cohort, wave, comparison)
        return _Clauses(self._backend(cohort), context, row).clause(self._plan.conditions[name])

    def _planned(self, indicator: str, item: str | None) -> PlannedIndicator:
        return self._indicators[indicator, item]

    def _backend(self, cohort: str | None) -> Backend:
        if cohort not in self._backends:
            if cohort not in self._plan.parts:
                raise KeyError(cohort)
            self._backends[cohort] = backend_of(self._plan, self._survey, cohort)
        return self._backends[cohort]

    def _parts(self, cohort: str | None) -> tuple[str | None, ...]:
        """Return the cohorts that the units of a group belong to."""
        return (cohort,) if cohort is None or cohort != self._plan.everyone else self._plan.parts

    def _units(self, cohort: str | None) -> pl.Series:
        return self._backend(cohort).rows.cut(self._survey.units)

    def _cohort_and_row(self, unit: str) -> tuple[str | None, int]:
        """Return the cohort of a unit and its row among the units of the cohort."""
        index = self._survey.units.search_sorted(unit)
        if index >= self._survey.units.len() or self._survey.units[index] != unit:
            raise KeyError(unit)
        cohort = self._plan.parts[self._survey.cohort[index]]
        return cohort, int(self._units(cohort).search_sorted(unit))

    def _masks(
        self, planned: PlannedIndicator, cohort: str | None, wave: str, comparison: Comparison | None
    ) -> Mapping[Outcome, pl.Series]:
        backend = self._backend(cohort)
        if self._is_outside(planned, wave, comparison):
            return as_counted(backend.outcomes_of_nobody_asked(wave))
        self._require_comparison(planned, wave, comparison)
        context = context_of(planned, cohort, wave, comparison)
        return as_counted(backend.outcomes(planned.counts, planned.base, context))

    def _is_outside(self, planned: PlannedIndicator, wave: str, comparison: Comparison | None) -> bool:
        """Return whether the indicator reads a wave so that it has no level in this one."""
        if wave in planned.without_level:
            return True
        if not planned.looks_back:
            return False
        ends = {later for _, later in self._plan.comparisons}
        return wave not in ends if comparison is None else wave != comparison[1]

    def _require_comparison(
        self, planned: PlannedIndicator, wave: str, comparison: Comparison | None
    ) -> None:
        compared = {w for pair in self._plan.comparisons for w in pair}
        depends = planned.looks_back or (planned.over_asked_in_both and wave in compared)
        if depends and comparison is None:
            raise ValueError(
                f"the outcomes of '{planned.indicator}' in '{wave}' depend on a comparison; name one"
            )


@dataclass(frozen=True, slots=True)
class _Clauses:
    """Evaluates the clauses of a condition in one row."""

    backend: Backend
    context: WaveContext
    row: int
    named: dict[str, Clause] = field(default_factory=dict)

    def clause(self, node: Node) -> Clause:
        if isinstance(node, Derived):  # once each, however often it is named, and without nested calls
            conditions = self.backend.plan.conditions
            for name in dependencies_first(node.name, conditions, self.named):
                self.named[name] = self.clause(conditions[name])
            members: tuple[Clause, ...] = (self.named[node.name],)
        else:
            members = tuple(map(self.clause, self._members(node)))
        truth = self.backend.truth(node, self.context)
        return Clause(node=node, outcome=self._outcome(truth), members=members)

    def _members(self, node: Node) -> tuple[Node, ...]:
        match node:
            case And() | Or():
                return node.members
            case Compare():
                sides = (node.left, *node.right)
                return tuple(member for side in sides if isinstance(side, CountOf) for member in side.members)
            case _:
                return ()

    def _outcome(self, truth: Truth | None) -> Outcome | None:
        if truth is None:
            return None if self.context.leaves_out else Outcome.NOT_ASKED
        if not truth.asked[self.row]:
            return Outcome.NOT_ASKED
        if truth.met[self.row]:
            return Outcome.MET
        return Outcome.NOT_MET if truth.failed[self.row] else Outcome.UNKNOWN
