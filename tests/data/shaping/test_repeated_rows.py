"""Blocks of rows that a file has twice, and rows that are alike by chance, by order or by design."""

from collections.abc import Sequence
from itertools import product
from random import Random

import pytest

from egyv_engine.data.shaping.repeated_rows import report_repeated_rows
from tests.data.shaping.tables import Found, table_of

Rows = Sequence[Sequence[str]]


def answers(number: int, questions: int, words: str, seed: int = 1) -> list[list[str]]:
    random = Random(f"{number} {questions} {seed}")
    return [random.choices(words, k=questions) for _ in range(number)]


def found_in(rows: Rows, read: Sequence[str] | None = None) -> list[list[tuple[int, int]]]:
    """The line and cell of the block and of the rows that it repeats; the columns are a, b, c and so on."""
    header = "abcdefghij"[: len(rows[0])]
    text = "\n".join(",".join(row) for row in (header, *rows))
    found = Found()
    report_repeated_rows(table_of(text), read, found.diagnostics)
    return found.places


@pytest.mark.parametrize(("first", "number"), [(10, 6), (0, 60)], ids=["six rows", "the whole file"])
def test_block_that_follows_again_is_reported(first: int, number: int) -> None:
    rows = answers(60, 5, "vwxyz")  # 3,125 rows are possible
    assert found_in([*rows, *rows[first : first + number]]) == [[(62, 1), (first + 2, 1)]]


def test_message_counts_the_rows_of_the_longest_block() -> None:
    rows = answers(60, 5, "vwxyz")
    text = "\n".join(
        ",".join(row) for row in ("abcde", *rows, *rows[20:41], *answers(3, 5, "uvw"), *rows[:7])
    )
    found = Found()
    report_repeated_rows(table_of(text), None, found.diagnostics)
    (message,) = found.messages
    assert message.startswith(
        "EGY599 62:1 the 21 rows of surveys/answers.csv that begin here are the same as 21 rows"
    )
    assert found.places == [[(62, 1), (22, 1)]]


def test_column_that_is_not_read_shows_other_rows() -> None:
    rows = [[*row, str(i)] for i, row in enumerate(answers(30, 5, "vwxyz"))]
    again = [[*row[:-1], str(i)] for i, row in enumerate(rows[:10], 30)]
    assert found_in([*rows, *rows[:10]], "abcde") == [[(32, 1), (2, 1)]]
    assert found_in([*rows, *again], "abcde") == []
    assert found_in([*[row[:-1] for row in rows], *[row[:-1] for row in again]]) == [[(32, 1), (2, 1)]]


@pytest.mark.parametrize("size", [20, 60, 300, 1000])
@pytest.mark.parametrize(
    ("questions", "words"), [(1, "yn"), (2, "abc"), (3, "abc"), (5, "aaab"), (5, "abcd")]
)
def test_rows_that_are_alike_are_ordinary(size: int, questions: int, words: str) -> None:
    rows = answers(size, questions, words)
    middle = size // 2
    for ordered in (rows, sorted(rows), [*sorted(rows[:middle]), *sorted(rows[middle:])]):
        assert found_in(ordered) == []


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_fewer_than_five_rows_are_not_reported(number: int) -> None:
    rows = [list(row) for row in product("abc", repeat=5)]
    assert found_in([*rows, *rows[7 : 7 + number]]) == []
    assert found_in([*rows, *rows[7:12]]) != []
