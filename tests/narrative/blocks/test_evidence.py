"""The blocks on interviews: which points are shown, how they are grouped, and how many."""

from fractions import Fraction

import pytest

from egyv_engine.model.frozen import replace
from egyv_engine.model.supplements import Point, Supplements
from tests.narrative.blocks.sections_read import figures, paragraphs, texts
from tests.narrative.toy import moved, shown


def point(
    number: int,
    stance: str = "gap",
    *,
    principle: str | None = "streets",
    theme: str = "late_start",
    role: str | None = None,
    good_practice: bool = False,
) -> Point:
    return Point(
        id=f"p{number}",
        principle=principle,
        cohort=None,
        role=role,
        theme=theme,
        items=(),
        stance=stance,
        good_practice=good_practice,
        summary=f"Point {number}.",
    )


def with_points(*points: Point) -> Supplements:
    return Supplements(points=points)


def test_evidence_of_a_principle_and_of_the_whole_programme_are_apart() -> None:
    points = with_points(point(1), point(2, principle=None))
    assert texts(shown("evidence", supplements=points)) == ["Gaps:", "Interviewee: Point 1."]
    assert texts(shown("programme_evidence", supplements=points)) == ["Gaps:", "Interviewee: Point 2."]


def test_evidence_of_one_stance_shows_its_points_without_naming_it() -> None:
    points = with_points(point(1, "strength"), point(2, "gap"))
    assert texts(shown("evidence", supplements=points, stance="gap")) == ["Interviewee: Point 2."]
    assert len(texts(shown("evidence", supplements=points))) == 4  # each stance is named, then its theme


def test_good_practice_is_apart_from_mixed_accounts_and_the_rest_has_them() -> None:
    points = with_points(
        point(1, "strength", good_practice=True), point(2), point(3, "mixed", good_practice=True)
    )
    assert texts(shown("evidence", supplements=points, good_practice=True)) == ["Interviewee: Point 1."]
    assert texts(shown("evidence", supplements=points, good_practice=False)) == [
        *("Gaps:", "Interviewee: Point 2.", "Mixed accounts:", "Interviewee: Point 3."),
    ]


def test_evidence_that_is_cut_says_how_many_points_it_shows() -> None:
    points = with_points(point(0, theme="rare"), *(point(n, theme="common") for n in range(1, 6)))
    sections = shown("evidence", supplements=points, limit=Fraction(1), points=Fraction(2))
    assert texts(sections) == [
        *("Gaps:", "Interviewee: Point 1. Interviewee: Point 2."),
        "This shows two of the six points.",
    ]
    assert [p.lead for p in paragraphs(sections)] == [None, "Common", None]
    whole = texts(shown("evidence", supplements=points))
    assert sum(text.count("Point ") for text in whole) == 6


def test_many_points_of_a_theme_are_a_list_of_their_own() -> None:
    for number, expected in (
        (3, [("Late start", 0, " ".join(f"Interviewee: Point {n}." for n in range(3)))]),
        (4, [("Late start", 0, ""), *((None, 1, f"Interviewee: Point {n}.") for n in range(4))]),
    ):
        points = with_points(*(point(n) for n in range(number)))
        _, *listed = paragraphs(shown("evidence", supplements=points))
        assert [(each.lead and "Late start", each.level, each.text) for each in listed] == expected
        assert all(each.bullet for each in listed)


def test_evidence_names_a_role_by_the_label_of_its_item_or_by_its_words() -> None:
    points = with_points(point(1, role="police"), point(2, role="youth_worker"))
    assert texts(shown("evidence", supplements=points, stance="gap")) == [
        "Police: Point 1. Youth worker: Point 2."
    ]


def test_fall_is_tied_to_the_points_that_name_an_item_which_fell() -> None:
    fell = moved("part", "police", lost=2, met_both=4)
    rose = moved("part", "housing", gained=1, met_both=4)
    still = moved("part", "health", met_both=5)
    alone = moved("plan", lost=1, met_both=5)
    about_police = replace(point(1, principle="homes", theme="patrols"), items=("police",))
    about_housing = replace(point(2, principle="homes", theme="rents"), items=("housing",))
    fallen = [fell, replace(still, verdict="declined", change=fell.change), rose, alone]
    sections = shown("spoken_falls", fallen, with_points(about_police, about_housing))
    assert texts(sections) == [
        (
            "In the early cohort, “A part in the work” declined for two of the three partners; "
            "interviewees described gaps or mixed experience of patrols."
        ),
        (
            "In the early cohort, “A plan” (all six areas on joining, five out of six in 2015) declined, too, and no gap or "
            "mixed experience that interviewees described bears on that."
        ),
    ]


def test_falls_are_not_mentioned_where_nothing_ties_a_point_to_an_indicator() -> None:
    assert shown("spoken_falls", [moved("plan", lost=1, met_both=5)], with_points(point(1))) == []


def test_summary_of_the_interviews_names_themes_by_stance_and_counts_nobody() -> None:
    points = with_points(point(1, theme="noise"), point(2, "strength", theme="staff"), point(3, "mixed"))
    assert texts(shown("evidence_summary", supplements=points)) == [
        "Interviewees described strengths in staff, and gaps in noise. Experience of late start was mixed."
    ]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"hours": 2, "money": 2, "staff": 1}, "gaps in hours and money."),
        ({"money": 1, "hours": 1, "space": 1, "staff": 1}, "gaps in hours, money, space and staff."),
        ({"trust": 2} | dict.fromkeys("abcdefgh", 1), "gaps in trust."),
        (dict.fromkeys("abcdefgh", 1), "gaps in a and b, and as often in six other themes."),
    ],
)
def test_themes_that_tie_are_all_named_or_none_of_them_or_their_number_is_given(
    counts: dict[str, int], expected: str
) -> None:
    """Two themes are named; of up to three more with as many points, all."""
    themes = [theme for theme, number in counts.items() for _ in range(number)]
    points = with_points(*(point(i, theme=theme) for i, theme in enumerate(themes)))
    sections = shown("evidence_summary", supplements=points, limit=Fraction(2))
    assert texts(sections) == [f"Interviewees described {expected}"]


def test_interviews_that_nobody_held_are_not_mentioned() -> None:
    assert shown("interviews") == []
    held = figures(shown("interviews", supplements=Supplements(interviews={"a": 4, "b": 35})))
    assert held == {"total": "39", "units": "2"}
