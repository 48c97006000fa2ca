"""The word for a share, at every boundary."""

import pytest

from egyv_engine.evaluation.quantity_bands import band


@pytest.mark.parametrize(
    ("count", "base", "word"),
    [
        (0, 8, "none"),
        (1, 1000, "few"),
        (249, 1000, "few"),
        (2, 8, "fewer than half"),
        (499, 1000, "fewer than half"),
        (4, 8, "half"),
        (501, 1000, "more than half"),
        (749, 1000, "more than half"),
        (6, 8, "most"),
        (999, 1000, "most"),
        (8, 8, "all"),
        (1, 1, "all"),
    ],
)
def test_band_at_a_boundary_is_the_word_by_hand(count: int, base: int, word: str) -> None:
    assert band(count, base) == word
