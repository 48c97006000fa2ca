"""Numbers and dates from their text."""

from fractions import Fraction

import pytest

from egyv_engine.model.typed_values import days, looks_like_date, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("-0", 0),
        ("007", 7),
        ("-2.50", Fraction(-5, 2)),
        ("12345678901234567.8", Fraction("12345678901234567.8")),
    ],
)
def test_number_is_exact(text: str, value: Fraction | int) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    "text", ["", "+5", ".5", "5.", "1e3", "1,000", " 1", "1 ", "\u0663", "2019-01-01", "nan"]
)
def test_number_of_anything_else_is_none(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11017), ("2020-02-29", 18321)]
)
def test_days_count_from_1970(text: str, value: int) -> None:
    assert days(text) == value


@pytest.mark.parametrize("text", ["2019-02-30", "2019-02-29", "1900-02-29", "2019-13-01", "0000-01-01"])
def test_days_of_a_date_that_does_not_exist_are_none(text: str) -> None:
    assert days(text) is None
    assert looks_like_date(text)


@pytest.mark.parametrize("text", ["", "2019-1-1", "20190101", "2019-W01-1", "2019-01-01 ", "01-01-2019"])
def test_days_of_another_form_are_none(text: str) -> None:
    assert days(text) is None
    assert not looks_like_date(text)
