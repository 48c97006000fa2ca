"""Members of a condition that together are never met or always met, and those that are sound."""

import pytest

from tests.reported import reported

RULES = "principles/1-access.yaml"
SOME = "met_when: {question: visits, at_least: Sometimes}"
SAYS = 'units: "{{ were }} visited at least sometimes"'
OPEN = 'question: open_late, is: "Yes"'


def found(condition: str, base: str | None = None) -> list[str]:
    """The messages on a rule, without their positions."""
    rule = f"met_when: {condition}" + (f"\n    base: {base}" if base else "")
    named = (SAYS, f"{SAYS}, base: {{one: large library, many: large libraries}}")
    return [line.split(" ", 1)[1] for line in reported({RULES: [(SOME, rule), *([named] if base else [])]})]


@pytest.mark.parametrize(
    "condition",
    [
        "{all: [{question: loans, above: 10}, {question: loans, below: 10}]}",
        "{all: [{question: visits, is: Often}, {not: {question: visits, at_least: Sometimes}}]}",
        "{all: [{question: remarks, is: Closed}, {question: remarks, is: Open}]}",
        "{all: [{attribute: region, is: north}, {attribute: region, is: south}]}",
        "{all: [{question: loans, answered: false}, {question: loans, at_least: 1}]}",
        "{not: {any: [{question: loans, above: 10}, {question: loans, at_most: 10}]}}",
        '{all: [{met: open_late}, {not: {question: open_late, is: "Yes"}}]}',
    ],
)
def test_members_that_nothing_meets(condition: str) -> None:
    messages = found(condition)
    assert any("meets all of these comparisons" in one or "meets one of these" in one for one in messages), (
        messages
    )


@pytest.mark.parametrize(
    "condition",
    [
        "{all: [{question: loans, at_least: 10}, {question: loans, at_most: 10}]}",
        "{any: [{question: visits, is: Never}, {question: visits, is: Often}]}",
        "{any: [{question: loans, below: 10}, {question: loans, above: 10}]}",
        "{any: [{question: loans, answered: false}, {question: loans, at_least: 10}]}",
        '{all: [{question: offered, item: events, is: "Yes"}, {question: offered, item: evenings, is: "No"}]}',
        "{all: [{question: visits, wave: from, is: Never}, {question: visits, is: Often}]}",
        "{number_of: [{question: visits, is: Never}, {question: visits, is: Often}], is: 1}",
    ],
)
def test_members_that_some_answers_meet(condition: str) -> None:
    assert found(condition) == []


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("{question: visits, is: Never}", "EGY411 no unit of the base can meet this rule"),
        ("{question: visits, is: Often}", "EGY411 every unit of the base meets this rule"),
        ("{question: visits, is_one_of: [Never, Often]}", None),
        ("{question: visits, answered: true}", None),
        ('{question: open_late, is: "Yes"}', None),
    ],
)
def test_base_that_decides_its_rule(base: str, message: str | None) -> None:
    assert found("{question: visits, at_least: Sometimes}", base) == ([message] if message else [])
