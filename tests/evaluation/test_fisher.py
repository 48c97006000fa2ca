"""The exact test of two shares against scipy and against every way in which units could fall to the waves."""

from fractions import Fraction
from itertools import combinations, product

import pytest
from scipy.stats import fisher_exact

from egyv_engine.evaluation.fisher import _p_in_floats, p_of_shares, p_smallest_of_shares

SMALL = [
    (before, base, after, other)
    for base, other in product(range(1, 9), repeat=2)
    for before in range(base + 1)
    for after in range(other + 1)
]
LARGE = [
    (30, 480, 61, 520),
    (250, 500, 251, 501),
    (100, 1_000, 130, 1_000),
    (500, 1_000, 500, 1_000),
    (0, 1_200, 9, 800),
    (3, 2_000, 1, 40),
    (1_999, 2_000, 1_990, 2_000),
    (700, 1_000, 100, 1_000),
    (12_400, 25_000, 12_700, 25_000),
    (9_000, 40_000, 2_100, 9_000),
]


@pytest.mark.parametrize(("before", "base", "after", "other"), SMALL[::7] + LARGE)
def test_p_exact_any_table_equals_scipy(before: int, base: int, after: int, other: int) -> None:
    expected = fisher_exact([[before, base - before], [after, other - after]]).pvalue
    assert float(p_of_shares(before, base, after, other)) == pytest.approx(expected, rel=1e-7)


def test_p_exact_is_the_share_of_ways_in_which_units_could_fall_to_the_waves() -> None:
    """The units that met it are fixed; chance decides which of all units are in the earlier wave."""
    for before, base, after, other in ((0, 3, 3, 4), (1, 4, 3, 3), (2, 2, 2, 5), (1, 3, 2, 3)):
        met = set(range(before + after))
        found = [len(met.intersection(some)) for some in combinations(range(base + other), base)]
        ways = [found.count(number) for number in found]
        expected = Fraction(sum(each <= found.count(before) for each in ways), len(found))
        assert p_of_shares(before, base, after, other) == expected


def test_p_exact_by_hand() -> None:
    """None of 3, then 3 of 4: C(4,3) = 4 of the C(7,3) = 35 ways, and the 1 way with all 3 among the first: 5/35."""
    assert p_of_shares(0, 3, 3, 4) == Fraction(1, 7)


def test_p_exact_with_one_possible_table_is_one() -> None:
    for table in (
        (0, 5, 0, 9),
        (5, 5, 9, 9),
        (0, 0, 3, 9),
        (0, 0, 0, 0),
        (0, 600, 0, 900),
        (600, 600, 900, 900),
    ):
        assert p_of_shares(*table) == 1


def test_p_exact_does_not_depend_on_the_order_of_the_waves_nor_on_what_is_counted() -> None:
    for before, base, after, other in SMALL[::11]:
        p = p_of_shares(before, base, after, other)
        assert (
            p
            == p_of_shares(after, other, before, base)
            == p_of_shares(base - before, base, other - after, other)
        )


def test_p_exact_where_integers_end_is_the_same_on_both_sides() -> None:
    for base in (1, 20, 500, 700):
        other = 1000 - base
        for before in {0, base // 3, base}:
            for after in {0, other // 5, other // 3, other - 1}:
                exact = float(p_of_shares(before, base, after, other))
                assert exact == pytest.approx(_p_in_floats(before, base, other, before + after), rel=1e-9)


def test_p_values_are_exact_fractions_up_to_a_thousand_units() -> None:
    assert isinstance(p_of_shares(240, 500, 260, 500), Fraction)
    assert isinstance(p_of_shares(240, 500, 260, 501), float)


def test_p_smallest_is_the_smallest_p_value_of_all_tables() -> None:
    for base, other in product(range(9), repeat=2):
        every = [p_of_shares(a, base, b, other) for a in range(base + 1) for b in range(other + 1)]
        assert p_smallest_of_shares(base, other) == min(every)


def test_p_smallest_where_integers_end() -> None:
    """One unit against a thousand: it alone met it, or it alone did not, in 1 of 1,001 ways."""
    assert p_smallest_of_shares(1, 1000) == pytest.approx(1 / 1001, rel=1e-9)
    assert p_smallest_of_shares(1_000_000, 1_000_000) == 0
    assert p_smallest_of_shares(0, 5000) == 1
