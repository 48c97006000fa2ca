"""Rows of findings.csv for findings made by hand, and the tables that a programme gets."""

import csv
import io

import pytest

from egyv_engine.model.finding_columns import FINDINGS
from egyv_engine.publish.column_tables import render_csv
from egyv_engine.publish.csv_values import without_formula
from tests.csv_files import tables_of
from tests.mini_programme import FILES, LIBRARY, run
from tests.publish.results import BARE, FULL


def test_csv_of_a_finding_holds_every_value_and_empty_cells_where_there_is_none() -> None:
    header, full, bare, end = render_csv(FINDINGS, (FULL, BARE)).decode().split("\n")
    assert header == (
        "finding,principle,indicator,item,cohort,from_wave,to_wave,from_count,from_base,to_count,to_base,"
        "matched,gained,lost,kept,never,net,verdict,reason,care,certainty,net_low,net_high,certainty_surveyed,"
        "p_exact,p_smallest,score,band,target_met,target_certainty"
    )
    assert full == (
        "reading.room_used.hall@first,reading,room_used,hall,first,autumn,summer,8,15,10,14,"
        "13,4,1,5,3,3,improved,,with_care,firm,1,6,open,"
        "0.3750,0.0002,71.4,more than half,no,open"
    )
    assert bare == "reading.any,reading,any,,,,summer,,,,,,,,,,,not_judged,,,,,,,,,,,,"
    assert end == ""


def test_tables_are_those_that_the_programme_declares() -> None:
    always = {"findings", "ledger", "baskets", "movements"}
    assert set(tables_of(run(LIBRARY))) == always
    declared = {"scores", "score_changes", "selection", "recommendations", "published"}
    assert set(tables_of(run(FILES))) == always | declared


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\uff1d1+1",
        "-",
        "-5%",
        "+44 20 7946 0000",
    ],
)
def test_text_that_a_spreadsheet_runs_gets_an_apostrophe(text: str) -> None:
    assert without_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "-5", "+12.50", "ash", "a=1", "O'Brien", " =1", "'=1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert without_formula(text) == text


def test_no_table_holds_a_formula_in_header_or_cell() -> None:
    def renamed(text: str) -> str:
        lines = (
            text.replace("\na,", "\n=A(1),")
            .replace(",a,", ",=A(1),")
            .replace("i2,a", "i2,=A(1)")
            .replace("done: Done", '"=1+1": Done')
        )
        return lines.replace("[done,", '["=1+1",').replace("north", "@north")

    files = {name: renamed(text) for name, text in FILES.items()}
    made = run(files)
    assert made.diagnostics == ()
    tables = tables_of(made)
    assert tables
    found = {name: _formulas(data) for name, data in tables.items()}
    assert found == {name: [] for name in tables}
    assert "'=A(1)" in tables["scores"].decode()
    assert "'@north" in tables["selection"].decode()
    assert tables["recommendations"].decode().split("\n")[0].count("'=1+1") == 2


def _formulas(data: bytes) -> list[str]:
    """The cells that a spreadsheet takes for a formula."""
    cells = (cell for row in csv.reader(io.StringIO(data.decode())) for cell in row)
    return [
        cell
        for cell in cells
        if cell[:1] in set("=+-@\t\r") and cell and not cell[1:].replace(".", "").isdigit()
    ]
