"""The blocks that pick findings by size: which are picked, how many, and from which indicators."""

from fractions import Fraction

from tests.narrative.blocks.sections_read import mentioned
from tests.narrative.toy import moved, shown

SMALL = moved("plan", gained=1, met_both=4, met_neither=4)
WIDE = moved("wardens", gained=3, met_both=2, met_neither=4)
WORSE = moved("worry", gained=2, met_both=2, met_neither=4)  # lower is better
GAP = moved("fear", met_both=8, met_neither=1)  # lower is better, and nearly all report it
ALL = [SMALL, WIDE, WORSE, GAP]


def test_largest_improvements_are_named_by_size_up_to_the_limit() -> None:
    assert mentioned(shown("largest_improvements", ALL)) == ["wardens", "plan"]
    assert mentioned(shown("largest_improvements", ALL, limit=Fraction(1))) == ["wardens"]


def test_largest_improvements_of_some_indicators_are_picked_among_these() -> None:
    assert mentioned(shown("largest_improvements", ALL, indicators=("plan", "worry"))) == ["plan"]


def test_declines_names_what_declined() -> None:
    assert mentioned(shown("declines", ALL)) == ["worry"]


def test_gaps_names_what_did_not_change_and_is_far_from_good() -> None:
    assert mentioned(shown("gaps", ALL)) == ["fear"]
    assert shown("gaps", [SMALL, WIDE, WORSE]) == []


def test_headline_names_the_widest_rise_and_the_widest_fall_or_else_a_gap() -> None:
    assert mentioned(shown("headline", ALL)) == ["wardens", "worry"]
    assert mentioned(shown("headline", [SMALL, WIDE, GAP])) == ["wardens", "fear"]
    assert mentioned(shown("headline", ALL, indicators=("plan",))) == ["plan"]
