"""Sums with a term twice (EGY478), and quotients of different waves or items (EGY479)."""

import pytest

from tests.reported import checked

QUESTION = "  - {id: remarks"
MORE = "".join(
    f"  - {{id: {name}, asks: How many {name}?, scale: number{more}}}\n"
    for name, more in (
        ("late", ""),
        ("kept", ""),
        ("new", ", not_asked: [{wave: before}]"),
        ("taken", ", items: services"),
        ("places", ", items: services"),
    )
)


def found(*rules: str) -> list[str]:
    """The places of these warnings and what they say, where a rule of the library programme is replaced by others."""
    edits = {
        "surveys/instrument.yaml": (QUESTION, MORE + QUESTION),
        "rules/baskets.yaml": ("parcels:", "total: {label: all services}\n      parcels:"),
        "principles/2-services.yaml": (
            "- {question: loans, at_least: 100}",
            "\n        ".join(f"- {x}" for x in rules),
        ),
    }
    told = [d for d in checked(edits).diagnostics if d.code in ("EGY478", "EGY479")]
    assert all(d.hint and d.related for d in told)
    assert not [d for d in checked(edits).diagnostics if d.severity == "error"]
    return [f"{d.code} {d.message}" for d in told]


@pytest.mark.parametrize(
    ("side", "told"),
    [
        ("{question: loans, plus: {question: late}, at_least: 9}", None),
        ("{question: loans, plus: {question: loans}, at_least: 9}", "'loans' is added twice"),
        (
            "{question: loans, plus: {question: late, plus: {question: loans}}, at_least: 9}",
            "'loans' is added twice",
        ),
        (
            "{question: loans, minus: {question: late, plus: {question: late}}, at_least: 9}",
            "'late' is subtracted twice",
        ),
        # The first less the second, plus the first: twice the first.
        (
            "{question: loans, minus: {question: late, minus: {question: loans}}, at_least: 9}",
            "'loans' is added twice",
        ),
        (
            "{question: loans, minus: {question: late, plus: {question: loans}}, at_least: 9}",
            "'loans' is added and subtracted again",
        ),
        ("{question: loans, plus: {question: loans, wave: before}, at_least: 9}", None),
        (
            "{question: loans, wave: from, plus: {question: loans, plus: {question: loans, wave: to}}, at_least: 9}",
            "'loans' is added twice",
        ),
        ("{question: loans, plus: {question: loans, times: 2}, at_least: 9}", None),
        ("{question: loans, times: {question: loans}, at_least: 9}", None),
        ("{number: 5, plus: {question: loans, plus: 5}, at_least: 9}", None),
        (
            "{attribute: seats, plus: {question: loans, plus: {attribute: seats}}, at_least: 9}",
            "'seats' is added twice",
        ),
        ("{question: taken, item: evenings, plus: {question: taken, item: events}, at_least: 9}", None),
        (
            "{question: taken, item: evenings, plus: {question: taken, item: evenings}, at_least: 9}",
            "'taken' about 'evenings' is added twice",
        ),
        (
            "{number: 2, times: {question: loans, plus: {question: loans}}, at_least: 9}",
            "'loans' is added twice",
        ),
        ("{question: kept, at_least: {question: loans, plus: {question: loans}}}", "'loans' is added twice"),
    ],
)
def test_term_that_is_in_a_sum_twice_is_a_warning(side: str, told: str | None) -> None:
    assert found(side) == ([] if told is None else [f"EGY478 {told} in this sum"])


WAVES = "'late' in {} is divided by 'loans' in {}"
FROM, CURRENT = "the wave 'from'", "the current wave"
ITEMS = "'taken' about 'evenings' is divided by 'places' about 'events'"


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (["{question: late, divided_by: {question: loans}, at_least: 0.1}"], []),
        (["{question: late, wave: from, divided_by: {question: loans}, at_least: 0.1}"], [WAVES.format(FROM, CURRENT)]),
        (["{question: late, wave: before, divided_by: {question: loans}, at_least: 0.1}"], [WAVES.format("the wave 'before'", CURRENT)]),
        # What the hint says: the same wave twice, or both waves named.
        (["{question: late, wave: from, divided_by: {question: loans, wave: from}, at_least: 0.1}"], []),
        (["{question: late, wave: from, divided_by: {question: loans, wave: to}, at_least: 0.1}"], []),
        (["{question: late, wave: to, divided_by: {question: loans}, above: {question: kept, wave: from}}"], []),
        # Those who finish, of those who began.
        (["{question: late, divided_by: {question: loans, wave: from}, at_least: 0.1}"], []),
        (["{question: loans, wave: from, divided_by: {question: loans}, at_least: 0.1}"], []),  # growth
        (["{question: late, wave: from, divided_by: {question: new}, at_least: 0.1}"], []),  # not asked before
        # Of two shares in one comparison, the second has the divisor of the first.
        (
            ["{question: late, divided_by: {question: loans}, above: {question: late, wave: from, divided_by: {question: loans, wave: to}}}"],
            [WAVES.format(FROM, CURRENT)],
        ),
        (
            ["{question: late, divided_by: {question: loans, wave: from}, above: {question: late, wave: from, divided_by: {question: loans, wave: from}}}"],
            [WAVES.format(CURRENT, FROM)],
        ),
        (["{question: taken, item: evenings, divided_by: {question: places, item: evenings}, at_least: 0.1}"], []),
        (["{question: taken, item: evenings, divided_by: {question: places, item: events}, at_least: 0.1}"], [ITEMS]),
        (["{question: taken, item: evenings, divided_by: {question: loans}, at_least: 0.1}"], []),
        (["{question: taken, item: evenings, divided_by: {question: taken, item: events}, at_least: 0.1}"], []),
        # Several items are divided by one, which is their whole.
        (
            [
                "{question: taken, item: evenings, divided_by: {question: places, item: events}, at_least: 0.1}",
                "{question: taken, item: parcels, divided_by: {question: places, item: events}, at_least: 0.1}",
            ],
            [],
        ),
        (["{question: taken, item: events, divided_by: {question: places, item: total}, at_least: 0.1}"], []),
        (["{question: late, wave: from, divided_by: {attribute: seats}, at_least: 0.1}"], []),
    ],
)  # fmt: skip
def test_quotient_of_different_waves_or_items_is_a_warning(rules: list[str], told: list[str]) -> None:
    assert found(*rules) == [f"EGY479 {each}" for each in told]
