"""Recompute every table of a programme, one unit at a time, straight from its YAML and CSV."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

from tests.oracle.bounds import (
    band_of,
    bounds,
    meets,
    net_of,
    p_exact,
    p_of_shares,
    rounded,
    target_certainty,
    verdict_of,
)
from tests.oracle.conditions import ANALYSED
from tests.oracle.instrument import Pair
from tests.oracle.outcomes import Outcomes
from tests.oracle.programme import Programme
from tests.oracle.scores import score_changes, scores
from tests.oracle.supplements import recommendations, selection
from tests.oracle.tables import baskets, ledger, movements, outcome_rows
from tests.oracle.trees import leaves

Row = dict[str, str]
FINDING = (
    *("from_wave", "to_wave", "from_count", "from_base", "to_count", "to_base"),
    *("matched", "gained", "lost", "kept", "never", "net", "verdict", "reason", "care"),
    *("certainty", "net_low", "net_high", "certainty_surveyed", "p_exact", "p_smallest"),
    *("score", "band", "target_met", "target_certainty"),
)


def evaluate(files: Mapping[Any, bytes]) -> dict[str, list[Row]]:
    """The tables of the programme as rows of text, in the order and with the columns the CSV files must have."""
    return Evaluation(Programme(files)).tables()


class Evaluation(Outcomes):
    """The tables of a programme."""

    def tables(self) -> dict[str, list[Row]]:
        findings: list[Row] = []
        of_baskets: list[Row] = []
        of_ledger: list[Row] = []
        for principle, indicator in self.indicators():
            of_indicator = list(self.findings(principle, indicator))
            findings += of_indicator
            of_ledger += ledger(self, principle, indicator)
            if "for_each" in indicator:
                of_baskets += baskets(self.programme, principle, indicator["id"], of_indicator)
        return {
            "findings": findings,
            "ledger": of_ledger,
            "baskets": of_baskets,
            "movements": movements(self),
            "outcomes": outcome_rows(self),
            "scores": scores(self),
            "score_changes": score_changes(self),
            "selection": selection(self),
            "recommendations": recommendations(self.programme),
        }

    def indicators(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for principle, indicators in self.programme.principles:
            for indicator in indicators:
                yield principle, indicator

    # findings

    def findings(self, principle: str, indicator: dict[str, Any]) -> Iterator[Row]:
        """Yield the findings of an indicator: for each item, group and comparison."""
        pairs: list[Pair | None] = list(self.programme.comparisons) or [None]
        for item in self.items_of(indicator):
            for group in self.programme.groups:
                ids = {"finding": finding_id(principle, indicator["id"], item, group)}
                ids |= {"principle": principle, "indicator": indicator["id"], "item": item or ""}
                ids |= {"cohort": group}
                for pair in pairs:
                    yield ids | dict.fromkeys(FINDING, "") | self.finding(indicator, item, group, pair)

    def finding(self, indicator: dict[str, Any], item: str | None, group: str, pair: Pair | None) -> Row:
        """The columns of a finding after its ids that are not empty."""
        name = indicator["id"]
        to_wave = pair[1] if pair else list(self.programme.waves)[-1]
        level_pair = self.pair_for_level(name, item, pair)
        row = {"from_wave": pair[0] if pair else "", "to_wave": to_wave, "verdict": "not_judged"}
        if self.is_level(name, item, group, to_wave, level_pair):
            row |= self.level(indicator, item, group, (pair[0] if pair else None, to_wave), level_pair)
        if pair is None:
            return row
        is_still = self.is_fixed(name, item) or self.looks_back(name, item, pair)
        if self.is_level(name, item, group, pair[0], level_pair) and not is_still:
            before = self.of_group(name, item, group, pair[0], level_pair)
            row |= {"from_count": str(before.count(5)), "from_base": str(sum(1 for a in before if a >= 4))}
        row["reason"], row["care"] = self.reason(name, item, group, pair)
        if row["reason"] not in ("not_asked", "does_not_move", "looks_back"):
            row |= self.change(name, item, group, pair)
        if row["reason"]:
            return row | {"verdict": "not_comparable"}
        return row | self.judged(indicator, item, group, pair)

    def is_level(self, indicator: str, item: str | None, group: str, wave: str, pair: Pair | None) -> bool:
        return self.has_level(indicator, item, wave, pair) and bool(
            self.asked_cohorts(indicator, item, group, wave, pair)
        )

    def level(
        self,
        indicator: dict[str, Any],
        item: str | None,
        group: str,
        waves: tuple[str | None, str],
        level_pair: Pair | None,
    ) -> Row:
        """Count, base, score, band and target in the later wave."""
        before, after = waves
        name = indicator["id"]
        outcomes = self.of_group(name, item, group, after, level_pair)
        count, base = outcomes.count(5), sum(1 for one in outcomes if one >= 4)
        row = {"to_count": str(count), "to_base": str(base)}
        if base == 0:
            return row
        share = Fraction(count, base)
        row["score"] = rounded(100 * (1 - share if indicator.get("direction") == "lower" else share), 1)
        if base >= self.programme.minimum_words:
            row["band"] = band_of(share)
        if "target" in indicator:
            row["target_met"] = "yes" if meets(indicator["target"], share) else "no"
            holes = self.holes_of_level(name, item, group, (before, after), level_pair)
            row["target_certainty"] = target_certainty(indicator["target"], outcomes, holes)
        return row

    def holes_of_level(
        self,
        indicator: str,
        item: str | None,
        group: str,
        waves: tuple[str | None, str],
        pair: Pair | None,
    ) -> list[bool]:
        """For each unit, whether its outcome in the later wave may go either way."""
        before, after = waves
        missing = self.programme.missing
        found = self.either_of_group(indicator, item, group, after, pair)
        for k, unit in enumerate(self.programme.units_of(group)):
            outcome = self.outcome(indicator, item, unit, after, pair)
            analysed_before = before is not None and self.status(unit, before) == 2
            found[k] |= outcome == 3 or (
                outcome in (0, 1)
                and (missing == "surveyed" or (missing == "analysed_in_one_wave" and analysed_before))
            )
        return found

    # comparisons

    def both(self, indicator: str, item: str | None, group: str, pair: Pair) -> list[tuple[int, int]]:
        level_pair = self.pair_for_level(indicator, item, pair)
        before, after = (self.of_group(indicator, item, group, wave, level_pair) for wave in pair)
        return list(zip(before, after, strict=True))

    def change(self, indicator: str, item: str | None, group: str, pair: Pair) -> Row:
        both = self.both(indicator, item, group, pair)
        cells = {"gained": (4, 5), "lost": (5, 4), "kept": (5, 5), "never": (4, 4)}
        row = {name: str(both.count(cell)) for name, cell in cells.items()}
        matched = sum(both.count(cell) for cell in cells.values())
        return row | {"matched": str(matched), "net": str(net_of(both))}

    def reason(self, indicator: str, item: str | None, group: str, pair: Pair) -> tuple[str, str]:
        """The reason why the finding cannot be compared, empty if it can, and the care that it needs."""
        level_pair = self.pair_for_level(indicator, item, pair)
        before, after = (
            [
                cohort
                for cohort in self.programme.cohorts_of(group)
                if self.is_instrument_asked(indicator, item, cohort, wave, pair)
            ]
            for wave in pair
        )
        if not before or not after or self.was_nobody_asked(indicator, item, group, pair):
            return "not_asked", ""
        if self.is_fixed(indicator, item):
            return "does_not_move", ""
        if self.looks_back(indicator, item, pair):
            return "looks_back", ""
        wordings = {
            self.programme.comparable(one.id, one.item, cohort, pair)
            for cohort in before
            for tree in self.trees(indicator, item, cohort, pair[1], level_pair)
            if tree is not None
            for leaf in leaves(tree)
            for one in leaf
        }
        if "no" in wordings:
            return "reworded", ""
        both = self.both(indicator, item, group, pair)
        enough = min(sum(1 for pair_ in both if pair_[k] >= 4) for k in (0, 1))
        if not self.programme.is_separate:
            enough = sum(1 for a, b in both if a >= 4 and b >= 4)
        if enough < self.programme.minimum_matched:
            return "too_few_matched", ""
        if before != after:
            return "different_groups", ""
        return "", "with_care" if "with_caution" in wordings else ""

    def was_nobody_asked(self, indicator: str, item: str | None, group: str, pair: Pair) -> bool:
        """Return whether a wave has analysed units, and skip logic or the base left out every one of them."""
        level_pair = self.pair_for_level(indicator, item, pair)
        for wave in pair:
            units = [unit for unit in self.programme.units_of(group) if self.status(unit, wave) == ANALYSED]
            found = {self.outcome(indicator, item, unit, wave, level_pair) for unit in units}
            if found == {2} and self.has_level(indicator, item, wave, level_pair):
                return True
        return False

    def may_drop_out(self, indicator: str, item: str | None) -> bool:
        """Return whether an answer can decide that a unit is not asked: by a base, a gate, or as not applicable."""
        if "base" in self.programme.indicators[indicator]:
            return True
        tree = self.full_tree(indicator, "met_when", item)
        assert tree is not None
        return any(
            "asked_if" in self.programme.questions[one.id]
            or self.programme.special(one.id)["not_applicable"]
            or "surveyed" in self.programme.waves.get(one.wave or "", {})
            for leaf in leaves(tree)
            for one in leaf
        )

    def judged(self, indicator: dict[str, Any], item: str | None, group: str, pair: Pair) -> Row:
        """Verdict, certainty and exact test of a finding that can be compared."""
        name, lower = indicator["id"], indicator.get("direction") == "lower"
        level_pair = self.pair_for_level(name, item, pair)
        both = self.both(name, item, group, pair)
        sides = (self.either_of_group(name, item, group, wave, level_pair) for wave in pair)
        either = list(zip(*sides, strict=True))
        criterion = self.programme.criterion_of(indicator)
        drop = self.may_drop_out(name, item)
        missing = self.programme.missing
        how = {"may_drop_out": drop, "is_separate": self.programme.is_separate}
        certainty, low, high = bounds(both, either, missing, criterion, lower, **how)
        surveyed = bounds(both, either, "surveyed", criterion, lower, **how)[0]
        row = {"certainty": certainty, "net_low": str(low), "net_high": str(high)}
        row |= {"certainty_surveyed": surveyed, "verdict": verdict_of(criterion, both, lower)}
        if indicator.get("direction") == "none":
            row |= {"certainty": "firm", "certainty_surveyed": "firm", "verdict": "not_judged"}
        if self.programme.is_separate:
            waves = ([one[side] for one in both if one[side] >= 4] for side in range(2))
            (before, base), (after, other) = ((wave.count(5), len(wave)) for wave in waves)
            row["p_exact"] = rounded(p_of_shares(before, base, after, other), 4)
            every = product(range(base + 1), range(other + 1))
            return row | {"p_smallest": rounded(min(p_of_shares(a, base, b, other) for a, b in every), 4)}
        matched = sum(1 for a, b in both if a >= 4 and b >= 4)
        row["p_exact"] = rounded(p_exact(both.count((4, 5)), both.count((5, 4))), 4)
        return row | {"p_smallest": rounded(min(Fraction(1), Fraction(2, 2**matched)), 4)}


def finding_id(principle: str, indicator: str, item: str | None, group: str) -> str:
    return f"{principle}.{indicator}" + (f".{item}" if item else "") + (f"@{group}" if group else "")
