"""Verdicts, and what missing outcomes could make of them."""

from fractions import Fraction
from itertools import product
from math import comb
from typing import Any

from tests.oracle.reading import number

Criterion = dict[str, Any]
Outcomes = tuple[int, int]  # of one unit in the two waves of a comparison


def band_of(share: Fraction) -> str:
    if share == 0:
        return "none"
    if share < Fraction(1, 4):
        return "few"
    if share < Fraction(1, 2):
        return "fewer than half"
    if share == Fraction(1, 2):
        return "half"
    if share < Fraction(3, 4):
        return "more than half"
    return "most" if share < 1 else "all"


def verdict_of(criterion: Criterion, pairs: list[Outcomes], lower: bool) -> str:
    """improved, declined or unchanged, for the outcomes of each unit in the two waves."""
    net = net_of(pairs)
    if criterion["judged_on"] == "matched":
        matched = sum(1 for a, b in pairs if a >= 4 and b >= 4)
        change = Fraction(100 * net, matched)
    else:
        sides = [[pair[k] for pair in pairs if pair[k] >= 4] for k in (0, 1)]
        shares = [Fraction(100 * side.count(5), len(side)) for side in sides]
        change = shares[1] - shares[0]
    if lower:
        net, change = -net, -change
    improved, declined = criterion["improved"], criterion["declined"]
    if ("net_at_least" not in improved or net >= number(improved["net_at_least"])) and (
        "share_change_at_least" not in improved or change >= number(improved["share_change_at_least"])
    ):
        return "improved"
    if ("net_at_most" not in declined or net <= number(declined["net_at_most"])) and (
        "share_change_at_most" not in declined or change <= number(declined["share_change_at_most"])
    ):
        return "declined"
    return "unchanged"


def net_of(pairs: list[Outcomes]) -> int:
    return pairs.count((4, 5)) - pairs.count((5, 4))


def may_be(pair: Outcomes, k: int, missing: str) -> bool:
    """Return whether the outcome in wave k of the pair is missing, so that it may turn out met or not met."""
    outcome, other = pair[k], pair[1 - k]
    if outcome == 3:
        return True
    if outcome in (0, 1):
        return missing == "surveyed" or (missing == "analysed_in_one_wave" and other >= 2)
    return False


def bounds(
    pairs: list[Outcomes],
    either: list[tuple[bool, bool]],
    missing: str,
    criterion: Criterion,
    lower: bool,
    *,
    may_drop_out: bool,
    is_separate: bool,
) -> tuple[str, int, int]:
    """certainty, net_low and net_high; by the corners, and by every completion where there are few.

    `either` says for each outcome whether a don't-know answer could have been either. may_drop_out: whether a missing
    answer may also mean that the unit was not asked. is_separate: whether no unit is in two waves.
    """
    holes = [
        (n, k) for n, pair in enumerate(pairs) for k in (0, 1) if either[n][k] or may_be(pair, k, missing)
    ]

    def completed(outcomes: list[int]) -> list[Outcomes]:
        filled = [list(pair) for pair in pairs]
        for (n, k), outcome in zip(holes, outcomes, strict=True):
            filled[n][k] = outcome
        return [(a, b) for a, b in filled]

    low = completed([5 if k == 0 else 4 for _, k in holes])
    high = completed([4 if k == 0 else 5 for _, k in holes])
    observed = verdict_of(criterion, pairs, lower)
    corners = {observed, verdict_of(criterion, low, lower), verdict_of(criterion, high, lower)}
    if may_drop_out and criterion["judged_on"] == "matched":
        incomplete = {n for n, _ in holes}
        for end in (low, high):
            kept = [pair for n, pair in enumerate(end) if n not in incomplete or pair[0] != pair[1]]
            if any(a >= 4 and b >= 4 for a, b in kept):
                corners.add(verdict_of(criterion, kept, lower))
    certainty = "firm" if len(corners) == 1 else "open"
    found = certainty, net_of(low), net_of(high)
    values = (2, 4, 5) if may_drop_out else (4, 5)
    if len(values) ** len(holes) <= 256:
        every = [completed(list(outcomes)) for outcomes in product(values, repeat=len(holes))]
        every = [  # otherwise nothing is judged
            one
            for one in every
            if any(a >= 4 and b >= 4 for a, b in one)
            or (is_separate and any(a >= 4 for a, _ in one) and any(b >= 4 for _, b in one))
        ]
        firm = {verdict_of(criterion, one, lower) for one in every} == {observed}
        nets = [net_of(one) for one in every]
        assert found == ("firm" if firm else "open", min(nets), max(nets))
    return found


def meets(target: dict[str, str], share: Fraction) -> bool:
    """Return whether a share reaches a target; `share_at_most` is ignored if `share_at_least` is given."""
    if "share_at_least" in target:
        return 100 * share >= number(target["share_at_least"])
    return 100 * share <= number(target["share_at_most"])


def target_certainty(target: dict[str, str], outcomes: list[int], holes: list[bool]) -> str:
    """firm if the lowest and the highest share that completions of the holes give answer the target alike."""
    met = sum(1 for one, hole in zip(outcomes, holes, strict=True) if one == 5 and not hole)
    base = sum(1 for one, hole in zip(outcomes, holes, strict=True) if one >= 4 or hole)
    shares = {Fraction(met, base), Fraction(met + sum(holes), base)}
    return "firm" if len({meets(target, share) for share in shares}) == 1 else "open"


def p_exact(gained: int, lost: int) -> Fraction:
    n = gained + lost
    if n == 0:
        return Fraction(1)
    tail = sum(comb(n, i) for i in range(min(gained, lost) + 1))
    return min(Fraction(1), Fraction(2 * tail, 2**n))


def p_of_shares(before: int, base: int, after: int, other: int) -> Fraction:
    """Fisher's exact test from its definition: the chance of all tables that are not likelier than the one found."""
    met = before + after

    def ways(number: int) -> int:
        return comb(base, number) * comb(other, met - number)

    every = [ways(number) for number in range(met + 1)]
    return Fraction(sum(each for each in every if each <= ways(before)), comb(base + other, met))


def rounded(value: Fraction, places: int) -> str:
    """Written with so many places, halves away from zero."""
    scaled = abs(value) * 10**places
    whole = int(scaled + Fraction(1, 2))
    digits = str(whole).rjust(places + 1, "0")
    return ("-" if value < 0 and whole else "") + digits[:-places] + "." + digits[-places:]
