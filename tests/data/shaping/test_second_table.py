"""Rows further down that repeat the header."""

import pytest

from egyv_engine.data.shaping.passed_rows import report_passed_rows
from egyv_engine.data.shaping.second_table import without_second_table
from egyv_engine.data.source_table import PassedRow
from egyv_engine.diagnostics.span import Span
from egyv_engine.model.frozen import replace
from tests.data.shaping.tables import FILE, RULE, SHAPE, Found, table_of, text_of

FIRST = "unit,v,w\na,1,2\nb,3,4"


@pytest.mark.parametrize(
    ("below", "line", "footer"),
    [
        ("unit,v,w\na,5,6", 4, 2),
        ("Table 2: last year,,\nunit,v,w\na,5,6\nb,7,8", 5, 4),
        ("Table 2,,\nIn thousands,,\n unit ,v,w [note 1]\na,5,6", 6, 4),
    ],
)
def test_second_table_is_left_out_and_reported_with_the_number_of_its_rows(
    below: str, line: int, footer: int
) -> None:
    found = Found()
    table = without_second_table(table_of(f"{FIRST}\n{below}"), SHAPE, found.diagnostics)
    assert text_of(table) == FIRST
    (message,) = found.messages
    assert message.startswith(f"EGY598 {line}:1 this row has the names of the columns again | ")
    assert f"'footer_rows: {footer}'" in message
    assert "'rows: {column: unit, is_not: unit}'" in message


@pytest.mark.parametrize("row", ["unit,5,6", "v,v,w", ",v,w", "c,v,w"])
def test_row_with_few_names_is_an_answer(row: str) -> None:
    found = Found()
    text = f"{FIRST}\n{row}"
    assert text_of(without_second_table(table_of(text), SHAPE, found.diagnostics)) == text
    assert found.messages == []


def test_rows_of_a_second_table_that_footer_rows_leaves_out_are_not_taken_for_units() -> None:
    rows = [("b", "3", "4"), ("unit", "v", "w"), ("a", "1", "2")]
    passed = tuple(PassedRow(key="footer_rows", cells=cells, span=Span(FILE)) for cells in rows)
    found = Found()
    table = replace(table_of(FIRST), passed=passed)
    report_passed_rows(table, replace(SHAPE, footer_rows=3, doc_path=RULE), found.diagnostics)
    assert [message[:6] for message in found.messages] == ["EGY568"]  # of the first of the three
