"""One of several rows of a unit."""

from typing import Literal

import pytest

from egyv_engine.data.shaping.rows_of_unit import one_row_per_unit
from egyv_engine.data.shaping.value_forms import WrittenValues
from egyv_engine.data.source_table import SourceTable
from egyv_engine.model.date_pattern import DatePattern
from egyv_engine.model.documents import OneOfSeveralRows
from tests.data.shaping.tables import RULE, Found, table_of, text_of

DAYS = DatePattern(order=("day", "month", "year"), separator="/")


def keep(
    text: str,
    by: str | None,
    *,
    which: Literal["first", "last"] = "last",
    dates: DatePattern | None = None,
    typed: bool = False,
) -> tuple[SourceTable | None, Found]:
    found = Found()
    several = OneOfSeveralRows(keep=which, by=by, doc_path=RULE / "of_several_rows")
    table = table_of(text)
    keys = (table.columns[0],)
    return one_row_per_unit(
        table, keys, several, WrittenValues(dates=dates, has_typed_dates=typed), found.diagnostics
    ), found


def test_last_row_in_the_order_of_the_file_is_kept() -> None:
    text = "unit,q\na,1\nb,2\na,3\n,4\n,5"
    table, found = keep(text, None)
    assert text_of(table) == "unit,q\nb,2\na,3\n,4\n,5"  # rows without a unit stay, and are reported later
    assert text_of(keep(text, None, which="first")[0]) == "unit,q\na,1\nb,2\n,4\n,5"
    assert found.messages == []


@pytest.mark.parametrize(
    ("earlier", "later", "dates"),
    [
        ("9", "10", None),
        ("0.5", "0.50001", None),
        ("2021-03-04", "2021-03-05", None),
        ("2021-03-04 09:59:00", "2021-03-04 10:00:00", None),
        ("2021-03-04T10:00:00.120+02:00", "2021-03-04T09:00:00.000Z", None),  # 08:00:00.12 and 09:00 in UTC
        ("2021-03-04T23:30:00-05:00", "2021-03-05T05:00:00+00:00", None),  # 04:30 and 05:00 in UTC
        ("3/12/2020", "2/1/2021", DAYS),
        ("2/1/2021 11:59 PM", "3/1/2021 12:01 AM", DAYS),
        ("2/1/2021 12:30 AM", "2/1/2021 1:00 AM", DAYS),
        ("draft", "final", None),
    ],
)
def test_row_is_kept_by_number_date_time_or_text(earlier: str, later: str, dates: DatePattern | None) -> None:
    for order in ([earlier, later], [later, earlier]):
        text = "unit,t\n" + "".join(f"a,{value}\n" for value in order)
        assert text_of(keep(text, "t", dates=dates)[0]) == f"unit,t\na,{later}"
        assert text_of(keep(text, "t", dates=dates, which="first")[0]) == f"unit,t\na,{earlier}"


def test_typed_dates_are_ordered_beside_texts_of_a_declared_pattern() -> None:
    text = "unit,t\na,2021-12-03\na,13/04/2021\na,1/12/2021"  # 3 December, 13 April, 1 December
    assert text_of(keep(text, "t", dates=DAYS, typed=True)[0]) == "unit,t\na,2021-12-03"
    assert text_of(keep(text, "t", dates=DAYS, typed=True, which="first")[0]) == "unit,t\na,13/04/2021"
    assert keep(text, "t", dates=DAYS)[0] is None


def test_equal_values_of_one_unit_are_reported_with_their_rows() -> None:
    table, found = keep("unit,t\na,1\nb,2\na,1.0\nb,3\nc,4\nc,4", "t")
    assert table is None
    assert found.messages == [
        (
            "EGY571 2:2 unit 'a' has 2 rows with '1' in 't', so its last row is unknown "
            "(the same is true of 1 more unit) | remove all rows but one, name another column with by, "
            "or leave by out for the order of the file"
        )
    ]
    assert found.places == [[(2, 2), (4, 2)]]


def test_equal_values_that_do_not_decide_are_no_problem() -> None:
    table, found = keep("unit,t\na,1\na,1\na,2", "t")
    assert text_of(table) == "unit,t\na,2"
    assert found.messages == []


@pytest.mark.parametrize("value", ["", "soon", "2021-02-30"])
def test_value_that_cannot_be_put_in_order_is_reported(value: str) -> None:
    table, found = keep(f"unit,t\na,2021-03-04\na,{value}\nb,soon", "t")
    assert table is None
    assert [m.partition(" | ")[0] for m in found.messages] == [
        "EGY571 3:2 1 cell of 't' is not a date as the others are, so the order of a unit's rows is unknown"
    ]


def test_dates_in_an_order_that_is_not_declared_are_not_sorted_as_text() -> None:
    table, found = keep("unit,t\na,13/12/2020\na,2/1/2021", "t")
    assert table is None
    assert found.messages == [
        (
            "EGY571 2:2 2 cells of 't' are not numbers or dates, so the order of a unit's rows is unknown | "
            "all dates of this column are day/month/year: write 'dates: day/month/year' for the file in "
            "surveys/files.yaml"
        )
    ]


def test_only_units_with_several_rows_need_a_value() -> None:
    table, found = keep("unit,t\na,\nb,1\nb,2", "t")
    assert text_of(table) == "unit,t\na,\nb,2"
    assert found.messages == []
