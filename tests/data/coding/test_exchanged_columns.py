"""Two columns with each other's names are named together, and only if that explains every answer in both."""

import pytest

from tests.mini_programme import LIBRARY, run

AFTER = "surveys/after.csv"


def hints(after: str, questions: str = "") -> list[bool]:
    """True for each hint that calls the columns 'open_late' and 'visits' exchanged, False for the others."""
    files = {**LIBRARY, AFTER: after}
    files["surveys/instrument.yaml"] += questions
    found = [d.hint or "" for d in run(files).diagnostics if d.code == "EGY507"]
    both = ("'open_late' and 'visits'", "'visits' and 'open_late'")
    return [
        hint.startswith(tuple(f"the columns {one} may be exchanged; otherwise " for one in both))
        for hint in found
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("open_late,visits\n", "visits,open_late\n", {True}),
        ("a,Yes,Never", "a,Never,Yes", {False}),  # one row, whose columns are right in the others
        ("a,Yes,", "a,Rarely,", {False}),
    ],
)
def test_columns_are_exchanged_if_all_words_of_each_are_answers_of_the_other(
    old: str, new: str, expected: set[bool]
) -> None:
    assert old in LIBRARY[AFTER]
    found = hints(LIBRARY[AFTER].replace(old, new))
    assert set(found) == expected


def test_columns_of_which_one_has_another_wrong_word_are_not_said_to_be_exchanged() -> None:
    swapped = LIBRARY[AFTER].replace("open_late,visits\n", "visits,open_late\n")
    assert set(hints(swapped.replace("a,Yes,", "a,Rarely,"))) == {False}


def test_columns_are_not_named_where_several_may_be_meant() -> None:
    swapped = LIBRARY[AFTER].replace("open_late,visits\n", "visits,open_late\n")
    header, *lines = swapped.splitlines()
    third = "\n".join([f"{header},sundays", *(f"{line},Never" for line in lines)]) + "\n"
    question = (
        '  - {id: sundays, asks: "Is it open on Sundays?", scale: yes_no, not_asked: [{wave: before}]}\n'
    )
    # 'visits' may be exchanged with either; 'open_late' and 'sundays' with 'visits' alone.
    found = hints(third, question)
    assert True in found
    assert False in found
