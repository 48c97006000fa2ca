"""An indicator to which units come nearer by what another indicator calls worse (EGY489)."""

import pytest

from tests.reported import reported

RULES = "principles/1-access.yaml"
OTHERS = """\
  - id: closed_early
    title: Closed early
    direction: lower
    met_when: {not: {question: open_late, is: "Yes"}}
    says: {units: "closed early"}
  - id: remarked
    title: Remarked
    direction: none
    met_when: {question: remarks, answered: true}
    says: {units: "remarked"}
  - id: composite
    title: Composite
    direction: DIRECTION
    met_when: {CONDITION}
    says: {units: "did it"}
"""
VISITED_OFTEN = '    says: {units: "{{ were }} visited at least sometimes"}\n'
LATE, EARLY, OFTEN = "{met: open_late}", "{met: closed_early}", "{met: visited_often}"


def against(condition: str, direction: str = "higher") -> list[tuple[str, str]]:
    """The indicators that count against the direction of a composite, each after the word meeting or missing."""
    text = OTHERS.replace("CONDITION", condition).replace("DIRECTION", direction)
    found = reported({RULES: [(VISITED_OFTEN, VISITED_OFTEN + text)]})
    messages = [line.partition(" ")[2] for line in found if " EGY489 " in line]
    return [(m.partition(" nearer to it by ")[2].partition(" ")[0], m.split("'")[3]) for m in messages]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (f"any: [{LATE}, {OFTEN}]", []),
        (f"any: [{LATE}, {EARLY}]", [("meeting", "closed_early")]),
        (f"any: [{LATE}, {{met: remarked}}]", []),  # neither is better
        (f"not: {LATE}", [("missing", "open_late")]),
        (f"not: {EARLY}", []),
        (f"not: {{any: [{EARLY}, {{question: loans, above: 20}}]}}", []),
        # those that closed early and were visited often: the one may say which units the other is about
        (f"all: [{EARLY}, {OFTEN}]", []),
        (f"all: [{EARLY}, {{not: {OFTEN}}}]", [("meeting", "closed_early"), ("missing", "visited_often")]),
        # neither open late nor early: both have to be missed, and one of them may say which units are meant
        (f"not: {{any: [{LATE}, {EARLY}]}}", []),
        (f"not: {{all: [{LATE}, {EARLY}]}}", [("missing", "open_late")]),
        (f"number_of: [{LATE}, {OFTEN}, {EARLY}], at_least: 2", [("meeting", "closed_early")]),
        (f"number_of: [{LATE}, {OFTEN}, {EARLY}], above: 1", [("meeting", "closed_early")]),
        (f"number_of: [{LATE}, {OFTEN}, {EARLY}], at_most: 1", []),  # its wording is compared with it: EGY628
        (f"number_of: [{LATE}, {OFTEN}, {EARLY}], below: 2", []),  # its wording is compared with it: EGY628
        (f"number_of: [{LATE}, {OFTEN}, {EARLY}], is: 2", []),  # neither more of them nor fewer is nearer
        (f"not: {{number_of: [{LATE}, {OFTEN}], at_least: 1}}", []),  # refused: EGY402
    ],
)  # fmt: skip
def test_indicator_of_the_opposite_direction_is_reported_where_a_rule_asks_for_it(
    condition: str, expected: list[tuple[str, str]]
) -> None:
    assert against(condition) == expected


@pytest.mark.parametrize(
    ("direction", "expected"), [("lower", [("meeting", "open_late")]), ("none", []), ("higher", [])]
)
def test_direction_of_the_composite_decides(direction: str, expected: list[tuple[str, str]]) -> None:
    assert against(f"any: [{LATE}, {{question: loans, above: 20}}]", direction) == expected


def test_indicator_of_the_opposite_direction_that_is_counted_over_items_is_reported() -> None:
    rules = "principles/2-services.yaml"
    found = reported(
        {rules: ("    for_each: old_services\n", "    for_each: old_services\n    direction: lower\n")}
    )
    (line,) = (line for line in found if " EGY489 " in line)
    assert "of 'both_services' a higher number is better" in line
    assert "by meeting 'service_offered', of which a lower number is better" in line
