"""Scored indicators with the same rule (EGY486)."""

import pytest

from tests.reported import reported

SECOND = "met_when: {question: visits, at_least: Sometimes}"
COPY = 'met_when: {question: open_late, is: "Yes"}'


def found(second: str) -> list[str]:
    """The messages on the library programme if its second indicator has these keys; the first is open_late."""
    edits = {"principles/1-access.yaml": (SECOND, second)}
    return [message for message in reported(edits) if " EGY486 " in message]


def test_copied_rule_counts_twice() -> None:
    assert found(COPY) == [
        "principles/1-access.yaml:11:15 EGY486 the indicators 'open_late' and 'visited_often' have the same rule, so it counts twice"
    ]


@pytest.mark.parametrize(
    "second",
    [
        SECOND,
        f"{COPY}\n    scored: false",
        f"{COPY}\n    direction: none",
        f"{COPY}\n    base: {{attribute: branches, at_least: 2}}",
        'met_when: {question: open_late, is: "No"}\n    direction: lower',
    ],
)
def test_rule_of_its_own_or_one_that_is_not_scored_is_no_fault(second: str) -> None:
    assert found(second) == []
