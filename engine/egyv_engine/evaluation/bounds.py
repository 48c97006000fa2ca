"""Derives verdicts from a table of outcome pairs, and from the two extreme ways to complete missing outcomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import Literal

from egyv_engine.evaluation.outcome_lookup import COUNTED, OPEN_NOT_ASKED, OUTCOMES, Pairs
from egyv_engine.model.documents import Direction
from egyv_engine.model.findings import Certainty, CertaintyWord, Change, Verdict
from egyv_engine.model.plan import Outcome, PlannedCriterion

_NO_SHARE = Fraction(0)  # where no bound asks for it
MET, NOT_MET = int(Outcome.MET), int(Outcome.NOT_MET)
# What a cell of a table of pairs is counted as: 3 * the earlier outcome + the later one, each 0 for neither, 1 for not met
# and 2 for met.
_KINDS = [{NOT_MET: 1, MET: 2}.get(int(counted), 0) for counted in COUNTED]
_AS_OBSERVED = bytes(3 * earlier + later for earlier in _KINDS for later in _KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """The matched units, and all evaluated units of each wave, as observed or after a completion."""

    change: Change
    from_count: int
    from_base: int
    to_count: int
    to_base: int


@lru_cache(maxsize=65536)
def observed(pairs: Pairs) -> Completed:
    """Return the counts as observed, with nothing completed."""
    return _summed(pairs, _AS_OBSERVED)


def corner(pairs: Pairs, missing: str, *, low: bool, leaves_out: bool = False) -> Completed:
    """Complete every missing outcome so that the net is as low, or as high, as it can be.

    Args:
        pairs: The observed pairs of outcomes.
        missing: The programme's rule for which outcomes may be completed.
        low: Whether to return the lowest net; else the highest.
        leaves_out: Whether units that would neither gain nor lose are completed as not asked, so that they are not
            matched: the net is the same, and the share of the matched units changes more.

    Returns:
        The counts after the completion.
    """
    kinds = _completion(missing, MET if low else NOT_MET, NOT_MET if low else MET, leaves_out=leaves_out)
    return _summed(pairs, kinds)


def pairs_of_one_wave(outcomes: Sequence[int]) -> Pairs:
    """Return counts of outcomes as pairs in which no unit returned the other wave."""
    return (*outcomes, *[0] * (len(outcomes) * (len(outcomes) - 1)))


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
def _completion(missing: str, earlier_as: int, later_as: int, *, leaves_out: bool) -> bytes:
    """Return what each pair of outcomes is counted as after the completion."""
    became = []
    for a in range(OUTCOMES):
        for b in range(OUTCOMES):
            earlier = earlier_as if may_be_completed(a, b, missing) else a
            later = later_as if may_be_completed(b, a, missing) else b
            if leaves_out and (earlier, later) != (a, b) and COUNTED[earlier] == COUNTED[later]:
                earlier = later = int(Outcome.NOT_ASKED)
            became.append(_AS_OBSERVED[OUTCOMES * earlier + later])
    return bytes(became)


def _summed(cells: Sequence[int], kinds: bytes) -> Completed:
    """Return the counts of a table of pairs, given what each cell is counted as."""
    units = [0] * 9
    for kind, n in zip(kinds, cells, strict=True):
        if n:
            units[kind] += n
    _, not_then, met_then, not_before, met_neither, gained, met_before, lost, met_both = units
    from_count, to_count = met_before + lost + met_both, met_then + gained + met_both
    return Completed(
        change=Change(gained=gained, lost=lost, met_both=met_both, met_neither=met_neither),
        from_count=from_count,
        from_base=from_count + not_before + met_neither + gained,
        to_count=to_count,
        to_base=to_count + not_then + met_neither + lost,
    )


def verdict(criterion: PlannedCriterion, direction: Direction, completed: Completed) -> Verdict:
    """Return the verdict on a change: improved, declined or unchanged, or not_judged if no direction is better.

    Args:
        criterion: The bounds of net and share.
        direction: Which direction is better; `lower` mirrors the criterion.
        completed: The counts, with at least one matched unit.
    """
    if direction == "none":
        return "not_judged"
    sign = -1 if direction == "lower" else 1
    net = sign * completed.change.net
    if criterion.improved_share is None and criterion.declined_share is None:
        share = _NO_SHARE
    elif criterion.judged_on == "all":
        to_share = Fraction(completed.to_count, completed.to_base)
        share = sign * 100 * (to_share - Fraction(completed.from_count, completed.from_base))
    else:
        share = Fraction(100 * net, completed.change.matched)
    if _holds(net, share, criterion.improved_net, criterion.improved_share):
        return "improved"
    if _holds(-net, -share, _minus(criterion.declined_net), _minus(criterion.declined_share)):
        return "declined"
    return "unchanged"


def judged_move(criterion: PlannedCriterion, direction: Direction, completed: Completed) -> Literal[-1, 0, 1]:
    """Return 1 if the number rose by the criterion, -1 if it fell, else 0; without a direction, as if higher were better.

    Args:
        criterion: The bounds of net and share.
        direction: Which direction is better; `lower` mirrors the criterion.
        completed: The counts, with at least one matched unit.
    """
    found = verdict(criterion, "higher" if direction == "none" else direction, completed)
    if found not in ("improved", "declined"):
        return 0
    return 1 if (found == "improved") == (direction != "lower") else -1


def _holds(net: int, share: Fraction, least_net: Fraction | None, least_share: Fraction | None) -> bool:
    if least_net is None and least_share is None:
        return False
    return (least_net is None or net >= least_net) and (least_share is None or share >= least_share)


def _minus(bound: Fraction | None) -> Fraction | None:
    return None if bound is None else -bound


@lru_cache(maxsize=65536)
def certainty(
    pairs: Pairs, criterion: PlannedCriterion, direction: Direction, missing: str, *, may_leave_base: bool
) -> Certainty:
    """Return whether missing outcomes could change the verdict.

    Criteria are monotone in the net and in the share, so every completion gives the observed verdict if the extreme
    ones do. They are the lowest and the highest net; and, where a missing outcome may also be that the unit was not
    asked, the same with as few matched units as possible, if the criterion reads the share of matched units.

    Args:
        pairs: The observed pairs of outcomes.
        criterion: The bounds of net and share.
        direction: Which direction is better.
        missing: The programme's rule for which outcomes may be completed.
        may_leave_base: Whether an answer can decide that a unit is not asked: in a base or skip logic, or one that
            means "not applicable".
    """
    found = verdict(criterion, direction, observed(pairs))
    variants = (False, True) if may_leave_base and _reads_share_of_matched(criterion) else (False,)
    answers: dict[str, tuple[CertaintyWord, int, int]] = {}
    for rule in {missing, "surveyed"}:
        corners = [
            corner(pairs, rule, low=low, leaves_out=leaves_out)
            for leaves_out in variants
            for low in (True, False)
        ]
        # Without any matched unit there is no share; with some of those left out it is 0, as in the other completion.
        agree = all(verdict(criterion, direction, each) == found for each in corners if each.change.matched)
        answers[rule] = ("firm" if agree else "open", corners[0].change.net, corners[1].change.net)
    return Certainty(
        certainty=answers[missing][0],
        net_low=answers[missing][1],
        net_high=answers[missing][2],
        certainty_surveyed=answers["surveyed"][0],
    )


def _reads_share_of_matched(criterion: PlannedCriterion) -> bool:
    has_share = criterion.improved_share is not None or criterion.declined_share is not None
    return has_share and criterion.judged_on == "matched"
