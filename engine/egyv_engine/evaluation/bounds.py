"""Derives verdicts from a table of outcome pairs, and from the extreme ways to complete missing outcomes."""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from struct import unpack
from typing import Literal, TypeAlias

from egyv_engine.evaluation.outcome_lookup import COUNTED, OPEN_NOT_ASKED, OUTCOMES, Pairs
from egyv_engine.model.documents import Direction
from egyv_engine.model.findings import Certainty, CertaintyWord, Change, Verdict
from egyv_engine.model.plan import Outcome, PlannedCriterion

# Numbers of units by what their pair of outcomes is counted as: at 3 * the earlier outcome + the later one, each 0 for
# neither, 1 for not met and 2 for met.
Units: TypeAlias = Sequence[int]
KINDS = 9
_NOT_THEN, _MET_THEN, _NOT_BEFORE, _NEVER, _GAINED, _MET_BEFORE, _LOST, _KEPT = range(1, KINDS)
MET, NOT_MET = int(Outcome.MET), int(Outcome.NOT_MET)
_PARTS = [{NOT_MET: 1, MET: 2}.get(int(counted), 0) for counted in COUNTED]
_AS_OBSERVED = bytes(3 * earlier + later for earlier in _PARTS for later in _PARTS)
_OPPOSITE: dict[Literal[-1, 0, 1], Literal[-1, 0, 1]] = {-1: 1, 0: 0, 1: -1}
_VERDICTS: tuple[Verdict, ...] = ("unchanged", "improved", "declined")  # at 0, 1 and -1
# What a net n and p points over `of` have to reach: n * net[1] >= net[0], and p * share[1] >= share[0] * of.
_Region: TypeAlias = tuple[tuple[int, int], tuple[int, int]]


class Judging:
    """Judges the changes of an indicator; made once, for all of its findings."""

    def __init__(
        self, criterion: PlannedCriterion, direction: Direction, missing: str, *, may_leave_base: bool
    ) -> None:
        """Set up for an indicator.

        Args:
            criterion: The bounds of net and share.
            direction: Which direction is better; `lower` mirrors the criterion.
            missing: The programme's rule for which outcomes may be completed.
            may_leave_base: Whether an answer can decide that a unit is not asked: in a base or skip logic, or one
                that means "not applicable".
        """
        self._direction = direction
        self._reads_all = criterion.judged_on == "all"
        self._improved = _region(criterion.improved_net, criterion.improved_share, 1)
        self._declined = _region(criterion.declined_net, criterion.declined_share, -1)
        has_share = criterion.improved_share is not None or criterion.declined_share is not None
        self._weights = _weights(missing, may_leave_base and has_share and not self._reads_all)

    def completions(self, pairs: Pairs) -> list[Units]:
        """Return the units as observed, and after each extreme completion.

        Criteria are monotone in the net and in the share, so every completion gives the observed verdict if the
        extreme ones do. They are the lowest and the highest net; and, where a missing outcome may also be that the
        unit was not asked, the same with as few matched units as possible, if the criterion reads the share of matched
        units.

        Args:
            pairs: The observed pairs of outcomes.

        Returns:
            The units as observed; after the completions that the programme's rule allows, the lowest net and the
            highest first; and after as many for the rule `surveyed`.
        """
        fields, weights = self._weights
        total = sum([n * weights[cell] for cell, n in pairs])
        numbers = unpack(f"<{fields}Q", total.to_bytes(8 * fields, "little"))
        return [numbers[i : i + KINDS] for i in range(0, fields, KINDS)]

    def judged(self, completions: Sequence[Units]) -> tuple[Verdict, Literal[-1, 0, 1], Certainty]:
        """Return the verdict on a change, how the number moved, and whether missing outcomes could change the verdict.

        Args:
            completions: The units as observed, at least one of them matched, and after each completion.

        Returns:
            The verdict, which is not_judged if no direction is better; 1 if the number rose by the criterion, -1 if it
            fell, else 0, without a direction as if higher were better; and the certainty of the verdict.
        """
        observed, *completed = completions
        move = self._move(observed)

        def word(corners: Sequence[Units]) -> CertaintyWord:
            # Without any matched unit there is no share; with some of those left out it is 0, as in the other completion.
            agree = (
                units == observed or not _matched(units) or self._move(units) == move for units in corners
            )
            return "firm" if self._direction == "none" or all(agree) else "open"

        half = len(completed) // 2
        declared, surveyed = completed[:half], completed[half:]
        low, high = declared[:2]
        certainty = word(declared)
        return (
            "not_judged" if self._direction == "none" else _VERDICTS[move],
            _OPPOSITE[move] if self._direction == "lower" else move,
            Certainty(
                certainty=certainty,
                net_low=low[_GAINED] - low[_LOST],
                net_high=high[_GAINED] - high[_LOST],
                certainty_surveyed=certainty if surveyed == declared else word(surveyed),
            ),
        )

    def _move(self, units: Units) -> Literal[-1, 0, 1]:
        """Return 1 if the change is improved by the criterion, -1 if declined, else 0. No fraction is made."""
        net, of = units[_GAINED] - units[_LOST], _matched(units)
        points = 100 * net
        if self._reads_all:
            (from_count, from_base), (to_count, to_base) = earlier_level(units), later_level(units)
            points, of = 100 * (to_count * from_base - from_count * to_base), to_base * from_base
        if self._direction == "lower":
            net, points = -net, -points
        if self._improved is not None and _reaches(self._improved, net, points, of):
            return 1
        if self._declined is not None and _reaches(self._declined, -net, -points, of):
            return -1
        return 0


def change(units: Units) -> Change:
    """Return the change among the matched units."""
    return Change(gained=units[_GAINED], lost=units[_LOST], met_both=units[_KEPT], met_neither=units[_NEVER])


def earlier_level(units: Units) -> tuple[int, int]:
    """Return count and base of the earlier wave."""
    count = units[_MET_BEFORE] + units[_LOST] + units[_KEPT]
    return count, count + units[_NOT_BEFORE] + units[_NEVER] + units[_GAINED]


def later_level(units: Units) -> tuple[int, int]:
    """Return count and base of the later wave."""
    count = units[_MET_THEN] + units[_GAINED] + units[_KEPT]
    return count, count + units[_NOT_THEN] + units[_NEVER] + units[_LOST]


def pairs_of_one_wave(outcomes: Sequence[int]) -> Pairs:
    """Return counts of outcomes as pairs in which no unit returned the other wave."""
    return tuple((outcome, n) for outcome, n in enumerate(outcomes) if n)


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
def _weights(missing: str, leaves_out: bool) -> tuple[int, tuple[int, ...]]:
    """Return how a cell adds to the units of every completion at once.

    The numbers of units are fields of 64 bits in one number: KINDS as observed, and KINDS of each completion. So the
    cells of a finding are added up in one pass, however many completions there are.

    Returns:
        The number of fields; and for each cell a number with 1 in the fields that its units are counted in.
    """
    variants = (False, True) if leaves_out else (False,)
    kinds = [_AS_OBSERVED]
    kinds += [
        _corner(rule, low=low, leaves_out=left_out)
        for rule in (missing, "surveyed")
        for left_out in variants
        for low in (True, False)
    ]
    return KINDS * len(kinds), tuple(
        sum(1 << 64 * (KINDS * i + of_cell[cell]) for i, of_cell in enumerate(kinds))
        for cell in range(OUTCOMES**2)
    )


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


def _matched(units: Units) -> int:
    return units[_GAINED] + units[_LOST] + units[_KEPT] + units[_NEVER]


def _region(net: Fraction | None, share: Fraction | None, sign: Literal[-1, 1]) -> _Region | None:
    """Return the bounds of a change, or of its opposite; None if there is none. Every number reaches 0 times itself."""
    if net is None and share is None:
        return None
    least_net, least_share = (
        (0, 0) if one is None else (sign * one.numerator, one.denominator) for one in (net, share)
    )
    return least_net, least_share


def _reaches(region: _Region, net: int, points: int, of: int) -> bool:
    (least_net, nets), (least_share, shares) = region
    return net * nets >= least_net and points * shares >= least_share * of
