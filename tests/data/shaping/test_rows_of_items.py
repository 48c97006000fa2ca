"""A file with one row per unit and item."""

import polars as pl

from egyv_engine.data.shaping.filled_down import with_filled_down
from egyv_engine.data.shaping.rows_of_items import ItemValues, RowPerItem, one_row_of_items
from egyv_engine.data.shaping.table_parts import gathered
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.model.frozen import replace
from tests.data.shaping.tables import RULE, SHAPE, Found, item_words, table_of, text_of

ITEMS = item_words({"staff": "Workforce plan", "energy": "Heat and energy"})
HEAT = """
trust,region,Indicator,Criteria,Score
a,North,Workforce plan,A,3
b,South,energy,C,1
a,North,energy,B,
b,,Workforce plan,D,4
c,West,staff,,2
"""


def as_written(column: TableColumn) -> pl.Series:
    """The cells of a column of text."""
    return column.texts


def shaped(text: str, *, ignores_others: bool = False) -> tuple[SourceTable | None, Found]:
    found = Found()
    values = [
        ItemValues(
            column=column,
            items=ITEMS,
            names={item: f"{question}.{item}" for item in ITEMS.items},
            doc_path=RULE / "values" / question,
        )
        for question, column in (("grade", "Criteria"), ("score", "Score"))
    ]
    shape = RowPerItem(
        items="Indicator",
        values=values,
        kept=("region",),
        standard=as_written,
        ignores_others=ignores_others,
        doc_path=RULE,
    )
    table = table_of(text)
    read = one_row_of_items(table, table.columns[0], shape, (found.diagnostics, found.notes))
    return None if read is None else read[0], found


def test_items_become_columns_whose_cells_keep_their_rows() -> None:
    table, found = shaped(HEAT)
    assert text_of(table) == (
        "trust,region,grade.staff,grade.energy,score.staff,score.energy\n"
        "a,North,A,B,3,\nb,South,D,C,4,1\nc,West,,,2,"
    )
    assert found.messages == []
    assert table is not None
    of_b = [table.cell_span(1, column) for column in table.columns]
    assert [(s.line, s.column) for s in of_b] == [(3, 1), (3, 2), (5, 4), (3, 4), (5, 5), (3, 5)]
    assert table.cell_span(2, table.columns[3]).line == 6  # c has no row for energy: its first row


def test_cells_keep_their_rows_in_the_file_where_rows_were_selected() -> None:
    found = Found()
    table = gathered(table_of(HEAT), pl.Series([1, 3, 4], dtype=pl.UInt32))  # lines 3, 5 and 6
    values = [ItemValues(column="Criteria", items=ITEMS, names={i: i for i in ITEMS.items}, doc_path=RULE)]
    shape = RowPerItem(
        items="Indicator",
        values=values,
        kept=("region",),
        standard=as_written,
        ignores_others=False,
        doc_path=RULE,
    )
    read = one_row_of_items(table, table.columns[0], shape, (found.diagnostics, found.notes))
    assert read is not None
    table, _ = read
    assert text_of(table) == "trust,region,staff,energy\nb,South,D,C\nc,West,,"
    assert [[table.cell_span(row, column).line for column in table.columns] for row in range(2)] == [
        [3, 3, 5, 3],
        [6, 6, 6, 6],
    ]


def test_unit_and_item_twice_is_reported_at_the_second_row() -> None:
    table, found = shaped(HEAT + "a,North,staff,C,3\nb,South,energy,C,1\n")
    assert table is not None
    assert found.messages == [
        (
            "EGY574 7:3 unit 'a' has a second row with the item 'staff' (the same is true of 1 more row) | "
            "keep one of the rows, select rows with rows, or declare of_several_rows for the file"
        )
    ]
    assert found.places[0] == [(7, 3), (2, 3)]  # the first row names the item by its label


def test_item_that_no_basket_has_is_reported_once_with_its_number() -> None:
    table, found = shaped(HEAT + "a,North,Workfroce plan,C,3\nb,South,Workfroce plan,C,1\nc,West,Water,A,1\n")
    assert table is not None
    assert found.messages == [
        (
            "EGY575 7:3 no question has the item 'Workfroce plan', which 2 rows name | did you mean "
            "'Workforce plan'? items: Workforce plan, Heat and energy, staff, energy, or list 'Workfroce plan' under "
            "spellings of its item in rules/baskets.yaml"
        ),
        (
            "EGY575 9:3 no question has the item 'Water', which 1 row names | "
            "items: Workforce plan, Heat and energy, staff, energy, or list 'Water' under spellings of its item in "
            "rules/baskets.yaml"
        ),
    ]
    assert found.places[0][:2] == [(7, 3), (8, 3)]


def test_other_items_are_counted_where_they_are_ignored() -> None:
    table, found = shaped(
        HEAT + "a,North,Water,C,3\nb,South,Water,C,1\nd,East,Water,A,1\n", ignores_others=True
    )
    assert found.messages == []
    assert found.counted == {"items_ignored": {"Indicator": {"Water": 3}}}
    assert (
        text_of(table).splitlines()[-1] == "d,East,,,,"
    )  # the unit returned, and answered nothing that is asked


def test_row_without_an_item_is_reported() -> None:
    _, found = shaped(HEAT + "c,West,,A,1\n")
    assert found.messages == [
        "EGY575 7:3 1 row has no item in 'Indicator' | fill in the item, or remove the row"
    ]


def test_attribute_that_differs_between_rows_of_a_unit_is_reported() -> None:
    _, found = shaped(HEAT + "c,East,energy,A,1\n")
    assert found.messages == [
        "EGY535 7:2 unit 'c' has 'East' in 'region' here, but 'West' above | correct one of the two cells"
    ]


def test_missing_columns_are_all_reported() -> None:
    table, found = shaped("trust,Indicater,Criteria\na,staff,A")
    assert table is None
    assert [m.partition(" | ")[0] for m in found.messages] == [
        "EGY506 1:1 surveys/answers.csv has no column 'Indicator'",
        "EGY506 1:1 surveys/answers.csv has no column 'Score'",
    ]


def test_item_is_named_by_id_before_label_and_not_by_a_label_of_two() -> None:
    words = item_words({"a": "b", "b": "x", "c": "x"})
    assert [words.item(word) for word in ("a", "b", "c", "x", "y")] == ["a", "b", "c", None, None]
    assert words.words_of("a") == ["a"]  # its label is the id of another item
    assert words.words_of("c") == ["c"]


def test_columns_of_items_that_an_unknown_word_may_mean_are_doubtful() -> None:
    values = [ItemValues(column="Criteria", items=ITEMS, names={i: i for i in ITEMS.items}, doc_path=RULE)]
    shape = RowPerItem(
        items="Indicator",
        values=values,
        kept=("region",),
        standard=as_written,
        ignores_others=False,
        doc_path=RULE,
    )
    for word, expected in (("enrgy", {"energy"}), ("", {"staff", "energy"}), ("heat", {"staff", "energy"})):
        found = Found()
        table = table_of(HEAT + f"d,West,{word},A,1\n")
        read = one_row_of_items(table, table.columns[0], shape, (found.diagnostics, found.notes))
        assert read is not None
        assert read[1] == expected
        assert [message.partition(" ")[0] for message in found.messages] == ["EGY575"]


def test_rows_without_a_unit_are_reported_and_left_out() -> None:
    text = """
trust,region,Indicator,Criteria,Score
a,North,Workforce plan,A,3
,,energy,B,
b,South,energy,C,1
,,staff,D,2
"""
    table, found = shaped(text)
    assert text_of(table) == (
        "trust,region,grade.staff,grade.energy,score.staff,score.energy\na,North,A,,3,\nb,South,,C,,1"
    )
    (message,) = found.messages
    assert message.startswith("EGY521 3:1 2 rows have no unit | ")
    assert "write 'fill_down: [trust]' for the file" in message
    assert found.places == [[(3, 1), (5, 1)]]


def test_cells_of_a_unit_that_is_filled_down_keep_their_rows() -> None:
    """The unit of the second row is written in the first one, and its answer in the second one."""
    found = Found()
    table = table_of("trust,Indicator,Criteria\na,staff,A\n,energy,B\nb,energy,C")
    filled = with_filled_down(
        table, replace(SHAPE, fill_down=("trust",), doc_path=RULE), found.diagnostics, found.notes
    )
    values = [ItemValues(column="Criteria", items=ITEMS, names={i: i for i in ITEMS.items}, doc_path=RULE)]
    shape = RowPerItem(
        items="Indicator", values=values, kept=(), standard=as_written, ignores_others=False, doc_path=RULE
    )
    read = one_row_of_items(filled, filled.columns[0], shape, (found.diagnostics, found.notes))
    assert read is not None
    assert text_of(read[0]) == "trust,staff,energy\na,A,B\nb,,C"
    assert [[read[0].cell_span(row, c).line for c in read[0].columns] for row in range(2)] == [
        [2, 2, 3],
        [4, 4, 4],
    ]
