"""Checks of comparisons, with the rows on both sides of each border."""

import pytest

from tests.checks.condition_reports import INDICATOR, REPEATED, RETURNED, codes, reported

NUMBER_OF_TWO = '{number_of: [{question: open_late, is: "Yes"}, {question: loans, at_least: 1}], '


@pytest.mark.parametrize(
    ("comparison", "problem"),
    [
        ("at_least: Never", "every ordinary answer meets 'at least Never'"),
        ("at_least: Sometimes", None),
        ("at_most: Often", "every ordinary answer meets 'at most Often'"),
        ("at_most: Sometimes", None),
        ("above: Often", "no answer meets 'above Often'"),
        ("above: Sometimes", None),
        ("below: Never", "no answer meets 'below Never'"),
        ("below: Sometimes", None),
        (
            "is_one_of: [Never, Sometimes, Often]",
            "every ordinary answer meets 'is one of Never, Sometimes, Often'",
        ),
        ("is_one_of: [Never, Often]", None),
        ("is: Never", None),
    ],
)
def test_comparison_that_no_answer_or_every_answer_meets_is_a_warning(
    comparison: str, problem: str | None
) -> None:
    found = reported(f"{{question: visits, {comparison}}}")
    expected = [] if problem is None else [f"{problem}: the scale is Never, Sometimes, Often"]
    assert [message for _, message, _ in found] == expected
    assert {code for code, _, _ in found} <= {"EGY411"}


@pytest.mark.parametrize(
    ("comparison", "problem"),
    [
        ("at_least: 0", "this is always met: 2 conditions are counted"),
        ("at_least: 0.5", None),
        ("at_least: 2", None),
        ("at_least: 2.5", "this can never be met: 2 conditions are counted"),
        ("at_most: 2", "this is always met: 2 conditions are counted"),
        ("at_most: 1", None),
        ("above: 2", "this can never be met: 2 conditions are counted"),
        ("above: 1", None),
        ("below: 3", "this is always met: 2 conditions are counted"),
        ("below: 2", None),
        ("is: 3", "this can never be met: 2 conditions are counted"),
        ("is: 2", None),
        ("is_one_of: [0, 1, 2]", "this is always met: 2 conditions are counted"),
        ("is_one_of: [0, 2]", None),
    ],
)
def test_count_that_can_never_or_always_meet_it_is_a_warning(comparison: str, problem: str | None) -> None:
    found = [message for _, message, _ in reported(NUMBER_OF_TWO + comparison + "}")]
    assert found == ([] if problem is None else [problem])


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{question: loans, at_least: 123456789012345678}", []),
        ("{question: loans, at_least: 1234567890123456789}", ["EGY417"]),
        ("{question: loans, at_least: 1.5}", []),
        ("{question: loans, at_least: 1e5}", ["EGY417"]),
        ("{question: loans, is: 2019-01-01}", ["EGY417"]),
        ("{question: opened, below: 2019-02-28}", []),
        ("{question: opened, below: 2019-02-29}", ["EGY417"]),
        ("{question: opened, below: 2019}", ["EGY417"]),
        ("{question: opened, minus: {question: opened, wave: before}, above: 2019-01-01}", ["EGY417"]),
        ("{question: opened, minus: {question: opened, wave: before}, above: 30}", []),
        ("{attribute: region, at_least: north}", ["EGY417"]),
        ("{attribute: region, is: north}", []),
        ("{question: remarks, is: Lovely}", []),
        ("{question: remarks, below: Lovely}", ["EGY403"]),
        ("{question: remarks, answered: false}", []),
        ("{question: loans, minus: {question: loans, wave: before}, answered: true}", ["EGY403"]),
        (NUMBER_OF_TWO + "answered: true}", ["EGY403"]),
        ("{question: loans, is: Don't know}", ["EGY404"]),
        ("{question: remarks, is: Don't know}", ["EGY404"]),
    ],
)
def test_words_are_values_of_the_left_side(condition: str, expected: list[str]) -> None:
    assert codes(condition) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{question: visits, at_least: {question: late_visits}}", []),
        ("{question: visits, at_least: {question: open_late}}", ["EGY410"]),
        ("{question: loans, at_least: {question: loans, wave: before}}", []),
        ("{question: loans, at_least: {question: opened}}", ["EGY410"]),
        ("{question: loans, at_least: {attribute: region}}", []),
        ("{question: opened, at_least: {attribute: region}}", []),
        ("{question: visits, at_least: {attribute: region}}", ["EGY410"]),
        ("{question: remarks, is: {question: remarks, wave: before}}", ["EGY410"]),
        ("{attribute: region, is: {attribute: cohort}}", ["EGY410"]),
        ("{question: loans, minus: {question: opened}, at_least: 1}", ["EGY410"]),
        ("{question: visits, minus: {question: visits, wave: before}, at_least: 1}", ["EGY410"]),
        (NUMBER_OF_TWO + "at_least: {question: loans}}", []),
        (NUMBER_OF_TWO + "at_least: {question: opened}}", ["EGY410"]),
    ],
)
def test_two_sides_are_of_one_kind(condition: str, expected: list[str]) -> None:
    assert codes(condition) == expected


def test_text_with_an_order_names_the_comparators_that_go_with_text() -> None:
    ((code, message, hint),) = reported("{question: remarks, above: Lovely}")
    assert (code, message) == ("EGY403", "text has no order, so 'above' cannot compare it")
    assert hint == "use is, is_one_of or answered"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{attribute: before_return, answered: true}", []),
        ("{attribute: before_return, is: {attribute: cohort}}", []),
        ("{attribute: before_return, at_least: late}", ["EGY417"]),
        ("{attribute: before_return, at_least: {number_of: [{attribute: cohort, is: main}]}}", ["EGY410"]),
        ("{number_of: [{attribute: cohort, is: main}, {attribute: region, is: north}], at_least: 1}", []),
        ("{number_of: [{attribute: cohort, is: main}], is: some}", ["EGY417"]),
        ("{number_of: [{question: loans, at_least: 1}, {attribute: region, is: north}], is: 1}", ["EGY412"]),
        ("{met: open_late}", ["EGY412"]),
    ],
)
def test_who_returned_is_decided_by_attributes(condition: str, expected: list[str]) -> None:
    assert codes(condition, RETURNED) == expected


@pytest.mark.parametrize("rule", [INDICATOR, REPEATED, RETURNED], ids=["indicator", "repeated", "returned"])
def test_rules_of_the_library_have_no_fault(rule: tuple[str, str]) -> None:
    assert codes(rule[1], rule) == []
