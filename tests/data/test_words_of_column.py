"""Columns as positions among their words: equal cells whichever way they are found, and blank ones are null."""

import polars as pl
import pytest

from egyv_engine.data.words_of_column import enumerated_categories

WORDS: tuple[list[str | None], ...] = (["a", "b", None, "c", "a"], ["", "b", None, "a"], [None], ["a"], [""])


@pytest.mark.parametrize("cells", [6, 20_000])
def test_categories_become_positions_among_their_words(cells: int) -> None:
    texts = [(words * cells)[:cells] for words in WORDS]
    columns = [
        pl.Series(column, dtype=pl.Categorical(pl.Categories.random(f"{i}")))
        for i, column in enumerate(texts)
    ]
    for found, column, words in zip(enumerated_categories(columns), texts, WORDS, strict=True):
        assert isinstance(found.dtype, pl.Enum)
        assert found.to_list() == [word or None for word in column]
        assert set(found.dtype.categories) == {word for word in words if word}
