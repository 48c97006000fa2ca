"""Numbers are ordered exactly, whatever their length: compared with Python's fractions."""

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from egyv_engine.data.coding.exact_numbers import ranked_numbers, shortest_numbers

# Numbers that are near each other, equal in another writing, and as long as a number may be.
near = st.sampled_from(
    ["0", "-0", "0.0", "-0.10", "0.1", "00.1", "0.10", "1", "1.0", "-1", "10", "010", "0.09"]
)
long = st.from_regex(r"-?[0-9]{1,30}(\.[0-9]{1,30})?", fullmatch=True)


def check(texts: list[str | None]) -> None:
    """Compare ranks and numbers with those that Python's fractions give."""
    other = pl.Series(["2", None, "0.1", "-7"])  # a column of its own, whose numbers are no others
    _, (ranks, numbers), _ = ranked_numbers([other, pl.Series(texts, dtype=pl.String), other])
    expected = sorted({Fraction(text) for text in texts if text is not None})
    assert list(numbers) == expected
    assert [numbers[i] for i in range(len(numbers))] == expected
    assert list(numbers[1:]) == expected[1:]
    assert ranks.dtype == pl.UInt32
    assert ranks.to_list() == [None if text is None else expected.index(Fraction(text)) for text in texts]


@given(st.lists(st.one_of(near, long, st.none()), max_size=12))
def test_ranks_and_numbers_are_those_of_fractions(texts: list[str | None]) -> None:
    check(texts)


@given(st.lists(near, min_size=1, max_size=20))
def test_equal_numbers_are_one_in_any_writing(texts: list[str]) -> None:
    check(list(texts))


@pytest.mark.parametrize(
    "texts",
    [
        [f"0.{'0' * 28}2", f"0.{'0' * 28}1", f"-0.{'0' * 28}1"],  # 29 decimals
        ["9" * 30, "9" * 29 + "8", "-" + "9" * 30],  # 30 digits, which a float rounds to one number
        ["9" * 30, f"0.{'9' * 29}", f"{'9' * 15}.{'9' * 15}"],  # do not fit into one decimal together
        ["1", None],
        [],
        [None],
    ],
)
def test_long_numbers_are_not_rounded(texts: list[str | None]) -> None:
    check(texts)


@given(st.lists(st.one_of(near, long), min_size=2, max_size=8))
def test_numbers_have_the_same_shortest_text_exactly_if_they_are_equal(texts: list[str]) -> None:
    shortest = shortest_numbers(pl.Series(texts)).to_list()
    for one, short in zip(texts, shortest, strict=True):
        assert Fraction(short) == Fraction(one)
        for other, other_short in zip(texts, shortest, strict=True):
            assert (short == other_short) == (Fraction(one) == Fraction(other))
