"""A CSV file is read by columns exactly as it is read strictly cell by cell, and each cell has the same place."""

import csv
from io import StringIO
from pathlib import PurePosixPath
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from egyv_engine.data.csv_cells import scan
from egyv_engine.data.source_table import SourceTable
from egyv_engine.data.sources import csv_source
from egyv_engine.data.sources.csv_source import open_csv
from egyv_engine.diagnostics.diagnostic import Diagnostic, DiagnosticCollector
from egyv_engine.diagnostics.span import Positions, Span
from tests.data.sources.opening import NAMED_AT

FILE = PurePosixPath("answers.csv")
# Letters of one, two, three and four bytes, in one column or two; spaces; and what makes cells and rows.
LETTERS = ["a", "b", "7", " ", "\u00e9", "\u4e2d", "\uff21", "\U0001f600", "\u0301", "\u00a0"]
LINE_ENDS = ["\n", "\r\n", "\r"]

WHOLE = 10**9
blocks = st.sampled_from([WHOLE, 1, 5])  # bytes of rows that are read at once

words = st.text(st.sampled_from(LETTERS), max_size=4)


@st.composite
def written_cells(draw: st.DrawFn, separator: str) -> str:
    """A cell as a program writes it: plain, quoted without need, or quoted because of what it holds."""
    if draw(st.booleans()):
        return draw(words)
    inside = st.sampled_from([*LETTERS, separator, '""', *LINE_ENDS])
    return '"' + "".join(draw(st.lists(inside, max_size=5))) + '"'


@st.composite
def sound_files(draw: st.DrawFn) -> tuple[str, str]:
    """The text of a file whose rows are as long as its header, and its separator."""
    separator = draw(st.sampled_from([",", ";", "\t", "|"]))
    width = draw(st.integers(1, 4))
    rows = draw(
        st.lists(
            st.lists(written_cells(separator), min_size=width, max_size=width).map(separator.join),
            min_size=2,
            max_size=6,
        )
    )
    ends = [draw(st.sampled_from(LINE_ENDS)) * draw(st.sampled_from([1, 1, 1, 2])) for _ in rows]
    text = draw(st.sampled_from(["", "\n", "\ufeff"]))
    text += "".join(row + end for row, end in zip(rows, ends, strict=True))
    return (text.rstrip("\r\n") if draw(st.booleans()) else text), separator


# Texts of which most are broken: rows of different lengths, marks in the wrong position.
any_files = st.tuples(
    st.lists(st.sampled_from([*LETTERS, ",", ",", '"', '""', *LINE_ENDS, "\n"]), max_size=30).map("".join),
    st.just(","),
)


def read_by_columns(
    text: str, separator: str, *, has_few_words: bool, block: int = WHOLE
) -> tuple[SourceTable | None, list[Diagnostic]]:
    diagnostics = DiagnosticCollector(Positions())
    categories = pl.Categories.random("words", pl.UInt16)
    kinds = dict.fromkeys(range(99), pl.Categorical(categories)) if has_few_words else {}
    with (
        patch.object(csv_source, "_BLOCK", block),
        patch.object(csv_source._CsvReader, "_likely_kinds", lambda *_: kinds),
    ):
        table = open_csv(
            {FILE: text.encode()},
            FILE,
            NAMED_AT,
            diagnostics,
            separator=separator,
        )
    return table, diagnostics


def cells_and_places(table: SourceTable) -> list[list[tuple[str, Span]]]:
    """The header and the rows of a table: the text of each cell, and its place."""
    texts = [column.texts.cast(pl.String).fill_null("").to_list() for column in table.columns]
    header = [(column.name, table.header_span(column)) for column in table.columns]
    return [
        header,
        *(
            [(texts[i][row], table.cell_span(row, column)) for i, column in enumerate(table.columns)]
            for row in range(len(table.rows))
        ),
    ]


def scanned(text: str, separator: str) -> tuple[list[list[tuple[str, Span]]], list[Diagnostic]]:
    """Read the header and every row with a filled cell strictly, and find the marks in the wrong position."""
    found: list[Diagnostic] = []
    rows = list(scan(FILE, text.removeprefix("\ufeff"), found, separator))
    rows = [row for row in rows if row is rows[0] or any(row.cells) or len(row.cells) != len(rows[0].cells)]
    return [[(cell, row.span(FILE, i)) for i, cell in enumerate(row.cells)] for row in rows], found


@given(sound_files(), st.booleans(), blocks)
def test_sound_file_is_read_as_the_strict_scan_reads_it(
    file: tuple[str, str], has_few_words: bool, block: int
) -> None:
    expected, _ = scanned(*file)
    table, diagnostics = read_by_columns(*file, has_few_words=has_few_words, block=block)
    if len(expected) < 2:
        assert (table, [d.code for d in diagnostics]) == (None, ["EGY502"])
        return
    assert diagnostics == []
    assert table is not None
    assert cells_and_places(table) == expected


@example(
    ('"\na', ","), False, WHOLE
)  # a mark that opens no cell, which Python before 3.11.5 could take for a whole one
@given(any_files, st.booleans(), blocks)
def test_any_file_has_the_rows_and_the_misplaced_marks_that_the_strict_scan_finds(
    file: tuple[str, str], has_few_words: bool, block: int
) -> None:
    rows, marks = scanned(*file)
    table, diagnostics = read_by_columns(*file, has_few_words=has_few_words, block=block)
    if table is None:
        assert [d.code for d in diagnostics if d.code != "EGY522"] == ["EGY502"]
        assert len(rows) < 2
        return
    as_long_as_the_header = [row for row in rows if len(row) == len(rows[0])]
    assert cells_and_places(table) == as_long_as_the_header
    assert sum(d.code == "EGY522" for d in diagnostics) == len(marks)
    assert {d.code for d in diagnostics} <= {"EGY504", "EGY522"}


@pytest.mark.parametrize("letters", ["\u00e9", "\u4e2d", "\U0001f600"])
def test_letter_of_several_bytes_after_a_quotation_mark_in_a_large_file(letters: str) -> None:
    """Polars reads files above 500 kB in parts; the mark is in the wrong position, wherever a part ends."""
    rows = [f'u{n},"yes"' for n in range(60_000)]
    rows[30_000] = f'u30000,"yes"{letters}'
    text = "\n".join(["unit,answer", *rows, ""])
    assert len(text) > 500_000
    table, diagnostics = read_by_columns(text, ",", has_few_words=True)
    assert [(d.code, d.span.line, d.span.column) for d in diagnostics] == [("EGY522", 30_002, 8)]
    assert table is not None
    assert len(table.rows) == 60_000
    assert table.columns[1].texts.cast(pl.String)[30_001] == "yes"


@pytest.mark.parametrize(
    "cell", ["05", "+5", " 5", "5 ", "5.0", "-0", "00", "128", "-129", "1e0", '"5"', '"05"', '""', "yes"]
)
@pytest.mark.parametrize("row", [50_000, 89_999])
def test_column_of_small_numbers_may_have_any_cell_further_below(cell: str, row: int) -> None:
    """The first rows show small numbers only; the cells are those that Python's csv module reads."""
    rows = [f"u{n},{n % 7 or ''},{n % 100 - 50}" for n in range(90_000)]
    rows[row] = f"u{row},{cell},-9"
    text = "\n".join(["unit,answer,number", *rows, ""])
    diagnostics = DiagnosticCollector(Positions())
    table = open_csv({FILE: text.encode()}, FILE, NAMED_AT, diagnostics)
    assert table is not None
    assert not diagnostics
    expected = zip(*list(csv.reader(StringIO(text)))[1:], strict=True)
    assert [[text or "" for text in column.texts.to_list()] for column in table.columns] == list(
        map(list, expected)
    )


def test_short_row_is_not_hidden_by_a_number_with_a_zero_before_it() -> None:
    """One separator is missing and one zero is there too many, so that the file has as many bytes as it should have."""
    rows = [f"u{n},5,1" for n in range(90_000)]
    rows[60_000], rows[70_000] = "u60000,5", "u70000,05,1"
    rows[80_000] = "u80000,05,1"
    diagnostics = DiagnosticCollector(Positions())
    text = "\n".join(["unit,answer,number", *rows, ""])
    table = open_csv({FILE: text.encode()}, FILE, NAMED_AT, diagnostics)
    assert [(d.code, d.span.line) for d in diagnostics] == [("EGY504", 60_002)]
    assert table is not None
    assert table.columns[1].texts.cast(pl.String)[69_999] == "05"


def test_column_whose_first_rows_have_few_words_may_have_very_many_further_below() -> None:
    """Categories of two bytes hold 65,536 words; here are 70,001, and the first rows of the file have one."""
    words = ["yes"] * 40_000 + [f"w{n}" for n in range(70_000)]
    diagnostics = DiagnosticCollector(Positions())
    text = "\n".join(["unit,answer", *(f"u{n},{word}" for n, word in enumerate(words)), ""])
    table = open_csv({FILE: text.encode()}, FILE, NAMED_AT, diagnostics)
    assert table is not None
    assert not diagnostics
    assert table.columns[1].texts.to_list() == words


@pytest.mark.parametrize(
    ("data", "encoding", "expected"),
    [
        ("unit,a\nx,\u00e9\n".encode(), "cp1252", [("EGY552", 2, 3)]),
        (b"unit,a\nx,\xe9\n", "cp1252", []),
        ("unit,a\nx,\u00e9\n".encode() + b"y,\xe9\n", "cp1252", [("EGY552", 2, 3)]),  # parts in two encodings
        (b"unit,a\nx,\xc3\xb8\xf2\xe5\n", "cp1252", []),  # a line that is not UTF-8
        (b"unit,a\nx,\xc3\xb8\ny,\xe9\n", "cp1251", []),  # a word in Cyrillic letters
        (b"unit,a\nx,e\n", "cp1252", []),
        ("unit,a\nx,\u00e9\n".encode(), "utf-8", []),
    ],
)
def test_file_in_utf_8_that_is_declared_otherwise_is_reported(
    data: bytes, encoding: str, expected: list[tuple[str, int, int]]
) -> None:
    diagnostics = DiagnosticCollector(Positions())
    table = open_csv({FILE: data}, FILE, NAMED_AT, diagnostics, encoding=encoding)
    assert table is not None
    assert [(d.code, d.span.line, d.span.column) for d in diagnostics] == expected


def test_file_in_two_encodings_is_not_to_be_declared_with_one() -> None:
    diagnostics = DiagnosticCollector(Positions())
    data = "unit,a\nx,\u00e9\n".encode() + b"y,\xe9\n"
    assert open_csv({FILE: data}, FILE, NAMED_AT, diagnostics) is None
    (found,) = diagnostics
    assert (found.code, found.span.line, found.span.column) == ("EGY503", 3, 3)
    assert found.hint is not None
    assert found.hint.startswith(
        "other lines are UTF-8, so the file is probably made of parts in two encodings"
    )


@pytest.mark.parametrize(
    ("end", "hint"),
    [
        (
            "z",
            "no line break ends the last row, so the file may be cut off: if it is, export or copy it again; otherwise in the row",
        ),
        ("z\n", "in the row that starts with 'z'"),
        (
            "\0" * 600,
            "the row has null characters (U+0000), as where a file was not written to its end: export or copy it again",
        ),
    ],
)
def test_hint_on_a_short_row_says_whether_the_file_was_cut_off(end: str, hint: str) -> None:
    diagnostics = DiagnosticCollector(Positions())
    open_csv({FILE: f"unit,a,b\nx,1,2\ny,1,2\n{end}".encode()}, FILE, NAMED_AT, diagnostics)
    (found,) = diagnostics
    assert (found.code, found.span.line) == ("EGY504", 4)
    assert found.hint is not None
    assert found.hint.startswith(hint)
    assert len(found.hint) < 400


@pytest.mark.parametrize(
    ("footer", "rows"),
    [
        ('"Filters:\nYear is 2024\nRegion is North"\n', 1),  # as Power BI writes them
        ('Total,3,4\n\n"Filters:\n""Year"" is 2024"', 2),
        ('Pipes of 5" are left out,,\n', 1),
    ],
)
def test_row_below_the_table_may_have_several_lines(footer: str, rows: int) -> None:
    diagnostics = DiagnosticCollector(Positions())
    text = f"unit,a,b\nx,1,2\ny,1,2\n{footer}"
    table = open_csv({FILE: text.encode()}, FILE, NAMED_AT, diagnostics, footer_rows=rows)
    assert not diagnostics
    assert table is not None
    assert table.columns[0].texts.to_list() == ["x", "y"]


@pytest.mark.parametrize("key", ["skip_rows", "header_rows", "footer_rows"])
def test_more_rows_left_out_than_there_are_is_told_at_once(key: str) -> None:
    diagnostics = DiagnosticCollector(Positions())
    options = {key: 10**18}
    files = {FILE: b"unit,q\na,Yes\n"}
    table = open_csv(files, FILE, NAMED_AT, diagnostics, **options)  # type: ignore[arg-type]
    assert table is None
    assert [(d.code, d.hint) for d in diagnostics] == [
        ("EGY502", f"correct {key}: {10**18} for the file in surveys/files.yaml")
    ]


@pytest.mark.parametrize("footer", ["", "Source: a,,\n", 'Source: a,,\n,,\n"",,\n'])
def test_rows_without_a_filled_cell_are_no_rows(footer: str) -> None:
    text = f"unit,a,b\n,,\nx,1,\n,,\n,2,\n,,\n\n,,\n{footer}"
    file = PurePosixPath("a.csv")
    found = DiagnosticCollector(Positions())
    table = open_csv({file: text.encode()}, file, NAMED_AT, found, footer_rows=int(bool(footer)))
    assert table is not None
    assert [column.texts.to_list() for column in table.columns] == [["x", None], ["1", "2"], [None, None]]
    assert [table.cell_span(row, table.columns[1]).line for row in range(2)] == [3, 5]
    assert len(found) == 0


def test_file_with_nothing_but_empty_rows_has_no_rows() -> None:
    file = PurePosixPath("a.csv")
    found = DiagnosticCollector(Positions())
    assert open_csv({file: b"unit,a\n,\n,\n"}, file, NAMED_AT, found) is None
    assert [(d.code, d.message) for d in found] == [("EGY502", "the file has no rows")]
