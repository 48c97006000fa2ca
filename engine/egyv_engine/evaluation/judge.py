"""Derives findings from tables alone, column by column: levels, changes, verdicts and their certainty."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from operator import attrgetter
from typing import Any

import polars as pl

from egyv_engine.evaluation import bounds, fisher, mcnemar, quantity_bands
from egyv_engine.evaluation.columnar_rows import (
    Column,
    ColumnarRows,
    DistinctValues,
    Nested,
    distinct_values,
    nested,
    numbers_at,
    only,
)
from egyv_engine.evaluation.count_tables import Tables
from egyv_engine.evaluation.ledger import FindingNames, Levels, ledger
from egyv_engine.evaluation.outcome_counts import OutcomeCounts, outcome_counts
from egyv_engine.evaluation.outcome_lookup import OUTCOMES
from egyv_engine.evaluation.planned_tables import PlannedTable, PlannedTables
from egyv_engine.evaluation.repeated_value import repeated_value
from egyv_engine.model.findings import (
    REASONS,
    Certainty,
    CertaintyWord,
    Change,
    Finding,
    LedgerRow,
    Reason,
    Verdict,
    finding_name,
)
from egyv_engine.model.plan import Comparability, PlannedIndicator

_VERDICTS: tuple[Verdict, ...] = ("unchanged", "improved", "declined", "not_judged", "not_comparable")
_CERTAINTIES: tuple[CertaintyWord, ...] = ("open", "firm")  # at False and True
_MOVES = (0, 1, -1)
_NO_REASON = len(REASONS)  # the place of None after the reasons


def findings_of(
    planned: PlannedTables, tables: Tables
) -> tuple[ColumnarRows[Finding], ColumnarRows[LedgerRow]]:
    """Return the findings of tables, and their ledger.

    Args:
        planned: The tables of the plan.
        tables: Their counts.

    Returns:
        One finding per indicator, cohort and comparison; without comparisons, one per indicator and cohort. And the level of
        every finding in every wave, once per comparison if it depends on the comparison.
    """
    counts = outcome_counts(planned, tables)
    levels, names = Levels(planned, counts, tables), FindingNames(planned)
    return _Findings(planned, counts, levels, names).rows(), ledger(planned, counts, levels, names)


def finding_id(indicator: PlannedIndicator, cohort: str | None) -> str:
    """Return the id of a finding: principle.indicator[.item][@cohort].

    Args:
        indicator: The indicator, for one item if it is repeated over a basket.
        cohort: The cohort's id; None in a programme without cohorts.
    """
    return finding_name(indicator.principle, indicator.indicator, indicator.item, cohort)


class _Findings:
    """The findings by indicator, then by cohort, then by comparison."""

    def __init__(
        self, planned: PlannedTables, counts: OutcomeCounts, levels: Levels, names: FindingNames
    ) -> None:
        self.planned, self.plan, self.counts, self.levels = planned, planned.plan, counts, levels
        self.names, self.places = names, max(1, len(self.plan.comparisons))
        self.size = names.number * self.places
        row = pl.int_range(self.size, dtype=pl.UInt32, eager=True)
        self.place, self.finding = row % self.places, row // self.places
        self.cohort, self.indicator = self.names.cohort[self.finding], self.names.indicator[self.finding]
        self.table = numbers_at(planned.of_indicators, self.indicator)
        self.table_row = self.names.position[self.cohort] * len(planned.tables) + self.table

    def rows(self) -> ColumnarRows[Finding]:
        """Return the findings."""
        plan, indicators = self.plan, self.plan.indicators
        known, judged = self._known(), self._judged()
        before, after = (self._level_rows(side) for side in range(2))
        to_rows = only(after, known["to_asked"])
        has_units = self._has_units(known)
        reason, has_change = self._reasons(known, judged["matched"], has_units, before, after)
        is_compared = (reason == _NO_REASON) & bool(plan.comparisons)
        with_care = (known["care"] & is_compared).cast(pl.UInt32)
        is_lower = self._of_indicators([i.direction == "lower" for i in indicators], pl.Boolean())
        verdict, judged_move = self._verdicts(judged["move"], is_compared, is_lower)
        target_met, target_certainty = self._targets(to_rows, judged, has_units)
        levels = {
            "from": self.levels.at(only(before, known["from_asked"])),
            "to": self.levels.at(to_rows),
        }
        change, certainty = _changes(judged, has_change), _certainties(judged, is_compared)
        return ColumnarRows(
            Finding,
            {
                "finding": self.names.column(self.finding),
                "principle": DistinctValues([i.principle for i in indicators], self.indicator),
                "indicator": DistinctValues([i.indicator for i in indicators], self.indicator),
                "item": DistinctValues([i.item for i in indicators], self.indicator),
                "cohort": DistinctValues(plan.cohorts, self.cohort),
                "from_wave": DistinctValues([f for f, _ in plan.comparisons] or [None], self.place),
                "to_wave": DistinctValues([t for _, t in plan.comparisons] or plan.waves[-1:], self.place),
                "verdict": verdict,
                "reason": DistinctValues((*REASONS, None), reason),
                "with_caution": DistinctValues((False, True), with_care),
                **self._exact_test(before, after, judged, is_compared),
                **self._shares(to_rows, is_lower),
                "target_met": target_met,
                "target_certainty": target_certainty,
                "judged_move": judged_move,
            },
            parts={
                **{f"{end}_level": level for end, level in levels.items()},
                "change": change,
                "certainty": certainty,
            },
            others={
                "care": DistinctValues((False, True), with_care),
                **{
                    f"{end}_{name}": partial(_flat, level, name)
                    for end, level in levels.items()
                    for name in ("count", "base")
                },
                **{
                    name: partial(_flat, part, name)
                    for part in (change, certainty)
                    for name in part.rows.every_name
                },
            },
            is_kept=True,
        )

    def _has_units(self, known: Mapping[str, pl.Series]) -> pl.Series:
        """Return whether the outcomes of the later wave are known unit by unit: those of pairs, where waves are compared."""
        if not self.plan.comparisons:
            return known["to_asked"]
        later = [later for _, later in self.plan.comparisons]
        return self._of_places(lambda table, k: table.has_pairs(later[k]), pl.Boolean())

    def _reasons(
        self,
        known: Mapping[str, pl.Series],
        matched: pl.Series,
        has_units: pl.Series,
        before: pl.Series,
        after: pl.Series,
    ) -> tuple[pl.Series, pl.Series]:
        """Return the places of the reasons why findings are not comparable, and whether they have a change."""
        plan = self.plan
        is_asked = ~(self._is_nobody(before) | self._is_nobody(after))
        reason = known["reason"].zip_with(is_asked, _position("not_asked"))
        has_change = has_units & known["has_change"] & (reason != REASONS.index("not_asked"))
        if not plan.comparisons:
            return repeated_value(_NO_REASON, self.size, pl.UInt32), has_change
        least = matched if not plan.has_separate_waves else self._smaller_base(before, after)
        is_few = ~has_change | (least < plan.minimum_matched)
        reason = reason.zip_with((reason != _NO_REASON) | ~is_few, _position("too_few_matched"))
        is_same = (reason != _NO_REASON) | known["same_groups"]
        return reason.zip_with(is_same, _position("different_groups")), has_change

    def _verdicts(
        self, move: pl.Series, is_compared: pl.Series, is_lower: pl.Series
    ) -> tuple[DistinctValues, DistinctValues]:
        """Return the verdicts, and how the numbers moved, whichever direction is better."""
        has_direction = self._of_indicators(
            [i.direction != "none" for i in self.plan.indicators], pl.Boolean()
        )
        verdict = _place_of_move(move).zip_with(has_direction, _one(_VERDICTS.index("not_judged")))
        unjudged = _VERDICTS.index("not_comparable" if self.plan.comparisons else "not_judged")
        number_moved = _place_of_move(move.zip_with(~is_lower, -move))
        return (
            DistinctValues(_VERDICTS, verdict.zip_with(is_compared, _one(unjudged))),
            DistinctValues(_MOVES, number_moved).only(is_compared),
        )

    def _of_places(self, each: Callable[[PlannedTable, int], Any], dtype: pl.DataType) -> pl.Series:
        """Return what is known of the table and place of each row."""
        known = [each(table, place) for table in self.planned.tables for place in range(self.places)]
        return pl.Series(known, dtype=dtype)[self.table * self.places + self.place]

    def _of_indicators(self, known: Sequence[Any], dtype: pl.DataType) -> pl.Series:
        return pl.Series(known, dtype=dtype)[self.indicator]

    def _known(self) -> dict[str, pl.Series]:
        """Return what the instrument alone decides, without comparisons that nothing is compared."""
        plan = self.plan
        if plan.comparisons:
            keys = [(cohort, *pair) for cohort in plan.cohorts for pair in plan.comparisons]
            found = [i.comparability[key] for i in plan.indicators for key in keys]
        else:
            alone = {
                asked: Comparability(
                    reason=None,
                    care=False,
                    from_asked=False,
                    to_asked=asked,
                    compared_with_itself="does_not_move",  # a wave alone
                )
                for asked in (False, True)
            }
            last = plan.waves[-1]
            found = [alone[i.asked[cohort, last]] for i in plan.indicators for cohort in plan.cohorts]
        different = dict(zip(map(id, found), found, strict=True))
        place = {each: i for i, each in enumerate(different)}
        at = pl.Series([place[id(one)] for one in found], dtype=pl.UInt32)
        reasons = [*REASONS, None]
        columns: dict[str, tuple[Callable[[Comparability], Any], pl.DataType]] = {
            "reason": (lambda one: reasons.index(one.reason), pl.UInt32()),
            "care": (attrgetter("care"), pl.Boolean()),
            "from_asked": (attrgetter("from_asked"), pl.Boolean()),
            "to_asked": (attrgetter("to_asked"), pl.Boolean()),
            "has_change": (attrgetter("has_change"), pl.Boolean()),
            "same_groups": (attrgetter("same_groups"), pl.Boolean()),
        }
        return {
            name: pl.Series([get(one) for one in different.values()], dtype=dtype)[at]
            for name, (get, dtype) in columns.items()
        }

    def _level_rows(self, side: int) -> pl.Series:
        """Return the row of the level in the earlier or the later wave; null without a level."""
        planned, comparisons = self.planned, self.plan.comparisons

        def slot(table: PlannedTable, place: int) -> int | None:
            if comparisons:
                return planned.slot_in(table, comparisons[place][side], comparisons[place])
            return planned.slot(table, self.plan.waves[-1], None) if side else None

        return self._of_places(slot, pl.UInt32()) * self.counts.rows + self.table_row

    def _exact_test(
        self,
        before: pl.Series,
        after: pl.Series,
        judged: Mapping[str, pl.Series],
        is_compared: pl.Series,
    ) -> dict[str, Column]:
        """Return the p-values of the test of those that moved, or of that of two shares where no unit is in two waves."""
        if not self.plan.has_separate_waves:
            moved = (judged["gained"], judged["lost"])
            return {
                "p_exact": partial(_computed, moved, mcnemar.p_exact, is_compared),
                "p_smallest": partial(_computed, (judged["matched"],), mcnemar.p_smallest, is_compared),
            }
        levels = self.levels.columns
        shares = [levels[name][rows].fill_null(0) for rows in (before, after) for name in ("count", "base")]
        return {
            "p_exact": partial(_computed, shares, fisher.p_of_shares, is_compared),
            "p_smallest": partial(_computed, shares[1::2], fisher.p_smallest_of_shares, is_compared),
        }

    def _smaller_base(self, before: pl.Series, after: pl.Series) -> pl.Series:
        """Return the smaller base of the two waves; 0 where one has no level."""
        bases = [self.levels.columns["base"][rows].fill_null(0) for rows in (before, after)]
        return bases[0].zip_with(bases[0] < bases[1], bases[1])

    def _is_nobody(self, rows: pl.Series) -> pl.Series:
        """Return whether skip logic, or the base, left out every unit that is analysed in a wave."""
        asked, analysed = (self.levels.columns[name][rows] for name in ("asked", "analysed"))
        return ((asked == 0) & (analysed > 0)).fill_null(value=False)

    def _judged(self) -> Mapping[str, pl.Series]:
        """Return the units behind each change, and how it was judged: by one rule after the other."""
        plan, rules = (
            self.plan,
            [(i.criterion.id, i.direction, i.may_leave_base) for i in self.plan.indicators],
        )
        of_rules = {rule: i for i, rule in enumerate(dict.fromkeys(rules))}
        by_rule = dict(zip(rules, plan.indicators, strict=True))
        rule_of_row = self._of_indicators([of_rules[rule] for rule in rules], pl.UInt32())
        if plan.comparisons:
            pairs, at = self.counts.pairs, self.place * self.counts.rows + self.table_row
        else:
            pairs, at = dict(enumerate(self.counts.levels[:OUTCOMES])), self._level_rows(1)
        found = []
        for rule, number in of_rules.items():
            rows = (rule_of_row == number).arg_true()
            indicator = by_rule[rule]
            judging = bounds.Judging(
                indicator.criterion,
                indicator.direction,
                plan.missing,
                may_leave_base=indicator.may_leave_base,
            )
            here = at[rows]
            of_pairs = {pair: units[here] for pair, units in pairs.items()}
            if here.has_nulls():  # a wave in which some have no level
                of_pairs = {pair: units.fill_null(0) for pair, units in of_pairs.items()}
            found.append(_judged_units(judging, of_pairs, rows))
        every = pl.concat(found)
        order = every.get_column("row").arg_sort()
        return {name: every.get_column(name)[order] for name in every.columns}

    def _shares(self, to_rows: pl.Series, is_lower: pl.Series) -> dict[str, Column]:
        """Return score and band; None for both where there is no base."""
        count, base, has_base = self._later_level(to_rows)
        has_words = has_base & (base >= self.plan.base_for_words)
        counted = (base - count).zip_with(is_lower, count)
        return {
            "score": partial(_computed, (counted, base), _percentage, has_base),
            "band": partial(_computed, (count, base), quantity_bands.band, has_words),
        }

    def _later_level(self, to_rows: pl.Series) -> tuple[pl.Series, pl.Series, pl.Series]:
        """Return count, base and whether there is a base; where there is none, 0 of 1."""
        count, base = (self.levels.columns[name][to_rows].fill_null(0) for name in ("count", "base"))
        has_base = base > 0
        return count, base.zip_with(has_base, pl.Series([1], dtype=pl.Int64)), has_base

    def _targets(
        self, to_rows: pl.Series, judged: Mapping[str, pl.Series], has_units: pl.Series
    ) -> tuple[DistinctValues, DistinctValues]:
        """Return whether targets are met, and whether missing outcomes of the later wave could change that."""
        targets = [(i.target_at_least, i.target_at_most) for i in self.plan.indicators]
        different = list(dict.fromkeys(targets))
        if different in ([], [(None, None)]):
            nothing = DistinctValues((None,), repeated_value(0, self.size, pl.UInt32))
            return nothing, nothing
        target = self._of_indicators([different.index(one) for one in targets], pl.UInt32())
        has_target = self._of_indicators([one != (None, None) for one in targets], pl.Boolean())

        def is_met(count: pl.Series, base: pl.Series) -> pl.Series:
            def compute(number: int, met: int, whole: int) -> bool | None:
                return _is_target_met(*different[number], met, whole)

            found = distinct_values((target, count, base), compute)
            return pl.Series(found.values, dtype=pl.Boolean)[found.positions]

        count, base, has_base = self._later_level(to_rows)
        is_stated = has_target & has_base
        met = is_met(count, base)
        is_tested = is_stated & has_units
        one = pl.Series([1], dtype=pl.Int64)
        agree = repeated_value(True, self.size, pl.Boolean)
        for corner in ("low", "high"):
            base = judged[f"{corner}_base"].zip_with(is_tested, one)
            agree = agree & is_met(judged[f"{corner}_count"], base).eq_missing(met)
        return (
            DistinctValues((False, True), met.fill_null(value=False).cast(pl.UInt32)).only(is_stated),
            DistinctValues(_CERTAINTIES, agree.cast(pl.UInt32)).only(is_tested),
        )


def _judged_units(judging: bounds.Judging, pairs: Mapping[int, pl.Series], rows: pl.Series) -> pl.DataFrame:
    completions = judging.completions(pairs, rows.len())
    units, low, high, *_ = completions
    judged = judging.judged(completions)
    columns = {
        "row": rows,
        "gained": units[bounds.GAINED],
        "lost": units[bounds.LOST],
        "kept": units[bounds.KEPT],
        "never": units[bounds.NEVER],
        "matched": bounds.matched(units),
        "move": judged.move,
        "is_firm": judged.is_firm,
        "is_firm_surveyed": judged.is_firm_surveyed,
        "net_low": judged.net_low,
        "net_high": judged.net_high,
    }
    for name, corner in (("low", low), ("high", high)):
        columns[f"{name}_count"], columns[f"{name}_base"] = bounds.later_level(corner)
    return pl.DataFrame(columns)


def _changes(judged: Mapping[str, pl.Series], has_change: pl.Series) -> Nested:
    gained, lost, kept, never = (judged[name] for name in ("gained", "lost", "kept", "never"))
    return nested(
        Change,
        {"gained": gained, "lost": lost, "met_both": kept, "met_neither": never},
        has_change,
        others={"kept": kept, "never": never, "matched": judged["matched"], "net": gained - lost},
    )


def _certainties(judged: Mapping[str, pl.Series], is_compared: pl.Series) -> Nested:
    firm, firm_surveyed = (judged[name].cast(pl.UInt32) for name in ("is_firm", "is_firm_surveyed"))
    return nested(
        Certainty,
        {
            "certainty": DistinctValues(_CERTAINTIES, firm),
            "net_low": judged["net_low"],
            "net_high": judged["net_high"],
            "certainty_surveyed": DistinctValues(_CERTAINTIES, firm_surveyed),
        },
        is_compared,
    )


def _is_target_met(at_least: Fraction | None, at_most: Fraction | None, count: int, base: int) -> bool | None:
    """Return whether a count of a base meets a target; None if there is none."""
    if at_least is not None:
        return Fraction(100 * count, base) >= at_least
    return None if at_most is None else Fraction(100 * count, base) <= at_most


def _percentage(count: int, base: int) -> Fraction:
    return Fraction(100 * count, base)


def _place_of_move(move: pl.Series) -> pl.Series:
    """Return the place in _MOVES, and in _VERDICTS, of each move."""
    return move.cast(pl.UInt32, strict=False).zip_with(move >= 0, _one(2))


def _position(reason: Reason) -> pl.Series:
    return _one(REASONS.index(reason))


def _one(value: int) -> pl.Series:
    return pl.Series([value], dtype=pl.UInt32)


def _computed(columns: Sequence[pl.Series], compute: Callable[..., Any], kept: pl.Series) -> DistinctValues:
    """Return what is computed from whole numbers; None in all rows that are not kept."""
    return distinct_values(columns, compute).only(kept)


def _flat(nested: Nested, name: str) -> DistinctValues:
    """Return a column of a field that has fields of its own, by the rows with that field."""
    found = nested.rows.distinct(name)
    return DistinctValues(found.values, found.positions[nested.positions])
