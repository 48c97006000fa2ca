"""Names: unknown ones with a suggestion and its declaration, and references to what is broken."""

import pytest

from tests.library import Edit
from tests.reported import checked, reported

ACCESS, SERVICES, PROGRAMME = "principles/1-access.yaml", "principles/2-services.yaml", "programme.yaml"
INSTRUMENT, BASKETS, SCALES = "surveys/instrument.yaml", "rules/baskets.yaml", "rules/scales.yaml"
CRITERIA = "rules/criteria.yaml"
LATE = 'met_when: {question: open_late, is: "Yes"}'
VISITS = "met_when: {question: visits, at_least: Sometimes}"
COUNTED = "{each: old_services, met: service_offered}"
NOT_ASKED = "not_asked: [{cohort: pilot, wave: before, items: new_services}]"


@pytest.mark.parametrize(
    ("file", "edit", "message", "near", "declared"),
    [
        (
            ACCESS,
            (VISITS, VISITS.replace("visits", "vists")),
            "EGY301 there is no question 'vists'",
            "visits",
            f"{INSTRUMENT}:4:10",
        ),
        (
            SERVICES,
            (COUNTED, COUNTED.replace("each: old", "each: odd")),
            "EGY303 there is no basket 'odd_services'",
            "old_services",
            f"{BASKETS}:7:3",
        ),
        (
            INSTRUMENT,
            ("[parcels]", "[parcel]"),
            "EGY304 there is no item 'parcel'",
            "parcels",
            f"{BASKETS}:6:7",
        ),
        (
            ACCESS,
            (LATE, "met_when: {met: wel_used}"),
            "EGY305 there is no indicator 'wel_used'",
            "well_used",
            f"{SERVICES}:13:9",
        ),
        (
            INSTRUMENT,
            ("people visit?, scale: frequency", "people visit?, scale: frequncy"),
            "EGY306 there is no scale 'frequncy'",
            "frequency",
            f"{SCALES}:2:33",
        ),
        (
            PROGRAMME,
            ("{from: before", "{from: befor"),
            "EGY307 there is no wave 'befor'",
            "before",
            f"{PROGRAMME}:8:9",
        ),
        (
            INSTRUMENT,
            ("cohort: pilot", "cohort: pilots"),
            "EGY308 there is no cohort 'pilots'",
            "pilot",
            f"{PROGRAMME}:6:36",
        ),
        (
            PROGRAMME,
            ("default_criterion: more_units", "default_criterion: more_unit"),
            "EGY309 there is no criterion 'more_unit'",
            "more_units",
            f"{CRITERIA}:2:3",
        ),
        (
            INSTRUMENT,
            ("items: new_services", "items: new_service"),
            "EGY311 there is no list 'new_service'",
            "new_services",
            f"{INSTRUMENT}:1:9",
        ),
    ],
    ids=lambda value: value.split()[0] if isinstance(value, str) and value.startswith("EGY") else "",
)
def test_unknown_name_suggests_a_name_and_points_at_its_declaration(
    file: str, edit: Edit, message: str, near: str, declared: str
) -> None:
    (found,) = checked({file: edit}).diagnostics
    assert f"{found.code} {found.message}" == message
    assert (found.hint or "").startswith(f"did you mean '{near}'? declared: ")
    span, note = found.related[0]
    assert (f"{span.file}:{span.line}:{span.column}", note) == (declared, f"'{near}' is declared here")


def test_unknown_name_that_is_near_nothing_points_nowhere() -> None:
    (found,) = checked({ACCESS: (LATE, "met_when: {met: xyz}")}).diagnostics
    assert found.related == ()
    assert found.hint == "declared: open_late, visited_often, service_offered, both_services, well_used"


def test_from_and_to_are_waves_of_conditions_only() -> None:
    assert reported({ACCESS: (LATE, 'met_when: {question: open_late, wave: from, is: "Yes"}')}) == []
    assert (
        reported({PROGRAMME: ("from: before", "from: from")})[0]
        == f"{PROGRAMME}:14:22 EGY307 there is no wave 'from'"
    )


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        (
            {
                ACCESS: ("    title: Open late\n", ""),
                SERVICES: ("{question: loans, at_least: 100}", "{met: open_late}"),
            },
            [f"{ACCESS}:4:5 EGY202"],
        ),
        (
            {
                BASKETS: (
                    "      events: {label: events, verb: plural}",
                    "      events: {label: events, verb: plurl}",
                )
            },
            [f"{BASKETS}:5:37 EGY204"],
        ),
        (
            {INSTRUMENT: ("asks: How often do people visit?, scale: frequency}", "scale: frequency}")},
            [f"{INSTRUMENT}:4:5 EGY202"],
        ),
    ],
    ids=["indicator", "basket", "question"],
)
def test_name_of_a_broken_object_is_not_reported_again(
    edits: dict[str, Edit | list[Edit]], expected: list[str]
) -> None:
    assert [" ".join(line.split()[:2]) for line in reported(edits)] == expected


def test_name_of_an_indicator_is_not_reported_while_a_principle_file_cannot_be_read() -> None:
    edits: dict[str, Edit | list[Edit]] = {
        ACCESS: ("title: Open to all", "title: [Open to all"),
        SERVICES: ("{question: loans, at_least: 100}", "{met: opn_late}"),
    }
    assert [line.split()[1] for line in reported(edits)] == ["EGY101"]


def test_declaration_of_an_id_twice_points_at_the_first() -> None:
    (found,) = (
        d for d in checked({ACCESS: ("id: visited_often", "id: open_late")}).diagnostics if d.code == "EGY312"
    )
    assert found.message == "the indicator 'open_late' is declared a second time"
    assert [(span.line, note) for span, note in found.related] == [(4, "the first one")]


def test_first_of_two_indicators_with_one_id_is_the_one_that_is_linked() -> None:
    linked = checked({ACCESS: ("id: visited_often", "id: open_late")}).linked
    assert linked is not None
    assert linked.indicators["open_late"].indicator.title == "Open late"


def test_objects_that_name_something_unknown_are_left_out_of_the_linked_programme() -> None:
    linked = checked({ACCESS: (VISITS, VISITS.replace("visits", "vists"))}).linked
    assert linked is not None
    assert list(linked.indicators) == ["open_late", "service_offered", "both_services", "well_used"]


def test_attributes_are_noted_with_the_path_of_their_name() -> None:
    linked = checked(
        {ACCESS: (LATE, "met_when: {any: [{attribute: region, is: north}, {met: visited_often}]}")}
    ).linked
    assert linked is not None
    assert [(name, path.steps[-1]) for name, path in linked.attributes_used] == [
        ("cohort", "attribute"),
        ("before_return", "attribute"),
        ("before_return", "attribute"),
        ("region", "attribute"),
    ]


def test_question_whose_names_are_all_known_is_not_unplaced() -> None:
    linked = checked({}).linked
    assert linked is not None
    assert "offered" in linked.questions
    assert linked.questions_unplaced == {}


def test_question_whose_items_are_unknown_in_not_asked_is_unplaced() -> None:
    linked = checked({INSTRUMENT: (NOT_ASKED, NOT_ASKED.replace("new_services", "[parcel]"))}).linked
    assert linked is not None
    assert list(linked.questions_unplaced) == ["offered"]
    assert "offered" not in linked.questions


def test_question_whose_basket_is_unknown_is_not_unplaced_because_its_columns_are_unknown() -> None:
    edits: list[Edit] = [
        ("    items: services\n", "    items: servces\n"),
        ("cohort: pilot", "cohort: pilots"),
    ]
    linked = checked({INSTRUMENT: edits}).linked
    assert linked is not None
    assert linked.questions_unplaced == {}
    assert "offered" not in linked.questions


def test_item_of_a_list_that_the_basket_of_a_question_lacks_points_at_the_list() -> None:
    edits: dict[str, Edit | list[Edit]] = {
        INSTRUMENT: [("    items: services\n", "    items: old_services\n")],
    }
    found = [d for d in checked(edits).diagnostics if d.code == "EGY304"]
    assert [(d.span.line, d.message) for d in found] == [(16, "there is no item 'parcels'")]
    assert [note for _, note in found[0].related] == [
        "in the list 'new_services'",
        "'offered' is asked over 'old_services'",
    ]
