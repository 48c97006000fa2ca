"""The table of a composite with its parts."""

from egyv_engine.model.report import CountOfBase, Paragraph, Table
from tests.narrative.toy import moved, shown


def test_composite_stands_next_to_each_of_its_parts() -> None:
    counts = {"care_of_some": 6, "plan": 9, "care": 4, "wardens": 7}
    found = [moved(name, met_both=n, met_neither=9 - n) for name, n in counts.items()]
    (section,) = shown("composites", found)
    opening, table = section.blocks
    assert isinstance(opening, Paragraph)
    assert (
        opening.text
        == "“Care of any kind” needs at least two of these three measures: a plan, good care and wardens."
    )
    assert isinstance(table, Table)
    assert [column.title for column in table.columns] == [
        "Care of any kind",
        "A plan",
        "Good care",
        "Wardens",
    ]
    (row,) = table.rows
    cells = [cell for cell in row if isinstance(cell, CountOfBase)]
    assert [(cell.count.value, cell.base and cell.base.value) for cell in cells] == [
        (6, 9),
        (9, 9),
        (4, 9),
        (7, 9),
    ]


def test_composite_that_nobody_was_asked_about_has_no_table() -> None:
    assert shown("composites", [moved("plan", met_both=5, met_neither=4)]) == []
