"""Cells that hold all items that were ticked differ from numbers and from words with commas."""

from itertools import repeat

import pytest

from egyv_engine.exchange.cell_words import mark_of_several


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["Choir, Band", "Band", "Choir"], ","),
        (["Choir;Band", "Band"], ";"),
        (["2,000 books;Films", "Films"], ";"),
        (["£5", "£7.50", "£1,000"], None),
        (["12", "about 20", "1,200"], None),
        (["30+", "about 20", "1,200", "12"], None),
        (["1,2", "2", "1"], None),
        (["0,5", "1", "5"], None),
    ],
)
def test_comma_between_digits_separates_no_items(cells: list[str], mark: str | None) -> None:
    found = mark_of_several([cell for of_all in repeat(cells, 3) for cell in of_all])
    assert (found[0] if found is not None else None) == mark
