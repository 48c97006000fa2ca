"""The blocks that pick what leads: baskets before single findings, which are picked, how many, and who ties."""

from fractions import Fraction
from typing import Any

import pytest

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.findings import Finding
from egyv_engine.model.frozen import replace
from egyv_engine.model.report import Table
from egyv_engine.narrative.blocks.block import ChosenComparison
from egyv_engine.narrative.blocks.headline import HeadlineOpeningFacts
from egyv_engine.narrative.language.parts import term
from tests.narrative.blocks.sections_read import kinds, mentioned, paragraphs, texts
from tests.narrative.toy import (
    FILES,
    ITEMS,
    REPORT,
    THREE_WAVES,
    between,
    book,
    finding,
    level,
    linked_of,
    linked_with_three_waves,
    moved,
    shown,
)

SMALL = moved("plan", gained=1, met_both=4, met_neither=4)
WIDE = moved("wardens", gained=3, met_both=2, met_neither=4)
WORSE = moved("worry", gained=2, met_both=2, met_neither=4)  # lower is better
GAP = moved("fear", met_both=8, met_neither=1)  # lower is better, and nearly all report it
ALL = [SMALL, WIDE, WORSE, GAP]
UP: Any = {"gained": 3, "met_both": 2, "met_neither": 4}
DOWN: Any = {"lost": 3, "met_both": 2, "met_neither": 4}
STILL: Any = {"met_both": 5, "met_neither": 4}


def text(show: str, found: list[Finding], **options: Any) -> str:
    return " ".join(texts(shown(show, found, **options)))


def items(indicator: str, *moves: Any) -> list[Finding]:
    return [moved(indicator, item, **move) for item, move in zip(ITEMS, moves, strict=True)]


def five_cohorts() -> tuple[tuple[str, ...], LinkedProgramme]:
    """The ids of five cohorts, and the toy with them in place of its two."""
    names = ("n", "m", "e", "s", "w")
    programme = FILES["programme.yaml"].replace("ids: [early, late]", f"ids: [{', '.join(names)}]")
    return names, linked_of(programme=programme.replace("cohort: late, ", ""))


def with_care_by_shares() -> LinkedProgramme:
    """The toy, in which a criterion on the two shares judges good care."""
    return linked_of(
        **{
            "1-streets": FILES["principles/1-streets.yaml"].replace(
                "{id: care,", "{id: care, criterion: shares,"
            ),
            "criteria": FILES["rules/criteria.yaml"]
            + "  shares: {judged_on: all, improved: {share_change_at_least: 5}, declined: {share_change_at_most: -5}}\n",
        }
    )


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


def test_gap_is_never_shown_as_a_rise() -> None:
    """One of nine has it, and none had: it rose, and it is a gap all the same."""
    still_low = moved("plan", gained=1, met_neither=8)
    assert shown("largest_improvements", [still_low]) == []
    assert mentioned(shown("gaps", [still_low])) == ["plan"]


def test_what_fell_to_few_is_a_gap_as_well() -> None:
    lowest, low = moved("plan", lost=3, met_neither=6), moved("wardens", met_both=2, met_neither=7)
    assert mentioned(shown("gaps", [low, lowest])) == ["plan", "wardens"]


def test_lead_of_a_chapter_names_the_widest_rise_and_the_widest_fall_or_else_a_gap() -> None:
    assert mentioned(shown("principle_summary", ALL, principle="streets")) == ["wardens", "worry"]
    assert mentioned(shown("principle_summary", [SMALL, WIDE, GAP], principle="streets")) == [
        "wardens",
        "fear",
    ]
    new = finding("plan", after=level(3, 9), reason="not_asked")
    assert shown("principle_summary", [new], principle="streets") == []


def test_headline_names_the_largest_rises_and_falls_with_both_counts_and_who_ties() -> None:
    """Three areas more have wardens, and two more report worry, which is worse; one more has a plan."""
    found = [*ALL, moved("part", "police", **DOWN)]
    assert [(each.lead, each.text) for each in paragraphs(shown("headline", found, limit=Fraction(1)))] == [
        (None, "Areas in the early cohort reported, on joining and in 2015:"),
        ("Largest rises", "Wardens: five out of nine areas, up from two out of nine."),
        (
            "Largest falls",
            "A part in the work, the police: two out of nine areas, down from five out of nine.",
        ),
    ]
    assert "Worry: four out of eight areas, up from two out of eight, which is worse." in text(
        "headline", found
    )
    tied = text("headline", [moved("plan", **UP), moved("wardens", **UP)], limit=Fraction(1))
    assert tied.endswith(
        "A plan: five out of nine areas, up from two out of nine. The change was as large for “Wardens”."
    )


def test_largest_changes_of_the_headline_are_the_largest_whatever_the_order_of_the_block() -> None:
    found = shown("headline", [SMALL, WIDE], rank=("scored",), limit=Fraction(1))
    assert mentioned(found) == ["wardens"]
    assert [each.lead for each in paragraphs(found)][-1] == "Largest rises"


def test_headline_says_of_a_basket_that_moved_both_ways_how_many_went_the_other_way() -> None:
    found = [*items("part", DOWN, DOWN, UP), *items("presence", UP, UP, UP)]
    points = {each.lead: each.text for each in paragraphs(shown("headline", found))}
    assert (
        points["Fell most widely"]
        == "“A part in the work” fell for two of the three partners and rose for one."
    )
    assert points["Rose most widely"] == "“A presence in the work” rose for all three partners."


def test_summary_is_about_the_whole_time_and_then_the_last_step() -> None:
    """The comparison that ends in the middle is left to the chapters; a gap is named once."""
    linked = linked_with_three_waves()
    pairs = (("start", "middle"), ("middle", "later"), ("start", "later"))
    found = [between(WIDE, *pair) for pair in pairs]
    said = texts(shown("headline", found, programme_of=linked))
    assert [each for each in said if each.endswith(":")] == [
        "Areas in the early cohort reported, on joining and in 2015:",
        "Areas in the early cohort reported, in 2014 and in 2015:",
    ]
    leads = texts(shown("principle_summary", found, programme_of=linked, principle="streets"))
    assert [each.count("up from") for each in leads] == [1, 1]
    gaps = [between(GAP, *pair) for pair in pairs]
    assert mentioned(shown("gaps", gaps, programme_of=linked)) == ["fear"]
    chosen = ChosenComparison(from_="start", to="middle", doc_path=REPORT)
    alone = shown("headline", found, programme_of=linked, comparison=chosen)
    assert texts(alone)[0] == "Areas in the early cohort reported, on joining and in 2014:"


@pytest.mark.parametrize(
    ("cohort", "expected"),
    [
        ("early", "Records of areas in the early cohort show, on joining and in 2015:"),
        (None, "Records of areas show, on joining and in 2015:"),
    ],
)
def test_opening_on_records_says_whose_records_they_are(cohort: str | None, expected: str) -> None:
    facts = HeadlineOpeningFacts(
        cohort=term(cohort), before_label=term("on joining"), after_label=term("in 2015"), is_both=False
    )
    assert book().on_record(is_records=True).sentence(facts, basis=()).text == expected


def test_brief_gaps_are_named_by_their_counts_alone() -> None:
    few: Any = {"met_both": 1, "met_neither": 8}
    found = [
        *items("part", few, few, STILL),
        moved("plan", gained=1, met_neither=8),
        moved("wardens", lost=3, met_neither=6),
    ]
    (said,) = texts(shown("gaps", found, brief=True, limit=Fraction(2)))
    assert said == (
        "Wardens: none of the nine areas in 2015, down from three out of nine on joining. "
        "A plan: one area in 2015, up by one area from none on joining. "
        "The gap was as wide for “A part in the work” (the police) and “A part in the work” (housing)."
    )


def test_brief_gap_counts_who_did_not_know_where_they_could_close_it() -> None:
    """None of nine: with three more it were a third, which is no gap, and with two it were less than a quarter."""
    for not_known, said in (
        (3, "none of the nine areas (three did not know) in"),
        (2, "none of the nine areas in"),
    ):
        none = moved("plan", met_neither=9)
        assert none.to_level is not None
        found = replace(none, to_level=replace(none.to_level, dont_know=not_known))
        assert f"A plan: {said} 2015," in text("gaps", [found], brief=True)


def test_headline_says_so_where_nothing_moved() -> None:
    flat = [moved("plan", met_both=4, met_neither=5), moved("wardens", met_both=4, met_neither=5)]
    first = finding("care", after=level(3, 9), reason="too_few_matched")
    assert texts(shown("headline", [*flat, first])) == [
        (
            "In the early cohort, neither of the two measures compared changed. "
            "One of the three measures cannot be compared, because too few areas answered both times."
        )
    ]
    assert texts(shown("headline", [first])) == ["In the early cohort, the only measure cannot be compared."]


def test_headline_leaves_to_marks_who_did_not_know() -> None:
    assert WIDE.to_level is not None
    found = replace(WIDE, to_level=replace(WIDE.to_level, dont_know=2))
    assert "answered don't know in 2015" in text("largest_improvements", [found])
    assert "don't know" not in text("headline", [found])


def test_lead_states_a_basket_rather_than_its_items() -> None:
    found = items("part", DOWN, DOWN, STILL)
    assert (
        text("principle_summary", found, principle="homes")
        == "In the early cohort, as reported by areas, “A part in the work” fell for two of the three partners."
    )


def test_headline_has_a_point_each_way_on_baskets_and_on_single_changes() -> None:
    found = shown("headline", [*ALL, *items("part", DOWN, DOWN, STILL)], limit=Fraction(1))
    assert [each.lead for each in paragraphs(found)] == [
        *(None, "Fell most widely", "Largest rises", "Largest falls")
    ]


def test_headline_names_six_baskets_at_most_each_way() -> None:
    """Three clauses: of those with the same numbers, the sentence names up to six indicators in all."""
    found = [*items("part", UP, UP, UP), *items("presence", UP, UP, UP), *items("seen", UP, UP, STILL)]
    points = {each.lead: each.text for each in paragraphs(shown("headline", found))}
    assert points["Rose most widely"] == (
        "“A part in the work” and “A presence in the work” each rose for all three partners, and “A part in the work or visits” "
        "for two."
    )


def test_baskets_lead_and_items_follow() -> None:
    found = items("part", DOWN, DOWN, STILL)
    assert kinds(shown("declines", found))[0] == "message"
    assert text("declines", found).startswith(
        "As reported by areas, “A part in the work” fell for two of the three partners. "
    )


def test_both_directions_of_a_basket_are_stated_where_many_moved_the_other_way() -> None:
    assert text("principle_summary", items("part", DOWN, DOWN, UP), principle="homes") == (
        "In the early cohort, as reported by areas, “A part in the work” fell for two of the three partners and rose for one."
    )


def test_clause_after_one_of_both_directions_says_its_own() -> None:
    found = [*items("part", DOWN, DOWN, UP), *items("presence", DOWN, STILL, STILL)]
    assert text("principle_summary", found, principle="homes") == (
        "In the early cohort, as reported by areas, “A part in the work” fell for two of the three partners and rose for one, "
        "and “A presence in the work” fell for one."
    )


def test_indicators_with_the_same_numbers_share_a_clause_and_others_leave_out_the_base() -> None:
    found = [*items("part", UP, UP, UP), *items("presence", UP, UP, UP), *items("seen", UP, UP, STILL)]
    assert text("principle_summary", found, principle="homes") == (
        "In the early cohort, as reported by areas, “A part in the work” and “A presence in the work” each rose for all three partners, and “A part in "
        "the work or visits” for two."
    )


def test_basket_of_gaps_is_stated_first() -> None:
    few: Any = {"met_both": 1, "met_neither": 8}
    found = items("part", few, few, STILL)
    assert kinds(shown("gaps", found))[0] == "gap_message"
    assert text("gaps", found).startswith(
        "Fewer than one in four areas reported “A part in the work” for two of the three partners. "
    )


@pytest.mark.parametrize(
    ("show", "move", "expected"),
    [
        ("headline", UP, "“A part in the work” rose for both partners compared."),
        ("largest_improvements", UP, "“A part in the work” rose for both partners compared."),
        ("declines", DOWN, "“A part in the work” fell for both partners compared."),
        (
            "gaps",
            {"met_both": 1, "met_neither": 8},
            "Fewer than one in four areas reported “A part in the work” for each of the two partners compared.",
        ),
    ],
)
def test_items_that_cannot_be_compared_are_not_hidden_by_the_number_of_a_basket(
    show: str, move: Any, expected: str
) -> None:
    """There are three partners; the third was not asked about on joining."""
    found = [
        *[moved("part", item, **move) for item in ITEMS[:2]],
        finding("part", ITEMS[2], after=level(3, 9), reason="not_asked"),
    ]
    assert expected in text(show, found)


def test_some_of_the_compared_items_of_a_basket_are_said_to_be_of_those() -> None:
    found = [
        *[moved("part", item, **move) for item, move in zip(ITEMS[:2], (UP, STILL), strict=True)],
        finding("part", ITEMS[2], after=level(3, 9), reason="not_asked"),
    ]
    assert text("principle_summary", found, principle="homes") == (
        "In the early cohort, as reported by areas, “A part in the work” rose for one of the two partners compared."
    )


def test_basket_whose_risen_items_are_far_from_good_is_not_said_to_have_risen() -> None:
    low: Any = {"gained": 1, "met_neither": 8}
    found = items("part", low, low, STILL)
    assert shown("largest_improvements", found) == []
    assert mentioned(shown("gaps", found))[0] == "part.police"


def test_who_ties_with_what_was_picked_is_named() -> None:
    found = [moved("plan", **UP), moved("wardens", **UP), SMALL]
    assert "The change was as large for “Wardens”." in text("largest_improvements", found, limit=Fraction(1))


def test_ties_of_many_are_counted() -> None:
    found = [*items("part", UP, UP, UP), *items("presence", UP, UP, UP)]
    assert "The change was as large for five other measures." in text(
        "largest_improvements", found, limit=Fraction(1)
    )


def test_ties_that_moved_the_other_way_are_said_apart() -> None:
    """Three areas lost the plan, and three the wardens; three more report worry, which is as much the worse."""
    fell = [moved("plan", **DOWN), moved("wardens", **DOWN), moved("worry", **UP)]
    assert text("declines", fell, limit=Fraction(1)).endswith(
        "The change was as large for “Wardens”. The change was as large, but the other way, which is worse, for “Worry”."
    )


def test_ties_that_moved_the_same_way_and_are_worse_are_said_apart() -> None:
    """Three more areas each have the plan and wardens, which is better, and report worry, which is worse."""
    rose = [moved("plan", **UP), moved("wardens", **UP), moved("worry", **UP)]
    assert text("headline", rose, limit=Fraction(1)).endswith(
        "The change was as large for “Wardens”. The change was as large for “Worry”, which is worse."
    )


def test_gaps_that_tie_say_where_fewer_is_better() -> None:
    """No area of nine has a plan, and all nine report worry."""
    gaps = [moved("plan", met_neither=9), moved("worry", met_both=9)]
    assert "Where fewer is better, the gap was as wide for “Worry”." in text("gaps", gaps, limit=Fraction(1))
    assert "Where more is better, the gap was as wide for “A plan”." in text(
        "gaps", gaps[::-1], limit=Fraction(1)
    )


@pytest.mark.parametrize(("matched", "is_tie"), [(8, True), (10, False)])
def test_changes_are_as_large_in_units_where_bases_are_small_whatever_another_criterion_judges(
    matched: int, is_tie: bool
) -> None:
    """Half of 8 areas and half of 10 are the same share, 4 and 5 areas; two shares are judged for good care alone."""
    plan = moved("plan", gained=4, met_neither=4)
    wardens = moved("wardens", gained=matched // 2, met_neither=matched // 2)
    care = moved("care", gained=1, met_neither=8)
    said = shown(
        "largest_improvements", [plan, wardens, care], programme_of=with_care_by_shares(), limit=Fraction(1)
    )
    assert ("as_large" in kinds(said)) is is_tie
    assert mentioned(said)[0] == ("plan" if is_tie else "wardens")


@pytest.mark.parametrize(("once", "is_tie"), [(0, True), (20, False)])
def test_changes_are_as_large_in_points_only_if_the_shares_that_are_said_differ_by_as_much(
    once: int, is_tie: bool
) -> None:
    """10 of 40 areas gained it each time. With 20 more that answered later and lack it, the share rose by 17 points, not 25."""
    plan = moved("plan", gained=10, met_neither=30)
    wardens = moved("wardens", gained=10, met_neither=30, once_after=(0, once))
    said = shown("largest_improvements", [plan, wardens], limit=Fraction(1))
    assert ("as_large" in kinds(said)) is is_tie


def test_change_of_two_shares_is_as_many_units_as_its_share_of_the_later_base() -> None:
    """From 2 of 4 to 9 of 12 the share rises by a quarter, 3 of 12 areas: more than 2, and fewer than 4, not the 7 of the counts."""
    found = [
        moved("plan", gained=2, met_both=2, met_neither=5),
        moved("care", met_both=2, gained=1, met_neither=1, once_after=(6, 8)),
        moved("wardens", gained=4, met_neither=5),
    ]
    said = shown("largest_improvements", found, programme_of=with_care_by_shares(), limit=Fraction(3))
    assert mentioned(said) == ["wardens", "care", "plan"]


def test_indicator_that_is_left_out_of_summaries_is_never_picked_unless_it_is_named() -> None:
    streets = FILES["principles/1-streets.yaml"].replace("{id: wardens,", "{id: wardens, summary: false,")
    linked = linked_of(**{"1-streets": streets})
    found = [SMALL, WIDE]
    assert mentioned(shown("largest_improvements", found, programme_of=linked)) == ["plan"]
    named = shown("largest_improvements", found, programme_of=linked, indicators=("wardens",))
    assert mentioned(named) == ["wardens"]


def test_order_of_a_block_can_be_declared() -> None:
    """The wider comes first by size. Where size does not count, the first declared is picked, and no other changed as much."""
    found = [SMALL, WIDE]
    assert mentioned(shown("largest_improvements", found, limit=Fraction(1))) == ["wardens"]
    by_order = shown("largest_improvements", found, rank=("scored",), limit=Fraction(1))
    assert mentioned(by_order) == ["plan"]


STEPS = (("start", "middle"), ("middle", "later"), ("start", "later"))


def in_cohorts(*cohorts: str) -> list[Finding]:
    """Plans rose by one area in each comparison and cohort, but for the late one, where they fell by one."""
    rose, fell = moved("plan", gained=1, met_both=4), moved("plan", lost=1, met_both=4)
    return [
        replace(between(each, *pair), cohort=cohort, finding=each.finding.replace("@early", f"@{cohort}"))
        for cohort in cohorts
        for each in (fell if cohort == "late" else rose,)
        for pair in STEPS
    ]


def test_summary_without_room_for_every_comparison_is_about_the_whole_time_and_says_so() -> None:
    """Two cohorts, each in the whole time and the last step, are four."""
    linked, found = linked_with_three_waves(), in_cohorts("early", "late")
    whole = [
        text for text in texts(shown("headline", found, programme_of=linked)) if "cohort reported" in text
    ]
    assert whole == [
        f"Areas in the {cohort} cohort reported, {since} and in 2015:"
        for cohort in ("early", "late")
        for since in ("on joining", "in 2014")
    ]
    said = texts(shown("headline", found, programme_of=linked, most_groups=3))
    assert [text for text in said if "cohort reported" in text] == whole[::2]
    assert said[-1] == (
        "Left out here: changes from the survey on joining to the one in 2014 and from the survey in 2014 to the one in 2015."
    )
    assert shown("groups_moved", found, programme_of=linked, most_groups=3) == []
    for most, number in ((3, 2), (4, 4)):  # a row for the principle and one for all, in each comparison
        (section,) = shown("principles_table", found, programme_of=linked, most_groups=most)
        (table,) = section.blocks
        assert isinstance(table, Table)
        assert len(table.rows) == number


def test_summary_without_room_for_every_cohort_is_about_all_units_and_counts_the_cohorts() -> None:
    """Three cohorts, one of them all units, in the whole time and the last step are six; the late one went the other way."""
    ids = "ids: [early, late]"
    linked = linked_of(programme=THREE_WAVES.replace(ids, f"{ids}, all: {{label: whole}}"))
    found = in_cohorts("early", "late", "all")
    said = texts(shown("headline", found, programme_of=linked, most_groups=5))
    openings = [text for text in said if "reported" in text]
    assert [text.startswith("Areas in the whole ") for text in openings] == [True, True]
    assert [text.partition(", ")[2] for text in openings] == [
        "on joining and in 2015:",
        "in 2014 and in 2015:",
    ]
    assert said[-1] == (
        "Left out here: each cohort on its own and changes from the survey on joining to the one in 2014."
    )
    moves = "A plan: the number rose in one of the two cohorts compared (early, by one area) and fell in the other (late, by one area)."
    expected = [
        text
        for since in ("on joining", "in 2014")
        for text in (
            (
                f"From the survey {since} to the one in 2015, more measures rose than fell in one of the two cohorts (early), and more "
                "fell than rose in the other (late)."
            ),
            moves,
        )
    ]
    for most_groups in (5, 6):
        assert texts(shown("groups_moved", found, programme_of=linked, most_groups=most_groups)) == expected


def test_of_more_cohorts_than_sentences_are_about_the_few_that_went_one_way_are_named() -> None:
    """In four of five cohorts the plan rose, in the last it fell; sentences are about four cohorts at most."""
    names, linked = five_cohorts()
    found = [moved("plan", met_both=3, cohort=name, gained=2) for name in names[:4]]
    found.append(moved("plan", met_both=3, cohort="w", lost=2))
    balance, *_ = texts(shown("groups_moved", found, programme_of=linked, most_groups=4))
    assert balance == (
        "As areas reported on joining and in 2015, more measures rose than fell in four of the five cohorts, and more fell than "
        "rose in one (w)."
    )


def test_summary_of_five_cohorts_without_the_whole_counts_them_and_names_those_that_went_each_way() -> None:
    """In two of five cohorts the plan rose, in two it fell, and in one it did not move."""
    names, linked = five_cohorts()
    moves = ((2, 0), (2, 0), (0, 2), (0, 2), (0, 0))
    found = [
        moved("plan", met_both=3, cohort=name, gained=gained, lost=lost)
        for name, (gained, lost) in zip(names, moves, strict=True)
    ]
    assert shown("headline", found, programme_of=linked) == []
    balance = (
        "As areas reported on joining and in 2015, more measures rose than fell in two of the five cohorts (n and m), and "
        "more fell than rose in two (e and s). In one (w), as many rose as fell."
    )
    (first, second) = texts(shown("groups_moved", found, programme_of=linked))
    assert first == balance
    assert second.startswith(
        "A plan: the number rose in two of the five cohorts compared (n and m), fell in two (e and s)"
    )
    assert texts(shown("principle_summary", found, programme_of=linked, principle="streets")) == [balance]
    for show in ("largest_improvements", "declines"):
        assert shown(show, found, programme_of=linked) == []
