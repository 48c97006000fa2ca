"""The order of findings: each measure by itself, the default, and ties."""

from fractions import Fraction
from typing import Any

import pytest

from egyv_engine.model.findings import Certainty, CertaintyWord, Finding
from egyv_engine.model.frozen import replace
from egyv_engine.model.supplements import PublishedComparison, Supplements
from egyv_engine.narrative.claims.ranking import (
    DEFAULT_RANK,
    MEASURES,
    in_paragraph_order,
    ranked,
    ranked_together,
)
from tests.narrative import toy
from tests.narrative.toy import ITEMS, moved

WIDE: Any = {"gained": 3, "met_both": 2, "met_neither": 4}
NARROW: Any = {"gained": 1, "met_both": 4, "met_neither": 4}


def certain(found: Finding, of_missing: CertaintyWord, of_surveyed: CertaintyWord = "open") -> Finding:
    certainty = Certainty(certainty=of_missing, net_low=-1, net_high=2, certainty_surveyed=of_surveyed)
    return replace(found, certainty=certainty)


def order(*found: Finding, rank: tuple[str, ...] = DEFAULT_RANK, supplements: Any = None) -> list[list[str]]:
    groups = ranked(found, toy.context(found, supplements), rank)
    return [[f.indicator if f.item is None else f.item for f in group] for group in groups]


def test_default_is_every_measure_in_the_order_that_is_documented() -> None:
    assert " ".join(DEFAULT_RANK) == (
        "share_of_items net_change firm published without_care scored count_change"
    )
    assert tuple(MEASURES) == DEFAULT_RANK


def test_larger_net_comes_first_in_either_direction() -> None:
    fall = moved("wardens", lost=2, met_both=3, met_neither=4)
    assert order(moved("plan", **NARROW), fall, moved("worry", **WIDE), rank=("net_change",)) == [
        ["worry"],
        ["wardens"],
        ["plan"],
    ]


def test_firm_comes_before_open_and_firm_against_all_surveyed_before_both() -> None:
    found = (
        certain(moved("plan", **WIDE), "open"),
        certain(moved("wardens", **WIDE), "firm"),
        certain(moved("worry", **WIDE), "firm", "firm"),
    )
    assert order(*found) == [["worry"], ["wardens"], ["plan"]]


def test_change_between_published_counts_comes_before_one_that_was_not_published() -> None:
    found = (moved("plan", **WIDE), moved("wardens", **WIDE))
    published = PublishedComparison(
        source="report", principle="streets", finding=found[1].finding, wave="later", count=5, base=9,
        found_count=5, found_base=9, declared_reason=None,
    )  # fmt: skip
    assert order(*found, supplements=Supplements(published=(published,))) == [["wardens"], ["plan"]]


def test_change_to_be_compared_with_care_comes_after_one_that_is_not() -> None:
    careful = replace(moved("plan", **WIDE), with_caution=True)
    assert order(careful, moved("wardens", **WIDE)) == [["wardens"], ["plan"]]


def test_raw_change_decides_last() -> None:
    """Both rose by three areas of nine; a tenth answered once, and the count of one rose by two only."""
    once = moved("plan", **WIDE, once_before=(1, 1))
    assert order(once, moved("wardens", **WIDE)) == [["wardens"], ["plan"]]


def test_findings_that_tie_in_every_measure_stay_together_in_declared_order() -> None:
    assert order(moved("plan", **NARROW), moved("wardens", **WIDE), moved("worry", **WIDE)) == [
        ["wardens", "worry"],
        ["plan"],
    ]


def test_measures_that_are_not_named_do_not_count() -> None:
    found = (moved("plan", **NARROW), moved("wardens", **WIDE))
    assert order(*found, rank=("firm", "scored")) == [["plan", "wardens"]]


@pytest.mark.parametrize(("size", "first"), [(1, "wardens"), (10, "plan")])
def test_small_bases_are_ranked_by_units_and_large_ones_by_points(size: int, first: str) -> None:
    """4 of 20 units are fewer points than 3 of 9; a percentage is stated from 30 on."""
    plan = moved("plan", gained=3 * size, met_neither=6 * size)
    wardens = moved("wardens", gained=4 * size, met_neither=16 * size)
    assert order(plan, wardens, rank=("net_change",))[0] == [first]


def test_items_of_a_basket_said_together_are_ranked_by_their_mean() -> None:
    part = tuple(moved("part", item, **WIDE) for item in ITEMS)
    seen = (moved("presence", "police", **WIDE), moved("presence", "housing", **NARROW))
    context = toy.context([*part, *seen])
    assert ranked_together([seen, part], context, ("net_change",)) == [[part], [seen]]
    assert Fraction(sum((3, 3, 3)), 3) > Fraction(3 + 1, 2)


def test_paragraph_on_one_wave_begins_with_what_few_have() -> None:
    """Eight of nine areas have the plan and one has wardens; worry, of which less is better, is reported by all nine."""
    counts = {"plan": 8, "wardens": 1, "care": 9, "worry": 9}
    alone = [
        replace(
            moved(indicator, met_both=count, met_neither=9 - count),
            from_wave=None,
            from_level=None,
            change=None,
            verdict="not_judged",
        )
        for indicator, count in counts.items()
    ]
    found = in_paragraph_order(alone, toy.context(alone))
    assert [f.indicator for f in found] == ["wardens", "worry", "plan", "care"]
