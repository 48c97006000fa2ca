"""Columns of one answer each, of which one column is made."""

import pytest

from egyv_engine.data.shaping.merged_columns import with_merged_columns
from egyv_engine.data.shaping.table_parts import gathered, positions_of
from egyv_engine.data.source_table import SourceTable
from egyv_engine.model.frozen import replace
from tests.data.shaping.tables import RULE, SHAPE, Found, table_of, text_of

TENURE = {"tenure": {"Owns": "a", "Rents": "b"}}


def merged(text: str, found: Found) -> SourceTable:
    shape = replace(SHAPE, merged_columns=TENURE, doc_path=RULE)
    return with_merged_columns(table_of(text), shape, found.diagnostics, found.notes)


@pytest.mark.parametrize(
    "cells",
    [
        "1,0\n0,1\n,",
        "x,\n,x\n,",
        "Owns,\n,Rents\n,",
        "Yes,No\nNo,Yes\nNo,No",
        "TRUE,FALSE\nFALSE,TRUE\nNA,NA",
    ],
)
def test_answer_is_that_of_the_column_that_is_filled(cells: str) -> None:
    rows = [f"h{i},{row},9" for i, row in enumerate(cells.split("\n"))]
    found = Found()
    table = merged("\n".join(["home,a,b,q", *rows]), found)
    assert text_of(table) == "home,tenure,q\nh0,Owns,9\nh1,Rents,9\nh2,,9"
    assert found.messages == []
    assert found.counted == {}


def test_cells_are_placed_in_the_column_that_is_filled_also_after_rows_are_selected() -> None:
    table = merged("home,a,b\nh0,1,\nh1,,1\nh2,,", Found())
    tenure = table.column("tenure")
    assert tenure is not None
    assert [table.cell_span(row, tenure).column for row in range(3)] == [2, 3, 2]
    some = gathered(table, positions_of(table.columns[0].texts == "h1"))
    (span,) = [some.cell_span(0, column) for column in some.columns if column.name == "tenure"]
    assert (span.line, span.column) == (3, 3)


def test_other_texts_than_the_usual_one_of_a_column_are_counted() -> None:
    found = Found()
    table = merged("home,a,b\nh0,1,\nh1,1,\nh2,of the council,\nh3,,Rents\nh4,,1\nh5,,1", found)
    assert text_of(table) == "home,tenure\nh0,Owns\nh1,Owns\nh2,Owns\nh3,Rents\nh4,Rents\nh5,Rents"
    assert found.counted == {"answers_ignored": {"a": 1}}


def test_rows_with_two_answers_are_reported_at_the_second() -> None:
    found = Found()
    merged("home,a,b\nh0,1,2\nh1,1,\nh2,2,1", found)
    (message,) = found.messages
    assert message.startswith(
        "EGY530 2:3 2 rows have an answer in more than one of the columns of 'tenure' | "
    )
    assert found.places == [[(2, 3), (4, 3), (2, 2)]]


def test_name_of_another_column_is_refused() -> None:
    found = Found()
    table = merged("home,a,b,tenure\nh0,1,,9", found)
    assert text_of(table) == "home,a,b,tenure\nh0,1,,9"
    (message,) = found.messages
    assert "EGY531" in message
    assert found.places == [[(1, 4)]]


def test_new_column_may_have_the_name_of_one_of_its_own() -> None:
    found = Found()
    shape = replace(SHAPE, merged_columns={"a": {"Owns": "a", "Rents": "b"}}, doc_path=RULE)
    table = with_merged_columns(table_of("home,a,b\nh0,1,0\nh1,0,1"), shape, found.diagnostics, found.notes)
    assert text_of(table) == "home,a\nh0,Owns\nh1,Rents"
    assert found.messages == []


def test_columns_that_are_missing_are_left_out() -> None:
    assert text_of(merged("home,b\nh0,1\nh1,0", Found())) == "home,tenure\nh0,Rents\nh1,"
    assert text_of(merged("home,q\nh0,1", Found())) == "home,q\nh0,1"
