"""Rendering: the block of a diagnostic, long lines, control characters, JSON, GitHub, and the summary."""

import json
from pathlib import PurePosixPath

import pytest

from egyv_engine.diagnostics.accepted import AcceptedDiagnostic
from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.render import (
    render_accepted_text,
    render_github,
    render_json,
    render_text,
    summary,
)
from egyv_engine.diagnostics.span import Span

FILE = PurePosixPath("rules/scales.yaml")
ERROR = Diagnostic(
    span=Span(FILE, 2, 3, 6), code="EGY306", message="there is no scale 'abc'", hint="scales: abd"
)
WARNING = Diagnostic(span=Span(FILE, 1, 1, 4), code="EGY418", message="never used")
ACCEPTED = AcceptedDiagnostic(diagnostic=WARNING, reason="for later", accepted_at=Span(FILE, 2, 7, 20))
FILES = {FILE: b"one: 1\n  abc: # egyv\n"}


def test_text_has_position_code_line_carets_hint_and_related_positions() -> None:
    found = Diagnostic(
        span=ERROR.span, code="EGY306", message="m", hint="h", related=((Span(FILE, 1, 6), "the first one"),)
    )
    assert render_text([found], FILES) == (
        "rules/scales.yaml:2:3: EGY306 m\n"
        "   |   abc: # egyv\n"
        "   |   ^^^\n"
        "   = h\n"
        "   - rules/scales.yaml:1:6: the first one\n"
    )


def test_text_labels_warnings_and_is_in_order() -> None:
    lines = render_text([ERROR, WARNING], FILES).splitlines()
    assert lines[0] == "rules/scales.yaml:1:1: EGY418 warning: never used"
    assert lines[3] == "rules/scales.yaml:2:3: EGY306 there is no scale 'abc'"


def test_accepted_text_has_the_reason_and_where_it_is_accepted() -> None:
    assert render_accepted_text([ACCEPTED], FILES) == (
        "rules/scales.yaml:1:1: EGY418 accepted warning: never used\n"
        "   | one: 1\n"
        "   | ^^^\n"
        "   = accepted because: for later\n"
        "   - rules/scales.yaml:2:7: accepted here\n"
    )


@pytest.mark.parametrize(
    ("length", "column", "shown", "carets"),
    [
        (100, 1, "x" * 100, 0),  # a line of exactly 100 characters is shown whole
        (100, 100, "x" * 100, 99),
        (101, 1, "x" * 100 + " ...", 0),
        (200, 67, "x" * 100 + " ...", 66),  # two thirds of the width: still from the start
        (200, 68, "... " + "x" * 100 + " ...", 54),  # further right: 50 characters before the carets
        (200, 200, "... " + "x" * 51, 54),
    ],
)
def test_text_shows_a_window_of_a_long_line(length: int, column: int, shown: str, carets: int) -> None:
    found = Diagnostic(span=Span(FILE, 1, column, column + 1), code="EGY306", message="m")
    lines = render_text([found], {FILE: b"x" * length}).splitlines()
    assert lines[1:] == [f"   | {shown}", f"   | {' ' * carets}^"]


def test_text_shows_no_control_characters() -> None:
    found = Diagnostic(span=Span(FILE, 1, 1, 2), code="EGY306", message="a\nb\tc\x1b[31m")
    lines = render_text([found], {FILE: b"x\x1b[31m\ty"}).splitlines()
    assert lines[:2] == ["rules/scales.yaml:1:1: EGY306 a\\nb\\tc\\x1b[31m", "   | x\ufffd[31m y"]


def test_text_of_a_file_or_line_that_is_not_there_has_no_line() -> None:
    assert (
        render_text([ERROR], {})
        == "rules/scales.yaml:2:3: EGY306 there is no scale 'abc'\n   = scales: abd\n"
    )


def test_json_counts_errors_warnings_and_accepted_warnings() -> None:
    found = json.loads(render_json([ERROR, WARNING], [ACCEPTED, ACCEPTED]))
    assert found["summary"] == {"errors": 1, "warnings": 1, "accepted": 2}
    assert [d["code"] for d in found["diagnostics"]] == ["EGY418", "EGY306"]
    assert found["accepted"][0] == {
        "file": "rules/scales.yaml",
        "line": 1,
        "column": 1,
        "end_column": 4,
        "code": "EGY418",
        "severity": "warning",
        "message": "never used",
        "reason": "for later",
        "accepted_at": {"file": "rules/scales.yaml", "line": 2, "column": 7, "end_column": 20},
    }


def test_github_has_one_command_per_diagnostic_and_notices_for_accepted_warnings() -> None:
    assert render_github([ERROR], [ACCEPTED]).splitlines() == [
        "::error file=rules/scales.yaml,line=2,col=3,endColumn=6,title=EGY306::there is no scale 'abc' (scales: abd)",
        "::notice file=rules/scales.yaml,line=1,col=1,endColumn=4,title=EGY418 accepted::never used (accepted because: for later)",
        "::notice title=egyv-engine check::1 error (1 warning accepted)",
    ]


def test_github_escapes_what_ends_a_command_or_a_property() -> None:
    file = PurePosixPath("a,b:c%.yaml")
    found = Diagnostic(span=Span(file), code="EGY306", message="50%\nnext")
    assert (
        render_github([found])
        == "::error file=a%2Cb%3Ac%25.yaml,line=1,col=1,endColumn=2,title=EGY306::50%25%0Anext\n"
    )


@pytest.mark.parametrize(
    ("errors", "warnings", "accepted", "text"),
    [
        (0, 0, 0, "no faults"),
        (1, 0, 0, "1 error"),
        (2, 1, 0, "2 errors and 1 warning"),
        (0, 2, 1, "2 warnings (1 warning accepted)"),
        (0, 0, 2, "no faults (2 warnings accepted)"),
    ],
)
def test_summary_counts_each_severity(errors: int, warnings: int, accepted: int, text: str) -> None:
    found = [Diagnostic(span=Span(FILE, n + 1), code="EGY306", message="m") for n in range(errors)]
    found += [Diagnostic(span=Span(FILE, n + 1), code="EGY418", message="m") for n in range(warnings)]
    assert summary(found, [ACCEPTED] * accepted) == text


def test_file_name_and_annotation_show_hidden_characters_as_escapes() -> None:
    file = PurePosixPath("rules/\x1b]0;owned\x07.yml")
    found = Diagnostic(span=Span(file), code="EGY210", message="a\u202eb\r\nc")
    assert render_text([found], {}) == "rules/\\x1b]0;owned\\x07.yml:1:1: EGY210 warning: a\\u202eb\\r\\nc\n"
    annotation = render_github([found])
    assert annotation.isprintable() is False  # only because of the line feed at its end
    assert annotation.rstrip("\n").isprintable()
    assert "a\\u202eb\\r%0Ac" in annotation


BOOK = PurePosixPath("surveys/answers.xlsx")
IN_A_CELL = Diagnostic(
    span=Span(BOOK, 12, 6, 7, "Over:view!F12"),
    code="EGY507",
    message="'Oftn' is not on the scale",
    hint="Often",
    related=((Span(FILE, 1, 1, 4), "the scale"),),
)


def test_place_is_shown_instead_of_line_and_column_without_the_bytes_of_the_file() -> None:
    assert render_text([IN_A_CELL], {**FILES, BOOK: b"PK\x03\x04\n" * 20}) == (
        "surveys/answers.xlsx:Over:view!F12: EGY507 'Oftn' is not on the scale\n"
        "   = Often\n"
        "   - rules/scales.yaml:1:1: the scale\n"
    )


def test_json_has_the_place_next_to_line_and_column() -> None:
    (row,) = json.loads(render_json([IN_A_CELL]))["diagnostics"]
    assert (row["line"], row["column"], row["end_column"], row["place"]) == (12, 6, 7, "Over:view!F12")
    assert "place" not in row["related"][0]


def test_github_has_the_place_in_the_text_and_no_line() -> None:
    assert render_github([IN_A_CELL]) == (
        "::error file=surveys/answers.xlsx,title=EGY507::Over:view!F12: 'Oftn' is not on the scale (Often)\n"
    )


@pytest.mark.parametrize(
    ("data", "excerpt"),
    [
        (b"unit;seen\nM\xfcnchen;Ja\n", "M\ufffdnchen;Ja"),  # Windows-1252
        ("unit;seen\nM\u00fcnchen;Ja\n".encode("utf-16"), "M\u00fcnchen;Ja"),
        (b"\xef\xbb\xbfunit;seen\nM\xc3\xbcnchen;Ja\n", "M\u00fcnchen;Ja"),
        (b"PK\x03\x04\x00\x00\xff\nM;Ja\n", None),  # a workbook
        (b"library\nM\x00;Ja\n" + 50 * b"x;y\n", "M\ufffd;Ja"),  # a null character by mistake
    ],
)
def test_text_shows_a_line_only_of_a_file_that_is_text(data: bytes, excerpt: str | None) -> None:
    found = Diagnostic(span=Span(FILE, 2), code="EGY503", message="m")
    shown = [line for line in render_text([found], {FILE: data}).splitlines() if line.startswith("   | ")]
    assert shown == ([] if excerpt is None else [f"   | {excerpt}", "   | ^"])


def test_places_are_in_the_order_of_rows_and_columns() -> None:
    ninth, tenth = (
        Diagnostic(span=Span(BOOK, n, 1, 2, f"A!A{n}"), code="EGY507", message="m") for n in (9, 10)
    )
    assert render_text([tenth, ninth], {}).splitlines() == [
        "surveys/answers.xlsx:A!A9: EGY507 m",
        "surveys/answers.xlsx:A!A10: EGY507 m",
    ]
