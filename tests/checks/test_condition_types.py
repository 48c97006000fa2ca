"""Checks of what conditions read: indicators, items, waves, and what stands under `not`."""

import pytest

from tests.checks.condition_reports import ASKED_IF, INDICATOR, REPEATED, codes, reported

COUNT = '{number_of: [{question: open_late, is: "Yes"}, {question: loans, at_least: 1}], '


@pytest.mark.parametrize("condition", ["all", "any"])
@pytest.mark.parametrize("depth", [0, 1, 2])
def test_number_of_is_refused_under_an_odd_number_of_nots(condition: str, depth: int) -> None:
    text = COUNT + "at_least: 2}"
    for _ in range(depth):
        text = f"{{not: {{{condition}: [{text}]}}}}"
    assert codes(text) == (["EGY402"] if depth == 1 else [])


@pytest.mark.parametrize(
    ("comparison", "hint"),
    [
        ("at_least: 2", "leave out not, and use the opposite comparator: below: 2"),
        ("above: 1", "leave out not, and use the opposite comparator: at_most: 1"),
        ("is: 1", "leave out not, and name the counts that meet the rule"),
        ("at_least: {question: loans}", "leave out not, and name the counts that meet the rule"),
    ],
)
def test_hint_for_a_negated_count_names_the_opposite_comparator(comparison: str, hint: str) -> None:
    assert reported(f"{{not: {COUNT}{comparison}}}}}") == [("EGY402", "number_of cannot be negated", hint)]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{met: both_services}", []),
        ("{not: {met: both_services}}", ["EGY402"]),
        ("{not: {not: {met: both_services}}}", []),
        ("{not: {met: open_late}}", []),
        ("{met: service_offered}", ["EGY416"]),
        ("{number_of: {each: old_services, met: service_offered}, is: 1}", []),
        ("{number_of: {each: services, met: service_offered}, is: 1}", ["EGY416"]),
        ("{number_of: {each: old_services, met: open_late}, is: 1}", ["EGY416"]),
    ],
)
def test_met_needs_an_indicator_of_the_same_items(condition: str, expected: list[str]) -> None:
    assert codes(condition, INDICATOR) == expected


@pytest.mark.parametrize(
    ("rule", "condition", "expected"),
    [
        (INDICATOR, "{question: offered, is: 'Yes'}", ["EGY405"]),
        (INDICATOR, "{question: offered, item: events, is: 'Yes'}", []),
        (INDICATOR, "{question: visits, item: events, at_least: Often}", ["EGY405"]),
        (REPEATED, "{question: offered, is: 'Yes'}", []),
        (REPEATED, "{question: open_late, is: 'Yes'}", []),
    ],
)
def test_item_is_named_exactly_where_the_rule_does_not_give_one(
    rule: tuple[str, str], condition: str, expected: list[str]
) -> None:
    assert codes(condition, rule) == expected


def test_both_answers_of_a_difference_need_an_item() -> None:
    condition = "{question: offered, minus: {question: offered, wave: from}, is: 0}"
    assert codes(condition) == ["EGY405", "EGY405"]


@pytest.mark.parametrize(
    ("rule", "expected"), [(INDICATOR, []), (ASKED_IF, ["EGY408"])], ids=["indicator", "asked_if"]
)
def test_relative_wave_needs_waves_that_are_compared(rule: tuple[str, str], expected: list[str]) -> None:
    assert codes('{question: open_late, wave: from, is: "Yes"}', rule) == expected


def test_skip_logic_may_not_read_indicators() -> None:
    assert codes("{met: open_late}", ASKED_IF) == ["EGY412"]
    assert codes("{number_of: {each: services, met: service_offered}, is: 1}", ASKED_IF) == ["EGY412"]


@pytest.mark.parametrize(
    "condition",
    ["{met: visited_often}", "{not: {met: visited_often}}", "{number_of: [{met: visited_often}], is: 1}"],
)
def test_indicator_that_needs_itself_is_found_wherever_it_is_named(condition: str) -> None:
    ((code, message, hint),) = reported(condition)
    assert code == "EGY401"
    assert message == "the indicator 'visited_often' needs itself: visited_often -> visited_often"
    assert hint == "make one of them read only answers"


def test_question_that_is_asked_only_if_it_was_asked_is_found() -> None:
    ((code, _, hint),) = reported("{question: late_visits, answered: true}", ASKED_IF)
    assert (code, hint) == ("EGY414", "remove asked_if from one of them, so that everybody is asked it")
