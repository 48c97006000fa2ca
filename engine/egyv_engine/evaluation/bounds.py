"""Derives verdicts from pairs of outcomes, and from the extreme ways to complete missing outcomes, for many findings at once."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache, reduce
from math import ceil
from operator import add, and_
from typing import TypeAlias

import polars as pl

from egyv_engine.evaluation.outcome_lookup import COUNTED, OPEN_NOT_ASKED, OUTCOMES
from egyv_engine.evaluation.repeated_value import repeated_value
from egyv_engine.model.documents import Direction
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.plan import Outcome, PlannedCriterion

# Numbers of units by what their pair of outcomes is counted as: at 3 * the earlier outcome + the later one, each 0 for
# neither, 1 for not met and 2 for met. Each is a column with a row per finding, Int64.
Units: TypeAlias = Sequence[pl.Series]
KINDS = 9
NOT_THEN, MET_THEN, NOT_BEFORE, NEVER, GAINED, MET_BEFORE, LOST, KEPT = range(1, KINDS)
MET, NOT_MET = int(Outcome.MET), int(Outcome.NOT_MET)
_PARTS = [{NOT_MET: 1, MET: 2}.get(int(counted), 0) for counted in COUNTED]
_AS_OBSERVED = bytes(3 * earlier + later for earlier in _PARTS for later in _PARTS)
_MOST = 1 << 62  # more than any number that is compared
# The bounds of a net, and of its share in percent; None for one that is not declared.
_Region: TypeAlias = tuple[Fraction | None, Fraction | None]


class Judged(Frozen, eq=False):
    """The verdicts on changes.

    Attributes:
        move: 1 where the number rose by the criterion, -1 where it fell, else 0, without a direction as if higher were
            better; where lower is better, 1 is a fall.
        is_firm: Whether no completion that the programme's rule allows gives another verdict.
        is_firm_surveyed: The same for the rule `surveyed`.
        net_low: The lowest net that the programme's rule allows.
        net_high: The highest.
    """

    move: pl.Series
    is_firm: pl.Series
    is_firm_surveyed: pl.Series
    net_low: pl.Series
    net_high: pl.Series


class Judging:
    """Judges the changes of indicators with the same rule."""

    def __init__(
        self, criterion: PlannedCriterion, direction: Direction, missing: str, *, may_leave_base: bool
    ) -> None:
        """Set up for the rule of an indicator.

        Args:
            criterion: The bounds of net and share.
            direction: Which direction is better; `lower` mirrors the criterion.
            missing: The programme's rule for which outcomes may be completed.
            may_leave_base: Whether an answer can decide that a unit is not asked: in a base or skip logic, or one
                that means "not applicable".
        """
        self._direction = direction
        self._reads_all = criterion.judged_on == "all"
        self._improved: _Region = criterion.improved_net, criterion.improved_share
        self._declined: _Region = _opposite(criterion.declined_net), _opposite(criterion.declined_share)
        has_share = criterion.improved_share is not None or criterion.declined_share is not None
        self._kinds = _kinds(missing, may_leave_base and has_share and not self._reads_all)

    def completions(self, pairs: Mapping[int, pl.Series], size: int) -> list[Units]:
        """Return the units as observed, and after each extreme completion.

        Criteria are monotone in the net and in the share, so every completion gives the observed verdict if the
        extreme ones do. They are the lowest and the highest net; and, where a missing outcome may also be that the
        unit was not asked, the same with as few matched units as possible, if the criterion reads the share of matched
        units.

        Args:
            pairs: The observed pairs of outcomes: OUTCOMES * earlier outcome + later outcome, with the units by finding.
            size: The number of findings.

        Returns:
            The units as observed; after the completions that the programme's rule allows, the lowest net and the
            highest first; and after as many for the rule `surveyed`.
        """
        nobody = repeated_value(0, size, pl.Int64)
        return [_units(kinds, pairs, nobody) for kinds in self._kinds]

    def judged(self, completions: Sequence[Units]) -> Judged:
        """Return the verdicts on changes, and whether missing outcomes could change them.

        Args:
            completions: The units as observed, and after each completion.
        """
        observed, *completed = completions
        move = self._move(observed)
        half = len(completed) // 2
        low, high = completed[:2]

        def is_firm(corners: Sequence[Units]) -> pl.Series:
            # Where all matched units are left out there is no share; with some of them it is 0, as in the other completion.
            agree = [(self._move(units) == move) | (self._change(units)[1] == 0) for units in corners]
            if self._direction == "none":
                return repeated_value(True, move.len(), pl.Boolean)
            return reduce(and_, agree)

        return Judged(
            move=move,
            is_firm=is_firm(completed[:half]),
            is_firm_surveyed=is_firm(completed[half:]),
            net_low=low[GAINED] - low[LOST],
            net_high=high[GAINED] - high[LOST],
        )

    def _move(self, units: Units) -> pl.Series:
        """Return 1 where the change is improved by the criterion, -1 where declined, else 0. No fraction is made."""
        net, (change, of) = units[GAINED] - units[LOST], self._change(units)
        if self._direction == "lower":
            net, change = -net, -change
        improved = _reaches(self._improved, net, change, of)
        declined = _reaches(self._declined, -net, -change, of) & ~improved
        return improved.cast(pl.Int8) - declined.cast(pl.Int8)

    def _change(self, units: Units) -> tuple[pl.Series, pl.Series]:
        """Return the change of the share as a fraction: the number above the line, and the one below."""
        if not self._reads_all:
            return units[GAINED] - units[LOST], matched(units)
        (from_count, from_base), (to_count, to_base) = earlier_level(units), later_level(units)
        return to_count * from_base - from_count * to_base, to_base * from_base


def matched(units: Units) -> pl.Series:
    """Return the units that were evaluated in both waves."""
    return units[GAINED] + units[LOST] + units[KEPT] + units[NEVER]


def earlier_level(units: Units) -> tuple[pl.Series, pl.Series]:
    """Return count and base of the earlier wave."""
    count = units[MET_BEFORE] + units[LOST] + units[KEPT]
    return count, count + units[NOT_BEFORE] + units[NEVER] + units[GAINED]


def later_level(units: Units) -> tuple[pl.Series, pl.Series]:
    """Return count and base of the later wave."""
    count = units[MET_THEN] + units[GAINED] + units[KEPT]
    return count, count + units[NOT_THEN] + units[NEVER] + units[LOST]


def may_be_completed(outcome: int, other: int, missing: str) -> bool:
    """Return whether a unit's outcome is missing in one wave, so that it may be met or not met.

    Args:
        outcome: Its outcome of outcome_lookup.py in that wave.
        other: Its outcome in the other wave.
        missing: The programme's rule for which outcomes may be completed.
    """
    if outcome in (Outcome.NO_RETURN, Outcome.NOT_ANALYSED):
        return missing == "surveyed" or (missing == "analysed_in_one_wave" and other >= Outcome.NOT_ASKED)
    return outcome == Outcome.UNKNOWN or outcome >= OPEN_NOT_ASKED


@cache
def _kinds(missing: str, leaves_out: bool) -> tuple[bytes, ...]:
    """Return what each pair of outcomes is counted as: as observed, and in each completion."""
    variants = (False, True) if leaves_out else (False,)
    corners = [
        _corner(rule, low=low, leaves_out=left_out)
        for rule in (missing, "surveyed")
        for left_out in variants
        for low in (True, False)
    ]
    return _AS_OBSERVED, *corners


def _corner(missing: str, *, low: bool, leaves_out: bool) -> bytes:
    """Return what each pair of outcomes is counted as where the net is as low, or as high, as it can be.

    With leaves_out, units that would neither gain nor lose are completed as not asked, so that they are not matched:
    the net is the same, and the share of the matched units changes more.
    """
    earlier_as, later_as = (MET, NOT_MET) if low else (NOT_MET, MET)
    became = []
    for a in range(OUTCOMES):
        for b in range(OUTCOMES):
            earlier = earlier_as if may_be_completed(a, b, missing) else a
            later = later_as if may_be_completed(b, a, missing) else b
            if leaves_out and (earlier, later) != (a, b) and COUNTED[earlier] == COUNTED[later]:
                earlier = later = int(Outcome.NOT_ASKED)
            became.append(_AS_OBSERVED[OUTCOMES * earlier + later])
    return bytes(became)


def _units(kinds: bytes, pairs: Mapping[int, pl.Series], nobody: pl.Series) -> Units:
    """Return the numbers of units by what their pairs of outcomes are counted as."""
    found: list[list[pl.Series]] = [[] for _ in range(KINDS)]
    for pair, units in pairs.items():
        found[kinds[pair]].append(units)
    return [reduce(add, several) if several else nobody for several in found]


def _opposite(bound: Fraction | None) -> Fraction | None:
    return None if bound is None else -bound


def _reaches(region: _Region, net: pl.Series, change: pl.Series, of: pl.Series) -> pl.Series:
    """Return where a net, and a change as a share of a whole, reach their bounds; nowhere if there is no bound."""
    least_net, least_share = region
    if least_net is None and least_share is None:
        return repeated_value(False, net.len(), pl.Boolean)
    reached = net >= (-_MOST if least_net is None else _limited(ceil(least_net)))
    if least_share is None:
        return reached
    wholes = of.unique().sort()  # a bound of whole numbers is made once for each, without rounding
    least = [_limited(ceil(least_share * whole / 100)) for whole in wholes.to_list()]
    return reached & (change >= pl.Series(least, dtype=pl.Int64)[wholes.search_sorted(of)])


def _limited(bound: int) -> int:
    return max(-_MOST, min(_MOST, bound))
