"""The block on falls and interviews: a fall is tied to what bears on it, and nothing else is denied."""

from functools import cache

import pytest

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.frozen import replace
from egyv_engine.model.records_document import Evidence, EvidenceItems, EvidencePrinciple, RecordsFile, Theme
from egyv_engine.model.supplements import Point, Supplements
from tests.narrative import toy
from tests.narrative.blocks.sections_read import texts
from tests.narrative.toy import REPORT, moved, shown

EVERYONE = "all"
SIZE = "(all six areas on joining, five out of six in 2015)"  # one of six lost it
SPOKEN = f"“A plan” declined {SIZE}; interviewees described gaps or mixed experience of patrols."
UNSPOKEN = (
    f"“A plan” {SIZE} declined, and no gap or mixed experience that interviewees described bears on that."
)


@cache
def interviewed(*, has_everyone: bool = True, is_tied: bool = True) -> LinkedProgramme:
    """The toy with interviews: points on patrols bear on plans and those on rents on none, or items alone tie points."""
    programme = toy.FILES["programme.yaml"]
    if has_everyone:
        programme = programme.replace("ids: [early, late]", "ids: [early, late], all: {label: whole}")
    linked = toy.linked_of(programme=programme)
    bears_on = {"patrols": ("plan",) if is_tied else None, "rents": None}
    evidence = Evidence(
        doc_path=REPORT,
        file="points.csv",
        key="id",
        principle=EvidencePrinciple(doc_path=REPORT, column="principle"),
        items=EvidenceItems(doc_path=REPORT, column="partners", basket="partners"),
        theme="theme",
        themes={
            name: Theme(doc_path=REPORT, label=name.capitalize(), bears_on=each)
            for name, each in bears_on.items()
        },
        stance="stance",
        good_practice="good",
        summary="summary",
    )
    records = RecordsFile(doc_path=REPORT, evidence=evidence)
    return replace(linked, programme=replace(linked.programme, records=records))


def point(
    theme: str,
    *,
    stance: str = "gap",
    principle: str | None = "streets",
    cohort: str | None = None,
    items: tuple[str, ...] = (),
) -> Point:
    return Point(
        id="p",
        principle=principle,
        cohort=cohort,
        role=None,
        theme=theme,
        items=items,
        stance=stance,
        good_practice=False,
        summary="A point.",
    )


TIED = point(
    "patrols", cohort="nobody"
)  # a point that ties the theme, and is about no cohort of the findings


def said(about: LinkedProgramme, *points: Point, cohort: str = "early", indicator: str = "plan") -> list[str]:
    """The sentences on the fall of an indicator, without the words on its cohort."""
    fell = moved(indicator, lost=1, met_both=5, cohort=cohort)
    sections = shown("spoken_falls", [fell], Supplements(points=points), programme_of=about)
    return [text.partition(", ")[2] for text in texts(sections)]


@pytest.mark.parametrize(
    ("of_point", "of_fall", "expected"),
    [
        ("early", "early", SPOKEN),
        ("late", "early", UNSPOKEN),
        (None, "early", SPOKEN),  # the cohort of the point is not known
        (EVERYONE, "early", SPOKEN),
        ("early", EVERYONE, SPOKEN),  # what a cohort says is about the whole, too
        (None, EVERYONE, SPOKEN),
        (EVERYONE, EVERYONE, SPOKEN),
    ],
)
def test_point_bears_on_its_cohort_and_on_all_units(
    of_point: str | None, of_fall: str, expected: str
) -> None:
    assert said(interviewed(), TIED, point("patrols", cohort=of_point), cohort=of_fall) == [expected]


@pytest.mark.parametrize(
    ("principle", "expected"), [("streets", SPOKEN), (None, SPOKEN), ("homes", UNSPOKEN)]
)
def test_point_on_the_programme_as_a_whole_bears_on_what_its_theme_bears_on(
    principle: str | None, expected: str
) -> None:
    assert said(interviewed(), TIED, point("patrols", principle=principle)) == [expected]


@pytest.mark.parametrize(("stance", "expected"), [("gap", SPOKEN), ("mixed", SPOKEN), ("strength", UNSPOKEN)])
def test_only_gaps_and_mixed_experience_are_said_and_denied(stance: str, expected: str) -> None:
    """A strength bears on the plan: the sentence does not deny that."""
    assert said(interviewed(), TIED, point("patrols", stance=stance)) == [expected]


def test_point_of_a_theme_that_bears_on_nothing_does_not_bear() -> None:
    assert said(interviewed(), TIED, point("rents")) == [UNSPOKEN]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([point("patrols", principle="homes", items=("police",))], [UNSPOKEN]),  # nothing was said of streets
        ([point("patrols", items=("police",))], []),  # it may be about the plan
        ([point("patrols", items=("police",), stance="strength")], [UNSPOKEN]),
        ([point("patrols", principle=None, items=("police",))], []),
    ],
)
def test_fall_is_left_out_where_it_is_not_known_if_a_point_bears_on_it(
    given: list[Point], expected: list[str]
) -> None:
    assert said(interviewed(is_tied=False), *given) == expected


def test_without_themes_that_bear_on_anything_items_tie_points() -> None:
    about = interviewed(is_tied=False)
    falls = [moved("part", item, lost=1, met_both=5) for item in ("police", "housing")]
    for items, expected in (
        (("police",), "interviewees described gaps or mixed experience of patrols."),
        (("health",), "and no gap or mixed experience that interviewees described bears on that."),
    ):
        points = Supplements(points=(point("patrols", principle="homes", items=items),))
        (text,) = texts(shown("spoken_falls", falls, points, programme_of=about))
        assert text.endswith(expected)


def test_falls_that_were_not_spoken_of_have_their_size() -> None:
    """Two of three partners compared fell, and the plan fell from all six areas to four."""
    falls = [moved("part", item, lost=2, met_both=4) for item in ("police", "housing")]
    rise = moved("part", "health", gained=1, met_both=5)
    points = Supplements(points=(TIED, point("rents", principle=None)))
    sections = shown(
        "spoken_falls",
        [moved("plan", lost=2, met_both=4), *falls, rise],
        points,
        programme_of=interviewed(),
    )
    assert texts(sections) == [
        (
            "In the early cohort, “A plan” (all six areas on joining, four out of six in 2015) and “A part in the work” (two of "
            "the three partners) declined, and no gap or mixed experience that interviewees described bears on these."
        )
    ]


def test_more_than_three_falls_that_were_not_spoken_of_are_a_list() -> None:
    """Three indicators fell from all six areas to four, and worry rose from four to six."""
    falls = [moved(name, lost=2, met_both=4) for name in ("plan", "wardens", "care")]
    falls.append(moved("worry", gained=2, met_both=4))
    sections = shown("spoken_falls", falls, Supplements(points=(TIED,)), programme_of=interviewed())
    opening, *items = texts(sections)
    assert opening == (
        "In the early cohort, these declined, and no gap or mixed experience that interviewees described bears on them:"
    )
    assert len(items) == 4
    assert items[0] == "“A plan” (all six areas on joining, four out of six in 2015)"
