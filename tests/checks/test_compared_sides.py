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
        (f"{{question: loans, at_least: {'9' * 30}}}", []),
        (f"{{question: loans, at_least: {'9' * 31}}}", ["EGY417"]),
        (f"{{attribute: region, at_least: {'9' * 31}}}", ["EGY417"]),
        (f"{{question: loans, times: {'9' * 30}, at_least: 1}}", []),
        ("{question: loans, between: [5, 5]}", []),
        ("{question: loans, between: [5, 4.9]}", ["EGY442"]),
        ("{question: loans, between: [-5, -6]}", ["EGY442"]),
        ("{question: visits, between: [Never, Sometimes]}", []),
        ("{question: visits, between: [Often, Sometimes]}", ["EGY442"]),
        ("{question: opened, between: [2019-01-01, 2018-12-31]}", ["EGY442"]),
        ("{attribute: region, between: [2, 10]}", []),
        ("{attribute: region, between: [10, 2]}", ["EGY442"]),
        ("{attribute: region, between: [10, 2019-01-01]}", ["EGY417"]),
        ("{question: loans, between: [few, many]}", ["EGY417", "EGY417"]),
        ("{question: remarks, between: [a, b]}", ["EGY403"]),
        (NUMBER_OF_TWO + "between: [1, 2]}", []),
        (NUMBER_OF_TWO + "between: [2, 1]}", ["EGY442"]),
        (NUMBER_OF_TWO + "between: [0, 2]}", ["EGY411"]),
        ("{question: visits, between: [Never, Often]}", ["EGY411"]),
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
        ("{attribute: region, times: 2, answered: true}", ["EGY403"]),
        ("{quantile_of: {question: loans, parts: 4}, answered: true}", ["EGY403"]),
        ("{number: 1, answered: true}", ["EGY403"]),
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


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{question: loans, plus: {question: loans, wave: before}, at_least: 1}", []),
        ("{question: loans, divided_by: {attribute: region}, at_least: 0.8}", []),
        ("{attribute: region, minus: {attribute: cohort}, at_least: 1}", []),
        ("{question: opened, minus: {attribute: region}, at_least: 1}", []),
        ("{number: 100, minus: {question: loans}, at_least: 1}", []),
        ("{question: loans, at_least: {question: loans, wave: before, times: 1.1}}", []),
        ("{question: loans, minus: {question: loans, wave: before, plus: {number: 2}}, is: 0}", []),
        ("{question: loans, plus: {question: opened}, at_least: 1}", ["EGY410"]),
        ("{question: opened, plus: {question: opened, wave: before}, at_least: 1}", ["EGY410"]),
        ("{question: opened, times: 2, at_least: 1}", ["EGY410"]),
        ("{question: opened, minus: 30, at_least: 1}", ["EGY410"]),
        ("{question: visits, plus: 1, at_least: 1}", ["EGY410"]),
        ("{question: remarks, divided_by: 2, at_least: 1}", ["EGY410"]),
        ("{question: loans, times: {question: visits}, at_least: 1}", ["EGY410"]),
        ("{question: loans, times: 2, at_least: {question: opened}}", ["EGY410"]),
        ("{question: loans, times: 2, at_least: many}", ["EGY417"]),
        (NUMBER_OF_TWO + "times: 2, at_least: 2}", ["EGY443"]),
        (f"{{question: loans, divided_by: {NUMBER_OF_TWO[:-2]}}}, at_least: 2}}", ["EGY443"]),
        (NUMBER_OF_TWO + "at_least: {question: loans, times: 2}}", []),
        ("{question: loans, divided_by: 0, at_least: 1}", ["EGY444"]),
        ("{question: loans, divided_by: {number: 0.00}, at_least: 1}", ["EGY444"]),
        ("{question: loans, times: {question: loans, divided_by: 0}, at_least: 1}", ["EGY444"]),
        ("{question: loans, at_least: {attribute: region, divided_by: -0}}", ["EGY444"]),
        ("{question: loans, divided_by: 0.1, at_least: 1}", []),
        ("{question: loans, times: 0, at_least: 1}", []),
        ("{number: 1, at_least: 2}", ["EGY445"]),
        ("{number: 1, plus: 1, is: {number: 2}}", ["EGY445"]),
        ("{number: 1, plus: {number: 1, times: 5}, between: [1, 2]}", ["EGY445"]),
        ("{not: {number: 1, is: 1}}", ["EGY445"]),
        ("{number: 1, is_one_of: [1, 2]}", ["EGY445"]),
        ("{number: 1, is: {attribute: region}}", []),
        ("{quantile_of: {question: loans, parts: 4}, at_least: 4}", []),
        ("{quantile_of: {question: opened, wave: before, parts: 2}, is: 1}", []),
        (
            "{quantile_of: {question: loans, parts: 4}, above: {quantile_of: {question: loans, wave: from, parts: 4}}}",
            [],
        ),
        ("{quantile_of: {question: loans, parts: 4}, minus: 1, at_least: 2}", []),
        ("{quantile_of: {question: visits, parts: 3}, is: 1}", ["EGY410"]),
        ("{quantile_of: {question: remarks, parts: 3}, is: 1}", ["EGY410"]),
        ("{quantile_of: {question: loans, parts: 4}, at_least: 5}", ["EGY411"]),
        ("{quantile_of: {question: loans, parts: 4}, at_least: 1}", ["EGY411"]),
        ("{quantile_of: {question: loans, parts: 4}, is: lowest}", ["EGY417"]),
        ("{question: loans, times: {attribute: regoin}, is: 1}", []),  # read with the register (EGY310)
        ("{question: loans, times: {question: visits, item: evenings}, is: 1}", ["EGY405"]),
    ],
)
def test_operators_join_numbers_and_minus_joins_two_dates(condition: str, expected: list[str]) -> None:
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
        ("{attribute: region, divided_by: {attribute: cohort}, at_least: 0.5}", []),
        ("{attribute: region, at_least: {attribute: cohort, plus: 1}}", []),
        ("{attribute: region, divided_by: {question: loans}, at_least: 0.5}", ["EGY412"]),
        ("{quantile_of: {question: loans, parts: 4}, is: 1}", ["EGY412"]),
        ("{number: 1, is: 1}", ["EGY445"]),
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


@pytest.mark.parametrize(
    ("comparison", "word"),
    [
        ("at_least: 0.5", "0.5"),
        ("between: [0.5, 1.5]", "0.5"),
        ("is_one_of: [1, 1.5]", "1.5"),
        ("at_least: 1.0", None),
    ],
)
def test_number_of_conditions_compared_with_a_part_of_one_is_a_warning(
    comparison: str, word: str | None
) -> None:
    """Half of two conditions is one of them; at least 0.5 of them is any of them."""
    said = (
        []
        if word is None
        else [f"number_of counts, and {word} is not a whole number: 2 conditions are counted"]
    )
    found = reported(f"{NUMBER_OF_TWO}{comparison}}}")
    assert [message for code, message, _ in found if code == "EGY487"] == said
