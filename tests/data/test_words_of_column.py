"""Columns as positions among their words: equal cells whichever way they are found, and blank ones are null."""

import polars as pl
import pytest

from egyv_engine.data.words_of_column import MOST_WORDS, compact, different_words

WORDS: tuple[list[str | None], ...] = (["a", "b", None, "c", "a"], ["", "b", None, "a"], [None], ["a"], [""])


@pytest.mark.parametrize("cells", [6, 20_000])
def test_categories_become_positions_among_their_words(cells: int) -> None:
    texts = [(words * cells)[:cells] for words in WORDS]
    columns = [
        pl.Series(column, dtype=pl.Categorical(pl.Categories.random(f"{i}")))
        for i, column in enumerate(texts)
    ]
    for found, column, words in zip(compact(columns), texts, WORDS, strict=True):
        assert isinstance(found.dtype, pl.Enum)
        assert found.to_list() == [word or None for word in column]
        assert set(found.dtype.categories) == {word for word in words if word}


def test_columns_of_texts_become_positions_whether_their_first_cells_have_every_word_or_not() -> None:
    filler: list[str | None] = ["a", "", "b"] * 10_000
    texts: list[list[str | None]] = [
        ["a"] * 30_000,
        [None] * 30_000,
        filler,
        [*filler[:-1], "late"],
        [f"{i}" for i in range(30_000)],
    ]
    columns = [pl.Series(column, dtype=pl.String) for column in texts]
    found = compact(columns)
    assert [column.to_list() for column in found] == [[word or None for word in column] for column in texts]
    assert [set(different_words(column)) for column in found] == [
        set(column) - {None, ""} for column in texts
    ]


def test_column_of_more_words_than_two_bytes_number_stays_a_text() -> None:
    texts = [f"{i}" for i in range(MOST_WORDS + 1)]
    few, many = compact([pl.Series(["a"] * len(texts)), pl.Series(texts)])
    assert isinstance(few.dtype, pl.Enum)
    assert (many.dtype, many.to_list()) == (pl.String(), texts)
