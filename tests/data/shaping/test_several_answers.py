"""Cells that hold all items that were ticked."""

import pytest

from egyv_engine.data.shaping.several_answers import SeveralAnswers, columns_of_items
from tests.data.shaping.tables import RULE, Found, item_words, table_of

LANGUAGES = {"py": "Python", "c": "C", "sql": "SQL Server"}
COMMAS = {"py": "Python", "c": "C", "sql": "SQL, Server"}


def ticks(
    *cells: str,
    separator: str = ";",
    ignores_others: bool = False,
    of_all: tuple[str, ...] = (),
    items: dict[str, str] = LANGUAGES,
) -> tuple[dict[str, list[str | None]], Found]:
    found = Found()
    several = SeveralAnswers(
        separator=separator,
        items=item_words(items),
        unticked="no",
        ticked="yes",
        of_all=frozenset(of_all),
        ignores_others=ignores_others,
        related=((RULE, "the question"),),
    )
    table = table_of("unit,q\n" + "\n".join(f'u{i},"{cell}"' for i, cell in enumerate(cells)))
    columns = columns_of_items(table, table.columns[1], several, (found.diagnostics, found.notes))
    return {item: column.texts.to_list() for item, column in columns.items()}, found


def test_ticked_items_are_read_by_id_or_label_and_blank_cells_stay_blank() -> None:
    found_ticks, found = ticks("Python;C", " SQL Server ; py;", "C;C", "", " ; ")
    assert found_ticks == {
        "py": ["yes", "yes", "no", None, None],
        "c": ["yes", "no", "yes", None, None],
        "sql": ["no", "yes", "no", None, None],
    }
    assert found.messages == []


def test_words_that_are_not_items_are_reported_once_each_with_their_number() -> None:
    found_ticks, found = ticks("Pyhton;C", "Cobol", "C;Pyhton", "Python")
    assert found_ticks["py"] == ["no", "no", "no", "yes"]
    assert [m.partition(" | ")[0] for m in found.messages] == [
        "EGY576 2:2 'Pyhton' is not an item of the question, but 2 cells have it in 'q'",
        "EGY576 3:2 'Cobol' is not an item of the question, but 1 cell has it in 'q'",
    ]
    assert "did you mean 'Python'?" in found.messages[0]
    assert found.places[0] == [(2, 2), (4, 2)]


def test_ignored_words_are_counted() -> None:
    found_ticks, found = ticks("Cobol;C", "Cobol", "C", ignores_others=True)
    assert found_ticks["c"] == ["yes", "no", "yes"]
    assert found.messages == []
    assert found.counted == {"answers_ignored": {"q": {"Cobol": 2}}}


def test_word_that_answers_every_item_is_read_only_alone() -> None:
    found_ticks, found = ticks("Don't know", "C", of_all=("Don't know",))
    assert found_ticks == {
        "py": ["Don't know", "no"],
        "c": ["Don't know", "yes"],
        "sql": ["Don't know", "no"],
    }
    assert found.messages == []
    _, found = ticks("Don't know;C", of_all=("Don't know",))
    assert [m.partition(" | ")[0] for m in found.messages] == [
        "EGY576 2:2 'Don't know' is not an item of the question, but 1 cell has it in 'q'"
    ]


def test_spaces_separate_ids() -> None:
    found_ticks, _ = ticks("py  c", "sql", separator=" ")
    assert found_ticks == {"py": ["yes", "no"], "c": ["yes", "no"], "sql": ["no", "yes"]}


def test_hint_names_the_separator_that_makes_items_of_a_word() -> None:
    _, found = ticks("py,c")
    assert found.messages == [
        (
            "EGY576 2:2 'py,c' is not an item of the question, but 1 cell has it in 'q' | "
            "the items seem to be separated by ',': declare several: \",\""
        )
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["python;C", "SQL Server"], ["'python' in 1 cell of 'q' is ignored, but is almost an item"]),
        (["Pyhton;C", "SQL Server"], ["'Pyhton' in 1 cell of 'q' is ignored, but is almost an item"]),
        (["Pyhton;C", "Python"], ["'Pyhton' in 1 cell of 'q' is ignored, but is almost an item"]),
        (
            ["Phytons;C", "Python"],
            [],
        ),  # two letters differ, and the item has cells of its own: it may be another word
        (["Cobol;C", "Other, namely C and Python"], []),
    ],
)
def test_ignored_words_that_are_almost_items_are_warnings(cells: list[str], expected: list[str]) -> None:
    _, found = ticks(*cells, ignores_others=True)
    assert [m.partition(" | ")[0].split(" ", 2)[2] for m in found.messages] == expected


def test_cells_with_another_separator_are_one_warning_where_other_words_are_ignored() -> None:
    _, found = ticks("Python|C", "C|Cobol", "SQL Server", ignores_others=True)
    (message,) = found.messages
    assert message == (
        "EGY559 2:2 'Python|C' and 1 more word in 2 cells of 'q' are ignored, but are almost items | "
        "the items seem to be separated by '|': declare several: \"|\""
    )


def test_item_with_the_separator_in_its_words_is_counted_once() -> None:
    found_ticks, found = ticks("Python, C, SQL, Server", "SQL,Server", "C", separator=",", items=COMMAS)
    assert found_ticks == {"py": ["yes", "no", "no"], "c": ["yes", "no", "yes"], "sql": ["yes", "yes", "no"]}
    assert found.messages == []


def test_line_breaks_separate_items_with_spaces() -> None:
    found_ticks, found = ticks("Python\nSQL Server", "SQL Server\n", "", separator="\n")
    assert found_ticks == {
        "py": ["yes", "no", None],
        "c": ["no", "no", None],
        "sql": ["yes", "yes", None],
    }
    assert found.messages == []
    _, other = ticks("Python\nSQL Server", separator=";")
    assert 'declare several: "\\n"' in other.messages[0]
