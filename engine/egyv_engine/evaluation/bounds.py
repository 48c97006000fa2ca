"""Derives verdicts from a table of outcome pairs, and from the two extreme ways to complete missing outcomes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import compress
from typing import Literal

from egyv_engine.evaluation.outcome_lookup import COUNTED, OPEN_NOT_ASKED, OUTCOMES, Pairs
from egyv_engine.model.documents import Direction
from egyv_engine.model.findings import Certainty, CertaintyWord, Change, Verdict
from egyv_engine.model.plan import Outcome, PlannedCriterion

_CELLS = range(OUTCOMES**2)
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


def observed(pairs: Pairs) -> Completed:
    """Return the counts as observed, with nothing completed."""
    return _completed(_sums(_units_by_cell(pairs), _AS_OBSERVED))


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
    return _completed(_sums(_units_by_cell(pairs), _corner(missing, low=low, leaves_out=leaves_out)))


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
def _corner(missing: str, *, low: bool, leaves_out: bool) -> bytes:
    """Return what each pair of outcomes is counted as after the completion."""
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


def _units_by_cell(pairs: Pairs) -> list[tuple[int, int]]:
    """Return the cells that have units, with their number: most of a table of pairs is empty."""
    return list(zip(compress(_CELLS, pairs), compress(pairs, pairs), strict=True))


def _sums(cells: Iterable[tuple[int, int]], kinds: bytes) -> list[int]:
    """Return the units of each kind, given what each cell is counted as."""
    units = [0] * 9
    for cell, n in cells:
        units[kinds[cell]] += n
    return units


def _completed(units: list[int]) -> Completed:
    """Return the counts of units by kind."""
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
    change = completed.change
    shares = completed.from_count, completed.from_base, completed.to_count, completed.to_base
    return _verdict(criterion, direction, change.net, change.matched, shares)


def _verdict(
    criterion: PlannedCriterion,
    direction: Direction,
    net: int,
    matched: int,
    shares: tuple[int, int, int, int],
) -> Verdict:
    """Return a verdict. Shares are whole numbers over a whole number, and no fraction is made.

    Args:
        criterion: The bounds of net and share.
        direction: Which direction is better.
        net: Units gained minus units lost.
        matched: The number of matched units.
        shares: Count and base of the earlier wave, then of the later one.
    """
    if direction == "none":
        return "not_judged"
    if direction == "lower":
        net = -net
    points, of = 100 * net, matched
    if criterion.judged_on == "all":
        from_count, from_base, to_count, to_base = shares
        points, of = 100 * (to_count * from_base - from_count * to_base), to_base * from_base
        if direction == "lower":
            points = -points
    if _holds(net, points, of, criterion.improved_net, criterion.improved_share, 1):
        return "improved"
    if _holds(-net, -points, of, criterion.declined_net, criterion.declined_share, -1):
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


def _holds(
    net: int,
    points: int,
    of: int,
    least_net: Fraction | None,
    least_share: Fraction | None,
    sign: Literal[-1, 1],
) -> bool:
    """Return whether a net, and points over `of`, are at least `sign` times these bounds."""
    if least_net is None and least_share is None:
        return False
    return (least_net is None or net * least_net.denominator >= sign * least_net.numerator) and (
        least_share is None or points * least_share.denominator >= sign * least_share.numerator * of
    )


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
    cells = _units_by_cell(pairs)
    found, _, _ = _judged(criterion, direction, _sums(cells, _AS_OBSERVED))
    variants = (False, True) if may_leave_base and _reads_share_of_matched(criterion) else (False,)
    answers: dict[str, tuple[CertaintyWord, int, int]] = {}
    for rule in {missing, "surveyed"}:
        corners = [
            _judged(criterion, direction, _sums(cells, _corner(rule, low=low, leaves_out=leaves_out)))
            for leaves_out in variants
            for low in (True, False)
        ]
        # Without any matched unit there is no share; with some of those left out it is 0, as in the other completion.
        agree = all(word == found for word, matched, _ in corners if matched)
        answers[rule] = ("firm" if agree else "open", corners[0][2], corners[1][2])
    return Certainty(
        certainty=answers[missing][0],
        net_low=answers[missing][1],
        net_high=answers[missing][2],
        certainty_surveyed=answers["surveyed"][0],
    )


def _judged(
    criterion: PlannedCriterion, direction: Direction, units: list[int]
) -> tuple[Verdict | None, int, int]:
    """Return verdict, matched units and net of units by kind; without matched units there is no verdict."""
    _, not_then, met_then, not_before, met_neither, gained, met_before, lost, met_both = units
    net, matched = gained - lost, gained + lost + met_both + met_neither
    if not matched:
        return None, 0, net
    from_count, to_count = met_before + lost + met_both, met_then + gained + met_both
    from_base = from_count + not_before + met_neither + gained
    to_base = to_count + not_then + met_neither + lost
    return (
        _verdict(criterion, direction, net, matched, (from_count, from_base, to_count, to_base)),
        matched,
        net,
    )


def _reads_share_of_matched(criterion: PlannedCriterion) -> bool:
    has_share = criterion.improved_share is not None or criterion.declined_share is not None
    return has_share and criterion.judged_on == "matched"
