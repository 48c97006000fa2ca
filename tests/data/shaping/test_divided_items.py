"""Items in cells with several answers whose own words have what separates the items."""

import pytest

from egyv_engine.data.shaping.divided_items import report_divided_items
from tests.data.shaping.tables import RULE, Found, item_words, table_of

LOANS = {"advice": "Advice", "loans": "Loans, small", "site": "Site visits"}


def reported(items: dict[str, str], separator: str, *cells: str) -> tuple[set[str], Found]:
    found = Found()
    table = table_of("unit,q\n" + "\n".join(f'u{i},"{cell}"' for i, cell in enumerate(cells)))
    words, related = item_words(items), ((RULE, "the question"),)
    parts = report_divided_items(table, table.columns[1], words, separator, found.diagnostics, related)
    return set(parts), found


def test_cells_with_a_divided_label_are_reported_together() -> None:
    parts, found = reported(
        LOANS, ",", "Advice,Loans, small", "Advice", "", "Loans,small,Site visits", "Loans"
    )
    assert parts == {"Loans", "small"}
    assert found.places == [[(2, 2), (5, 2)]]
    assert "'Loans, small' in 'q', which names the item 'loans'" in found.messages[0]


@pytest.mark.parametrize("cell", ["advice,loans", "Advice", "XLoans, small", "Loans, smaller", "small,Loans"])
def test_label_that_no_cell_has_is_no_fault(cell: str) -> None:
    assert reported(LOANS, ",", cell)[1].messages == []


def test_label_with_a_space_is_divided_where_a_space_separates() -> None:
    assert reported(LOANS, " ", "advice site")[0] == set()
    assert reported(LOANS, " ", "advice Site visits")[0] == {"Site", "visits"}
    assert reported({"a": "A", "b": "B", "c": "a b"}, " ", "a b")[0] == set()
