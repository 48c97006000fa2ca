"""Numbers of rules that are far from every answer, and groups whose returns are all left out."""

import pytest

from tests.reported import checked, reported

RULE = ("principles/2-services.yaml", "{question: loans, at_least: 100}")  # the answers are from 60 to 310
ANALYSED = ("programme.yaml", "analysed: {attribute: before_return, is: returned}")


def codes(edit: tuple[str, str], new: str, code: str) -> list[str]:
    """The messages with a code, where a part of a rule is replaced."""
    file, old = edit
    found = reported({file: (old, new)}, rules_only=False)
    return [line.partition(f"{code} ")[2] for line in found if f" {code} " in line]


@pytest.mark.parametrize(
    ("rule", "ends"),
    [
        ("{question: loans, at_least: 3100}", "60 to 310"),
        ("{question: loans, at_least: 3099}", None),
        ("{question: loans, divided_by: 100, at_least: 31}", "0.6 to 3.1"),  # 60 / 100 and 310 / 100
        ("{question: loans, divided_by: 100, at_least: 30}", None),
        (
            "{question: loans, minus: {question: loans, wave: before}, at_least: 2500}",
            "-250 to 250",
        ),  # 310 - 60
        (
            "{question: loans, divided_by: {question: loans}, at_least: 60}",
            "0.194 to 5.17",
        ),  # 60 / 310, 310 / 60
        ("{number: 10, times: {question: loans}, at_least: 31000}", "600 to 3100"),
        ("{question: loans, at_least: 0.310}", "60 to 310"),  # a part of one
        ("{question: loans, divided_by: 2, at_least: 0.5}", None),
        ("{question: loans, divided_by: {attribute: region}, at_least: 5000}", None),  # not a number
    ],
)
def test_number_far_from_answers_or_results_is_a_warning(rule: str, ends: str | None) -> None:
    found = codes(RULE, rule, "EGY556")
    assert [message.partition(" are from ")[2].partition(",")[0] for message in found] == (
        [ends] if ends else []
    )


@pytest.mark.parametrize(
    ("number", "is_reported"), [("0.250", True), ("1.500", True), ("1.5", False), ("9.500", False)]
)
def test_point_that_may_be_between_thousands_is_a_warning(number: str, is_reported: bool) -> None:
    more = {
        "surveys/before.csv": (",250,1964", ",2500,1964"),
        "surveys/after.csv": (",260,1964", ",2600,1964"),
    }
    edits = {
        **more,
        RULE[0]: (RULE[1], f"{{question: loans, at_least: {number}}}"),
    }  # the answers are from 60 to 2600
    found = [d.hint for d in checked(edits, rules_only=False).diagnostics if d.code == "EGY556"]
    assert len(found) == is_reported
    if number == "1.500":
        assert found == ["write 1500 if the point is between thousands; otherwise accept the warning"]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{attribute: before_return, is: returned}", []),
        ("{attribute: cohort, is: main}", ["6 units returned the survey in cohort 'pilot'"]),
    ],
)
def test_cohort_whose_returns_are_all_left_out_is_a_warning(condition: str, expected: list[str]) -> None:
    new = "analysed: {all: [{attribute: before_return, is: returned}, " + condition + "]}"
    assert [message.partition(",")[0] for message in codes(ANALYSED, new, "EGY472")] == expected
