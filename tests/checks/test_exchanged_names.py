"""Columns, files and labels that have the name of another item, question, wave or status."""

import pytest

from tests.library import Edit
from tests.reported import reported

OFFERED = ("surveys/instrument.yaml", "    items: services\n")
VISITS = ("surveys/instrument.yaml", "{id: visits, asks")
LOANS = ("surveys/instrument.yaml", "{id: loans, asks")


def _found(edits: dict[str, Edit | list[Edit]]) -> list[str]:
    return [line.partition(" EGY448 ")[2] for line in reported(edits) if " EGY448 " in line]


@pytest.mark.parametrize(
    ("columns", "named"),
    [
        ("{evenings: Events held, events: Open in evenings}", ["Events held"]),
        ("{evenings: Evening opening and events, events: Anything on}", []),  # it has its own name, too
        ("{evenings: Events held, events: All events}", []),  # the other column has its name
        ("{evenings: eventsX, events: evening}", []),  # no whole word
        ("{evenings: Q1, events: Q2}", []),
    ],
)
def test_column_that_names_another_item(columns: str, named: list[str]) -> None:
    found = _found({OFFERED[0]: [(OFFERED[1], f"{OFFERED[1]}    columns: {columns}\n")]})
    assert found == [
        f"the item 'evenings' has the column '{name}', which names the item 'events'" for name in named
    ]


@pytest.mark.parametrize(
    ("visits", "loans", "is_told"),
    [
        ("a_loans", "a_other", True),
        ("a_loans", "loans_b", False),  # the column of the loans has their name
        ("visits_and_loans", "b", False),
    ],
)
def test_column_that_names_another_question(visits: str, loans: str, is_told: bool) -> None:
    edits = [
        (VISITS[1], f"{{id: visits, column: {visits}, asks"),
        (LOANS[1], f"{{id: loans, column: {loans}, asks"),
    ]
    assert len(_found({VISITS[0]: edits})) == is_told


@pytest.mark.parametrize(("second", "is_told"), [("q1", True), ("q3", False)])
def test_numbered_names_are_reported_only_if_each_is_the_others(second: str, is_told: bool) -> None:
    """A form that is numbered again has q2 where it had q1, and q3 where it had q2."""
    more = "".join(
        f"  - {{id: {name}, column: {column}, asks: A, scale: yes_no}}\n"
        for name, column in (("q1", "q2"), ("q2", second))
    )
    assert len(_found({LOANS[0]: [("questions:\n", f"questions:\n{more}")]})) == is_told


@pytest.mark.parametrize(
    ("before", "after", "is_told"),
    [
        ("of_after", "of_before", True),
        ("x_after", "y", True),
        ("x_after", "y_after", False),  # both have it
        ("of_before_and_after", "y", False),
        ("of_2020", "of_2021", False),
    ],
)
def test_file_that_names_another_wave(before: str, after: str, is_told: bool) -> None:
    edits = [
        ("answers: surveys/before.csv", f"answers: surveys/{before}.csv"),
        ("answers: surveys/after.csv", f"answers: surveys/{after}.csv"),
    ]
    assert len(_found({"programme.yaml": edits})) == is_told
