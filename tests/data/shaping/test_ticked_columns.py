"""Columns of items that were ticked, where those that were not are blank."""

import pytest

from egyv_engine.data.shaping.ticked_columns import TickedColumns, completed_ticks
from tests.data.shaping.tables import RULE, Found, item_words, table_of

LENT = """
unit,books,films,other
a,Books,,
b,,,
c,1,No,Puppets
d,,,maps of the moon
e, films ,Films,
"""


def completed(
    *, ticks_others: bool, text: str = LENT, **labels: str
) -> tuple[dict[str, list[str | None]], Found]:
    found = Found()
    table = table_of(text)
    ticks = TickedColumns(
        items=item_words(labels or {"books": "Books", "films": "Films", "other": "Other"}),
        unticked="No",
        ticked="Yes",
        known=frozenset({"No", "Yes", "1"}),
        ticks_others=ticks_others,
        related=((RULE, "the question"),),
    )
    columns = {column.name: column for column in table.columns[1:]}
    read = completed_ticks(table, columns, ticks, (found.diagnostics, found.notes))
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


def of_column(*cells: str) -> tuple[list[str | None], Found]:
    """The cells of one item whose scale knows Yes, No and 1, where other texts are ticks; a second item is always ticked."""
    text = "unit,other,books\n" + "\n".join(f"u{i},{cell},Yes" for i, cell in enumerate(cells))
    read, found = completed(ticks_others=True, text=text, other="Other", books="Books")
    return read["other"], found


@pytest.mark.parametrize(
    "word", ["no", "N", "False", "0", "0.0", "-99", "not selected", "Unticked", "None", "NA", "-"]
)
def test_word_that_means_no_is_never_a_tick(word: str) -> None:
    read, found = of_column(word, "Puppets", "Maps", "")
    assert read == [word, "Yes", "Yes", "No"]  # the scale reports it
    assert found.messages == []


@pytest.mark.parametrize("word", ["nobody", "Northern music", "Nil desperandum", "2", "Noah's ark"])
def test_text_that_only_starts_as_a_word_for_no_is_a_tick(word: str) -> None:
    read, _ = of_column(word)
    assert read == ["Yes"]


def test_other_texts_in_a_column_of_ticks_are_reported_together() -> None:
    read, found = of_column("Yes", "Nope", "1", "Other", "Yes", "never", "Nope", "Yes")
    assert read == ["Yes", "Yes", "1", "Yes", "Yes", "Yes", "Yes", "Yes"]
    assert [m.partition(" | ")[0] for m in found.messages] == [
        "EGY559 3:2 'Nope' and 1 more word in 3 cells of 'other' are read as ticks, but most cells of the column hold answers"
    ]
    assert found.places == [[(3, 2), (7, 2), (8, 2)]]


def test_other_texts_in_a_column_of_texts_are_not_reported() -> None:
    assert of_column("Puppets", "", "Other", "Maps")[1].messages == []
    assert of_column("Puppets", "Other")[1].messages == []  # as many as answers


def test_no_column_has_no_ticks() -> None:
    table, none = table_of(LENT), Found()
    ticks = TickedColumns(
        items=item_words({}), unticked="", ticked="", known=frozenset(), ticks_others=False, related=()
    )
    assert completed_ticks(table, {}, ticks, (none.diagnostics, none.notes)) == {}
