"""The blocks on interviews: which points are shown, how they are grouped, and how many."""

from fractions import Fraction

from egyv_engine.model.supplements import Point, Supplements
from tests.narrative.blocks.sections_read import figures, paragraphs, texts
from tests.narrative.toy import shown


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
    assert texts(shown("evidence", supplements=points)) == ["Point 1."]
    assert texts(shown("programme_evidence", supplements=points)) == ["Point 2."]


def test_evidence_of_one_stance_shows_its_points_without_naming_it() -> None:
    points = with_points(point(1, "strength"), point(2, "gap"))
    assert texts(shown("evidence", supplements=points, stance="gap")) == ["Point 2."]
    assert len(texts(shown("evidence", supplements=points))) == 4  # each stance is named, then its theme


def test_evidence_of_good_practice_or_of_the_rest_shows_only_that() -> None:
    points = with_points(point(1, good_practice=True), point(2))
    assert texts(shown("evidence", supplements=points, good_practice=True)) == ["Point 1."]
    assert texts(shown("evidence", supplements=points, good_practice=False)) == ["Point 2."]


def test_evidence_shows_the_themes_with_most_points_and_three_points_of_each() -> None:
    points = with_points(point(0, theme="rare"), *(point(n, theme="common") for n in range(1, 6)))
    sections = shown("evidence", supplements=points, limit=Fraction(1))
    assert texts(sections) == ["Point 1. Point 2. Point 3."]
    assert [p.lead for p in paragraphs(sections)] == ["Common"]


def test_evidence_names_a_role_by_the_label_of_its_item_or_by_its_words() -> None:
    points = with_points(point(1, role="police"), point(2, role="youth_worker"))
    assert texts(shown("evidence", supplements=points)) == ["Point 1. (police) Point 2. (youth worker)"]


def test_agreement_leaves_out_a_principle_without_points() -> None:
    assert len(texts(shown("agreement", supplements=with_points(point(1))))) == 1
    assert shown("agreement") == []


def test_interviews_that_nobody_held_are_not_mentioned() -> None:
    assert shown("interviews") == []
    held = figures(shown("interviews", supplements=Supplements(interviews={"a": 4, "b": 35})))
    assert held == {"total": "39", "units": "2"}
