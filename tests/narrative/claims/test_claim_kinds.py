"""The borders at which a finding gets another kind of claim, or is a gap."""

from fractions import Fraction

import pytest

from egyv_engine.model.frozen import replace
from egyv_engine.narrative.claims.claim_kinds import is_gap, kind_of, move_of, shortfall
from tests.narrative.toy import finding, level, little, moved


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
        ({"gained": 5}, "rise"),  # "up from none" says it
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
    assert kind_of(moved(**moves), "matched", is_first_asked=False) == kind  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("moves", "kind"),
    [
        ({"gained": 3, "lost": 1, "met_both": 40, "met_neither": 40}, "little_changed"),
        ({"lost": 1, "met_both": 40, "met_neither": 40}, "little_changed"),
        ({"gained": 2, "met_both": 40}, "little_changed"),
        ({"gained": 1, "met_both": 40, "once_before": (3, 3)}, "little_changed"),  # counts go the other way
        ({"gained": 1, "lost": 1, "met_both": 40}, "churn"),
        ({"met_both": 40, "met_neither": 3}, "flat"),
        ({"met_neither": 40}, "floor"),
    ],
)
@pytest.mark.parametrize("indicator", ["plan", "worry"])
def test_change_that_the_criterion_calls_unchanged_is_no_rise_and_no_fall(
    moves: dict[str, int], kind: str, indicator: str
) -> None:
    found = little(moved(indicator, **moves))  # type: ignore[arg-type]
    assert kind_of(found, "matched", is_first_asked=False) == kind
    assert move_of(found, "matched") == 0


@pytest.mark.parametrize(
    ("before", "after", "judged", "kind"),
    [
        ((50, 100), (60, 100), 1, "rise"),
        ((50, 100), (40, 100), -1, "fall"),
        ((50, 100), (47, 100), 0, "little_changed"),
        ((50, 100), (53, 100), 0, "little_changed"),
        ((5, 10), (10, 20), 0, "flat"),  # the shares are alike, and no matched unit moved
        ((40, 100), (30, 50), 1, "rise"),  # a smaller count, and a larger share
        ((0, 10), (0, 20), 0, "floor"),  # no unit either time, as where units are judged
        ((10, 10), (20, 20), 0, "ceiling"),
    ],
)
def test_kind_of_two_shares_is_that_of_the_verdict(
    before: tuple[int, int], after: tuple[int, int], judged: int, kind: str
) -> None:
    found = replace(
        moved(met_both=4, met_neither=1),
        from_level=level(*before),
        to_level=level(*after),
        judged_move=judged,
    )
    assert kind_of(found, "all", is_first_asked=False) == kind


def test_verdict_that_the_numbers_do_not_bear_out_is_no_rise() -> None:
    """A criterion that calls a net of zero improved is warned of; nothing is said to rise from five to five."""
    found = replace(moved(met_both=5, met_neither=4), judged_move=1, verdict="improved")
    assert kind_of(found, "matched", is_first_asked=False) == "flat"


def test_what_an_earlier_wave_asked_is_not_first_asked() -> None:
    found = finding(after=level(3, 9), reason="not_asked")
    assert kind_of(found, "matched", is_first_asked=True) == "first_asked"
    assert kind_of(found, "matched", is_first_asked=False) == "not_asked_before"


@pytest.mark.parametrize("before", [(20, 40), (30, 40), (10, 12)])
@pytest.mark.parametrize("others", [(0, 0), (0, 40), (30, 0), (10, 20)])
@pytest.mark.parametrize(("gained", "lost"), [(6, 1), (1, 6), (2, 2)])
def test_rise_or_fall_goes_the_way_of_the_share(
    before: tuple[int, int], others: tuple[int, int], gained: int, lost: int
) -> None:
    """Some units that answered both times gained it or lost it, and others, with it or without, answered later alone."""
    count, base = before
    met, not_met = others
    found = moved(
        gained=gained,
        lost=lost,
        met_both=count - lost,
        met_neither=base - count - gained,
        once_after=(met, met + not_met),
    )
    kind = kind_of(found, "matched", is_first_asked=False)
    up = (count + gained - lost + met) / (base + met + not_met) - count / base
    if gained == lost:
        assert kind == "churn"
    elif kind.startswith("rise"):
        assert up > 0
    elif kind.startswith("fall"):
        assert up < 0
    else:
        assert kind == "units_moved"
        counts_up = gained - lost + met
        assert up * (gained - lost) <= 0 or counts_up * (gained - lost) <= 0
