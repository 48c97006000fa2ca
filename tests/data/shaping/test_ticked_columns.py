"""Columns of items that were ticked, where those that were not are blank."""

from egyv_engine.data.shaping.ticked_columns import TickedColumns, completed_ticks
from tests.data.shaping.tables import Found, item_words, table_of

LENT = """
unit,books,films,other
a,Books,,
b,,,
c,1,No,Puppets
d,,,maps of the moon
e, films ,Films,
"""


def completed(*, ticks_others: bool) -> tuple[dict[str, list[str | None]], Found]:
    found = Found()
    table = table_of(LENT)
    ticks = TickedColumns(
        items=item_words({"books": "Books", "films": "Films", "other": "Other"}),
        unticked="No",
        ticked="Yes",
        known=frozenset({"No", "Yes", "1"}),
        ticks_others=ticks_others,
    )
    columns = {column.name: column for column in table.columns[1:]}
    read = completed_ticks(table, columns, ticks, found.notes)
    return {item: column.texts.to_list() for item, column in read.items()}, found


def test_blank_item_is_unticked_where_another_item_is_filled() -> None:
    read, found = completed(ticks_others=False)
    assert read == {
        "books": ["Yes", None, "1", "No", "films"],  # e names another item: not on the scale
        "films": ["No", None, "No", "No", "Yes"],
        "other": ["No", None, "Puppets", "maps of the moon", "No"],
    }
    assert found.counted == {}


def test_other_texts_are_ticks_where_they_are_ignored_and_are_counted() -> None:
    read, found = completed(ticks_others=True)
    assert read["other"] == ["No", None, "Yes", "Yes", "No"]
    assert read["books"][-1] == "Yes"
    assert found.counted == {"answers_ignored": {"books": 1, "other": 2}}


def test_no_column_has_no_ticks() -> None:
    table = table_of(LENT)
    ticks = TickedColumns(items=item_words({}), unticked="", ticked="", known=frozenset(), ticks_others=False)
    assert completed_ticks(table, {}, ticks, Found().notes) == {}
