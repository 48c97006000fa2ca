"""Lists the units behind the counts of a finding, and what each clause of its condition gave for a unit.

The outcomes come from the same backend as the counts, so a list is as long as its count.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Literal, TypeAlias

import polars as pl

from egyv_engine.evaluation.cohort_rows import Surveyed
from egyv_engine.evaluation.item_cells import ItemCells, item_cells, nobody_asked
from egyv_engine.evaluation.polars_backend import Backend, backend_of
from egyv_engine.evaluation.unit_clauses import Clause, GivenAnswer, UnitClauses, answers_of
from egyv_engine.evaluation.vote_sums import Waves, cells_of_row, has_vote, is_voter
from egyv_engine.evaluation.wave_context import WaveContext, context_of, leaves_read
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.plan import Node, Outcome, Plan, PlannedIndicator
from egyv_engine.model.plan_walk import last_clauses

Comparison: TypeAlias = tuple[str, str]
ChangeWord: TypeAlias = Literal["gained", "lost", "met_both", "met_neither"]
Part: TypeAlias = Literal["condition", "base"]
LeftOutBy: TypeAlias = Literal["no level", "base", "other wave", "condition"]
Pair: TypeAlias = tuple[Outcome, Outcome]  # in the earlier and in the later wave
Units: TypeAlias = tuple[str, ...]

KEPT_OUTCOMES = 16  # of a cohort and wave: several questions are asked about one finding

PAIR_OF_CHANGE: Mapping[ChangeWord, Pair] = {
    "gained": (Outcome.NOT_MET, Outcome.MET),
    "lost": (Outcome.MET, Outcome.NOT_MET),
    "met_both": (Outcome.MET, Outcome.MET),
    "met_neither": (Outcome.NOT_MET, Outcome.NOT_MET),
}


class UnknownClause(Frozen):
    """A clause that is unknown for units whose outcome is unknown.

    Attributes:
        part: The condition that is counted, or the indicator's base.
        node: The clause: a single comparison.
        units: The ids of the units.
    """

    part: Part
    node: Node
    units: Units


class ItemVote(Frozen):
    """An item that has a vote in a unit's score: its outcome in each wave, and whether an answer is a don't-know."""

    planned: PlannedIndicator
    outcomes: tuple[Outcome, ...]
    is_dont_know: bool


class Gate(Frozen):
    """The skip logic of a question, evaluated for one unit.

    Attributes:
        answer: The answer to the question.
        clause: The condition under which the question is asked.
    """

    answer: GivenAnswer
    clause: Clause


class Trace:
    """The units behind the counts of a plan. Only the columns that a question needs are read, and then kept."""

    def __init__(self, plan: Plan, survey: Surveyed, by_cohort: Iterable[Backend] = ()) -> None:
        """Set up for a survey.

        Args:
            plan: The compiled rules.
            survey: The survey.
            by_cohort: The backends that counted the survey, if they were kept; those of one cohort serve again.
        """
        self._plan = plan
        self._survey = survey
        self._indicators = {(i.indicator, i.item): i for i in plan.indicators}
        alone = (backend for backend in by_cohort if len(backend.rows.cohorts) == 1)
        self._backends = {backend.rows.cohort: backend for backend in alone}
        self._kept_outcomes = lru_cache(maxsize=KEPT_OUTCOMES)(self._found_outcomes)

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
            units, outcomes = self._units(part), self._outcomes(planned, part, wave, comparison)
            for outcome, listed in found.items():
                listed.extend(units.filter(outcomes == outcome.value).to_list())
        return {outcome: tuple(sorted(units)) for outcome, units in found.items()}

    def units_of(self, cohort: str | None) -> Units:
        """Return the ids of all units of a cohort, in order; raises KeyError if there is no such cohort."""
        return tuple(sorted(unit for part in self._parts(cohort) for unit in self._units(part).to_list()))

    def outcome_numbers(
        self,
        indicator: str,
        item: str | None,
        cohort: str | None,
        wave: str,
        comparison: Comparison | None = None,
    ) -> bytes:
        """Return the outcome of each unit of a cohort as a number, in the order of `units_of`; meant for few units.

        Arguments and errors are those of `outcomes`.
        """
        planned = self._planned(indicator, item)
        parts = self._parts(cohort)
        found = b"".join(self._cells(planned, part, wave, comparison).outcome_numbers() for part in parts)
        return found if len(parts) == 1 else bytes(found[at] for at in self._order_of_everyone)

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
            outcomes = self._outcomes(planned, part, wave, comparison)
            rows = pl.DataFrame({"unit": self._units(part), "outcome": outcomes})
            found = found.vstack(rows.filter(outcomes != Outcome.NOT_SURVEYED.value))
        found = found.sort("unit")
        return found["unit"], found["outcome"]

    def outcome_columns(
        self, measures: Sequence[tuple[str, str | None]], cohort: str | None, wave: str
    ) -> pl.DataFrame:
        """Return the outcomes of several measures as numbers, a column each; all have a row per unit of the cohort.

        Args:
            measures: Indicators with their items, at least one.
            cohort: The cohort; None for a programme without cohorts.
            wave: The wave.

        Raises:
            KeyError: There is no such indicator and item, cohort or wave.
            ValueError: An outcome depends on a comparison.
        """
        planned = [self._planned(*about) for about in measures]
        parts = [
            [self._outcomes(one, part, wave, None).alias(f"{i}") for i, one in enumerate(planned)]
            for part in self._parts(cohort)
        ]
        return pl.concat(map(pl.DataFrame, parts))

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
            asked = self._outcomes(planned, part, wave, comparison) > Outcome.NOT_ASKED.value
            read = leaves_read(planned, part, wave, comparison)
            context = context_of(planned, part, wave, comparison)
            asked = asked & self._backend(part).dont_know(read, context)
            found += self._units(part).filter(asked).to_list()
        return tuple(sorted(found))

    def pairs(
        self, indicator: str, item: str | None, cohort: str | None, comparison: Comparison
    ) -> Mapping[Pair, Units]:
        """List the units of a cohort by their outcomes in both waves of a comparison.

        Args:
            indicator: The id of the indicator.
            item: The item; None for an indicator without items.
            cohort: The cohort; None for a programme without cohorts.
            comparison: The two waves compared.

        Returns:
            Unit ids in order, by the outcome in the earlier and in the later wave; only pairs that some unit has.

        Raises:
            KeyError: There is no such indicator and item, cohort or wave.
        """
        planned = self._planned(indicator, item)
        found: dict[Pair, list[str]] = {}
        for part in self._parts(cohort):
            units = self._units(part)
            before, after = (self._outcomes(planned, part, wave, comparison) for wave in comparison)
            both = before * len(Outcome) + after
            for number in both.unique().to_list():
                earlier, later = divmod(number, len(Outcome))
                listed = found.setdefault((Outcome(earlier), Outcome(later)), [])
                listed += units.filter(both == number).to_list()
        return {pair: tuple(sorted(units)) for pair, units in sorted(found.items())}

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
        has_change = self._planned(indicator, item).comparability[cohort, *comparison].has_change
        pairs = self.pairs(indicator, item, cohort, comparison) if has_change else {}
        return {word: pairs.get(pair, ()) for word, pair in PAIR_OF_CHANGE.items()}

    def unknown(
        self,
        indicator: str,
        item: str | None,
        cohort: str | None,
        wave: str,
        comparison: Comparison | None = None,
    ) -> tuple[UnknownClause, ...]:
        """List the clauses that are unknown for units whose outcome is unknown, each with these units.

        A unit is listed for every clause that it left unknown, so it may be listed more than once. The clauses of the
        base come first; where a unit's base is unknown, its condition is not looked at.

        Arguments and errors are those of `outcomes`.
        """
        planned = self._planned(indicator, item)
        if self._is_outside(planned, wave, comparison):
            return ()
        found: dict[tuple[Part, Node], list[str]] = {}
        for part in self._parts(cohort):
            backend, units = self._backend(part), self._units(part)
            context = context_of(planned, part, wave, comparison)
            left = self._outcomes(planned, part, wave, comparison) == Outcome.UNKNOWN.value
            parts: tuple[tuple[str | None, Part], ...] = (
                (planned.base, "base"),
                (planned.counts, "condition"),
            )
            for name, of in parts:
                if name is None or not left.any():
                    continue
                is_unknown = left & _unknown_in(backend, self._plan.conditions[name], context)
                for node in last_clauses(self._plan.conditions[name], self._plan.conditions):
                    here = is_unknown & _unknown_in(backend, node, context)
                    if here.any():
                        found.setdefault((of, node), []).extend(units.filter(here).to_list())
                left = left & ~is_unknown
        return tuple(
            UnknownClause(part=of, node=node, units=tuple(sorted(units)))
            for (of, node), units in found.items()
        )

    def not_asked(
        self,
        indicator: str,
        item: str | None,
        cohort: str | None,
        wave: str,
        comparison: Comparison | None = None,
    ) -> Mapping[LeftOutBy, Units]:
        """List the units that were not asked, by the first of these that left them out.

        The indicator has no level in the wave, because it reads another one; the base; another wave that the condition
        reads, in which they were not surveyed; the condition. Arguments and errors are those of `outcomes`.
        """
        planned = self._planned(indicator, item)
        found: dict[LeftOutBy, list[str]] = {"no level": [], "base": [], "other wave": [], "condition": []}
        for part in self._parts(cohort):
            backend, units = self._backend(part), self._units(part)
            here = self._outcomes(planned, part, wave, comparison) == Outcome.NOT_ASKED.value
            if self._is_outside(planned, wave, comparison):
                found["no level"] += units.filter(here).to_list()
                continue
            context = context_of(planned, part, wave, comparison)
            by_base = by_other = backend.rows.nothing
            if planned.base is not None:
                base = backend.truth(self._plan.conditions[planned.base], context)
                by_base = here if base is None else here & (~base.asked | base.failed)
            others = {context.wave_of(ref) for ref in leaves_read(planned, part, wave, comparison)} - {wave}
            for other in others:
                by_other = by_other | (here & ~by_base & ~backend.rows.status(other).surveyed)
            found["base"] += units.filter(by_base).to_list()
            found["other wave"] += units.filter(by_other).to_list()
            found["condition"] += units.filter(here & ~by_base & ~by_other).to_list()
        return {of: tuple(sorted(listed)) for of, listed in found.items()}

    def outcome(
        self, indicator: str, item: str | None, unit: str, wave: str, comparison: Comparison | None = None
    ) -> Outcome:
        """Return the outcome of one unit; arguments and errors are those of `outcomes`, with the unit's id."""
        planned = self._planned(indicator, item)
        cohort, row = self._cohort_and_row(unit)
        return Outcome(self._outcomes(planned, cohort, wave, comparison)[row])

    def has_level(
        self, indicator: str, item: str | None, wave: str, comparison: Comparison | None = None
    ) -> bool:
        """Return whether an indicator is evaluated in a wave; arguments and errors are those of `outcomes`."""
        return not self._is_outside(self._planned(indicator, item), wave, comparison)

    def skip_logic(self, unit: str, answers: Iterable[GivenAnswer]) -> tuple[Gate, ...]:
        """Evaluate the skip logic of the questions that were answered, and of those that it reads itself.

        Args:
            unit: The id of the unit.
            answers: The answers of the unit.

        Returns:
            One entry per question, item and wave that has skip logic; none for a unit that is not analysed in the wave.

        Raises:
            KeyError: There is no such unit.
        """
        cohort, row = self._cohort_and_row(unit)
        backend, place = self._backend(cohort), self._place(unit)
        found: dict[tuple[str, str | None, str], Gate] = {}
        pending = list(answers)
        while pending:
            answer = pending.pop(0)
            key = (answer.question, answer.item, answer.wave)
            node = self._plan.questions[answer.question].asked_if.get(answer.item)
            if node is None or key in found or not backend.rows.status(answer.wave).analysed[row]:
                continue
            context = WaveContext(wave=answer.wave)
            clause = UnitClauses(backend, context, row, place).clause(node)
            found[key] = Gate(answer=answer, clause=clause)
            pending += answers_of(clause)
        return tuple(found.values())

    def votes(self, principle: str, unit: str, waves: Waves) -> tuple[ItemVote, ...]:
        """List the items that have a vote in a unit's score, or in its change, with the unit's outcomes.

        Args:
            principle: The id of the principle.
            unit: The id of the unit.
            waves: One wave for a score; the two of a comparison for a change.

        Returns:
            One entry per scored indicator, and per item if it is repeated, in declared order; none for a principle
            without scored indicators.

        Raises:
            KeyError: There is no such unit or wave.
        """
        cohort, row = self._cohort_and_row(unit)
        backend = self._backend(cohort)
        return tuple(
            ItemVote(
                planned=planned,
                outcomes=tuple(Outcome(cell % len(Outcome)) for cell in cells),
                is_dont_know=any(cell >= len(Outcome) for cell in cells),
            )
            for planned in self._plan.indicators
            if planned.principle == principle and is_voter(planned) and has_vote(planned, cohort, waves)
            for cells in [cells_of_row(backend, planned, waves, row)]
        )

    def clauses(
        self,
        indicator: str,
        item: str | None,
        wave: str,
        unit: str,
        comparison: Comparison | None = None,
        *,
        part: Part = "condition",
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
        backend = self._backend(cohort)
        return UnitClauses(backend, context, row, self._place(unit)).clause(self._plan.conditions[name])

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

    @cached_property
    def _order_of_everyone(self) -> list[int]:
        """Return the positions of all units, those of one cohort after the other, in the order of their ids."""
        units = [unit for part in self._plan.parts for unit in self._units(part).to_list()]
        return sorted(range(len(units)), key=units.__getitem__)

    def _cohort_and_row(self, unit: str) -> tuple[str | None, int]:
        """Return the cohort of a unit and its row among the units of the cohort."""
        cohort = self._plan.parts[self._survey.cohort[self._place(unit)]]
        return cohort, int(self._units(cohort).search_sorted(unit))

    def _place(self, unit: str) -> int:
        """Return the position of a unit in the survey."""
        place = int(self._survey.units.search_sorted(unit))
        if place >= self._survey.units.len() or self._survey.units[place] != unit:
            raise KeyError(unit)
        return place

    def _outcomes(
        self, planned: PlannedIndicator, cohort: str | None, wave: str, comparison: Comparison | None
    ) -> pl.Series:
        """Return the outcome of each unit of a cohort as a number, UInt8."""
        return self._kept_outcomes((planned.indicator, planned.item), cohort, wave, comparison)

    def _found_outcomes(
        self,
        about: tuple[str, str | None],
        cohort: str | None,
        wave: str,
        comparison: Comparison | None,
    ) -> pl.Series:
        return self._cells(self._planned(*about), cohort, wave, comparison).outcomes()

    def _cells(
        self, planned: PlannedIndicator, cohort: str | None, wave: str, comparison: Comparison | None
    ) -> ItemCells:
        backend = self._backend(cohort)
        if self._is_outside(planned, wave, comparison):
            return nobody_asked(backend, wave)
        self._require_comparison(planned, wave, comparison)
        return item_cells(backend, planned, wave, comparison)

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


def _unknown_in(backend: Backend, node: Node, context: WaveContext) -> pl.Series:
    """Return the rows in which a condition was asked, and is neither met nor failed."""
    found = backend.truth(node, context)
    return backend.rows.nothing if found is None else found.asked & ~found.met & ~found.failed
