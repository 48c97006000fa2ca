"""Rows below the header that are header rows, too."""

import pytest

from egyv_engine.data.shaping.further_headers import without_further_headers
from egyv_engine.model.frozen import replace
from tests.data.shaping.tables import SHAPE, Found, table_of

QUALTRICS = """
ResponseId,Q1,Q2
Response ID,Do you read?,How often?
"{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"
R_1,Yes,Often
"""
SURVEYMONKEY = """
Respondent ID,Which do you lend?,,,,Do you open daily?
,Books,Films,Games,Maps,Response
1,Books,,Games,,Yes
"""


TEXTS = """
school,pupils,lib
School number,How many pupils are there?,How good is the library?
1000,567,Good
1001,80,Poor
1002,,Good
1003,901,Poor
1004,35,Good
"""
TWO_ROWS_OF_TEXTS = """
school,pupils,staff
School,Pupils of all ages,Staff
Its name,on the first of May,with contracts
Ashgrove,567,12
Beech Hill,80,6
Cedar,44,6
Dunmore,901,31
"""
QUESTIONS_ABOVE_WORDS = (
    "unit,late,daily\nName,Is it open late?,Is it open daily?\n" + "a,Yes,No\nb,No,Yes\n" * 3
)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (QUALTRICS, 3),
        (SURVEYMONKEY, 2),
        ("unit,q,r\nunit,q,r\na,Yes,No", 2),
        (TEXTS, 2),
        (TWO_ROWS_OF_TEXTS, 3),
        (QUESTIONS_ABOVE_WORDS, 2),
    ],
)
def test_further_header_rows_are_noticed_with_the_key_that_reads_them(text: str, rows: int) -> None:
    found = Found()
    table = without_further_headers(table_of(text), SHAPE, found.diagnostics)
    assert len(table.rows) == len(table_of(text).rows) - (rows - 1)
    assert found.messages == [
        (
            f"EGY578 {rows}:1 this row is probably a header row, and not a unit: the header seems to have {rows} rows | "
            f"declare header_rows: {rows}{' and names: joined' * (text == SURVEYMONKEY)} for the file in surveys/files.yaml"
        )
    ]


def test_header_rows_that_are_declared_already_count() -> None:
    found = Found()
    without_further_headers(
        table_of(QUALTRICS.replace("Response ID,Do you read?,How often?\n", "")),
        replace(SHAPE, header_rows=2),
        found.diagnostics,
    )
    (message,) = found.messages
    assert message.endswith("declare header_rows: 3 for the file in surveys/files.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "unit,q\na,Yes\nb,No",
        "Yes,No\nYes,Yes\nNo,Yes",  # one cell like the name of its column
        "unit,q,,\na,Yes,,\nb,No,,",  # empty columns that a spreadsheet saved
        "unit,q,\na,Yes,note",
        TEXTS.replace("School number", "999"),  # a unit that answered in words
        TEXTS.replace("How many pupils are there?", "567"),
        TEXTS.replace("How many pupils are there?", "Don't know").replace(
            "How good is the library?", "Don't know"
        ),
        TEXTS.replace("1002,,Good\n1003,901,Poor\n1004,35,Good\n", ""),  # too few rows to show it
        "unit,region,kind\nCapital,Centre,City\n" + "Aber,North,Village\nCaer,South,Village\n" * 3,
    ],
)
def test_rows_of_units_are_not_taken_for_header_rows(text: str) -> None:
    found = Found()
    table = table_of(text)
    assert without_further_headers(table, SHAPE, found.diagnostics) is table
    assert found.messages == []


def test_ticks_that_are_the_names_of_their_columns_are_no_header() -> None:
    found = Found()
    rows = "a,Books,Films,,4\nb,Books,,,5\nc,,Films,Games,3\n"
    table = without_further_headers(
        table_of(f"unit,Books,Films,Games,mark\n{rows}"), SHAPE, found.diagnostics
    )
    assert (len(table.rows), found.messages) == (3, [])
