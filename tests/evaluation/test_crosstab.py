"""Tables of codes: counted by a Counter in small frames and by masks in large ones, with what follows from the margins."""

from collections import Counter
from itertools import product

import polars as pl
import pytest

from egyv_engine.evaluation.crosstab import (
    SMALL_FRAME_ROWS,
    count_codes,
    count_masks,
    crosstab,
)

PAIRS = [(0, 0), (0, 2), (0, 2), (1, 1), (2, 0), (2, 1), (2, 2), (2, 2), (2, 2)]


def columns(pairs: list[tuple[int, int]]) -> tuple[pl.Series, pl.Series]:
    first, second = (pl.Series([p[i] for p in pairs], dtype=pl.UInt8) for i in (0, 1))
    return first, second


@pytest.mark.parametrize("rows", [9, SMALL_FRAME_ROWS - 1, SMALL_FRAME_ROWS, SMALL_FRAME_ROWS + 1])
def test_crosstab_on_both_sides_of_the_border_counts_each_pair(rows: int) -> None:
    pairs = (PAIRS * rows)[:rows]
    first, second = columns(pairs)
    expected = tuple((a, b, n) for (a, b), n in sorted(Counter(pairs).items()))
    assert crosstab(first, second, range(4)) == expected  # nobody has code 3
    assert count_codes(first, range(4)) == tuple(sorted(Counter(a for a, _ in pairs).items()))


def test_masks_give_the_cells_by_hand() -> None:
    first, second = columns(PAIRS)
    found = count_masks([(k, first == k) for k in range(3)], [(k, second == k) for k in range(3)])
    assert found == ((0, 0, 1), (0, 2, 2), (1, 1, 1), (2, 0, 1), (2, 1, 1), (2, 2, 3))


@pytest.mark.parametrize("pairs", [[], [(1, 1)], [(0, 1), (1, 0)], list(product(range(3), repeat=2))])
def test_masks_of_few_rows_are_those_of_a_counter(pairs: list[tuple[int, int]]) -> None:
    first, second = columns(pairs)
    found = count_masks([(k, first == k) for k in range(3)], [(k, second == k) for k in range(3)])
    assert found == tuple((a, b, n) for (a, b), n in sorted(Counter(pairs).items()))
