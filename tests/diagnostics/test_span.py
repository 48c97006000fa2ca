"""Positions: the span of a value, of a key, and of what has no position of its own."""

from pathlib import PurePosixPath

from egyv_engine.diagnostics.span import KeyAt, Positions, Span
from egyv_engine.model.document_path import DocumentPath

FILE = PurePosixPath("programme.yaml")
ROOT = DocumentPath(FILE)
WAVES, FIRST = ROOT / "waves", ROOT / "waves" / 0
POSITIONS = Positions(
    values={ROOT: Span(FILE, 1, 1, 2), FIRST: Span(FILE, 7, 5, 9)},
    keys={WAVES: Span(FILE, 6, 1, 6)},
)


def test_value_with_a_position_has_its_own_span() -> None:
    assert POSITIONS.span_at(FIRST) == Span(FILE, 7, 5, 9)


def test_value_without_a_position_has_the_span_of_the_nearest_value_around_it() -> None:
    assert POSITIONS.span_at(FIRST / "id" / 3) == Span(FILE, 7, 5, 9)
    assert POSITIONS.span_at(WAVES) == Span(FILE, 1, 1, 2)


def test_key_has_its_own_span_or_that_of_its_value() -> None:
    assert POSITIONS.span_at(KeyAt(WAVES)) == Span(FILE, 6, 1, 6)
    assert POSITIONS.span_at(KeyAt(FIRST)) == Span(FILE, 7, 5, 9)


def test_span_is_returned_unchanged() -> None:
    span = Span(FILE, 3, 4, 5)
    assert POSITIONS.span_at(span) is span


def test_path_of_a_file_without_positions_is_its_first_character() -> None:
    other = PurePosixPath("rules/scales.yaml")
    assert POSITIONS.span_at(DocumentPath(other, ("scales", "grade"))) == Span(other, 1, 1, 2)
