"""The blocks that pick what leads: baskets before single findings, which are picked, how many, and who ties."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from egyv_engine.model.findings import Finding
from tests.narrative.blocks.sections_read import kinds, mentioned, texts
from tests.narrative.toy import FILES, ITEMS, linked_of, moved, shown

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


def test_headline_names_the_widest_rise_and_the_widest_fall_or_else_a_gap() -> None:
    assert mentioned(shown("headline", ALL)) == ["wardens", "worry"]
    assert mentioned(shown("headline", [SMALL, WIDE, GAP])) == ["wardens", "fear"]
    assert mentioned(shown("headline", ALL, indicators=("plan",))) == ["plan"]


def test_headline_leaves_to_marks_who_did_not_know() -> None:
    assert WIDE.to_level is not None
    found = replace(WIDE, to_level=replace(WIDE.to_level, dont_know=2))
    assert "answered don't know in 2015" in text("largest_improvements", [found])
    assert "don't know" not in text("headline", [found])


def test_headline_states_a_basket_rather_than_its_items() -> None:
    found = items("part", DOWN, DOWN, STILL)
    assert (
        text("headline", found)
        == "In the early cohort, as reported by areas, “A part in the work” fell for two of the three partners."
    )


def test_headline_begins_with_the_principle_whose_basket_moved_most() -> None:
    """Homes are declared after streets; only homes have a basket."""
    (section,) = shown("headline", [*ALL, *items("part", DOWN, DOWN, STILL)])
    assert [block.lead for block in section.blocks if hasattr(block, "lead")] == [
        "Good homes",
        "Safe streets",
    ]


def test_baskets_lead_and_items_follow() -> None:
    found = items("part", DOWN, DOWN, STILL)
    assert kinds(shown("declines", found))[0] == "message"
    assert text("declines", found).startswith(
        "As reported by areas, “A part in the work” fell for two of the three partners. "
    )


def test_both_directions_of_a_basket_are_stated_where_many_moved_the_other_way() -> None:
    assert text("headline", items("part", DOWN, DOWN, UP)) == (
        "In the early cohort, as reported by areas, “A part in the work” fell for two of the three partners and rose for one."
    )


def test_clause_after_one_of_both_directions_says_its_own() -> None:
    found = [*items("part", DOWN, DOWN, UP), *items("presence", DOWN, STILL, STILL)]
    assert text("headline", found) == (
        "In the early cohort, as reported by areas, “A part in the work” fell for two of the three partners and rose for one, "
        "and “A presence in the work” fell for one."
    )


def test_indicators_with_the_same_numbers_share_a_clause_and_others_leave_out_the_base() -> None:
    found = [*items("part", UP, UP, UP), *items("presence", UP, UP, UP), *items("seen", UP, UP, STILL)]
    assert text("headline", found) == (
        "In the early cohort, as reported by areas, “A part in the work” and “A presence in the work” each rose for all three partners, and “A part in "
        "the work or visits” for two."
    )


def test_basket_of_gaps_is_stated_first() -> None:
    few: Any = {"met_both": 1, "met_neither": 8}
    found = items("part", few, few, STILL)
    assert kinds(shown("gaps", found))[0] == "gap_message"
    assert text("gaps", found).startswith(
        "There was furthest to go on “A part in the work” for two of the three partners. "
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


def test_indicator_that_is_left_out_of_summaries_is_never_picked_unless_it_is_named() -> None:
    streets = FILES["principles/1-streets.yaml"].replace("{id: wardens,", "{id: wardens, summary: false,")
    linked = linked_of(**{"1-streets": streets})
    found = [SMALL, WIDE]
    assert mentioned(shown("largest_improvements", found, programme_of=linked)) == ["plan"]
    named = shown("largest_improvements", found, programme_of=linked, indicators=("wardens",))
    assert mentioned(named) == ["wardens"]


def test_order_of_a_block_can_be_declared() -> None:
    """The wider comes first by size. Where size does not count, the two tie, and the first declared is picked."""
    found = [SMALL, WIDE]
    assert mentioned(shown("largest_improvements", found, limit=Fraction(1))) == ["wardens"]
    tied = shown("largest_improvements", found, rank=("scored",), limit=Fraction(1))
    assert mentioned(tied) == ["plan", "wardens"]
    assert "The change was as large" in texts(tied)[0]
