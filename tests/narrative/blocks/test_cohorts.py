"""The blocks of a principle's chapter: which findings they write about, in which order."""

from fractions import Fraction

from tests.narrative.blocks.sections_read import mentioned
from tests.narrative.toy import moved, shown

SMALL = moved("plan", gained=1, met_both=4, met_neither=4)
WIDE = moved("wardens", gained=3, met_both=2, met_neither=4)
ITEMS = [moved("part", "police", gained=1, met_both=4), moved("part", "housing", gained=3, met_both=2)]


def test_cohort_writes_the_widest_change_first_or_as_declared() -> None:
    assert mentioned(shown("cohort", [SMALL, WIDE])) == ["wardens", "plan"]
    assert mentioned(shown("cohort", [SMALL, WIDE], order="declared")) == ["plan", "wardens"]


def test_cohort_limited_to_indicators_mentions_no_other() -> None:
    assert mentioned(shown("cohort", [SMALL, WIDE], indicators=("plan",))) == ["plan"]


def test_cohort_with_a_limit_of_one_writes_the_widest_item_as_a_sentence() -> None:
    assert mentioned(shown("cohort", ITEMS, limit=Fraction(1)))[:1] == ["part.housing"]


def test_cohort_has_a_section_for_each_cohort_that_has_findings_of_the_principle() -> None:
    other = moved("plan", gained=1, met_both=4, met_neither=4, cohort="late")
    sections = shown("cohort", [SMALL, other, *ITEMS])
    assert [s.id for s in sections] == ["streets@early", "streets@late", "homes@early"]
    assert {s.heading for s in shown("cohort", [SMALL, other], heading="Mine")} == {"Mine"}
