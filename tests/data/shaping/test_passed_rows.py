"""Rows that are declared as header or footer, and are probably rows of the table."""

from pathlib import PurePosixPath

import pytest

from egyv_engine.data.shaping.passed_rows import report_passed_rows
from egyv_engine.data.sources.csv_source import open_csv
from egyv_engine.model.frozen import replace
from tests.data.shaping.tables import FILE, RULE, SHAPE, Found


def warned(text: str, *, header_rows: int = 1, footer_rows: int = 0) -> list[str]:
    """The lines of the rows that are reported, each with the first words of its hint."""
    found = Found()
    shape = replace(SHAPE, doc_path=RULE, header_rows=header_rows, footer_rows=footer_rows)
    table = open_csv(
        {PurePosixPath(FILE): text.encode()},
        FILE,
        RULE,
        found.diagnostics,
        header_rows=header_rows,
        footer_rows=footer_rows,
    )
    assert table is not None
    report_passed_rows(table, shape, found.diagnostics)
    return [f"{d.span.line} {(d.hint or '').split(' for ')[0]}" for d in found.diagnostics]


@pytest.mark.parametrize(
    ("text", "declared", "lines"),
    [
        ("id,unit,done\nr1,ash,Yes\nr2,ash,No\nr3,elm,Yes", {"header_rows": 2}, ["2 remove header_rows"]),
        (
            "id,unit,done\nid,unit,done\nr1,ash,Yes\nr2,ash,Yes",
            {"header_rows": 3},
            ["3 write 'header_rows: 2'"],
        ),
        ("id,unit,done\nr1,ash,Yes\nr2,ash,No\nr3,elm,Yes", {"footer_rows": 1}, ["4 remove footer_rows"]),
        (
            'unit,kind,open\nash,"a\nb",Yes\nelm,c,Yes\nyew,c,Yes\n',
            {"footer_rows": 1},
            ["5 remove footer_rows"],
        ),
        ("unit,q\nash,Yes\nelm,Yes\nyew,No", {"header_rows": 2}, []),  # one cell alone is no reason
        (  # the next ids of the table, whose other cells are numbers
            "code,area,rate\nE01,Ash,1.5\nE02,Elm,2.5\nE03,Fir,3.5\nE04,Oak,4.5\nE05,Yew,5.5\nE06,Box,6.5",
            {"footer_rows": 2},
            ["6 write 'footer_rows: 1'", "7 write 'footer_rows: 1'"],
        ),
    ],
)
def test_row_of_the_table_is_noticed(text: str, declared: dict[str, int], lines: list[str]) -> None:
    assert warned(text, **declared) == lines


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("id,q1,q2\nThe id,Is it open?,How often?\nr1,Yes,Never\nr2,Yes,Never", {"header_rows": 2}),
        (",Books,Films\n,Books,Films\n1,Books,\n2,Books,Films", {"header_rows": 2}),  # what was ticked
        ("unit,a,b\nash,4,2\nelm,2,4\nTotal,6,6", {"footer_rows": 1}),
        ("unit,a,b\nash,4,2\nelm,2,4\nTotal,4,2", {"footer_rows": 1}),
        ("unit,a,b\nash,4,2\nelm,2,4\nSource: a form,,", {"footer_rows": 1}),
        ("unit,2020,2021\nkm,2020,2021\nash,4,2", {"header_rows": 2}),
        (
            "code,area,rate\nE01,Ash,1\nE02,Elm,2\nE03,Fir,3\nE04,Oak,4\nE1,All,2.5\n2024,,",
            {"footer_rows": 2},
        ),
    ],
)
def test_headers_and_footers_are_silent(text: str, declared: dict[str, int]) -> None:
    assert warned(text, **declared) == []
