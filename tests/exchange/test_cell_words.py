"""Cells that hold all items that were ticked differ from numbers and from words with commas."""

from collections import Counter

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
    found = mark_of_several(Counter(cells * 3))
    assert (found[0] if found is not None else None) == mark


@pytest.mark.parametrize(
    ("cells", "items"),
    [
        (
            ["Library, Park, garden or field", "Library", "Park, garden or field"],
            ["Library", "Park, garden or field"],
        ),
        (["Choir, band", "Choir", "band"], ["Choir", "band"]),
        (["Tea, coffee, or milk", "Water", "Water, Tea, coffee, or milk"], ["Tea, coffee, or milk", "Water"]),
        (["Library,Pool, Indoor", "Library", "Gym,Library", "Gym"], ["Library", "Pool, Indoor", "Gym"]),
        (["Library,Pool", "Library, Pool", "Pool", "Library"], ["Library", "Pool"]),
        (["Library, Park", "Pool", "Library, Park, Pool", "Other"], ["Library", "Park", "Pool", "Other"]),
    ],
)
def test_commas_inside_an_item_differ_from_those_between_items(cells: list[str], items: list[str]) -> None:
    assert mark_of_several(Counter(cells * 3)) == (",", items)


def test_answer_with_a_comma_is_no_list_of_items() -> None:
    assert mark_of_several(Counter(["Yes, often", "Yes, sometimes", "No, never"] * 3)) is None


def test_texts_between_marks_are_no_items_however_many_there_are() -> None:
    texts = [f"remark {n}, and {n + 1}" for n in range(500)]
    assert mark_of_several(Counter([*texts, "Library, Pool", "Library"] * 3)) is None
