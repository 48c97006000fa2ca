"""The exact test against scipy, and its smallest value."""

from fractions import Fraction

import pytest
from scipy.stats import binomtest

from egyv_engine.evaluation.mcnemar import p_exact, p_smallest

CHANGERS = [(g, n - g) for n in range(1, 25) for g in range(n + 1)] + [
    (480, 520),
    (450, 551),
    (9000, 9400),
    (3, 2000),
    *((501 - i, 501 + i) for i in (0, 1, 2, 30, 31, 32, 33)),
    *((501 - i, 502 + i) for i in (0, 1, 30, 31, 32)),
    (12_400, 12_500),
    (499_000, 501_500),
]


@pytest.mark.parametrize(("gained", "lost"), CHANGERS)
def test_p_exact_any_changers_equals_scipy(gained: int, lost: int) -> None:
    assert float(p_exact(gained, lost)) == pytest.approx(binomtest(gained, gained + lost).pvalue, rel=1e-9)


def test_p_exact_nobody_changed_is_one() -> None:
    assert p_exact(0, 0) == 1


def test_p_exact_where_integers_end_is_the_same_on_both_sides() -> None:
    from egyv_engine.evaluation.mcnemar import _p_float

    for lost in (430, 480, 499):
        assert float(p_exact(1000 - lost, lost)) == pytest.approx(_p_float(1000, lost), rel=1e-10)


def test_p_values_are_exact_fractions_up_to_a_thousand_units() -> None:
    assert isinstance(p_exact(480, 520), Fraction)
    assert isinstance(p_exact(480, 521), float)
    assert p_smallest(1000) == Fraction(1, 2**999)
    assert isinstance(p_smallest(1000), Fraction)
    assert isinstance(p_smallest(1001), float)
    assert p_smallest(1001) == 2.0**-1000


def test_p_smallest_halves_with_each_matched_unit() -> None:
    assert [p_smallest(n) for n in range(5)] == [1, 1, Fraction(1, 2), Fraction(1, 4), Fraction(1, 8)]
    assert p_smallest(1_000_000) == 0
