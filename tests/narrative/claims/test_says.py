"""The declared wording of an indicator: one and several units and items, items inside it, and the numbers of its rule."""

from typing import Any

import pytest

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import Indicator
from egyv_engine.model.frozen import replace
from egyv_engine.model.report import Term
from egyv_engine.narrative.claims.says import items_wording, units_wording
from egyv_engine.narrative.language.parts import Parts, term
from egyv_engine.pipeline.run import Until, check_files, run
from tests.narrative import toy


def with_streets(old: str, new: str) -> dict[str, str]:
    streets = toy.FILES["principles/1-streets.yaml"]
    assert streets.count(old) == 1
    return {"1-streets": streets.replace(old, new)}


def linked(old: str, new: str) -> LinkedProgramme:
    checked = run(toy.files(**with_streets(old, new)), until=Until.RULES)
    assert checked.diagnostics == ()
    assert checked.linked is not None
    return checked.linked


def text(parts: Parts) -> str:
    return "".join(str(getattr(part, "text", getattr(part, "value", ""))) for part in parts)


def part(**says: Any) -> Indicator:
    indicator = toy.linked().indicators["part"].indicator
    return replace(indicator, says=replace(indicator.says, **says))


@pytest.mark.parametrize(
    ("is_plural", "expected"), [(True, "are open to the police"), (False, "is open to the police")]
)
def test_units_have_a_wording_for_one_and_for_several(is_plural: bool, expected: str) -> None:
    indicator = part(units="are open to {{ item }}", unit="is open to {{ item }}")
    assert (
        text(units_wording(toy.linked(), "homes", indicator, term("the police"), is_plural=is_plural))
        == expected
    )


@pytest.mark.parametrize(
    ("says", "is_plural", "expected"),
    [
        ({"items": "take part in"}, True, "the police and housing take part in"),
        ({"items": "take part in", "item": "takes part in"}, False, "the police and housing takes part in"),
        (
            {"items": "there was a pathway for {{ items }} in"},
            True,
            "there was a pathway for the police and housing in",
        ),
    ],
)
def test_items_come_first_or_where_the_wording_names_them(
    says: dict[str, str], is_plural: bool, expected: str
) -> None:
    items = (*term("the police and housing"),)
    assert text(items_wording(toy.linked(), part(**says), items, is_plural=is_plural)) == expected
    assert any(
        isinstance(node, Term)
        for node in items_wording(toy.linked(), part(**says), items, is_plural=is_plural)
    )


RULE = 'met_when: {question: plan, is: "Yes"}, says: {units: had a plan}'


@pytest.mark.parametrize(
    ("rule", "units", "expected"),
    [
        ("{question: staff, at_least: 3}", "had {{ threshold }} staff", "had 3 staff"),
        (
            "{question: staff, between: [3, 8]}",
            "had {{ threshold.lowest }} to {{ threshold.highest }} staff",
            "had 3 to 8 staff",
        ),
        (
            "{all: [{question: staff, at_least: 3}, {question: rooms, between: [1, 4]}]}",
            "had {{ threshold.staff }} staff and {{ threshold.rooms.lowest }} room",
            "had 3 staff and 1 room",
        ),
        (
            "{number_of: [{question: staff, at_least: 3}, {question: rooms, above: 1}], at_least: 2}",
            "had {{ threshold }} of {{ parts }}",
            "had 2 of 2",
        ),
    ],
)
def test_wording_names_the_numbers_of_its_rule(
    rule: str, units: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    instrument = toy.FILES["surveys/instrument.yaml"].replace(
        "questions:\n",
        "questions:\n  - {id: staff, asks: How many?, scale: number}\n  - {id: rooms, asks: How many?, scale: number}\n",
    )
    monkeypatch.setitem(toy.FILES, "surveys/instrument.yaml", instrument)
    checked = linked(RULE, f'met_when: {rule}, says: {{units: "{units}"}}')
    indicator = checked.indicators["plan"].indicator
    assert text(units_wording(checked, "streets", indicator, (), is_plural=True)) == expected


@pytest.mark.parametrize(
    ("units", "codes"),
    [
        ("had {{ threshold }} staff", ["EGY604"]),  # yes is not a number
        ("had {{ threshold.plan }} staff", ["EGY604"]),
    ],
)
def test_wording_cannot_name_numbers_that_its_rule_does_not_have(units: str, codes: list[str]) -> None:
    files = with_streets("says: {units: had a plan}", f'says: {{units: "{units}"}}')
    assert [fault.code for fault in check_files(toy.files(**files), rules_only=True)] == codes


def test_verb_of_several_needs_no_warning_where_there_is_one_for_one() -> None:
    files = with_streets("says: {units: had a plan}", 'says: {units: "are open", unit: "is open"}')
    assert check_files(toy.files(**files), rules_only=True) == []
