"""Rows of totals that would be units, and the key that leaves them out."""

import pytest

from egyv_engine.data.shaping.footers import report_totals, without_rows
from egyv_engine.model.documents import RowsKept
from egyv_engine.model.frozen import replace
from egyv_engine.model.total_words import is_total
from tests.data.shaping.tables import RULE, SHAPE, Found, table_of


def totals(text: str, *known: int) -> list[str]:
    found = Found()
    table = table_of(text)
    report_totals(table, table.columns[0], table.columns[1:], SHAPE, found.diagnostics, known=known)
    return found.messages


@pytest.mark.parametrize(
    "unit",
    ["Total", "TOTAL:", " Grand total ", "Sum", "Overall", "Subtotal north", "North total", "Total for 2024"],
)
def test_words_for_a_total(unit: str) -> None:
    assert is_total(unit)
    assert totals(f"unit,n\na,1\n{unit},5")[0].startswith(
        f"EGY558 3:1 the unit '{unit}' has the name of a total"
    )


@pytest.mark.parametrize("unit", ["Totally", "Total Wellness", "Summer", "Overall Hall", "a", "Meaning"])
def test_other_words_are_units(unit: str) -> None:
    assert not is_total(unit)
    assert totals(f"unit,n\na,1\n{unit},1") == []


def test_row_of_sums_is_a_total_under_any_name() -> None:
    rows = "a,1,\nb,2,0.5\nc,3,1.5\nd,4,\n"
    assert totals(f"unit,n,m\n{rows}everything,10,2") == [
        (
            "EGY558 6:1 the unit 'everything' has the sums of the numbers above it, and is counted as a unit | "
            "if it is a note or a total, write 'footer_rows: 1' for the file in surveys/files.yaml; accept the warning if it is a unit"
        )
    ]
    assert totals(f"unit,n,m\n{rows}everything,10,2", 4) == []  # reported already
    for other in ("e,10,3", "e,,", "e,0,", "e,10,"):
        assert totals(f"unit,n,m\n{rows}{other}") == []  # one number of so few rows may be equal by chance
    many = "".join(f"u{i},{i},\n" for i in range(1, 9))
    assert len(totals(f"unit,n,m\n{many}x,36,")) == 1


def test_key_that_leaves_out_the_rows_is_that_of_their_place() -> None:
    table = table_of("unit,n\na,1\nTotal,5\nb,2\nNote,\nEnd,")
    key = table.columns[0]
    assert (
        without_rows(table, key, [3, 4], SHAPE) == "write 'footer_rows: 2' for the file in surveys/files.yaml"
    )
    two = replace(SHAPE, footer_rows=2)
    assert without_rows(table, key, [4], two) == "write 'footer_rows: 3' for the file in surveys/files.yaml"
    inside = without_rows(table, key, [1], SHAPE)
    assert inside == "write 'rows: {column: unit, is_not: \"Total\"}' for the file in surveys/files.yaml"
    assert without_rows(table, key, [4], replace(SHAPE, kind="stata")).startswith(
        "write 'rows: {column: unit, is_not"
    )
    assert (
        without_rows(table, key, [1, 4], SHAPE)
        == 'write \'rows: [{column: unit, is_not: "Total"}, {column: unit, is_not: "End"}]\' for the file in surveys/files.yaml'
    )
    assert without_rows(replace(table, is_query=True), key, [4], SHAPE) == "leave it out of the query"


def test_rows_below_a_table_of_selected_rows_are_left_out_by_a_condition() -> None:
    """footer_rows counts the rows of the file, of which the selected ones may be any."""
    table = table_of("unit,n\na,1\nTotal,5")
    selected = replace(SHAPE, rows=(RowsKept(column="n", is_not="", doc_path=RULE / "rows"),))
    assert (
        without_rows(table, table.columns[0], [1], selected)
        == "write 'rows: {column: unit, is_not: \"Total\"}' for the file in surveys/files.yaml"
    )


def test_total_above_a_note_is_left_out_together_with_it() -> None:
    (message,) = totals("unit,n\na,1\nTotal,1\nSource: own,", 2)
    assert "write 'footer_rows: 2' for the file" in message
    (message,) = totals("unit,n\na,1\nTotal,1\nb,")
    assert "write 'rows: {column: unit, is_not: \"Total\"}' for the file" in message


AREAS = "".join(f"E0600000{i},Area {i},{i}\n" for i in range(1, 9))


def test_code_of_a_wider_area_is_a_total_among_smaller_ones() -> None:
    found = totals(f"unit,name,n\nE92000001,All,40\nE12000001,North,9\n{AREAS}")
    assert [message.partition(",")[0] for message in found] == [
        "EGY558 2:1 the unit 'E92000001' has the code of a country",
        "EGY558 3:1 the unit 'E12000001' has the code of a region",
    ]
    both = 'rows: [{column: unit, is_not: "E92000001"}, {column: unit, is_not: "E12000001"}]'
    assert all(both in message for message in found)
    assert (
        totals("unit,n\n" + "".join(f"E1200000{i},{i}\n" for i in range(1, 10))) == []
    )  # a table of regions
    assert totals(f"unit,name,n\n{AREAS}") == []


def test_row_that_another_column_calls_a_total_is_one() -> None:
    units = "".join(f"u{i},Place {i},{i}\n" for i in range(14))
    (message,) = totals(f"unit,name,n\nx,England,5\n{units}")
    assert message.startswith(
        "EGY558 2:1 the unit 'x' is called 'England' in 'name', and is counted as a unit"
    )
    (message,) = totals("unit,name,n\na,Ash,1\nb,Total,2\nc,Elm,3\n")
    assert message.startswith("EGY558 3:1 the unit 'b' is called 'Total' in 'name'")
    countries = "unit,name,n\na,England,1\nb,Wales,2\nc,Scotland,3\n"
    assert totals(countries) == []
    repeated = "".join(f"v{i},{'Total' if i % 2 else 'Part'},{i}\n" for i in range(9))
    assert totals(f"unit,kind,n\n{repeated}") == []  # an answer


@pytest.mark.parametrize(("others", "messages"), [(11, 0), (12, 1)])
def test_england_is_one_of_a_few_countries_up_to_twelve_rows(others: int, messages: int) -> None:
    units = "".join(f"u{i},1\n" for i in range(others))
    assert len(totals(f"unit,n\nEngland,5\n{units}")) == messages


def test_codes_of_countries_that_are_half_of_all_are_no_totals() -> None:
    countries = "E92000001,5\nW92000004,7\n"
    assert totals(f"unit,n\n{countries}E06000001,1\nE06000002,1\n") == []
    assert len(totals(f"unit,n\n{countries}E06000001,1\nE06000002,1\nE06000003,1\n")) == 2


def test_total_that_is_reported_already_is_not_in_the_hint_on_another() -> None:
    assert totals("unit,n\nTotal,1\na,1\nSubtotal b,1\nc,1", 0) == [
        (
            "EGY558 4:1 the unit 'Subtotal b' has the name of a total, and is counted as a unit | if it is a note or a total, "
            "write 'rows: {column: unit, is_not: \"Subtotal b\"}' for the file in surveys/files.yaml; accept the warning if it "
            "is a unit"
        )
    ]
