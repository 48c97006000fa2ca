"""Codes for no answer in a table of another program: blank where no column has them as ordinary numbers."""

from pathlib import PurePosixPath

import pytest

from egyv_engine.diagnostics.span import Span
from egyv_engine.exchange.found_table import FoundColumn, FoundTable
from egyv_engine.exchange.written_values import standardise

WORDS = "Yes -99 No -99 Yes No"
NUMBERS = "12 -99 7 -99 9 14"


def blank_words(*columns: str) -> tuple[str | None, list[list[str]]]:
    """The drafted key `blank` of a table with such columns, and the cells that are left."""
    file = PurePosixPath("a.csv")
    found = [
        FoundColumn(
            name=f"c{i}", label=None, values=[v.replace("_", "") for v in cells.split()], header=Span(file)
        )
        for i, cells in enumerate(columns)
    ]
    table = FoundTable(file=file, columns=found, options={})
    standardise(table)
    return table.options.get("blank"), [list(column.values) for column in table.columns]


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
