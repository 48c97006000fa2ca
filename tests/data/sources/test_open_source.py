"""The table of a small file is kept in the process, for as long as neither its bytes nor its options differ."""

from pathlib import PurePosixPath
from typing import Any

import polars as pl
import pytest

from egyv_engine.data.source_table import SourceTable
from egyv_engine.data.sources.open_source import open_source
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import Positions, Span

FILE = PurePosixPath("surveys/kept_or_not.csv")
COMMA: dict[str, Any] = {"separator": ","}


def opened(data: bytes, options: dict[str, Any]) -> tuple[SourceTable | None, list[str]]:
    diagnostics = DiagnosticCollector(Positions())
    table = open_source({FILE: data}, FILE, Span(FILE), diagnostics, options)
    return table, [d.code for d in diagnostics]


def rows_of(table: SourceTable | None) -> list[list[Any]]:
    assert table is not None
    return [column.texts.cast(pl.String).to_list() for column in table.columns]


def test_same_bytes_give_the_same_table_and_other_bytes_another() -> None:
    first, _ = opened(b"unit,a\nx,1\n", COMMA)
    again, _ = opened(bytes(bytearray(b"unit,a\nx,1\n")), COMMA)
    changed, _ = opened(b"unit,a\nx,2\n", COMMA)
    assert again is first
    assert rows_of(first) == [["x"], ["1"]]
    assert rows_of(changed) == [["x"], ["2"]]


def test_other_options_give_another_table() -> None:
    data = b"unit;a,b\nx;1,2\n"
    by_comma, _ = opened(data, COMMA)
    by_semicolon, _ = opened(data, {**COMMA, "separator": ";"})
    assert rows_of(by_comma) == [["x;1"], ["2"]]
    assert rows_of(by_semicolon) == [["x"], ["1,2"]]


def test_faults_are_reported_whenever_the_file_is_opened() -> None:
    ragged = b"unit,a\nx,1,2\ny,1\n"
    hidden = "unit,a\nx,\u200b1\n".encode()
    for data in (ragged, hidden):
        first = opened(data, COMMA)[1]
        assert first
        assert opened(data, COMMA)[1] == first


@pytest.mark.parametrize(
    ("encoding", "character", "hint"),
    [
        (
            "iso8859-1",
            "\x92",
            "write 'encoding: windows-1252' for the file in surveys/files.yaml, where it is '\u2019'",
        ),
        (
            "iso8859-15",
            "\x80",
            "write 'encoding: windows-1252' for the file in surveys/files.yaml, where it is '\u20ac'",
        ),
        ("iso8859-1", "\x81", "delete it"),  # Windows-1252 has no sign for it
        (
            "utf-8",
            "\x92",
            "it is '\u2019' in Windows-1252, from which the text was probably made: write '\u2019'",
        ),
        ("utf-8", "\x1b", "delete it"),
    ],
)
def test_hint_on_a_hidden_character_says_which_sign_it_probably_is(
    encoding: str, character: str, hint: str
) -> None:
    diagnostics = DiagnosticCollector(Positions())
    data = f"unit,a\nx,St Zoe{character}s\n".encode(encoding)
    open_source({FILE: data}, FILE, Span(FILE), diagnostics, {**COMMA, "encoding": encoding})
    assert next(d.hint or "" for d in diagnostics if d.code == "EGY503").startswith(hint)
