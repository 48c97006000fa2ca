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


@pytest.mark.parametrize(
    ("rule", "words", "said"),
    [
        ("above: 0.5", "lent at least half of them", "at least"),
        ("above: 0.5", "lent at least 50% of them", "at least"),
        ("at_least: 97.5", "lent more than 97.5 a day", "more than"),
        ("at_least: 97.5", "lent at least 97.5 a day", None),
        ("below: 1000", "lent fewer than {{ threshold }}", None),
        ("at_least: 5", "lent up to {{ threshold }}", "up to"),
    ],
)
def test_wording_that_says_another_comparison_with_a_number_than_the_rule(
    rule: str, words: str, said: str | None
) -> None:
    edits: list[Edit] = [(RULE, f"{{question: loans, {rule}}}"), (SAYS, f'{{units: "{words}"}}')]
    found = [
        line for line in reported({"principles/1-access.yaml": edits}) if "EGY60" in line or "EGY628" in line
    ]
    wanted = (
        [] if said is None else [f"the wording says '{said}', but the rule says {rule.partition(':')[0]}"]
    )
    assert [line.partition(" EGY628 ")[2] for line in found] == wanted
