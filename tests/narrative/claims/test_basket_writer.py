"""A paragraph on the items of a basket: as many sentences on changes as it may have."""

import pytest

from egyv_engine.narrative.claims.basket_writer import BasketWriter
from tests.narrative.toy import book, context, moved

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
