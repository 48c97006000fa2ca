"""The blocks that pick findings by size: which are picked, how many, and from which indicators."""

from fractions import Fraction

from tests.narrative.blocks.sections_read import mentioned
from tests.narrative.toy import moved, shown

SMALL = moved("plan", gained=1, kept=4, never=4)
WIDE = moved("wardens", gained=3, kept=2, never=4)
WORSE = moved("worry", gained=2, kept=2, never=4)  # lower is better
GAP = moved("fear", kept=8, never=1)  # lower is better, and nearly all report it
ALL = [SMALL, WIDE, WORSE, GAP]


def test_widest_names_improvements_by_size_up_to_its_most() -> None:
    assert mentioned(shown("widest", ALL)) == ["wardens", "plan"]
    assert mentioned(shown("widest", ALL, most=Fraction(1))) == ["wardens"]


def test_widest_limited_to_indicators_picks_among_these() -> None:
    assert mentioned(shown("widest", ALL, indicators=("plan", "worry"))) == ["plan"]


def test_falls_names_what_declined() -> None:
    assert mentioned(shown("falls", ALL)) == ["worry"]


def test_gaps_names_what_did_not_change_and_is_far_from_good() -> None:
    assert mentioned(shown("gaps", ALL)) == ["fear"]
    assert shown("gaps", [SMALL, WIDE, WORSE]) == []


def test_headline_names_the_widest_rise_and_the_widest_fall_or_else_a_gap() -> None:
    assert mentioned(shown("headline", ALL)) == ["wardens", "worry"]
    assert mentioned(shown("headline", [SMALL, WIDE, GAP])) == ["wardens", "fear"]
    assert mentioned(shown("headline", ALL, indicators=("plan",))) == ["plan"]
