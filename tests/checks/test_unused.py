"""Unused declarations: what counts as a use, and when the check is silent."""

import pytest

from tests import mini_programme
from tests.library import Edit
from tests.reported import reported

BASKETS, SCALES, INSTRUMENT = "rules/baskets.yaml", "rules/scales.yaml", "surveys/instrument.yaml"
SERVICES, CRITERIA, PROGRAMME = "principles/2-services.yaml", "rules/criteria.yaml", "programme.yaml"
OLD = "  old_services: {subset_of: services, items: [evenings, events]}\n"
NEW = "  few: {subset_of: services, items: [evenings]}\n"
UNUSED = "EGY418 the basket 'few' is declared but never used"
COUNTED = "    met_when: {number_of: {each: old_services, met: service_offered}, at_least: 2}\n"


def found(edits: dict[str, Edit | list[Edit]]) -> list[str]:
    return [line.split(" ", 1)[1] for line in reported({BASKETS: (OLD, OLD + NEW), **edits})]


def test_basket_that_nothing_names_is_unused() -> None:
    assert found({}) == [UNUSED]


@pytest.mark.parametrize(
    ("file", "edit"),
    [
        (SERVICES, (COUNTED, COUNTED.replace("old_services", "few").replace("at_least: 2", "at_least: 1"))),
        (
            SERVICES,
            (
                COUNTED,
                "    met_when: {met: well_used}\n    base: {all: [{number_of: {each: few, met: service_offered}, at_least: 1}]}\n",
            ),
        ),
        (SERVICES, ("    for_each: old_services\n", "    for_each: few\n")),
    ],
    ids=["number_of", "number_of in a base", "for_each"],
)
def test_basket_that_a_rule_names_is_used(file: str, edit: Edit) -> None:
    assert UNUSED not in found({file: edit})


def test_basket_of_the_evidence_is_used() -> None:
    files = {
        **mini_programme.FILES,
        BASKETS: "baskets: {rooms: {items: {hall: {label: hall}}}}\n",
    }
    assert [line for line in mini_programme.messages(files) if "EGY418" in line] == [
        f"{BASKETS}:1:11 EGY418 the basket 'rooms' is declared but never used"
    ]
    evidence = "evidence:\n  file: surveys/evidence.csv\n"
    assert evidence in files["rules/records.yaml"]
    files["rules/records.yaml"] = files["rules/records.yaml"].replace(
        evidence, f"{evidence}  items: {{column: rooms, basket: rooms}}\n"
    )
    assert [line for line in mini_programme.messages(files) if "EGY418" in line] == []


@pytest.mark.parametrize(
    ("file", "edit", "message"),
    [
        (
            SCALES,
            ("scales: {", "scales: {grade: [Bad, Good], "),
            "EGY418 the scale 'grade' is declared but never used",
        ),
        (
            INSTRUMENT,
            ("lists: {", "lists: {none: [parcels], "),
            "EGY418 the list 'none' is declared but never used",
        ),
        (
            CRITERIA,
            (
                "criteria:\n",
                "criteria:\n  two: {judged_on: matched, improved: {net_at_least: 2}, declined: {net_at_most: -2}}\n",
            ),
            "EGY418 the criterion 'two' is declared but never used",
        ),
    ],
)
def test_other_declaration_that_nothing_names_is_unused(file: str, edit: Edit, message: str) -> None:
    assert [line.split(" ", 1)[1] for line in reported({file: edit})] == [message]


def test_list_that_only_comparable_names_is_used() -> None:
    edits: dict[str, Edit | list[Edit]] = {
        INSTRUMENT: [
            ("lists: {", "lists: {moved: [parcels], "),
            (
                "items: new_services}]\n",
                'items: new_services}]\n    comparable: [{items: moved, is: "no", note: Moved.}]\n',
            ),
        ]
    }
    assert reported(edits) == []


def test_nothing_is_called_unused_while_a_part_of_the_rules_is_broken() -> None:
    broken: Edit = (
        "  - id: both_services\n    title: Both services\n",
        "  - id: both_services\n",
    )
    assert not any(line.startswith("EGY418") for line in found({SERVICES: broken}))


def test_declaration_is_called_unused_in_a_programme_without_baskets() -> None:
    files = dict(mini_programme.LIBRARY)
    files[SCALES] = files[SCALES].replace("scales: {", "scales: {grade: [Bad, Good], ")
    assert mini_programme.messages(files) == [
        f"{SCALES}:2:10 EGY418 the scale 'grade' is declared but never used"
    ]
