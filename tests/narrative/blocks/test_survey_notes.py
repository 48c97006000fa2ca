"""The blocks on how the survey was done: who replied, and what was first asked later."""

import pytest

from egyv_engine.model.findings import Finding
from egyv_engine.model.frozen import replace
from egyv_engine.model.report import Term
from tests.narrative.blocks.sections_read import figures, kinds, paragraphs, row, texts
from tests.narrative.toy import context, finding, level, linked_with_three_waves, moved, shown


def test_response_counts_returns_and_those_set_aside_for_each_wave() -> None:
    after = replace(level(1, 1), returned=11, analysed=9)
    sections = shown("response", [finding(before=level(1, 1), after=after, reason="too_few_matched")])
    assert kinds(sections) == ["response", "response"]
    later = {ref: value for ref, value in figures(sections).items() if ref in ("returned", "not_analysed")}
    assert later == {"returned": "11", "not_analysed": "2"}


def responded(before: tuple[int, int, int], after: tuple[int, int, int]) -> list[Finding]:
    """A finding of a cohort of which so many units were surveyed, replied and are analysed in each wave."""
    levels = [
        replace(level(0, 0), surveyed=surveyed, returned=returned, analysed=analysed)
        for surveyed, returned, analysed in (before, after)
    ]
    return [finding(before=levels[0], after=levels[1], reason="too_few_matched")]


ALL = "All three areas in the early cohort replied on joining, and all replies are analysed."


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (
            (3, 1, 1),
            "Of the three areas surveyed in the early cohort, one replied in 2015, and its reply is analysed.",
        ),
        (
            (3, 1, 0),
            "Of the three areas surveyed in the early cohort, one replied in 2015, and its reply is not analysed.",
        ),
        ((3, 0, 0), "Of the three areas surveyed in the early cohort, none replied in 2015."),
        (
            (3, 2, 1),
            "Of the three areas surveyed in the early cohort, two replied in 2015; one of these is analysed and one is not.",
        ),
        ((2, 0, 0), "Of the two areas surveyed in the early cohort, none replied in 2015."),
        ((1, 1, 1), "The only area in the early cohort surveyed in 2015 replied, and its reply is analysed."),
        ((1, 0, 0), "The only area in the early cohort surveyed in 2015 did not reply."),
    ],
)
def test_response_of_few_or_none_is_said_in_words_that_fit(
    numbers: tuple[int, int, int], expected: str
) -> None:
    """A programme declares which returns are analysed by any attribute: the sentence gives no reason that it cannot know."""
    assert texts(shown("response", responded((3, 3, 3), numbers))) == [f"{ALL} {expected}"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            (3, 3, 3),
            (3, 2, 2),
            (
                "All three areas in the early cohort replied on joining and two of the three in 2015, and all replies are "
                "analysed."
            ),
        ),
        (
            (4, 3, 3),
            (5, 2, 2),
            (
                "Of the four areas surveyed in the early cohort, three replied on joining and two of the five in 2015, and all "
                "replies are analysed."
            ),
        ),
        (
            (3, 3, 3),
            (2, 2, 2),
            (
                "All three areas in the early cohort replied on joining. Both areas in the early cohort replied in 2015. All "
                "replies are analysed."
            ),
        ),
    ],
)
def test_response_whose_replies_are_all_analysed_says_so_once(
    first: tuple[int, int, int], second: tuple[int, int, int], expected: str
) -> None:
    assert texts(shown("response", responded(first, second))) == [expected]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((2, 2, 1), "one of the two areas was analysed on joining and all three in 2015."),
        ((2, 0, 0), "neither of the two areas was analysed on joining and all three in 2015."),
        ((1, 0, 0), "no area was analysed on joining and all three in 2015."),
        ((5, 2, 2), "two of the five areas were analysed on joining and all three in 2015."),
        ((5, 0, 0), "none of the five areas were analysed on joining and all three in 2015."),
    ],
)
def test_care_box_counts_few_or_none_in_words_that_fit(numbers: tuple[int, int, int], expected: str) -> None:
    _, _, said, _ = texts(shown("read_with_care", responded(numbers, (3, 3, 3))))
    assert said == f"In the early cohort, {expected}"
    (_, _, later, _) = texts(shown("read_with_care", responded((3, 3, 2), (1, 0, 0))))
    assert later == "In the early cohort, two of the three areas were analysed on joining and none in 2015."


@pytest.mark.parametrize(("returned", "analysed", "is_first"), [(0, 0, False), (3, 0, False), (3, 3, True)])
def test_wave_without_replies_asked_all_the_same(returned: int, analysed: int, is_first: bool) -> None:
    """The wave on joining asked areas that did not reply, so 2015 is not the first to ask."""
    about = linked_with_three_waves()
    found = replace(finding(after=level(3, 5), reason="not_asked"), from_wave="middle")
    joined = replace(level(0, 0), surveyed=3, returned=returned, analysed=analysed)
    made = context([found], programme_of=about)
    rows = [replace(row, level=joined) if row.wave == "start" else row for row in made.findings.ledger]
    assert (
        replace(made, findings=replace(made.findings, ledger=tuple(rows))).is_first_asked(found) is is_first
    )


def test_first_asked_list_puts_at_most_four_titles_in_a_sentence() -> None:
    new = [
        finding(name, after=level(3, 9), reason="not_asked") for name in ("plan", "wardens", "worry", "fear")
    ]
    whole = [finding("part", item, after=level(3, 9), reason="not_asked") for item in ("police", "housing")]
    assert kinds(shown("first_asked_list", new)) == ["first_asked_titles"]
    assert kinds(shown("first_asked_list", [*new, *whole])) == ["first_asked_titles"] * 2


def test_first_asked_list_names_items_where_others_of_the_indicator_were_asked_before() -> None:
    some = [
        finding("part", "police", after=level(3, 9), reason="not_asked"),
        moved("part", "housing", gained=1, met_both=4),
    ]
    assert kinds(shown("first_asked_list", some)) == ["first_asked_items"]
    assert shown("first_asked_list", some[1:]) == []


def test_retrospective_and_caution_give_the_declared_notes() -> None:
    assert "They answered a year on." in texts(shown("retrospective"))[0]
    assert row(shown("caution")) == {
        "Figures for": Term(text="the police"),
        "What happened": Term(text="The police were split in two."),
    }


def test_care_box_gives_the_response_of_a_cohort_only_where_a_unit_is_missing() -> None:
    made = finding(before=level(3, 9), after=level(5, 9), reason="too_few_matched")
    assert kinds(shown("read_with_care", [made])) == [*("care_self_report", "notice", "retrospective")]
    fewer = replace(level(5, 9), analysed=9)
    box = shown("read_with_care", [finding(before=level(3, 9), after=fewer, reason="too_few_matched")])
    assert texts(box)[2] == (
        "In the early cohort, all 12 areas were analysed on joining and 9 of the 12 in 2015."
    )
    assert all(paragraph.bullet for paragraph in paragraphs(box))
