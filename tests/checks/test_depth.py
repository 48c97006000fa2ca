"""Chains of conditions that name each other: eighty lead into each other, and no more."""

from itertools import pairwise

import pytest

from egyv_engine.checks.depth import MOST_DEEP
from tests.reported import reported

RULES, INSTRUMENT = "principles/1-access.yaml", "surveys/instrument.yaml"
END = '    says: {units: "were visited at least sometimes"}\n'
REMARKS = "  - {id: remarks, asks: Is there anything else?, scale: text}\n"


def indicators(length: int, rule: str) -> str:
    """Indicators of which each names the next one, so that the last is declared last."""
    names = [*(f"link_{i}" for i in range(length)), "visited_often"]
    return "".join(
        f"  - {{id: {name}, title: T, met_when: {rule.format(after)}, says: {{units: did}}}}\n"
        for name, after in pairwise(names)
    )


def questions(length: int) -> str:
    """Questions of which each is asked if the one before it is answered."""
    names = ["remarks", *(f"more_{i}" for i in range(length))]
    return REMARKS + "".join(
        f"  - {{id: {name}, asks: M, scale: text, asked_if: {{question: {before}, answered: true}}, "
        "not_asked: [{wave: before}, {wave: after}]}\n"
        for before, name in pairwise(names)
    )


def codes(file: str, old: str, new: str) -> list[str]:
    return [found.split()[1] for found in reported({file: (old, new)}) if found.split()[1] != "EGY418"]


@pytest.mark.parametrize("rule", ["{{met: {0}}}", "{{not: {{met: {0}}}}}", "{{all: [{{met: {0}}}]}}"])
def test_chain_of_indicators_is_evaluated_up_to_the_limit_and_refused_beyond(rule: str) -> None:
    each = rule.count("{{")  # conditions of one link
    longest = (MOST_DEEP - 1) // each
    assert codes(RULES, END, END + indicators(longest, rule)) == []
    assert codes(RULES, END, END + indicators(longest + 1, rule)) == ["EGY436"]


def test_chain_is_reported_once_however_long_it_is() -> None:
    assert codes(RULES, END, END + indicators(1500, "{{met: {0}}}")) == ["EGY436"]


@pytest.mark.parametrize(("length", "expected"), [(MOST_DEEP - 1, []), (150, ["EGY436"])])
def test_chain_of_skip_logic_is_limited_too(length: int, expected: list[str]) -> None:
    assert codes(INSTRUMENT, REMARKS, questions(length)) == expected


def test_indicators_in_a_circle_are_reported_as_such_alone() -> None:
    circle = END + indicators(100, "{{met: {0}}}").replace("met: visited_often", "met: link_0")
    assert codes(RULES, END, circle) == ["EGY401"]
