"""Rows selected by the words in a column."""

from egyv_engine.data.shaping.selected_rows import selected_rows
from egyv_engine.data.source_table import SourceTable
from egyv_engine.model.documents import RowsKept
from tests.data.shaping.tables import RULE, Found, table_of, text_of

ANSWERS = """
unit,Year,Finished
a,2021,True
b,2022,False
a,2022,True
c,,True
d,2021.0,
"""


def select(*words: str, column: str, are: bool = True) -> tuple[SourceTable | None, Found]:
    found = Found()
    one = words[0] if len(words) == 1 else None
    condition = RowsKept(
        column=column,
        is_=one if are else None,
        is_not=None if are else one,
        is_one_of=words if one is None else None,
        doc_path=RULE / "rows",
    )
    return selected_rows(table_of(ANSWERS), [condition], found.diagnostics), found


def test_rows_with_a_number_are_selected_however_it_is_written() -> None:
    table, found = select("2021", column="Year")
    assert text_of(table) == "unit,Year,Finished\na,2021,True\nd,2021.0,"
    assert table is not None
    assert [table.cell_span(i, table.columns[0]).line for i in range(2)] == [2, 6]
    assert found.messages == []


def test_blank_cells_are_selected_only_by_words_that_they_must_not_have() -> None:
    table, found = select("True", column="Finished", are=False)
    assert text_of(table) == "unit,Year,Finished\nb,2022,False\nd,2021.0,"
    table, found = select("True", "False", column="Finished")
    assert table is not None
    assert table.columns[0].texts.to_list() == ["a", "b", "a", "c"]
    assert found.messages == []


def test_empty_word_is_a_blank_cell() -> None:
    assert text_of(select("", column="Finished")[0]) == "unit,Year,Finished\nd,2021.0,"
    table, found = select("", column="Year", are=False)
    assert table is not None
    assert table.columns[0].texts.to_list() == ["a", "b", "a", "d"]
    assert found.messages == []
    assert [m.partition(" | ")[0] for m in select("", "a", column="unit")[1].messages] == [
        "EGY577 1:1 no row of surveys/answers.csv has a blank cell in the column 'unit'"
    ]


def test_all_rows_that_meet_the_condition_are_the_table_itself() -> None:
    table = table_of(ANSWERS)
    condition = RowsKept(column="unit", is_not="", doc_path=RULE / "rows")
    assert selected_rows(table, [condition], Found().diagnostics) is table


def test_condition_that_no_row_meets_is_reported_with_the_words_of_the_column() -> None:
    table, found = select("2012", column="Year")
    assert table is None
    assert found.messages == [
        (
            "EGY570 1:1 no row of surveys/answers.csv meets this condition on the column 'Year' | "
            "did you mean '2021'? words in the column: 2021, 2022, 2021.0"
        )
    ]


def test_one_of_several_words_that_no_row_has_is_a_warning() -> None:
    table, found = select("True", "Ture", column="Finished")
    assert table is not None
    assert [m.partition(" | ")[0] for m in found.messages] == [
        "EGY577 1:1 no row of surveys/answers.csv has 'Ture' in the column 'Finished'"
    ]
    assert found.diagnostics[0].severity == "warning"


def test_column_that_the_file_does_not_have_is_reported() -> None:
    table, found = select("2021", column="Yaer")
    assert table is None
    assert found.messages == [
        (
            "EGY506 1:1 surveys/answers.csv has no column 'Yaer' | "
            "did you mean 'Year'? columns of the file: unit, Year, Finished"
        )
    ]


def test_blank_words_are_blank_where_rows_are_selected() -> None:
    table = table_of("unit,sent\na,2022-01-01\nb,N/A\nc,\nd, n/a")
    condition = RowsKept(column="sent", is_not="", doc_path=RULE / "rows")
    found = Found()
    assert (
        text_of(selected_rows(table, [condition], found.diagnostics, ["N/A", "n/a"]))
        == "unit,sent\na,2022-01-01"
    )
    assert (
        text_of(selected_rows(table, [condition], found.diagnostics))
        == "unit,sent\na,2022-01-01\nb,N/A\nd, n/a"
    )
    assert found.messages == []


def test_words_that_are_almost_those_of_the_condition_are_reported_with_their_number() -> None:
    text = "unit,Done\na,True\nb,TRUE\nc,t rue\nd,True \ne,False\nf,TRUE"
    for is_, is_not, fate in (("True", None, "left out"), (None, "True", "kept")):
        found = Found()
        condition = RowsKept(column="Done", is_=is_, is_not=is_not, doc_path=RULE / "rows")
        selected_rows(table_of(text), [condition], found.diagnostics)
        assert [m.partition(" | ")[0] for m in found.messages] == [
            (
                f"EGY579 3:2 3 rows of surveys/answers.csv are {fate}, because the word in 'Done' differs from 'True' in "
                "case, spaces or the form of letters; the first is 'TRUE'"
            )
        ]
        assert found.places == [[(3, 2), (4, 2), (7, 2)]]
        assert found.diagnostics[0].severity == "warning"


def test_rows_meet_all_of_several_conditions() -> None:
    finished = RowsKept(column="Finished", is_="True", doc_path=RULE / "rows" / 0)
    for year, units in (("2021", ["a"]), ("2022", ["a"])):
        found = Found()
        of_year = RowsKept(column="Year", is_=year, doc_path=RULE / "rows" / 1)
        table = selected_rows(table_of(ANSWERS), [finished, of_year], found.diagnostics)
        assert table is not None
        assert table.columns[0].texts.to_list() == units
        assert found.messages == []


def test_conditions_that_no_row_meets_together_are_reported() -> None:
    found = Found()
    conditions = [
        RowsKept(column="Finished", is_="False", doc_path=RULE / "rows" / 0),
        RowsKept(column="Year", is_="2021", doc_path=RULE / "rows" / 1),
    ]
    assert selected_rows(table_of(ANSWERS), conditions, found.diagnostics) is None
    assert [message[7:] for message in found.messages] == [
        (
            "1:1 no row of surveys/answers.csv meets all 2 conditions, but some rows meet each of them | "
            "correct the conditions, of which all have to hold"
        )
    ]
