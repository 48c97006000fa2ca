"""The sentences on what is still short in many cohorts, against counts made by hand."""

from fractions import Fraction
from typing import Any

from egyv_engine.model.findings import Finding
from egyv_engine.model.frozen import replace
from tests.narrative.blocks.sections_read import paragraphs
from tests.narrative.toy import between, linked_with_three_waves, moved, shown


def of_cohorts(
    indicator: str, *levels: tuple[int, int], cohorts: tuple[str, ...] = ("early", "late")
) -> list[Finding]:
    """The findings of an indicator with these later levels, one for each cohort, which did not move."""
    found = [moved(indicator, met_both=met, met_neither=base - met) for met, base in levels]
    return [
        replace(each, cohort=cohort, finding=each.finding.replace("@early", f"@{cohort}"))
        for each, cohort in zip(found, cohorts, strict=True)
    ]


def said(found: list[Finding], **options: Any) -> list[str]:
    sections = shown("gaps", found, most_groups=1, **options)
    sentences = [s for paragraph in paragraphs(sections) for s in paragraph.sentences]
    return [s.text for s in sentences if s.kind.startswith("groups_short")]


def test_few_short_cohorts_are_named() -> None:
    """One of eight is fewer than one in four, two of eight are not."""
    assert said(of_cohorts("plan", (1, 8), (2, 8))) == [
        "A plan: fewer than one in four areas had it in one of the two cohorts (early) in 2015."
    ]
    assert said(of_cohorts("plan", (2, 8), (2, 8))) == []


def test_what_nobody_has_is_said_so() -> None:
    assert said(of_cohorts("plan", (0, 8), (0, 9))) == [
        "A plan: no area had it in either of the two cohorts (early and late) in 2015."
    ]
    assert said(of_cohorts("plan", (0, 8), (1, 9))) == [
        "A plan: fewer than one in four areas had it in both cohorts (early and late) in 2015, and none in one of these."
    ]


def test_most_or_all_are_a_gap_where_lower_is_better() -> None:
    assert said(of_cohorts("worry", (7, 8), (8, 8))) == [
        "Worry: more than three in four areas had it in both cohorts (early and late) in 2015, and all of them in one of these."
    ]
    assert said(of_cohorts("worry", (1, 8), (0, 8))) == []


def test_of_many_short_cohorts_the_largest_is_named_if_it_is_one() -> None:
    """Five cohorts: four are short, which are too many to name. With 12 areas one is the largest; with 9 each of two is."""
    names = ("early", "late", "third", "fourth", "fifth")
    levels = ((1, 8), (1, 9), (2, 12), (0, 8), (6, 8))
    assert said(of_cohorts("plan", *levels, cohorts=names)) == [
        (
            "A plan: fewer than 1 in 4 areas had it in 4 of the 5 cohorts in 2015, and none in 1 of these; "
            "the largest such cohort, third, has 2 out of 12."
        ),
    ]
    tied = ((1, 8), (1, 9), (2, 9), (0, 8), (6, 8))
    assert said(of_cohorts("plan", *tied, cohorts=names)) == [
        "A plan: fewer than one in four areas had it in four of the five cohorts in 2015, and none in one of these."
    ]


def test_measures_beyond_the_limit_are_counted() -> None:
    found = [*of_cohorts("plan", (1, 8), (0, 8)), *of_cohorts("wardens", (1, 8), (2, 8))]
    assert said(found, limit=Fraction(1)) == [
        "A plan: fewer than one in four areas had it in both cohorts (early and late) in 2015, and none in one of these.",
        "One other measure falls as far short, in at least one cohort.",
    ]


def test_level_of_the_later_wave_is_by_the_rule_as_that_wave_asked_it() -> None:
    """Visits by two partners were not asked about on joining. Without them 1 of 8 has visits, with them 4 of 8 early areas."""
    reduced = of_cohorts("visited", (1, 8), (1, 8))
    whole = [between(f, "middle", "later") for f in of_cohorts("visited", (4, 8), (1, 9))]
    linked = linked_with_three_waves()
    assert said([*reduced, *whole], programme_of=linked) == [
        "Visits by a partner: fewer than one in four areas had it in one of the two cohorts (late) in 2015."
    ]


def test_level_that_only_a_comparison_has_says_what_it_leaves_out() -> None:
    sections = shown("gaps", of_cohorts("visited", (1, 8), (1, 8)), most_groups=1)
    (text,) = [p.text for p in paragraphs(sections) if p.bullet]
    assert text == (
        "Visits by a partner: fewer than one in four areas had it in both cohorts (early and late) in 2015. "
        "The comparison leaves out the police and health, which were not asked about on joining. "
        "The comparison leaves out the question “Do letters come?”, which was not asked on joining or in 2015."
    )
