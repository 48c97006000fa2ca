"""The blocks of a principle's chapter: which findings they write about, in which order."""

from fractions import Fraction

import pytest

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import Chapter
from egyv_engine.model.supplements import Score, Supplements
from egyv_engine.publish.markdown_links import links_of_report
from tests.narrative.blocks.sections_read import mentioned
from tests.narrative.toy import FROM, TO, finding, level, moved, shown

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


BOTH = ("early", "late")


@pytest.mark.parametrize(
    ("show", "found"),
    [
        ("cohort", [moved("plan", gained=1, met_both=4, cohort=c) for c in BOTH]),
        (
            "by_item",
            [moved(i, "police", gained=1, met_both=4, cohort=c) for i in ("part", "trusted") for c in BOTH],
        ),
        (
            "contradictions",
            [
                finding(indicator, "police", after=level(count, 9), before=level(2, 9), cohort=c)
                for indicator, count in (("trusted", 5), ("part", 3))
                for c in BOTH
            ],
        ),
        ("score_spread", [moved("plan", gained=1, met_both=4, cohort=c) for c in BOTH]),
    ],
)
def test_heading_of_a_block_with_a_section_per_cohort_has_the_cohort_after_it(
    show: str, found: list[Finding]
) -> None:
    units = {f"{cohort}{n}": cohort for cohort in BOTH for n in range(5)}
    scores = tuple(
        Score(
            unit=unit,
            principle=principle,
            wave=wave,
            score=Fraction(50),
            coverage=None,
            evaluated=1,
            asked=1,
            dont_know=0,
        )
        for unit in units
        for principle in ("streets", "homes")
        for wave in (FROM, TO)
    )
    results = Supplements(scores=scores)
    for heading, expected in (
        ("Mine", ["Mine, early cohort", "Mine, late cohort"]),
        (None, ["Early cohort", "Late cohort"]),
    ):
        sections = shown(show, found, results, cohorts_of_units=units, heading=heading)
        assert [s.heading for s in sections] == expected


def test_text_leads_to_the_first_section_of_a_block_by_the_heading_that_the_block_declares() -> None:
    other = moved("plan", gained=1, met_both=4, met_neither=4, cohort="late")
    sections = tuple(shown("cohort", [SMALL, other], heading="What changed"))
    chapter = Chapter(id="own", title="Own", annex=False, sections=sections)
    assert links_of_report([chapter]).anchors == {
        "own": "1-own",
        "own.what_changed_early_cohort": "what-changed-early-cohort",
        "own.what_changed_late_cohort": "what-changed-late-cohort",
        "own.what_changed": "what-changed-early-cohort",
    }
