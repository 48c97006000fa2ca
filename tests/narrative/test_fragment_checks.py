"""Wordings that name another answer than their rule."""

import pytest

from tests.library import Edit
from tests.reported import reported

RULE, SAYS = "{question: visits, at_least: Sometimes}", '{units: "{{ were }} visited at least sometimes"}'


@pytest.mark.parametrize(
    ("rule", "words", "named"),
    [
        ("is: Often", "{{ were }} visited sometimes", ["sometimes"]),
        ("at_least: Sometimes", "{{ were }} visited sometimes or often", []),
        ("at_least: Sometimes", "{{ were }} visited Often", []),
        ("at_least: Sometimes", "{{ were }} open", []),
        ("above: Never", "{{ were }} visited more than never", []),  # the wording compares
        ("is: Never", "{{ were }} not often visited", []),
        ("is_one_of: [Never, Often]", "{{ were }} visited sometimes", ["sometimes"]),
        ("is: Often", "{{ were }} visited {% if were %}sometimes-often{% endif %}", []),
        ("is: Often", "{{ were }} visited, oftentimes by sometimesers", []),  # no whole words
    ],
)
def test_wording_that_names_an_answer_which_does_not_meet_the_rule(
    rule: str, words: str, named: list[str]
) -> None:
    edits: list[Edit] = [(RULE, f"{{question: visits, {rule}}}"), (SAYS, f'{{units: "{words}"}}')]
    found = [
        line.partition(" EGY628 ")[2]
        for line in reported({"principles/1-access.yaml": edits})
        if " EGY628 " in line
    ]
    assert found == [f"the wording says '{name}', and this answer does not meet the rule" for name in named]
