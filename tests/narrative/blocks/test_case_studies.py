"""The block on chosen units and the tables of selections: whom each selection chose, and from among whom."""

from collections.abc import Mapping

import pytest

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.frozen import replace
from egyv_engine.model.report import Table
from egyv_engine.model.selection_document import RankBy, Selection, SelectionFile
from egyv_engine.model.supplements import RatingsFile, Selected, SelectionReason, Supplements
from tests.narrative.blocks.sections_read import paragraphs
from tests.narrative.toy import REPORT, finding, level, linked, shown

FOUND = [
    finding(before=level(3, 9), after=level(5, 9), cohort=cohort, reason="too_few_matched")
    for cohort in ("early", "late")
]


def chosen(unit: str, class_: str, cohort: str, *, selection: str = "visits", replaced: str = "") -> Selected:
    """A unit that a selection chose, in place of another one if that is given."""
    return Selected(
        selection=selection,
        unit=unit,
        cohort=cohort,
        spread=None,
        score=None,
        rank=1,
        class_=class_,
        available=True,
        preferred=not replaced,
        selected=True,
        reason=SelectionReason(
            outcome=f"Chosen in place of {replaced}: the nearest." if replaced else "Chosen: the highest.",
            ranked_by="Ranked by scores.",
        ),
    )


def declared(**per: str | None) -> LinkedProgramme:
    """The toy with selections: by cohort, or among all units."""
    selections: Mapping[str, Selection] = {
        name: Selection(
            doc_path=REPORT,
            per=each,
            rank_by=RankBy(doc_path=REPORT, scores="principles", wave="later"),
            classes={"strong": "top_third"},
            prefer={"strong": "highest"},
        )
        for name, each in per.items()
    }
    programme = replace(linked().programme, selection=SelectionFile(doc_path=REPORT, selections=selections))
    return replace(linked(), programme=programme)


def said(about: LinkedProgramme, *selected: Selected) -> list[tuple[str | None, str]]:
    sections = shown("selection", FOUND, Supplements(selection=selected), programme_of=about)
    return [(each.lead, each.text) for each in paragraphs(sections)]


THREE = (chosen("c07", "strong", "late"), chosen("c02", "weak", "late"), chosen("c05", "weak", "early"))


def test_units_chosen_in_each_cohort_are_named_by_cohort() -> None:
    assert said(declared(visits="cohort"), *THREE) == [
        (None, "In the late cohort, c07 (strong) and c02 (weak) were chosen for visits."),
        (None, "In the early cohort, c05 (weak) was chosen for visits."),
    ]


def test_units_chosen_among_all_are_named_together() -> None:
    assert said(declared(visits=None), *THREE) == [
        (None, "For visits, c07 (strong), c02 (weak) and c05 (weak) were chosen.")
    ]
    assert said(declared(visits=None), THREE[0]) == [(None, "For visits, c07 (strong) was chosen.")]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ((), "For visits, c07 (strong) was chosen. It was chosen in place of c04: the nearest."),
        (
            THREE[1:2],
            (
                "For visits, c07 (strong) and c02 (weak) were chosen. Of these, c07 was chosen in place of c04: the nearest."
            ),
        ),
    ],
)
def test_id_of_a_unit_keeps_its_letters_wherever_it_stands(
    others: tuple[Selected, ...], expected: str
) -> None:
    one = chosen("c07", "strong", "late", replaced="c04")
    assert said(declared(visits=None), one, *others) == [(None, expected)]


def test_several_units_that_took_the_place_of_others_are_said_to_be_of_these_once() -> None:
    found = (
        chosen("c07", "strong", "late", replaced="c04"),
        chosen("c12", "weak", "late", replaced="c02"),
        chosen("c05", "weak", "late"),
    )
    assert said(declared(visits=None), *found) == [
        (
            None,
            (
                "For visits, c07 (strong), c12 (weak) and c05 (weak) were chosen. Of these, c07 was chosen in place of c04: the "
                "nearest. The area c12 was chosen in place of c02: the nearest."
            ),
        )
    ]


def test_each_of_several_selections_is_named_where_its_units_are() -> None:
    about = declared(visits="cohort", phone_calls=None)
    calls = (
        chosen("c07", "strong", "late", selection="phone_calls"),
        chosen("c01", "weak", "early", selection="phone_calls"),
    )
    assert said(about, *THREE, *calls) == [
        (None, "In the late cohort, c07 (strong) and c02 (weak) were chosen for visits."),
        (None, "In the early cohort, c05 (weak) was chosen for visits."),
        (None, "For phone calls, c07 (strong) and c01 (weak) were chosen."),
    ]


def test_class_of_which_no_unit_was_available_is_named() -> None:
    """No strong area of the early cohort could be chosen, and one weak area was; in the late cohort nobody was."""
    not_chosen = [replace(chosen(unit, "strong", "early"), selected=False) for unit in ("c01", "c03", "c04")]
    late = replace(chosen("c09", "weak", "late"), selected=False)
    assert said(declared(visits="cohort"), *not_chosen, THREE[2], late) == [
        (None, "In the early cohort, c05 (weak) was chosen for visits. No strong area was available."),
        (None, "In the late cohort, no weak area was available for visits."),
    ]


def test_selection_is_named_by_its_label_if_it_has_one() -> None:
    about = declared(visits=None, phone_calls=None)
    assert about.programme.selection is not None
    selections = dict(about.programme.selection.selections)
    selections["visits"] = replace(selections["visits"], label="visits to areas")
    of_labels = replace(about.programme, selection=SelectionFile(doc_path=REPORT, selections=selections))
    about = replace(about, programme=of_labels)
    calls = chosen("c07", "strong", "late", selection="phone_calls")
    assert said(about, THREE[0], calls) == [
        (None, "For visits to areas, c07 (strong) was chosen."),
        (None, "For phone calls, c07 (strong) was chosen."),
    ]
    supplements = Supplements(selection=(THREE[0], calls))
    sections = shown("selection_table", FOUND, supplements, programme_of=about)
    assert [block.title for section in sections for block in section.blocks if isinstance(block, Table)] == [
        "How areas were chosen: visits to areas",
        "How areas were chosen: phone calls",
    ]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("visits",), ["How areas were chosen"]),
        (("visits", "phone_calls"), ["How areas were chosen: visits", "How areas were chosen: phone calls"]),
    ],
)
def test_tables_of_several_selections_say_which_is_which(names: tuple[str, ...], expected: list[str]) -> None:
    about = declared(**dict.fromkeys(names))
    selected = tuple(chosen("c07", "strong", "late", selection=name) for name in names)
    ratings = {name: RatingsFile(subjects=(), scores={"c07": {}}) for name in names}
    supplements = Supplements(selection=selected, ratings=ratings)

    def titles(show: str) -> list[str | None]:
        sections = shown(show, FOUND, supplements, programme_of=about)
        return [block.title for section in sections for block in section.blocks if isinstance(block, Table)]

    assert titles("selection_table") == expected
    assert titles("ratings_table") == [
        title.replace("How areas were chosen", "Scores of documents") for title in expected
    ]
