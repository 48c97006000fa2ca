"""Indicators that name the one before them twice: each is checked and compiled once, however long the chain is."""

from itertools import pairwise

from tests.reported import reported

RULES = "principles/1-access.yaml"
END = '    says: {units: "{{ were }} visited at least sometimes"}\n'


LETTERS = str.maketrans("0123456789", "abcdefghij")  # wording has no digits


def chain(length: int) -> str:
    """Indicators of which each names the one before it, under `not` as well."""
    rule = "{{all: [{{met: {0}}}, {{any: [{{not: {{met: {0}}}}}, {{question: visits, is: Often}}]}}]}}"
    names = ["visited_often", *(f"link_{i}" for i in range(length))]
    return "".join(
        f"  - {{id: {name}, title: {name}, met_when: {rule.format(before)}, says: {{units: did {name.translate(LETTERS)}}}}}\n"
        for before, name in pairwise(names)
    )


def test_chain_of_indicators_named_twice_is_checked_without_doubling() -> None:
    assert reported({RULES: (END, END + chain(60))}) == []
