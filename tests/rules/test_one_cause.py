"""Typing errors whose consequences are not reported, because they cannot be known before the cause is corrected."""

import pytest

from tests.library import Edit
from tests.reported import reported

RULES, INSTRUMENT, PROGRAMME = "principles/1-access.yaml", "surveys/instrument.yaml", "programme.yaml"
RULE = "met_when: {question: visits, at_least: Sometimes}"
SAYS = 'units: "{{ were }} visited at least sometimes"'
ANSWERED: list[Edit] = [
    (RULE, "met_when: {question: visits, is: Often}"),
    (SAYS, 'units: "answered “{{ answer }}” to “{{ question }}”"'),
]


@pytest.mark.parametrize(
    ("edits", "code", "message"),
    [
        (
            {RULES: [(SAYS, SAYS.replace("units", "unist"))]},  # as near to unit, which is optional
            "EGY201",
            "the key 'unist' is not allowed here",
        ),
        (
            {RULES: ANSWERED, INSTRUMENT: ("visit?, scale: frequency", "visit?, scale: frequenc")},
            "EGY306",
            "there is no scale 'frequenc'",
        ),
        (
            {RULES: ANSWERED, INSTRUMENT: ("id: visits", "id: vsits")},
            "EGY301",
            "there is no question 'visits'",
        ),
        (
            {
                PROGRAMME: (
                    "comparisons: [{from: before, to: after}]",
                    "comparisons: [{from: before, to: afer}]",
                ),
                INSTRUMENT: (
                    "visit?, scale: frequency}",
                    "visit?, scale: frequency, comparable: [{from: before, to: after, is: no}]}",
                ),
            },
            "EGY307",
            "there is no wave 'afer'",
        ),
    ],
)
def test_a_typing_error_is_reported_once(
    edits: dict[str, Edit | list[Edit]], code: str, message: str
) -> None:
    assert [line.split(" ", 1)[1] for line in reported(edits)] == [f"{code} {message}"]
