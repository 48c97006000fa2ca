"""Exact columns against plain fractions, with numbers that no machine type holds."""

from fractions import Fraction
from operator import add, ge, gt, le, lt, mul

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from egyv_engine.evaluation.exact_column import (
    ExactColumn,
    constant_column,
    joined,
    no_numbers,
    parsed_column,
)
from egyv_engine.model.arithmetic import OPERATORS
from egyv_engine.model.typed_values import ascending, number

LARGE = 10**30
NUMBERS = st.one_of(
    st.none(),
    st.fractions(min_value=-LARGE, max_value=LARGE),
    st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(LARGE) + Fraction(1, LARGE), Fraction(-1, LARGE)]),
)
ROWS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=12)
COMPARED = {"ge": ge, "gt": gt, "le": le, "lt": lt}


def column(values: list[Fraction | None]) -> ExactColumn:
    numbers = ascending(value for value in values if value is not None)
    positions = [None if value is None else numbers.index(value) for value in values]
    return ExactColumn(positions=pl.Series(positions, dtype=pl.UInt32), numbers=numbers)


def values(one: ExactColumn) -> list[Fraction | None]:
    return [None if p is None else one.numbers[p] for p in one.positions.to_list()]


@given(rows=ROWS)
@pytest.mark.parametrize("name", COMPARED)
def test_columns_compare_as_fractions_do(
    name: str, rows: list[tuple[Fraction | None, Fraction | None]]
) -> None:
    left, right = [a for a, _ in rows], [b for _, b in rows]
    compare = COMPARED[name]
    found = compare(column(left), column(right)).to_list()
    assert found == [None if a is None or b is None else compare(a, b) for a, b in rows]
    bound = next((b for b in right if b is not None), Fraction(1, 7))
    assert compare(column(left), bound).to_list() == [None if a is None else compare(a, bound) for a in left]


@given(rows=ROWS)
@pytest.mark.parametrize("key", OPERATORS)
def test_columns_are_joined_as_fractions_are(
    key: str, rows: list[tuple[Fraction | None, Fraction | None]]
) -> None:
    compute = OPERATORS[key].compute
    made = joined(column([a for a, _ in rows]), column([b for _, b in rows]), compute)
    assert values(made) == [None if a is None or b is None else compute(a, b) for a, b in rows]
    assert list(made.numbers) == sorted(set(made.numbers))


def test_operators_are_those_of_arithmetic() -> None:
    a, b = Fraction(7, 10), Fraction(2, 10)
    assert {key: one.compute(a, b) for key, one in OPERATORS.items()} == {
        "plus": Fraction(9, 10),
        "minus": Fraction(1, 2),
        "times": Fraction(14, 100),
        "divided_by": Fraction(7, 2),
    }
    assert OPERATORS["divided_by"].compute(a, Fraction(0)) is None
    assert [key for key, one in OPERATORS.items() if one.takes_dates] == ["minus"]


def test_column_without_numbers_gives_no_result() -> None:
    nothing, two = no_numbers(2), constant_column(Fraction(2), 2)
    assert (nothing >= two).to_list() == [None, None]
    assert (nothing < Fraction(1)).to_list() == [None, None]
    assert values(joined(nothing, two, mul)) == [None, None]
    assert values(joined(two, two, add)) == [Fraction(4), Fraction(4)]


def test_texts_that_write_one_number_have_one_position() -> None:
    made = parsed_column(pl.Series(["2", "2.0", None, "1.1200000047683716", "x"]), number)
    assert made.positions.to_list() == [1, 1, None, 0, None]
    assert made.numbers == (Fraction("1.1200000047683716"), Fraction(2))


def test_numbers_left_out_of_a_mapping_are_null() -> None:
    made = column([Fraction(1), Fraction(2), None]).mapped({Fraction(2): Fraction(9)})
    assert values(made) == [None, Fraction(9), None]
