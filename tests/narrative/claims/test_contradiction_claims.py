"""Counts that contradict each other: more areas trust a partner than have it involved."""

import pytest

from egyv_engine.model.findings import Finding
from tests.narrative.toy import moved, shown


def level(indicator: str, item: str, count: int, base: int = 9) -> Finding:
    return moved(indicator, item, met_both=count, met_neither=base - count)


@pytest.mark.parametrize(
    ("part", "trust", "bases", "is_said"),
    [
        (0, 2, (9, 9), True),
        (8, 9, (9, 9), True),
        (2, 2, (9, 9), False),
        (5, 2, (9, 9), False),  # what implies another may be met by fewer
        (0, 2, (9, 8), False),  # other bases cannot be compared
    ],
)
def test_contradiction_is_more_of_what_implies(
    part: int, trust: int, bases: tuple[int, int], is_said: bool
) -> None:
    found = [level("part", "police", part, bases[0]), level("trusted", "police", trust, bases[1])]
    assert bool(shown("contradictions", found)) == is_said


def test_each_item_has_a_sentence_and_the_widest_comes_first() -> None:
    counts = {"police": (3, 4), "housing": (0, 2), "health": (0, 2)}
    found = [
        finding
        for item, (part, trust) in counts.items()
        for finding in (level("part", item, part), level("trusted", item, trust))
    ]
    (section,) = shown("contradictions", found)
    texts = [block.text for block in section.blocks if "in 2015" in block.text]  # type: ignore[union-attr]
    none = "None of the nine areas had {0} involved in 2015, and yet two out of nine trusted {0}."
    assert texts == [
        none.format("housing"),
        none.format("health"),
        "Three out of nine areas had the police involved in 2015, and yet four out of nine trusted the police.",
    ]
