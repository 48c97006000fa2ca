"""Columns as positions among their words: equal cells whichever way they are found, and blank ones are null."""

import polars as pl
import pytest

from egyv_engine.data.words_of_column import counted_words, enumerated_by_code

LONG = 20_000  # cells, more than are looked at first


@pytest.mark.parametrize("cells", [6, LONG])
@pytest.mark.parametrize(
    "words", [["a", "b", None, "c", "a"], ["", "b", None, "a"], [None], ["a"], [""]], ids=str
)
def test_categories_become_positions_among_their_words(words: list[str | None], cells: int) -> None:
    texts = (words * cells)[:cells]
    column = pl.Series(texts, dtype=pl.Categorical(pl.Categories.random("column")))
    (counted,) = counted_words([column])
    assert counted is not None
    found = enumerated_by_code(column, counted)
    assert isinstance(found.dtype, pl.Enum)
    assert found.to_list() == [word or None for word in texts]
    assert set(found.dtype.categories) == {word for word in words if word}


def test_categories_that_no_cell_has_are_no_words() -> None:
    kind = pl.Categorical(pl.Categories.random("column"))
    column = pl.Series(["above", "a", "b"] * LONG, dtype=kind).filter(pl.Series([False, True, True] * LONG))
    (counted,) = counted_words([column])
    assert counted is not None
    found = enumerated_by_code(column, counted)
    assert (found.dtype, found.head(3).to_list()) == (pl.Enum(["a", "b"]), ["a", "b", "a"])
