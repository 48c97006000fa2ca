"""Reads files that LibreOffice, PSPP, openpyxl, pandas and pyreadstat made (tests/data/files/README.md)."""

import io
import random
from datetime import date, datetime
from pathlib import PurePosixPath

import openpyxl
import pandas as pd
import pytest

from egyv_engine.data.sources.statistics_source import variable_labels
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import Positions
from tests.data.sources.opening import MADE, NAMED_AT, columns, opened, read_again

SURVEY = {"sheet": "Survey 2024", "skip_rows": 1}


@pytest.mark.parametrize(
    ("suffix", "third", "error"),
    [
        ("xlsx", "0.333333333333333", "#DIV/0!"),
        ("ods", "0.333333333333333", "#DIV/0!"),
        ("xls", "0.3333333333333333", None),
    ],
)
def test_sheet_of_libreoffice_is_read_as_people_see_it(suffix: str, third: str, error: str | None) -> None:
    table, printed = opened((MADE / f"libreoffice.{suffix}").read_bytes(), f"a.{suffix}", **SURVEY)
    assert printed == ""
    assert columns(table) == {
        "unit": ["ash", "elm", "oak"],
        "seen": ["Yes", "No", "n/a"],
        "hours": ["3", "2.5", None],
        "opened": ["1931-05-02", "2020-02-29", None],
        "counted": ["2024-01-02 09:30:00", "2024-01-02", None],
        "at": ["08:15:00", None, None],
        "share": ["0.1", third, error],
        "long": ["0.123456789012345", "12345678901", "#N/A" if error else None],
    }
    assert table is not None
    assert table.cell_span(2, table.columns[6]).place == "Survey 2024!G7"  # row 6 is empty
    assert table.header_span(table.columns[0]).place == "Survey 2024!A3"
    assert read_again(table) == columns(table)


@pytest.mark.parametrize("suffix", ["sav", "zsav", "por"])
def test_spss_file_of_pspp_keeps_values_declared_as_missing(suffix: str) -> None:
    data = (MADE / f"pspp.{suffix}").read_bytes()
    table, printed = opened(data, f"a.{suffix}")
    assert printed == ""
    assert {name.lower(): cells for name, cells in columns(table).items()} == {
        "id": ["ash", "elm", "fir", "oak"],
        "seen": ["1", "2", "-99", None],
        "rating": ["5", "97", None, "4"],
        "weight": ["0.1", "2.5", "3", "1.125"],
        "visited": ["2024-01-02", "2020-02-29", None, "1899-12-31"],
        "noted": ["a, b", None, "Zoe", "x"],
    }
    assert table is not None
    assert table.cell_span(2, table.columns[1]).place == f"row 3, column {table.columns[1].name}"
    assert [column.missing for column in table.columns[1:4]] == [("-99",), (("90", "99"),), ()]
    assert read_again(table) == columns(table)
    with_labels = opened(data, f"a.{suffix}", answers="labels")[0]
    assert read_again(with_labels) == columns(table)  # codes, as the file has them
    labelled = columns(with_labels)
    assert list(labelled.values())[1:3] == [["Yes", "No", "Refused", None], ["Good", "Cannot say", None, "4"]]


def test_labels_of_an_spss_file_are_those_of_its_dictionary() -> None:
    file = PurePosixPath("a.sav")
    diagnostics = DiagnosticCollector(Positions())
    labels = variable_labels({file: (MADE / "pspp.sav").read_bytes()}, file, NAMED_AT, diagnostics)
    assert labels is not None
    seen, rating = labels[1:3]
    assert (seen.label, seen.missing) == ("Have you seen any of the films?", ("-99",))
    assert seen.values == {"1": "Yes", "2": "No", "-99": "Refused"}
    assert rating.missing == (("90", "99"),)


def test_stata_file_of_pandas_has_codes_and_labels_and_dates() -> None:
    frame = pd.DataFrame(
        {
            "id": ["ash", "elm"],
            "seen": pd.Categorical(["Yes", "No"]),
            "on": pd.to_datetime(["2024-01-02", "2020-02-29"]),
            "share": pd.Series([0.1, 3.0], dtype="float32"),
        }
    )
    stream = io.BytesIO()
    frame.to_stata(stream, write_index=False, convert_dates={"on": "td"}, version=118)
    table, _ = opened(stream.getvalue(), "a.dta")
    assert columns(table) == {
        "id": ["ash", "elm"],
        "seen": ["1", "0"],
        "on": ["2024-01-02", "2020-02-29"],
        "share": ["0.1", "3"],
    }
    assert read_again(table) == columns(table)
    assert columns(opened(stream.getvalue(), "a.dta", answers="labels")[0])["seen"] == ["Yes", "No"]


def _book(*rows: list[object]) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def test_numbers_of_a_workbook_are_exact_and_text_is_unchanged() -> None:
    data = _book(
        ["id", "value"],
        ["a", 1 / 3],
        ["b", 1e-10],
        ["c", "0.10"],
        ["d", 3.0],
        ["e", True],
        ["f", "true"],
        ["g", "12345678901234567890"],
        ["h", date(2024, 1, 2)],
        ["i", datetime(2024, 1, 2, 3, 4, 5)],  # noqa: DTZ001 (cells have no zone)
        ["j", 123456789012345],
    )
    assert columns(opened(data, "a.xlsx")[0])["value"] == [
        "0.3333333333333333", "0.0000000001", "0.10", "3", "True", "true", "12345678901234567890",
        "2024-01-02", "2024-01-02 03:04:05", "123456789012345",
    ]  # fmt: skip


def test_formula_without_value_above_an_error_is_read_as_its_text() -> None:
    table, printed = opened(_book(["id", "value"], ["a", "=1/4"], ["b", 2], ["c", "#N/A"]), "a.xlsx")
    assert columns(table)["value"] == ["=1/4", "2", "#N/A"]
    assert "EGY564 warning: this formula was not calculated" in printed


@pytest.mark.parametrize(
    "name", ["libreoffice.xlsx", "libreoffice.xls", "libreoffice.ods", "pspp.sav", "pspp.por"]
)
def test_damaged_file_is_read_or_reported(name: str) -> None:
    whole, chance = (MADE / name).read_bytes(), random.Random(8)
    for _ in range(6):
        data = bytearray(whole[: chance.randrange(300, len(whole))])
        for _ in range(5):
            data[chance.randrange(len(data))] = chance.randrange(256)
        table, printed = opened(bytes(data), name, **(SURVEY if "office" in name else {}))
        assert (table is None) == ("EGY" in printed and "warning" not in printed)
