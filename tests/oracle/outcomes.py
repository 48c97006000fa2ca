"""The outcome of each unit, and the waves in which an indicator has a level."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.oracle.conditions import (
    ANALYSED,
    DONT_KNOW,
    MET,
    NOT_ASKED,
    NOT_MET,
    ROUTED_PAST,
    UNKNOWN,
    Conditions,
)
from tests.oracle.instrument import Pair
from tests.oracle.programme import Programme
from tests.oracle.trees import Question, Tree, leaves

PARTS = ("met_when", "base")


class Outcomes:
    """Outcomes of units: -1 not surveyed, 0 no return, 1 not analysed, 2 not asked, 3 unknown, 4 not met, 5 met."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.conditions = Conditions(programme)
        self.outcome = cache(self._outcome)
        self.trees = cache(self._trees)
        self.full_tree = cache(self._full_tree)
        self.status = cache(self.conditions.status)
        self.conditions.status = self.status  # type: ignore[method-assign]

    # the conditions of an indicator

    def _full_tree(self, indicator: str, part: str, item: str | None) -> Tree | None:
        as_written = self.programme.indicators[indicator]
        if part not in as_written:
            return None
        return self.conditions.expand(as_written[part], as_written.get("for_each"), item)

    def is_over_asked(self, indicator: str) -> bool:
        return self.programme.indicators[indicator].get("items_compared") == "asked_in_both"

    def _trees(
        self, indicator: str, item: str | None, cohort: str, wave: str, pair: Pair | None
    ) -> tuple[Tree | None, Tree | None]:
        """met_when and base for the item, without what was not asked where the indicator says so."""
        found = []
        for part in PARTS:
            tree = self.full_tree(indicator, part, item)
            if tree is not None and self.is_over_asked(indicator):
                tree = self.conditions.remaining(tree, cohort, pair or (wave,), pair)
            found.append(tree)
        return found[0], found[1]

    def is_instrument_asked(
        self, indicator: str, item: str | None, cohort: str, wave: str, pair: Pair | None
    ) -> bool:
        """Return whether the instrument asked the cohort in the wave all that the indicator reads."""
        for part, tree in zip(PARTS, self.trees(indicator, item, cohort, wave, pair), strict=True):
            if self.full_tree(indicator, part, item) is None:
                continue
            if tree is None or not self.conditions.is_asked(tree, cohort, wave, pair):
                return False
        return True

    # time

    def waves_read(self, indicator: str, part: str, item: str | None) -> set[str | None]:
        """Wave ids, from, to, and None for the current wave: what the questions of a condition read."""
        tree = self.full_tree(indicator, part, item)
        return set() if tree is None else {question.wave for leaf in leaves(tree) for question in leaf}

    def is_fixed(self, indicator: str, item: str | None) -> bool:
        return not self.waves_read(indicator, "met_when", item) & {None, "from", "to"}

    def names_comparison(self, indicator: str, item: str | None) -> bool:
        return any(self.waves_read(indicator, part, item) & {"from", "to"} for part in PARTS)

    def latest_mixed(self, indicator: str, item: str | None) -> int:
        """The place of the latest wave that a condition names in addition to the current one or `to`; -1 if there is none."""
        order = list(self.programme.waves)
        found = [-1]
        for part in PARTS:
            read = self.waves_read(indicator, part, item)
            if read & {None, "to"}:
                found += [order.index(wave) for wave in read if wave in order]
        return max(found)

    def has_level(self, indicator: str, item: str | None, wave: str, pair: Pair | None) -> bool:
        """Return whether time allows a level: not in a wave that the condition itself names, nor before it."""
        if self.names_comparison(indicator, item) and (pair is None or wave != pair[1]):
            return False
        return list(self.programme.waves).index(wave) > self.latest_mixed(indicator, item)

    def looks_back(self, indicator: str, item: str | None, pair: Pair) -> bool:
        start = list(self.programme.waves).index(pair[0])
        return self.names_comparison(indicator, item) or start <= self.latest_mixed(indicator, item)

    def pair_for_level(self, indicator: str, item: str | None, pair: Pair | None) -> Pair | None:
        """The comparison where the level depends on it, else None."""
        depends = self.is_over_asked(indicator) or self.names_comparison(indicator, item)
        return pair if depends else None

    # what the instrument asked, in time

    def asked_cohorts(
        self, indicator: str, item: str | None, group: str, wave: str, pair: Pair | None
    ) -> list[str]:
        """The cohorts of the group that the instrument asked in the wave."""
        return [
            cohort
            for cohort in self.programme.cohorts_of(group)
            if self.is_instrument_asked(indicator, item, cohort, wave, pair)
        ]

    # outcomes

    def decided(
        self, indicator: str, item: str | None, unit: str, wave: str, pair: Pair | None, either: bool
    ) -> int:
        """The outcome of an analysed unit in a reading."""
        cohort = self.programme.cohort[unit]
        if not self.has_level(indicator, item, wave, pair) or not self.is_instrument_asked(
            indicator, item, cohort, wave, pair
        ):
            return 2
        met_when, base = self.trees(indicator, item, cohort, wave, pair)
        assert met_when is not None
        counted = self.conditions.decide(met_when, unit, wave, pair, either=either)
        narrowed = MET if base is None else self.conditions.decide(base, unit, wave, pair, either=either)
        if counted in (NOT_ASKED, ROUTED_PAST) or narrowed in (NOT_ASKED, ROUTED_PAST, NOT_MET):
            return 2
        if narrowed == UNKNOWN:
            return 3
        return {UNKNOWN: 3, NOT_MET: 4, MET: 5}[counted]

    def _outcome(self, indicator: str, item: str | None, unit: str, wave: str, pair: Pair | None) -> int:
        """The outcome in the counted reading, from which every count comes."""
        status = self.status(unit, wave)
        return self.decided(indicator, item, unit, wave, pair, either=False) if status == ANALYSED else status

    def may_go_either_way(
        self, indicator: str, item: str | None, unit: str, wave: str, pair: Pair | None
    ) -> bool:
        """Return whether a don't-know answer leaves open what the counted reading decides."""
        if self.programme.dont_know_is != "either" or self.status(unit, wave) != ANALYSED:
            return False
        counted = self.outcome(indicator, item, unit, wave, pair)
        return counted != 3 and self.decided(indicator, item, unit, wave, pair, either=True) == 3

    def said_dont_know(
        self, indicator: str, item: str | None, unit: str, wave: str, pair: Pair | None
    ) -> bool:
        met_when = self.trees(indicator, item, self.programme.cohort[unit], wave, pair)[0]
        if met_when is None:
            return False
        read: Iterator[Question] = (question for leaf in leaves(met_when) for question in leaf)
        return any(self.conditions.state(question, unit, wave, pair) == DONT_KNOW for question in read)

    def of_group(
        self, indicator: str, item: str | None, group: str, wave: str, pair: Pair | None
    ) -> list[int]:
        return [self.outcome(indicator, item, unit, wave, pair) for unit in self.programme.units_of(group)]

    def either_of_group(
        self, indicator: str, item: str | None, group: str, wave: str, pair: Pair | None
    ) -> list[bool]:
        units = self.programme.units_of(group)
        return [self.may_go_either_way(indicator, item, unit, wave, pair) for unit in units]

    def items_of(self, indicator: dict[str, Any]) -> list[str | None]:
        basket = indicator.get("for_each")
        return list(self.programme.items_of(basket)) if basket else [None]
