"""Sums of rows, against plain Python."""

import random

import polars as pl
import pytest

from egyv_engine.evaluation import packed_sums as module
from egyv_engine.evaluation.packed_sums import BITS, Adder, layout, packed_sums


def test_layout_begins_another_number_where_a_sum_does_not_fit() -> None:
    made = layout([7, 2**60, 3])
    assert made.places == ((0, 0, 7), (1, 0, 2**60), (2, 0, 3))
    assert layout([7, 2 ** (BITS - 3) - 1]).words == 1


def test_layout_gives_back_what_it_packed() -> None:
    made = layout([5, 1000, 2**50, 1])
    given = [5, 999, 2**50, 1]
    words = [pl.Series([word], dtype=pl.Int64) for word in made.pack(given)]
    assert [column.item() for column in made.unpack(words)] == given


# few rows are added one by one, with 25,000 columns are joined; 300 codes need more than 8 bits; the last is read on two threads
@pytest.mark.parametrize(
    ("size", "codes"), [(0, 6), (7, 6), (1_500, 6), (25_000, 6), (25_000, 300), (25_000, 70)]
)
@pytest.mark.parametrize("on_threads", [False, True])
def test_packed_sums_are_those_of_each_row(
    size: int, codes: int, on_threads: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TWO_THREADS_ROWS", 0 if on_threads else size + 1)
    monkeypatch.setattr(module, "ROWS_AT_ONCE", 10_000)
    draw = random.Random(size + codes)
    span = range(5, 5 + codes)
    columns = [[draw.choice(span) for _ in range(size)] for _ in range(11)]
    worth = [{code: (draw.randrange(50), draw.randrange(2**40)) for code in span} for _ in columns]
    made = layout([50 * 12, 2**40 * 12, 2**10 * 12])
    pair = columns[0], columns[1]

    def single(i: int) -> Adder:
        read = pl.Series(columns[i], dtype=pl.UInt16)
        return Adder(lambda: [read], (span,), lambda c: made.pack([*worth[i][c[0]], 0]))

    both = Adder(
        lambda: [pl.Series(column, dtype=pl.UInt16) for column in pair],
        (span, span),
        lambda c: made.pack([0, 0, c[0] + 2 * c[1]]),
    )
    found = packed_sums([both, *map(single, range(11))], size, made)
    rows = list(zip(*columns, strict=True))
    assert found[0].to_list() == [sum(worth[i][row[i]][0] for i in range(11)) for row in rows]
    assert found[1].to_list() == [sum(worth[i][row[i]][1] for i in range(11)) for row in rows]
    assert found[2].to_list() == [row[0] + 2 * row[1] for row in rows]
