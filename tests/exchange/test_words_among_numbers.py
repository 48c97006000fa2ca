"""The few words among the numbers of a column: they are drafted as blank with a warning, unless they may be something else."""

import pytest

from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import Positions
from egyv_engine.exchange.words_among_numbers import blank_words_among_numbers
from tests.exchange.test_written_values import table_of


def noted(*columns: str, names: tuple[str, ...] = ()) -> tuple[list[tuple[str, ...]], list[str]]:
    """The words of each column, and the messages."""
    table = table_of(*([v.replace("_", "") for v in cells.split()] for cells in columns))
    for column, name in zip(table.columns, names, strict=False):
        column.name = name
    found = DiagnosticCollector(Positions())
    blank_words_among_numbers(table, found)
    return [column.words for column in table.columns], [f"{d.code} {d.message}" for d in found]


@pytest.mark.parametrize(
    "cells",
    ["12 15 n.k. 30", "12 15 k.A. 30 7 8 k.A. 9 14", "1,5 2,25 ? unknown 3,75", "45% 12% unclear 7% _ 9%"],
)
def test_only_word_among_numbers_is_noted(cells: str) -> None:
    ((word,),), messages = noted(cells)
    assert word.isalpha() or word in ("n.k.", "k.A.")
    assert messages == [
        f"EGY595 '{word}' is the only word among the numbers of 'c0', and is drafted as blank"
    ]


@pytest.mark.parametrize(
    "cells",
    [
        "12 n.k. 30",  # too few numbers
        "12 15 n.k. 30 n.k.",  # more than a quarter
        "12 15 none 30 some 7 8 9",  # two words, which are no shorthand
        "12 15 SUPP 30 NE 7",  # more than a quarter
        "12 15 <5 30",  # another kind of number
        "0 1 2 more 1 0 2 1 0 2",  # words of a scale
        "12 15 NA 30",  # the file declares it
        "12 15 7 30",
    ],
)
def test_other_words_are_left_as_they_are(cells: str) -> None:
    assert noted(cells) == ([()], [])


def test_word_of_an_id_is_left_as_it_is() -> None:
    assert noted("12 15 pilot 30", names=("club_no",)) == ([()], [])


def test_word_of_two_columns_has_one_warning() -> None:
    _, messages = noted("12 15 n.k. 30", "7 1 n.k. 9")
    assert messages == [
        "EGY595 'n.k.' is the only word among the numbers of 'c0' and of 1 more column, and is drafted as blank"
    ]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("12 15 SUPP 30 NE 7 8 9 11 3", ("SUPP", "NE")),  # of the Department for Education
        # Of statistics on GOV.UK; [c] and [x] say nowhere what the number is.
        ("12 15 [high] 30 [low] 7 8 9 11 3 [c] [x]", ("[high]", "[low]")),
        ("1.5 2.5 * 3.5 ~ 4.5 5.5 6.5", ("*", "~")),
        ("12 k.A. 15 30 NSP 7 8 9", ("k.A.", "NSP")),
    ],
)
def test_shorthand_among_numbers_is_noted(cells: str, words: tuple[str, ...]) -> None:
    found, messages = noted(cells)
    assert found == [words]
    assert messages == [
        f"EGY595 '{words[0]}' and '{words[1]}' are the only words among the numbers of 'c0', and are drafted as blank"
    ]
