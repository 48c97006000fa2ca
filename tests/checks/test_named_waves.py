"""Answers that are compared with themselves, and rules that have no level in any wave."""

import pytest

from tests.checks.condition_reports import ASKED_IF, REPEATED, codes

LOANS = "{{question: loans{0}, minus: {{question: loans{1}}}, above: 0}}"
VISITS = "{{question: visits{0}, at_least: {{question: visits{1}}}}}"


@pytest.mark.parametrize("shape", [LOANS, VISITS])
@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("", "", "EGY411"),
        (", wave: before", ", wave: before", "EGY411"),
        (", wave: from", ", wave: before", "EGY411"),
        (", wave: after", ", wave: to", "EGY411"),
        ("", ", wave: after", "EGY435"),
        (", wave: after", "", "EGY435"),
        ("", ", wave: from", None),
        ("", ", wave: before", None),
        (", wave: to", ", wave: before", None),
        (", wave: after", ", wave: before", None),
    ],
)
def test_answer_is_not_compared_with_itself(shape: str, first: str, second: str, code: str | None) -> None:
    found = codes(shape.format(first, second))
    assert found[:1] == ([] if code is None else [code])


@pytest.mark.parametrize(
    "condition",
    [
        "{question: offered, item: events, at_least: {question: offered, item: evenings}}",
        "{question: loans, minus: {question: loans, wave: from}, above: {question: loans, wave: from}}",
        "{all: [{question: visits, wave: after, is: Often}, {attribute: region, is: north}]}",
    ],
)
def test_other_items_waves_and_fixed_rules_pass(condition: str) -> None:
    assert codes(condition) == []


def test_item_named_beside_the_current_one_passes() -> None:
    assert codes("{question: offered, at_least: {question: offered, item: events}}", REPEATED) == []


def test_skip_logic_is_looked_at_too() -> None:
    assert codes("{question: visits, above: {question: visits}}", ASKED_IF) == ["EGY411"]


def test_rule_that_names_the_last_wave_through_another_indicator_has_no_level() -> None:
    both = "{all: [{met: open_late}, {question: visits, wave: after, is: Often}]}"
    assert codes(both) == ["EGY435"]
