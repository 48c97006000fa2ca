# ruff: noqa: DTZ001 (files hold moments without a zone)
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from egyv_engine.data.sources import typed_texts
from egyv_engine.data.sources.typed_texts import (
    as_texts,
    compact_texts,
    in_utc,
    is_single_value,
    text_of_value,
    texts_of_values,
)
from egyv_engine.data.words_of_column import different_words

PARIS = pl.Datetime("ms", "Europe/Paris")


@pytest.mark.parametrize(
    ("values", "dtype", "expected"),
    [
        ([3.0, 0.1, None, float("nan"), -0.0], pl.Float64, ["3", "0.1", None, None, "0"]),
        ([1e-7, 1e22, 1 / 3], pl.Float64, ["0.0000001", "1" + 22 * "0", "0.3333333333333333"]),
        ([0.1, 1e10], pl.Float32, ["0.1", "10000000000"]),
        ([2**63 - 1, -5, None], pl.Int64, ["9223372036854775807", "-5", None]),
        ([True, False, None], pl.Boolean, ["True", "False", None]),
        ([Decimal("1.000"), Decimal("100.500"), None], pl.Decimal(10, 3), ["1", "100.5", None]),
        ([date(2024, 1, 2), None], pl.Date, ["2024-01-02", None]),
        (
            [datetime(2024, 1, 2), datetime(2024, 1, 2, 3, 4, 5), datetime(2024, 1, 2, 0, 0, 0, 500)],
            pl.Datetime("us"),
            ["2024-01-02", "2024-01-02 03:04:05", "2024-01-02 00:00:00.0005"],
        ),
        ([datetime(2024, 1, 2, 1)], PARIS, ["2024-01-02 02:00:00"]),
        ([time(1, 2, 3)], pl.Time, ["01:02:03"]),
        (["a", "", None, " "], pl.String, ["a", None, None, " "]),
        (["a", "", None], pl.Categorical, ["a", None, None]),
        (["a", "", None], pl.Enum(["", "a"]), ["a", None, None]),
        ([None, None], pl.Null, [None, None]),
    ],
)
def test_column_is_written_as_an_analyst_writes_it(
    values: list[Any], dtype: Any, expected: list[str]
) -> None:
    assert as_texts(pl.Series(values, dtype=dtype)).cast(pl.String).to_list() == expected


def test_column_with_a_zone_is_written_as_the_clock_of_its_zone() -> None:
    winter = pl.Series([datetime(2024, 1, 2, 0, 30)]).dt.replace_time_zone("Europe/Paris")
    assert as_texts(winter).to_list() == ["2024-01-02 00:30:00"]
    assert as_texts(in_utc(winter)).to_list() == ["2024-01-01 23:30:00"]


def test_values_of_a_database_with_a_zone_are_written_in_utc() -> None:
    late = datetime(2024, 1, 2, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    assert text_of_value(late) == "2024-01-01 23:30:00"
    for zone in (timezone(timedelta(hours=1)), ZoneInfo("Europe/Paris")):
        assert texts_of_values([late.replace(tzinfo=zone)]).to_list() == ["2024-01-01 23:30:00"]
    assert text_of_value(datetime(2024, 1, 2, tzinfo=UTC)) == "2024-01-02"


def test_values_of_several_types_are_written_one_by_one() -> None:
    values = [1, True, "a", None, 1.0, Decimal("1.50"), 2**200, "", 0.5]
    expected = ["1", "True", "a", None, "1", "1.5", str(2**200), None, "0.5"]
    assert texts_of_values(values).to_list() == expected


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_decimal_of_a_float_is_exactly_this_float(number: float) -> None:
    (text,) = as_texts(pl.Series([number], dtype=pl.Float64)).to_list()
    assert float(text) == number
    assert "e" not in text
    assert "." not in text or not text.endswith("0")
    assert len(text.lstrip("-0.").replace(".", "").rstrip("0")) <= max(17, len(f"{abs(number):.0f}"))


@given(st.lists(st.one_of(st.none(), st.floats(), st.booleans(), st.datetimes(), st.dates(), st.times())))
def test_columns_and_single_values_are_written_alike(values: list[object]) -> None:
    assert texts_of_values(values).to_list() == [text_of_value(value) for value in values]
    for kind in {type(value) for value in values if value is not None}:
        alike = [value for value in values if type(value) is kind]
        assert texts_of_values(alike).to_list() == [text_of_value(value) for value in alike]


def test_lists_and_bytes_are_no_single_values() -> None:
    assert not any(map(is_single_value, (pl.List(pl.Int8()), pl.Struct({}), pl.Binary(), pl.Duration("us"))))
    assert all(map(is_single_value, (pl.String(), pl.Float32(), pl.Null(), pl.Decimal(3, 1))))


@pytest.mark.parametrize(
    "column",
    [
        pl.Series([1.0, 0.5, None, float("nan"), 1e-7, -0.0, 0.0, 1e22]),
        pl.Series([3, None, 3, -1]),
        pl.Series([True, None, False]),
        pl.Series([date(2024, 1, 2), None]),
        pl.Series([datetime(2024, 1, 2, 3), datetime(2024, 1, 2), None]),
        pl.Series(["a", "", None, "b", "a"]),
        pl.Series([None, None], dtype=pl.Float64),
    ],
)
def test_cells_and_words_of_a_column_are_its_texts(column: pl.Series) -> None:
    texts = as_texts(column).to_list()
    other = pl.Series(["x"] * len(column))
    (found, _) = compact_texts([column, other])
    assert found.to_list() == texts
    assert set(different_words(found)) == set(texts) - {None}


WHOLE = {
    pl.Int8: (-(1 << 7), (1 << 7) - 1),
    pl.UInt8: (0, (1 << 8) - 1),
    pl.Int16: (-(1 << 15), (1 << 15) - 1),
    pl.Int64: (-(1 << 63), (1 << 63) - 1),
    pl.UInt64: (0, (1 << 64) - 1),
    pl.Int128: (-(1 << 127), (1 << 127) - 1),
}


@given(st.data(), st.sampled_from(list(WHOLE)), st.sampled_from([1, 3, 10_000]))
def test_whole_numbers_of_every_type_are_their_digits(
    data: st.DataObject, dtype: Any, looked_at: int
) -> None:
    """Also numbers at the ends of their type, and those that do not occur among the first cells, which are looked at first."""
    lowest, highest = WHOLE[dtype]
    numbers = st.integers(lowest, highest) | st.sampled_from([lowest, highest, 0, 1])
    columns = [data.draw(st.lists(st.none() | numbers, min_size=5, max_size=5)) for _ in range(3)]
    with patch.object(typed_texts, "LIKELY_ALL", looked_at):
        found = compact_texts([pl.Series(column, dtype=dtype) for column in columns])
    assert [column.to_list() for column in found] == [
        [None if number is None else f"{number}" for number in column] for column in columns
    ]


FRACTIONS = st.one_of(
    st.none(),
    st.integers(-400, 400).map(lambda n: n / 10),
    st.integers(-400, 400).map(lambda n: n / 1000),
    st.sampled_from(
        [0.0, -0.0, 0.1 + 0.2, 0.3, 2.675, 6553.5, 6553.6, -6553.6, 1e-7, 1e15, 1e22, 123456789012.25]
    ),
    st.sampled_from([float("nan"), float("inf"), float("-inf")]),
    st.floats(),
)


@given(st.data(), st.sampled_from([pl.Float64, pl.Float32]), st.sampled_from([1, 3, 10_000]))
def test_fractions_are_their_shortest_decimals(data: st.DataObject, dtype: Any, looked_at: int) -> None:
    """They are looked up by their place or by their value, and other cells may follow those that are looked at first."""
    kinds = [FRACTIONS, st.integers(-400, 400).map(lambda n: n / 100)]
    columns = [
        pl.Series(data.draw(st.lists(kind, min_size=5, max_size=5)), dtype=pl.Float64, strict=False).cast(
            dtype
        )
        for kind in (*kinds, *kinds)
    ]
    with patch.object(typed_texts, "LIKELY_ALL", looked_at):
        found = compact_texts(columns)
    for column, texts in zip(columns, found, strict=True):
        expected = as_texts(column).to_list()
        if dtype == pl.Float64:  # whose shortest decimals Python writes
            expected = [None if number is None else text_of_value(number) for number in column.to_list()]
        assert texts.to_list() == expected
