"""Members of a condition that together are never met or always met, and those that are sound."""

from collections.abc import Callable
from itertools import product
from operator import eq, ge, gt, le, lt
from random import Random

import pytest

from tests.reported import reported

RULES = "principles/1-access.yaml"
SOME = "met_when: {question: visits, at_least: Sometimes}"
SAYS = 'units: "{{ were }} visited at least sometimes"'
OPEN = 'question: open_late, is: "Yes"'


def found(condition: str, base: str | None = None) -> list[str]:
    """The messages on whether a rule can be met, without their positions."""
    rule = f"met_when: {condition}" + (f"\n    base: {base}" if base else "")
    named = (SAYS, f"{SAYS}, base: {{one: large library, many: large libraries}}")
    lines = reported({RULES: [(SOME, rule), *([named] if base else [])]})
    messages = [line.split(" ", 1)[1] for line in lines]
    return [message for message in messages if not message.startswith("EGY489")]  # on directions


@pytest.mark.parametrize(
    "condition",
    [
        "{all: [{question: loans, above: 10}, {question: loans, below: 10}]}",
        "{all: [{question: visits, is: Often}, {not: {question: visits, at_least: Sometimes}}]}",
        "{all: [{question: remarks, is: Closed}, {question: remarks, is: Open}]}",
        "{all: [{attribute: region, is: north}, {attribute: region, is: south}]}",
        "{all: [{question: loans, answered: false}, {question: loans, at_least: 1}]}",
        "{not: {any: [{question: loans, above: 10}, {question: loans, at_most: 10}]}}",
        '{all: [{met: open_late}, {not: {question: open_late, is: "Yes"}}]}',
    ],
)
def test_members_that_nothing_meets(condition: str) -> None:
    messages = found(condition)
    assert any("meets all of these comparisons" in one or "meets one of these" in one for one in messages), (
        messages
    )


@pytest.mark.parametrize(
    "condition",
    [
        "{all: [{question: loans, at_least: 10}, {question: loans, at_most: 10}]}",
        "{any: [{question: visits, is: Never}, {question: visits, is: Often}]}",
        "{any: [{question: loans, below: 10}, {question: loans, above: 10}]}",
        "{any: [{question: loans, answered: false}, {question: loans, at_least: 10}]}",
        '{all: [{question: offered, item: events, is: "Yes"}, {question: offered, item: evenings, is: "No"}]}',
        "{all: [{question: visits, wave: from, is: Never}, {question: visits, is: Often}]}",
        "{number_of: [{question: visits, is: Never}, {question: visits, is: Often}], is: 1}",
    ],
)
def test_members_that_some_answers_meet(condition: str) -> None:
    assert found(condition) == []


TWO_PARTS = "{number_of: [{met: open_late}, {met: well_used}]"
WELL_USED = "{met: well_used}"  # two conditions, so its opposite is an `any`


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        # One answer decides, and the indicator that has it is named twice.
        (
            "{all: [{met: open_late}, {not: {met: open_late}}]}",
            "no answer to 'open_late' meets all of these comparisons",
        ),
        (
            "{any: [{met: open_late}, {not: {met: open_late}}]}",
            "every answer to 'open_late' meets one of these comparisons",
        ),
        # Several answers decide: a named rule and its opposite.
        (
            f"{{all: [{WELL_USED}, {{not: {WELL_USED}}}]}}",
            "no unit can meet both of these, because one is the opposite of the other",
        ),
        (
            f"{{any: [{WELL_USED}, {{not: {WELL_USED}}}]}}",
            "every answer meets one of these, because one is the opposite of the other",
        ),
        # Numbers that are calculated, two sides that differ, numbers of conditions, parts of a quantile.
        (
            "{all: [{question: loans, divided_by: 2, at_least: 5}, {question: loans, divided_by: 2, at_most: 3}]}",
            "no result meets all of these comparisons",
        ),
        (
            "{any: [{question: late_visits, above: {question: visits}}, {question: late_visits, at_most: {question: visits}}]}",
            "every pair of values meets one of these comparisons",
        ),
        (
            f"{{all: [{TWO_PARTS}, at_least: 2}}, {TWO_PARTS}, below: 2}}]}}",
            "no number of conditions meets all of these comparisons",
        ),
        (
            "{any: [{quantile_of: {question: loans, parts: 4}, at_most: 2}, {quantile_of: {question: loans, parts: 4}, at_least: 3}]}",
            "every result meets one of these comparisons",
        ),
    ],
)
def test_members_that_decide_each_other_through_names_and_calculations(condition: str, message: str) -> None:
    assert found(condition) == [f"EGY411 {message}"]


@pytest.mark.parametrize(
    "condition",
    [
        f"{{all: [{WELL_USED}, {{not: {{met: open_late}}}}]}}",
        # Below 100 loans, or opened later: another part of the rule may still fail.
        f"{{any: [{WELL_USED}, {{question: loans, below: 100}}]}}",
        "{all: [{question: loans, divided_by: 2, at_least: 5}, {question: loans, divided_by: 3, at_most: 3}]}",
        "{all: [{question: late_visits, at_least: {question: visits}}, {question: late_visits, at_most: {question: visits}}]}",
        "{number_of: [{met: open_late}, {not: {met: open_late}}], is: 1}",
    ],
)
def test_names_and_calculations_that_some_answers_meet(condition: str) -> None:
    assert found(condition) == []


def test_a_contradiction_is_reported_where_it_is_and_not_where_it_is_named() -> None:
    never = "met_when: {all: [{question: visits, is: Never}, {question: visits, is: Often}]}"
    named = "title: Open late\n    met_when: {all: [{met: visited_often}, {question: loans, at_least: 5}]}"
    lines = reported(
        {RULES: [(SOME, never), ('title: Open late\n    met_when: {question: open_late, is: "Yes"}', named)]}
    )
    assert [line.split(" ")[:2] for line in lines if "EGY411" in line] == [[f"{RULES}:11:53", "EGY411"]]


@pytest.mark.parametrize(
    ("base", "rule", "message"),
    [
        (WELL_USED, WELL_USED, "EGY411 every unit of the base meets this rule"),
        (f"{{not: {WELL_USED}}}", WELL_USED, "EGY411 no unit of the base can meet this rule"),
        ("{met: open_late}", WELL_USED, None),
        (
            WELL_USED,
            f"{{any: [{WELL_USED}, {{met: open_late}}]}}",
            "EGY411 every unit of the base meets this rule",
        ),
        (f"{{not: {WELL_USED}}}", f"{{not: {WELL_USED}}}", "EGY411 every unit of the base meets this rule"),
        (
            "{question: loans, at_least: 120}",
            "{any: [{question: visits, is: Often}, {question: loans, above: 100}]}",
            "EGY411 every unit of the base meets this rule",
        ),
        (
            "{question: loans, at_least: 90}",
            "{any: [{question: visits, is: Often}, {question: loans, above: 100}]}",
            None,
        ),
        (WELL_USED, f"{{all: [{WELL_USED}, {{met: open_late}}]}}", None),
    ],
)
def test_base_that_names_the_indicator_of_its_rule(base: str, rule: str, message: str | None) -> None:
    assert found(rule, base) == ([message] if message else [])


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("{question: visits, is: Never}", "EGY411 no unit of the base can meet this rule"),
        ("{question: visits, is: Often}", "EGY411 every unit of the base meets this rule"),
        ("{question: visits, is_one_of: [Never, Often]}", None),
        ("{question: visits, answered: true}", None),
        ('{question: open_late, is: "Yes"}', None),
    ],
)
def test_base_that_decides_its_rule(base: str, message: str | None) -> None:
    assert found("{question: visits, at_least: Sometimes}", base) == ([message] if message else [])


SCALE = ("Never", "Sometimes", "Often")
COMPARE = {"is": eq, "at_least": ge, "at_most": le, "above": gt, "below": lt}
UNITS = [
    {"visits": visits, "loans": loans, "open_late": late, "opened": opened}
    for visits, loans, late, opened in product(
        range(3), (50, 80, 90, 100, 110, 120, 130), (False, True), (False, True)
    )
]


def drawn_member(random: Random) -> tuple[str, Callable[[dict[str, int]], bool]]:
    """A comparison or a named indicator as YAML, and the same in plain Python."""
    kind = random.randrange(4)
    if kind == 0:
        step, word = random.choice(
            (("is", 0), ("is", 2), ("at_least", 1), ("at_least", 2), ("at_most", 1), ("below", 2))
        )
        return f"{{question: visits, {step}: {SCALE[word]}}}", lambda unit: COMPARE[step](
            unit["visits"], word
        )
    if kind == 1:
        step, bound = random.choice(tuple(COMPARE)), random.choice((80, 100, 120))
        return f"{{question: loans, {step}: {bound}}}", lambda unit: COMPARE[step](unit["loans"], bound)
    if kind == 2:
        return "{met: open_late}", lambda unit: bool(unit["open_late"])
    return WELL_USED, lambda unit: unit["loans"] >= 100 and bool(unit["opened"])


@pytest.mark.parametrize("seed", range(60))
def test_members_are_reported_where_no_unit_that_could_be_meets_them_or_every_one(seed: int) -> None:
    random = Random(seed)
    members = []
    for _ in range(random.choice((2, 2, 3))):
        written, holds = drawn_member(random)
        is_negated = random.random() < 0.4
        members.append((f"{{not: {written}}}" if is_negated else written, holds, is_negated))
    combined, how = random.choice((("all", all), ("any", any)))
    results = {how(holds(unit) != is_negated for _, holds, is_negated in members) for unit in UNITS}
    messages = found(f"{{{combined}: [{', '.join(written for written, _, _ in members)}]}}")
    told = [one for one in messages if " meets " in one or " can meet both " in one]
    assert bool(told) == (len(results) == 1)
