"""Directions by which the weakest answer of a scale is better, although another indicator or the words say otherwise."""

import pytest

from tests.reported import reported

RULES, SCALES = "principles/1-access.yaml", "rules/scales.yaml"
VISITED_OFTEN = """\
  - id: visited_often
    title: Visited often
    met_when: {question: visits, at_least: Sometimes}
"""
QUALITY = "frequency: [Very poor, Fair, Good]"


def directions(indicators: str, scale: str = "frequency: [Never, Sometimes, Often]") -> list[str]:
    """The indicators that are reported, where these are the ones about visits."""
    edits = {
        RULES: [(VISITED_OFTEN, indicators)],
        SCALES: [("frequency: [Never, Sometimes, Often]", scale)],
    }
    found = [line.partition(" ")[2] for line in reported(edits)]
    return [line.split("'")[3] for line in found if line.startswith("EGY473")]


def indicator(name: str, condition: str, more: str = "") -> str:
    says = "" if name == "visited_often" else f'    says: {{units: "had {name.replace("_", " ")}"}}\n'
    return f"  - id: {name}\n    title: {name.title()}\n    met_when: {{{condition}}}\n{more}{says}"


OFTEN = indicator("visited_often", "question: visits, at_least: Sometimes")
LOWER, NONE = "    direction: lower\n", "    direction: none\n"


@pytest.mark.parametrize(
    ("condition", "more", "is_reported"),
    [
        ("question: visits, is: Never", "", True),
        ("question: visits, below: Often", "", True),
        ("not: {question: visits, above: Never}", "", True),
        ("question: visits, is: Often", LOWER, True),
        ("question: visits, is: Never", LOWER, False),
        ("question: visits, is: Never", NONE, False),
        ("question: visits, is: Sometimes", "", False),  # neither end alone
        ("question: visits, is: Often", "", False),
    ],
)
def test_two_indicators_of_a_question_agree_on_its_better_end(
    condition: str, more: str, is_reported: bool
) -> None:
    found = directions(indicator("other_visits", condition, more) + OFTEN)
    assert found == (["other_visits"] if is_reported else [])


@pytest.mark.parametrize(
    ("condition", "is_reported"),
    [("question: visits, at_most: Fair", True), ("question: visits, at_least: Fair", False)],
)
def test_word_for_the_worst_answer_says_which_end_is_better(condition: str, is_reported: bool) -> None:
    found = directions(indicator("visited_often", condition), QUALITY)
    assert found == (["visited_often"] if is_reported else [])


def test_weakest_answer_may_be_better_by_itself() -> None:
    assert directions(indicator("visited_often", "question: visits, is: Never")) == []
