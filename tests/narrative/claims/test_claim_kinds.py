"""The borders at which a finding gets another kind of claim, or is a gap."""

from dataclasses import replace
from fractions import Fraction

import pytest

from egyv_engine.narrative.claims.claim_kinds import is_gap, is_partial, kind_of, shortfall
from tests.narrative.toy import finding, level, moved


@pytest.mark.parametrize(
    ("count", "base", "higher", "lower"),
    [
        (0, 8, True, False),
        (1, 8, True, False),
        (249, 1000, True, False),
        (2, 8, False, False),  # a quarter exactly is no longer few
        (4, 8, False, False),
        (6, 8, False, False),  # three quarters exactly are not yet most
        (751, 1000, False, True),
        (7, 8, False, True),
        (8, 8, False, True),
    ],
)
def test_gap_is_less_than_a_quarter_or_where_lower_is_better_more_than_three(
    count: int, base: int, higher: bool, lower: bool
) -> None:
    found = finding(after=level(count, base))
    assert [is_gap(found, d) for d in ("higher", "lower", "none")] == [higher, lower, False]
    assert shortfall(found, "higher") == 1 - Fraction(count, base)
    assert shortfall(found, "lower") == Fraction(count, base)


def test_gap_needs_a_base() -> None:
    for found in (finding(after=level(0, 0, asked=5)), finding(before=level(1, 5))):
        assert not is_gap(found, "higher")
        assert shortfall(found, "lower") == 0


@pytest.mark.parametrize(
    ("moves", "kind"),
    [
        ({"gained": 1, "met_both": 4, "met_neither": 4}, "rise_by_one"),
        ({"gained": 3, "lost": 2, "met_both": 4, "met_neither": 4}, "rise_by_one"),
        ({"gained": 2, "met_both": 4, "met_neither": 4}, "rise"),
        ({"lost": 1, "met_both": 4, "met_neither": 4}, "fall_by_one"),
        ({"lost": 2, "met_both": 4, "met_neither": 4}, "fall"),
        ({"gained": 2, "met_both": 4}, "all_gained"),
        ({"gained": 1, "met_both": 4}, "rise_by_one"),  # one alone is not "all"
        ({"gained": 2, "lost": 1, "met_both": 4}, "rise_by_one"),
        ({"gained": 3, "lost": 1, "met_both": 4}, "rise"),
        ({"met_both": 4, "met_neither": 4}, "flat"),
        ({"gained": 1, "lost": 1, "met_both": 4}, "churn"),
        ({"met_neither": 5}, "floor"),
        ({"met_both": 5}, "ceiling"),
    ],
)
def test_kind_is_that_of_the_moves(moves: dict[str, int], kind: str) -> None:
    assert kind_of(moved(**moves)) == kind  # type: ignore[arg-type]


@pytest.mark.parametrize(("base", "asked", "expected"), [(0, 5, False), (4, 5, True), (5, 5, False)])
def test_finding_is_partial_where_some_but_not_all_left_no_answer(
    base: int, asked: int, expected: bool
) -> None:
    assert is_partial(replace(finding(), to_level=level(0, base, asked=asked))) is expected
