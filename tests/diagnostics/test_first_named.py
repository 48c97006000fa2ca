"""Holds the lists in messages to lists that are written out."""

import pytest

from egyv_engine.diagnostics.first_named import and_more, first_named, same_is_true


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a, b"),
        (["a", "b", "c"], "a, b and 1 more"),
        ([f"{i}" for i in range(1_236)], "0, 1 and 1,234 more"),
    ],
)
def test_first_names_are_listed_and_others_counted(names: list[str], words: str) -> None:
    assert first_named(names, 2) == words


@pytest.mark.parametrize(
    ("others", "more", "same"),
    [
        (0, "", ""),
        (1, " and 1 more row", " (the same is true of 1 more row)"),
        (2, " and 2 more rows", " (the same is true of 2 more rows)"),
        (1_000, " and 1,000 more rows", " (the same is true of 1,000 more rows)"),
    ],
)
def test_others_are_counted_after_the_first(others: int, more: str, same: str) -> None:
    assert and_more(others, "row") == more
    assert same_is_true(others, "row") == same
