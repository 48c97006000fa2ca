"""Items in cells with several answers whose own words have what separates the items."""

import pytest

from egyv_engine.data.shaping.divided_items import whole_items
from tests.data.shaping.tables import RULE, Found, item_words, table_of

LOANS = {"advice": "Advice", "loans": "Loans, small", "site": "Site visits"}


def read(
    items: dict[str, str], separator: str, *cells: str, ignores_others: bool = False
) -> tuple[list[str], Found]:
    """The cells, with the id of each whole item between < and >, and what was reported."""
    found = Found()
    table = table_of("unit,q\n" + "\n".join(f'u{i},"{cell}"' for i, cell in enumerate(cells)))
    whole = whole_items(
        table,
        table.columns[1],
        item_words(items),
        separator,
        found.diagnostics,
        ignores_others=ignores_others,
        related=((RULE, "the question"),),
    )
    texts = [str(text or "") for text in whole.texts.to_list()]
    for sign, item in whole.items.items():
        texts = [text.replace(sign, f"<{item}>") for text in texts]
    return texts, found


def test_item_whose_words_have_the_separator_is_read_whole() -> None:
    cells = (
        "Advice,Loans, small",
        "Advice",
        "",
        "Loans,small,Site visits",
        "Loans",
        "Loans, small,Loans, small",
    )
    texts, found = read(LOANS, ",", *cells)
    assert texts == ["Advice,<loans>", "Advice", "", "<loans>,Site visits", "Loans", "<loans>,<loans>"]
    assert found.messages == []


def test_sign_that_a_cell_has_stands_for_no_item() -> None:
    texts, _ = read(LOANS, ",", "Loans, small,Advice", "\ue000,Advice")
    assert texts == ["<loans>,Advice", "\ue000,Advice"]


@pytest.mark.parametrize("cell", ["advice,loans", "Advice", "XLoans, small", "Loans, smaller", "small,Loans"])
def test_label_that_no_cell_has_is_not_read(cell: str) -> None:
    assert read(LOANS, ",", cell)[0] == [cell]


def test_label_with_a_space_is_read_whole_unless_its_parts_are_items() -> None:
    assert read(LOANS, " ", "advice site")[0] == ["advice site"]
    assert read(LOANS, " ", "advice Site visits")[0] == ["advice <site>"]
    assert read({"a": "A", "b": "B", "c": "a b"}, " ", "a b")[0] == ["a b"]


def test_words_with_two_readings_are_reported_together() -> None:
    items = {"a": "Loans", "b": "Films", "c": "Loans, Films"}
    texts, found = read(items, ",", "Loans, Films", "Loans", "Films,Loans", "Loans,Films")
    assert texts[0] == "Loans, Films"
    assert found.places == [[(2, 2), (5, 2)]]
    assert (
        "2 cells have 'Loans, Films' in 'q', which may be the item 'c' or several items" in found.messages[0]
    )


def test_part_that_is_an_item_has_two_readings_where_other_words_are_skipped() -> None:
    items = {"a": "Loans", "c": "Loans, small"}
    assert read(items, ",", "Loans, small")[0] == ["<c>"]
    assert len(read(items, ",", "Loans, small", ignores_others=True)[1].messages) == 1
    own = {"loans": "loans, small"}
    assert read(own, ",", "loans, small", ignores_others=True)[0] == ["<loans>"]


@pytest.mark.parametrize("second", ["B, C", "A, B"])
def test_items_that_share_parts_have_two_readings(second: str) -> None:
    items = {"one": "A, B" if second == "B, C" else "A, B, C", "two": second}
    assert read(items, ",", "A, B, C")[1].messages
