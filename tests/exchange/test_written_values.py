"""Values in a table of another program: codes for no answer, marks and signs of numbers."""

from pathlib import PurePosixPath

import pytest
import yaml

from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import Positions, Span
from egyv_engine.exchange.found_table import FoundColumn, FoundTable
from egyv_engine.exchange.written_values import standardise

WORDS = "Yes -99 No -99 Yes No"
NUMBERS = "12 -99 7 -99 9 14"


def table_of(*columns: list[str], name: str = "a.csv") -> FoundTable:
    """A table with such columns."""
    file = PurePosixPath(name)
    found = [
        FoundColumn(name=f"c{i}", label=None, values=cells, header=Span(file))
        for i, cells in enumerate(columns)
    ]
    return FoundTable(file=file, columns=found, options={})


def standardised(*columns: list[str], name: str = "a.csv") -> FoundTable:
    """A table with such columns, after its values are written in the standard way."""
    table = table_of(*columns, name=name)
    standardise(table, DiagnosticCollector(Positions()))
    return table


def blank_words(*columns: str) -> tuple[str | None, list[list[str]]]:
    """The drafted key `blank` of a table with such columns, and the cells that are left."""
    table = standardised(*([v.replace("_", "") for v in cells.split()] for cells in columns))
    return table.options.get("blank"), [list(column.values) for column in table.columns]


def test_counts_of_a_column_are_those_of_the_values_that_it_has_now() -> None:
    column = table_of(["no", "", "yes", "no"]).columns[0]
    assert (list(column.counts.items()), column.has_blank) == ([("no", 2), ("yes", 1)], True)
    column.values = ["yes", "no", "yes", "yes"]
    assert (list(column.counts.items()), column.has_blank) == ([("yes", 3), ("no", 1)], False)


@pytest.mark.parametrize("cells", [WORDS, NUMBERS, "a;b -99 a -99 b a;b"])
def test_code_that_stands_apart_is_blank(cells: str) -> None:
    key, values = blank_words("1 2 3 4 5 6", cells)
    assert key == '["-99"]  # decide: are these words no answers?'
    assert values[1] == ["" if cell == "-99" else cell for cell in cells.split()]


def test_column_of_nothing_but_the_code_and_one_with_a_single_code_are_blank_too() -> None:
    _, values = blank_words(WORDS, "_ -99 _ -99 _ _", "5 8 3 -99 8 2")
    assert values[1:] == [[""] * 6, ["5", "8", "3", "", "8", "2"]]


@pytest.mark.parametrize(
    "columns",
    [
        (NUMBERS, "5 -7 8 -99 12 30"),  # a balance
        ("1 9 3 9 2 1 99 99", "45 61 70 99 45 99 23 30"),  # ages
        ("1 2 3 4 5 999", "Yes 999 No 999 Yes No"),  # an id
        ("Yes No -99 Yes No Yes",),  # once in the file
        ("1 2 3 2 1 3",),
    ],
)
def test_number_that_another_column_has_as_an_ordinary_one_is_not_drafted(columns: tuple[str, ...]) -> None:
    key, values = blank_words(*columns)
    assert key is None
    assert values == [cells.split() for cells in columns]


@pytest.mark.parametrize(
    ("columns", "keys", "values"),
    [
        # how numbers are written in Germany, Britain, France and Switzerland
        (("100.300 7", "0,5 1,5"), {"decimal": ",", "thousands": "."}, ("100300 7", "0.5 1.5")),
        (("1.213.542,69 3,00",), {"decimal": ",", "thousands": "."}, ("1213542.69 3.00",)),
        (("100,300 7", "0.5 1.5"), {"thousands": ","}, ("100300 7", "0.5 1.5")),
        (("1,213,542.69 3.00",), {"thousands": ","}, ("1213542.69 3.00",)),
        (("1_213_542,69 48_138",), {"decimal": ",", "thousands": " "}, ("1213542.69 48138",)),
        (("1'213'542.69 48'138",), {"thousands": "'"}, ("1213542.69 48138",)),
        (("1.100.300 101.307",), {"decimal": ",", "thousands": "."}, ("1100300 101307",)),
        (("100,300 101,307",), {"thousands": ","}, ("100300 101307",)),
        (("0,5 1,25",), {"decimal": ","}, ("0.5 1.25",)),
        # points before decimals: a zero in front, another number of digits, or a column that shows what the point is
        (("0.123 101.307",), {}, ("0.123 101.307",)),
        (("1000.300 101.307",), {}, ("1000.300 101.307",)),
        (("100.300 101.307",), {}, ("100.300 101.307",)),  # among cells with commas between them
        (("100.300 101.307", "0.5 2"), {}, ("100.300 101.307", "0.5 2")),
        # no numbers
        (("1.2.3 1.2.4", "13.09.2021 1.1.2021"), {}, ("1.2.3 1.2.4", "2021-09-13 2021-01-01")),
        # signs: money and per cents
        (("£1,000 £7.50",), {"thousands": ",", "signs": ["£"]}, ("1000 7.50",)),
        (("3,6_% 38,4_%", "-5€ 7€"), {"decimal": ",", "signs": ["%", "€"]}, ("3.6 38.4", "-5 7")),
        (("£5 7",), {}, ("£5 7",)),
        (("45%[p] 7%",), {"signs": ["%"], "flags": ["[p]"]}, ("45 7",)),
        # numbers below zero, as accounts write them
        (("12 (45) 7",), {"minus": ["()"]}, ("12 -45 7",)),
        (("£12 (£1,045.50)",), {"thousands": ",", "signs": ["£"], "minus": ["()"]}, ("12 -1045.50",)),
        (("12 \u20133",), {"minus": ["\u2013"]}, ("12 -3",)),
        (("(1) (2)", "£12 (4)"), {}, ("(1) (2)", "£12 (4)")),  # a list; one without the sign
        (("#5 #7", "<5 <7", "5km 7km"), {}, ("#5 #7", "<5 <7", "5km 7km")),
    ],
)
def test_numbers_are_read_as_their_marks_and_signs_say(
    columns: tuple[str, ...], keys: dict[str, object], values: tuple[str, ...]
) -> None:
    table = standardised(*([cell.replace("_", "\u00a0") for cell in cells.split(" ")] for cells in columns))
    known = {key: yaml.safe_load(text) for key, text in table.options.items() if key != "dates"}
    assert known == keys
    assert tuple(" ".join(column.values) for column in table.columns) == values


def test_letters_after_some_numbers_are_flags_as_those_of_eurostat() -> None:
    table = standardised(["4.2", "5.1 b", "3.0 bu", ":", ": c"], ["1", "2", "3", "4", "5"])
    assert table.options["flags"].startswith("[b, bu]  # decide: is 5.1 b the number 5.1?")
    assert table.options["blank"].startswith('[":", ": c"]')
    assert table.columns[0].values == ["4.2", "5.1", "3.0", "", ""]


@pytest.mark.parametrize("cells", [["4 p", "5 p", "3 p"], ["4", "5 m", "6 km"]])
def test_letters_after_all_numbers_and_other_ones_are_a_unit(cells: list[str]) -> None:
    table = standardised(cells)
    assert "flags" not in table.options
    assert table.columns[0].values == cells


@pytest.mark.parametrize(
    ("cells", "options", "asked"),
    [
        ("100.300 101.307", {"separator": '";"'}, "is 100.300 the number 100300?"),
        ("100,300 101,307", {}, "is 100,300 the number 100300?"),
    ],
)
def test_mark_that_can_be_before_decimals_too_gets_a_comment(
    cells: str, options: dict[str, str], asked: str
) -> None:
    table = table_of(cells.split())
    table.options = dict(options)
    standardise(table, DiagnosticCollector(Positions()))
    assert f"# decide: {asked}" in table.options["thousands"]
    assert table.columns[0].values == ["100300", "101307"]


def test_points_that_are_drafted_before_decimals_are_asked_about_once() -> None:
    table = standardised(["100.300", "101.307"], ["99.120", "98"], ["1", "2"])
    asked = (
        'is 100.300 a number with decimals? If it is 100300, write thousands: "." and decimal: "," for the file in '
        "surveys/files.yaml."
    )
    assert [column.note for column in table.columns] == [asked, None, None]


def test_numbers_of_a_workbook_have_points_before_decimals() -> None:
    assert standardised(["100.300", "101.307"], name="a.xlsx").options == {}


def test_numbers_with_exponents_are_numbers_with_all_of_their_digits() -> None:
    table = standardised(["12", "1e+05", "1.25E+03", "-2.5e-01"])
    assert list(table.columns[0].values) == ["12", "100000", "1250", "-0.25"]
    assert standardised(["1e5", "2e3", "4f1"]).columns[0].is_amount is False  # ids


def test_columns_whose_dates_are_written_in_different_ways_have_a_pattern_each() -> None:
    days, times = ["03/04/2023", "31/12/2022"], ["2023-09-01 10:00", "2023-09-02 11:30"]
    table = standardised(days, times, ["2023-09-01", "2023-09-30"])
    assert yaml.safe_load(table.options["dates"]) == {"c0": "day/month/year", "c1": "year-month-day"}
    assert [column.values for column in table.columns] == [
        ["2023-04-03", "2022-12-31"],
        ["2023-09-01", "2023-09-02"],
        ["2023-09-01", "2023-09-30"],
    ]
