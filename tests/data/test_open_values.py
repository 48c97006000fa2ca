"""Numbers and dates in data: the largest number of digits, and dates that exist."""

import pytest

from egyv_engine.data.open_values import date_problem, number_problem


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("9" * 30, None),
        ("9" * 31, "EGY520"),
        (f"-{'9' * 30}", None),
        (f"-000{'9' * 30}", None),  # zeros in front are no digits
        (f"{'9' * 28}.99", None),
        (f"{'9' * 29}.99", "EGY520"),
        (f"0.{'0' * 40}1", None),  # one digit
        ("1.1200000047683716", None),  # as pandas writes 1.12 in single precision
        ("0.30000000000000004", None),
        ("9" * 5000, "EGY520"),
        (f"0.{'0' * 5000}1", "EGY520"),  # longer than any number that is read
        ("9e3", "EGY513"),
        ("", "EGY513"),
    ],
)
def test_number_has_at_most_thirty_digits_with_its_decimals(text: str, code: str | None) -> None:
    problem = number_problem(text)
    assert (problem.code if problem else None) == code


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
