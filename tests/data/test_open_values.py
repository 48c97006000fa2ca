"""Numbers and dates in data: the largest number of digits, and dates that exist."""

import pytest

from egyv_engine.data.open_values import date_problem, number_problem, scaled_integer


@pytest.mark.parametrize(
    ("text", "scale", "code"),
    [
        ("9" * 18, 0, None),
        ("9" * 19, 0, "EGY520"),
        (f"-{'9' * 18}", 0, None),
        (f"-000{'9' * 18}", 0, None),  # zeros in front are no digits
        (f"{'9' * 16}.99", 2, None),
        (f"{'9' * 17}.99", 2, "EGY520"),
        (f"0.{'0' * 17}1", 18, None),
        ("9" * 16, 2, None),  # 16 digits and two decimals
        ("9" * 17, 2, "EGY520"),
        ("0", 18, None),
        ("9e3", 0, "EGY513"),
        ("", 0, "EGY513"),
    ],
)
def test_number_has_at_most_eighteen_digits_with_its_decimals(
    text: str, scale: int, code: str | None
) -> None:
    problem = number_problem(text, scale)
    assert (problem.code if problem else None) == code


@pytest.mark.parametrize(
    ("text", "scale", "number"), [("1.5", 1, 15), ("1.5", 3, 1500), ("-2", 2, -200), ("0.05", 2, 5)]
)
def test_number_is_scaled_to_an_integer(text: str, scale: int, number: int) -> None:
    assert scaled_integer(text, scale) == number


@pytest.mark.parametrize(
    ("text", "exists"),
    [
        ("2020-02-29", True),
        ("2019-02-29", False),
        ("1900-02-29", False),  # no leap year: divisible by 100
        ("2000-02-29", True),  # a leap year: divisible by 400
        ("2019-02-28", True),
        ("2019-04-31", False),
    ],
)
def test_date_exists_or_is_reported(text: str, exists: bool) -> None:
    assert (date_problem(text) is None) is exists
