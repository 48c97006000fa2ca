"""Numbers in two units within a wave, and numbers and dates far from all others; skewed numbers are no mistake."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

import polars as pl
import pytest

from egyv_engine.data.numbers_apart import far_above, in_two_groups, shares_among_percentages
from egyv_engine.pipeline.run import check_files
from tests.mini_programme import answering

SHARES = [
    "68",
    "71",
    "75",
    "78",
    "81.5",
    "82",
    "84",
    "85",
    "86",
    "87",
    "88.4",
    "89",
    "89.4",
    "90",
    "91",
    "92",
    "93.3",
    "94",
    "95",
    "96",
    "98",
    "98",
    "99",
    "100",
]
FALLS = [
    "0",
    "0",
    "0",
    "1",
    "1",
    "1",
    "1",
    "2",
    "2",
    "2",
    "2",
    "3",
    "3",
    "3",
    "4",
    "4",
    "4",
    "5",
    "5",
    "6",
    "7",
    "9",
    "12",
    "15",
]
HOURS = [
    "1",
    "1.5",
    "2",
    "2",
    "2.5",
    "3",
    "3",
    "4",
    "4.5",
    "5",
    "6",
    "6",
    "7",
    "7",
    "8",
    "8",
    "8",
    "8.5",
    "9",
    "9",
    "9",
    "9.5",
    "10",
    "10",
]
DAYS = [str(date(2026, 9, 1) + timedelta(days=i)) for i in range(24)]


def warnings(values: Sequence[str], kind: str = "number", before: Sequence[str] | None = None) -> list[str]:
    """The warnings on one question, by code: libraries that answered so in two waves, or otherwise before."""
    found = check_files(answering(f"scale: {kind}", {"before": before or values, "after": values}))
    return [
        f"{d.code} {d.message}"
        for d in found
        if d.code in ("EGY475", "EGY587", "EGY588") and "before" not in d.span.file.name
    ]


def with_one(values: Sequence[str], *others: str) -> list[str]:
    """Values, the first of which are others."""
    return [*others, *values[len(others) :]]


def each_third(values: Sequence[str], change: Callable[[float], float]) -> list[str]:
    return [f"{change(float(v)):g}" if i % 3 == 0 else v for i, v in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            each_third(SHARES, lambda share: share / 100),
            "of the numbers above zero of 'asked', 8 are from 0.68 to 0.98 and 16 from 71 to 100, and none is between",
        ),
        (
            each_third(HOURS, lambda hours: hours * 60),
            "of the numbers above zero of 'asked', 16 are from 1.5 to 10 and 8 from 60 to 570, and none is between",
        ),
        (
            ["0", *each_third(SHARES[1:], lambda pounds: pounds * 1000)],
            "of the numbers above zero of 'asked', 15 are from 75 to 100 and 8 from 71000 to 99000, and none is between",
        ),
    ],
    ids=["shares and per cent", "hours and minutes", "thousands"],
)
def test_numbers_in_two_units_are_told(values: list[str], message: str) -> None:
    assert warnings(values) == [f"EGY587 {message}"]


@pytest.mark.parametrize(
    "values",
    [
        SHARES,
        FALLS,
        each_third(HOURS, lambda hours: hours * 10),  # in no unit that is usual
        each_third(SHARES, lambda share: share / 7),
        each_third(SHARES[:15], lambda share: share / 100),  # too few
        [
            *(
                [
                    "1",
                    "2",
                    "2",
                    "3",
                    "5",
                    "8",
                    "13",
                    "20",
                    "40",
                    "70",
                    "100",
                    "120",
                    "150",
                    "200",
                    "250",
                    "300",
                ]
            ),
            *map(str, range(100, 110)),
        ],
    ],
)
def test_other_groups_are_not_told(values: list[str]) -> None:
    assert warnings(values) == []


@pytest.mark.parametrize(
    ("values", "says"),
    [
        (
            with_one(SHARES, "884"),
            "884 in the answers to 'asked' is far above the next highest, which is 100",
        ),
        (
            with_one(SHARES, "884", "912"),
            "884 and 912 in the answers to 'asked' are far above the next highest, which is 100",
        ),
        (
            with_one(SHARES, "0.884"),
            "0.884 in the answers to 'asked' is far below the next lowest, which is 71",
        ),
        (with_one(FALLS, "-2"), "-2 in the answers to 'asked' is the only one below zero"),
    ],
)
def test_number_far_from_all_others_is_told(values: list[str], says: str) -> None:
    assert warnings(values, before=FALLS if "-" in values[0] else SHARES) == [f"EGY588 {says}"]


@pytest.mark.parametrize(
    "values",
    [
        with_one(SHARES, "499"),
        with_one(SHARES, "3"),
        with_one(SHARES, "884", "885", "886", "887"),  # as many as these are no mistake
        with_one(FALLS, "60"),  # four times the next of counts that differ widely
        with_one(FALLS, "-2", "-1"),
        with_one(SHARES, "999"),  # EGY217, if a rule reads it
        [*SHARES[:19], "884"],
        ["1"] * 23 + ["9"],
    ],
)
def test_ordinary_numbers_are_not_told(values: list[str]) -> None:
    assert warnings(values) == []


def test_number_below_zero_is_ordinary_if_another_wave_has_some() -> None:
    assert warnings(with_one(FALLS, "-2"), before=with_one(FALLS, "-3")) == []


@pytest.mark.parametrize("day", ["2062-09-07", "1926-09-07", "2023-09-07"])
def test_date_years_from_all_others_is_told(day: str) -> None:
    assert warnings(with_one(DAYS, day), "date", before=DAYS) == [
        f"EGY588 {day} in the answers to 'asked' is years from all others, which are from 2026-09-02 to 2026-09-24"
    ]


@pytest.mark.parametrize(
    "values",
    [
        DAYS,
        with_one(DAYS, "2025-09-07"),  # a year is not years
        with_one(DAYS, "2062-09-07", "1962-09-07"),
        [f"{1860 + 6 * i}-04-01" for i in range(23)] + ["1602-11-08"],  # the oldest library
    ],
)
def test_ordinary_dates_are_not_told(values: list[str]) -> None:
    assert warnings(values, "date") == []


def test_dates_that_go_back_are_told() -> None:
    year_before = [day.replace("2026", "2025") for day in DAYS]
    (warning,) = warnings(year_before, "date", before=DAYS)
    assert warning == (
        "EGY475 the dates of 'asked' are from 2026-09-01 to 2026-09-24 in 'before', and from 2025-09-01 to 2025-09-24 in 'after', "
        "which is later"
    )
    assert warnings(DAYS, "date", before=year_before) == []
    assert warnings(with_one(year_before, "2026-09-03"), "date", before=DAYS) == []


SKEWED: dict[str, Callable[[Random], float]] = {
    "incomes": lambda random: random.lognormvariate(0, 1),
    "turnovers": lambda random: random.lognormvariate(0, 2),
    "populations": lambda random: random.paretovariate(1),
    "parishes": lambda random: random.paretovariate(1.5),
    "waits": lambda random: random.expovariate(1),
    "counts": lambda random: 1 + int(random.lognormvariate(1, 1.5)),
    "shares": lambda random: 100 * random.betavariate(8, 1),
}


@pytest.mark.parametrize("kind", SKEWED)
def test_skewed_numbers_are_hardly_ever_told(kind: str) -> None:
    random = Random(kind)
    told = 0
    samples = [24] * 100 + [60] * 100 + [300] * 50
    for size in samples:
        numbers = pl.Series([SKEWED[kind](random) for _ in range(size)], dtype=pl.Float64).sort()
        ends = far_above(numbers, 5), far_above((1 / numbers).sort(), 50)
        found = (*ends, in_two_groups(numbers), shares_among_percentages(numbers))
        told += found != (None, None, None, None)
    assert told <= 1


@pytest.mark.parametrize("one", ["0.95", "9500", "-3"])
def test_number_far_from_many_thousands_is_told(one: str) -> None:
    many = [f"{50 + i / 100}" for i in range(4000)]
    assert len(warnings(with_one(many, one), before=many)) == 1
    assert warnings(with_one(many, "49.5"), before=many) == []


def test_number_within_declared_limits_is_no_mistake() -> None:
    """An author who declares both limits says which numbers there can be."""
    values = with_one(SHARES, "884")
    assert warnings(values) != []
    assert warnings(values, "number, at_least: 0, at_most: 1000") == []


PERCENTAGES = [str(number) for number in range(40, 98, 3)] + ["40", "98", "67", "71"]
LIMITS = "number, at_least: 0, at_most: 100"


def test_share_among_percentages_is_told_within_their_limits() -> None:
    """0.92 is from 0 to 100 as well, and 40 is less than 50 times as much; but 92 is among the others."""
    assert warnings(with_one(PERCENTAGES, "0.92"), LIMITS, before=PERCENTAGES) == [
        "EGY588 0.92 in the answers to 'asked' is far below the next lowest, which is 40"
    ]
    assert len(warnings(with_one(PERCENTAGES, "0.92"), before=PERCENTAGES)) == 1
    assert len(warnings(each_third(SHARES, lambda share: share / 100), LIMITS, before=SHARES)) == 1


@pytest.mark.parametrize(
    "values",
    [
        with_one(PERCENTAGES, "0"),
        with_one(PERCENTAGES, "1"),  # one per cent, more probably than all
        with_one(PERCENTAGES, "0.3"),  # 30 is not among the others
        with_one(PERCENTAGES, "0.92", "5"),  # others are low, too
        [f"{0.4 * 1.26**i:.2f}" for i in range(24)],  # from 0.4 to 81, as shares of small groups are
    ],
)
def test_low_percentages_are_not_told(values: list[str]) -> None:
    assert warnings(values, LIMITS, before=PERCENTAGES) == []
