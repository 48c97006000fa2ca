"""Rows of a register made of answers in which only the unit is filled."""

from egyv_engine.data.shaping.rows_of_only_units import report_rows_of_only_units
from tests.data.shaping.tables import SHAPE, Found, table_of


def messages(text: str, *deciding: str) -> Found:
    found = Found()
    table = table_of(text)
    report_rows_of_only_units(table, table.columns[0], deciding, SHAPE, found.diagnostics)
    return found


def test_rows_with_nothing_but_a_unit_are_reported_with_their_number() -> None:
    found = messages("unit,a,b\nx,1,\n* Note,,\n,,\ny,,2\nTotal,  ,\nz,1,2")
    assert [m.partition(" | ")[0] for m in found.messages] == [
        (
            "EGY551 3:1 2 rows have nothing but a unit in the columns that are read, and count as returned; "
            "the first is '* Note'"
        )
    ]
    assert found.places == [[(3, 1), (6, 1)]]


def test_column_that_selects_the_rows_of_a_wave_is_no_answer() -> None:
    text = "unit,year,a\nx,2021,1\ny,2021,"
    assert messages(text).messages == []
    assert messages(text, "year").places == [[(3, 1)]]


def test_table_with_nothing_but_units_is_not_reported() -> None:
    assert messages("unit\nx\ny").messages == []
