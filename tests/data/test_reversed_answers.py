"""Answers that are the opposite of those in the wave before: counts by hand, and waves that really changed."""

from pathlib import PurePosixPath

import polars as pl
import pytest

from egyv_engine.data.reversed_answers import reversed_answers
from egyv_engine.pipeline.run import check_files
from tests.mini_programme import LIBRARY

# Pairs of codes on a scale of five answers: 20 units at each end and next to it, ten in the middle.
PANEL = [(1, 1)] * 10 + [(2, 2)] * 10 + [(3, 3)] * 10 + [(4, 4)] * 10 + [(5, 5)] * 10


def found(pairs: list[tuple[int, int]], answers: int = 5) -> tuple[int, int, int] | None:
    """The numbers of opposite and of equal answers, and of all that are compared."""
    before, after = (pl.Series([pair[i] for pair in pairs], dtype=pl.UInt8) for i in (0, 1))
    made = reversed_answers(before, after, answers)
    return None if made is None else (len(made.opposite), made.same, made.number)


def reverse(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(one, 6 - other) for one, other in pairs]


def test_codes_in_the_opposite_order_are_found() -> None:
    assert found(reverse(PANEL)) == (40, 0, 40)  # the middle is the same either way
    changed = [(1, 2)] * 4 + [(5, 4)] * 4 + [(1, 5)] * 3 + PANEL
    assert found(reverse(changed)) == (40, 3, 51)
    assert found([*reverse(PANEL), (0, 1), (3, 0), (6, 1)]) == (40, 0, 40)  # blank cells, and a don't-know


@pytest.mark.parametrize(
    "pairs",
    [
        PANEL,
        [(1, 5)] * 40 + [(5, 5)] * 10,  # all rose
        [(1, 5)] * 40 + [(5, 1)] * 4,  # four fell, which is too few
        [(5, 1)] * 30 + [(4, 2)] * 30,  # all fell
        [(one, other) for one in range(1, 6) for other in range(1, 6)] * 4,  # without any connection
        [(1, 5)] * 7 + [(5, 1)] * 7 + [(2, 2)] * 1,  # (14 - 1) squared is less than 16 times 15
        [(2, 3)] * 30 + [(4, 3)] * 30 + [(2, 4)] * 10 + [(4, 2)] * 10,  # most came to the middle
    ],
)
def test_waves_that_may_have_changed_are_not(pairs: list[tuple[int, int]]) -> None:
    assert found(pairs) is None


def test_fifteen_opposite_answers_of_sixteen_are_too_few_and_eighteen_of_eighteen_enough() -> None:
    assert found([(1, 5)] * 7 + [(5, 1)] * 8 + [(2, 2)]) is None  # 14 squared is 196, and 16 times 16 is 256
    assert found([(1, 5)] * 9 + [(5, 1)] * 9) == (18, 0, 18)  # 18 squared is 324, and 16 times 18 is 288


@pytest.mark.parametrize("is_reversed", [True, False])
def test_reversed_column_is_reported_at_its_first_cells(*, is_reversed: bool) -> None:
    words = ["Never", "Sometimes", "Often"]
    before = [words[i % 3] for i in range(30)]
    after = [words[2 - i % 3] for i in range(30)] if is_reversed else before
    units = [f"u{i:02}" for i in range(30)]
    files = {name: text.encode() for name, text in LIBRARY.items()}
    header = LIBRARY["surveys/before.csv"].splitlines()[0].split(",")
    assert header == ["library", "open_late", "visits"]
    files["surveys/libraries.csv"] = ("library\n" + "\n".join(units) + "\n").encode()
    for name, answers in (("before", before), ("after", after)):
        rows = [f"{unit},Yes,{answer}" for unit, answer in zip(units, answers, strict=True)]
        files[f"surveys/{name}.csv"] = ("\n".join([",".join(header), *rows]) + "\n").encode()
    known = {PurePosixPath(name): data for name, data in files.items()}
    warned = [d for d in check_files(known) if d.code == "EGY483"]
    assert [(str(d.span.file), d.span.line, d.message) for d in warned] == (
        [
            (
                "surveys/after.csv",
                2,
                "20 of 20 units have the opposite answer to 'visits' in 'after' to that in 'before', and 0 have the same",
            )
        ]
        if is_reversed
        else []
    )
