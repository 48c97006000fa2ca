"""McNemar's exact test on matched units: a two-sided binomial test on the units that changed."""

from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from math import exp, ldexp, lgamma, log

EXACT_TO = 1_000  # changers; above, floats from the larger terms down


@lru_cache(maxsize=65536)
def p_exact(gained: int, lost: int) -> Fraction | float:
    """Return the p-value: min(1, 2 * sum of C(n, i) / 2**n for i up to the smaller count); 1 if no unit changed.

    Args:
        gained: The number of units that changed from not met to met.
        lost: The number of units that changed from met to not met.
    """
    n, k = gained + lost, min(gained, lost)
    if 2 * k >= n:
        return Fraction(1)
    if n > EXACT_TO:
        return _p_float(n, k)
    return min(Fraction(1), Fraction(2 * _tails(n)[k], 1 << n))


@lru_cache(maxsize=EXACT_TO)
def _tails(n: int) -> tuple[int, ...]:
    """Return the sum of C(n, i) for i up to k, for each k below the middle; pairs with equally many changers share them."""
    terms = accumulate(range((n + 1) // 2 - 1), lambda term, i: term * (n - i) // (i + 1), initial=1)
    return tuple(accumulate(terms))


@lru_cache(maxsize=65536)
def p_smallest(matched: int) -> Fraction | float:
    """Return the smallest p-value that so many matched units could give: min(1, 2 ** (1 - matched))."""
    if matched <= 1:
        return Fraction(1)
    return Fraction(1, 1 << (matched - 1)) if matched <= EXACT_TO else ldexp(1.0, 1 - matched)


def _p_float(n: int, k: int) -> float:
    """Return twice the tail up to k; near the middle, 1 less the terms between, which are fewer."""
    middle = n // 2
    if k == middle:
        return 1.0
    if (n - 2 * k) ** 2 < 4 * n:  # within two standard deviations: p is above 0.04, no digit is lost
        from_middle = _sum(n, middle, k + 1)
        return 1.0 - _term(n, middle) * (2 * from_middle - (n % 2 == 0))
    return min(1.0, 2 * _term(n, k) * _sum(n, k, 0))


def _term(n: int, i: int) -> float:
    """Return C(n, i) / 2**n."""
    return exp(lgamma(n + 1) - lgamma(i + 1) - lgamma(n - i + 1) - n * log(2))


def _sum(n: int, top: int, bottom: int) -> float:
    """Sum the terms from the largest, at `top`, down to `bottom`, divided by the largest."""
    term = total = 1.0
    for i in range(top, bottom, -1):
        term *= i / (n - i + 1)
        total += term
        if term < total * 1e-17:
            break
    return total
