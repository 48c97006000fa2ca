"""A paragraph on the items of a basket: as many sentences on changes as it may have."""

import pytest

from egyv_engine.model.frozen import replace
from egyv_engine.narrative.claims.basket_writer import BasketWriter
from tests.narrative.toy import ITEMS, book, context, moved

RISES = [
    moved("part", "police", gained=1, met_both=4, met_neither=4),
    moved("part", "housing", gained=3, met_both=2, met_neither=4),
    moved("part", "health", gained=2, met_both=3, met_neither=4),
]


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (1, ["housing"]),
        (2, ["housing", "health"]),
        (3, ["housing", "health", "police"]),
        (4, ["housing", "health", "police"]),
    ],
)
def test_widest_changes_are_stated_up_to_the_limit(most: int, expected: list[str]) -> None:
    paragraph = BasketWriter(context(), book()).basket(RISES, most)
    assert paragraph is not None
    items = [f.rpartition(".")[2].partition("@")[0] for s in paragraph.sentences for f in s.mentions]
    assert items == expected


def test_items_that_fell_to_none_are_told_together_whatever_they_fell_from() -> None:
    """Three and two of nine had it, and none has: neither is left to the limit; the fall of health is a further one."""
    found = [
        moved("part", "police", lost=2, met_neither=7),
        moved("part", "housing", lost=3, met_neither=6),
        moved("part", "health", lost=1, met_both=3, met_neither=5),
    ]
    for most, more in ((1, ""), (2, " For health the number fell by one area, from four to three.")):
        paragraph = BasketWriter(context(), book()).basket(found, most)
        assert paragraph is not None
        assert paragraph.text == (
            "Areas reported a fall for all three partners. The number fell to none out of nine in 2015, for housing from three "
            f"out of nine and for the police from two.{more}"
        )


@pytest.mark.parametrize(
    ("met", "number", "expected"),
    [
        (2, 3, "met for two of the three partners with answers, and not for health."),
        (1, 3, "met for one of the three partners with answers, and not for housing or health."),
        (3, 3, "met for all three partners with answers."),
        (0, 3, "met for none of the three partners with answers."),
    ],
)
def test_items_that_missed_a_target_are_named_where_others_met_it(
    met: int, number: int, expected: str
) -> None:
    writer = BasketWriter(context(), book())
    tested = [
        replace(
            moved("presence", item, gained=3, met_both=2, met_neither=4),
            target_met=i < met,
            target_certainty="firm",
        )
        for i, item in enumerate(ITEMS[:number])
    ]
    target = writer.basket_target(tested)
    assert target is not None
    assert target.text.endswith(expected)
