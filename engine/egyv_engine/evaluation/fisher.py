"""Fisher's exact test on the shares of two waves with other units each time: two-sided, by the chance of each table."""

from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from math import comb, exp, lgamma

from egyv_engine.evaluation.mcnemar import EXACT_TO

TIE = 1e-7  # relative; chances this near are equal, as in R, because floats may make equal ones differ


@lru_cache(maxsize=65536)
def p_of_shares(before: int, base_before: int, after: int, base_after: int) -> Fraction | float:
    """Return the p-value: the chance of all tables with the same margins that are not likelier than the one found.

    1 if a base is 0, or if none or all of the units met it in both waves, as there is one such table.

    Args:
        before: The number of units that met it in the earlier wave.
        base_before: The units in its base.
        after: The number of units that met it in the later wave.
        base_after: The units in its base.
    """
    met = before + after
    if base_before + base_after > EXACT_TO:
        return _p_in_floats(before, base_before, base_after, met)
    ways = _ways(base_before, base_after, met)
    found = ways[before - max(0, met - base_after)]
    return Fraction(sum(each for each in ways if each <= found), sum(ways))


@lru_cache(maxsize=65536)
def p_smallest_of_shares(base_before: int, base_after: int) -> Fraction | float:
    """Return the smallest p-value that two bases could give: that of no unit in one wave, and of every unit in the other.

    In how many ways the units could have fallen to the waves is a binomial coefficient. Where the bases are equal, none
    and all the other way round is as unlikely.

    Args:
        base_before: The base in the earlier wave.
        base_after: The base in the later wave.
    """
    tables, both = 1 + (base_before == base_after), base_before + base_after
    if both > EXACT_TO:
        return min(1.0, tables * exp(-_log_comb(both, base_before)))
    return min(Fraction(1), Fraction(tables, comb(both, base_before)))


@lru_cache(maxsize=EXACT_TO)
def _ways(base: int, other: int, met: int) -> tuple[int, ...]:
    """Return in how many ways i of a base are among the met, for each possible i; tables with the same margins share them."""
    low, high = max(0, met - other), min(base, met)
    steps = (((base - i) * (met - i), (i + 1) * (other - met + i + 1)) for i in range(low, high))
    first = comb(base, low) * comb(other, met - low)
    return tuple(accumulate(steps, lambda ways, step: ways * step[0] // step[1], initial=first))


def _p_in_floats(found: int, base: int, other: int, met: int) -> float:
    """Return the two tails: the found table and those beyond it, and those that are not likelier at the other end."""
    likeliest = (met + 1) * (base + 1) // (base + other + 2)
    if found > likeliest:  # counting those that did not meet it turns the table round
        found, met = base - found, base + other - met
        likeliest = (met + 1) * (base + 1) // (base + other + 2)
    if found >= likeliest:
        return 1.0
    chance = _log_chance(found, base, other, met)
    low, high = likeliest, min(base, met) + 1
    while low < high:  # the first table above the likeliest that is not likelier than the one found
        middle = (low + high) // 2
        if _log_chance(middle, base, other, met) <= chance + TIE:
            high = middle
        else:
            low = middle + 1
    below = exp(chance) * _sum_down(found, base, other, met)
    if low > min(base, met):
        return min(1.0, below)
    # Turned round, the upper tail is a lower one.
    turned = _sum_down(base - low, base, other, base + other - met)
    return min(1.0, below + exp(_log_chance(low, base, other, met)) * turned)


def _sum_down(top: int, base: int, other: int, met: int) -> float:
    """Sum the chances of the tables from one down, divided by its own, which is the largest."""
    term = total = 1.0
    for i in range(top, max(0, met - other), -1):
        term *= i * (other - met + i) / ((base - i + 1) * (met - i + 1))
        total += term
        if term < total * 1e-17:
            break
    return total


def _log_chance(found: int, base: int, other: int, met: int) -> float:
    return _log_comb(base, found) + _log_comb(other, met - found) - _log_comb(base + other, met)


def _log_comb(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
