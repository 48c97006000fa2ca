"""Columns of several waves in one file."""

from egyv_engine.data.shaping.columns_of_waves import ColumnUse, check_column_uses
from tests.data.shaping.tables import RULE, Found


def uses(*entries: tuple[str, str, str, str | None]) -> Found:
    """The problems of columns, each with its wave, question and item."""
    found = Found()
    check_column_uses(
        (
            (name, ColumnUse(wave=wave, question=question, item=item, declared=RULE / name / wave))
            for name, wave, question, item in entries
        ),
        found.diagnostics,
    )
    return found


def test_question_in_the_same_column_in_two_waves_is_no_problem() -> None:
    assert uses(("q1", "before", "q1", None), ("q1", "after", "q1", None)).messages == []


def test_column_of_two_questions_is_reported_once() -> None:
    found = uses(
        ("q1", "june", "q1", None),
        ("q12", "june", "q12", None),
        ("q12", "november", "q1", None),
        ("q12", "may", "q1", None),
        ("use", "june", "use", "hall"),
        ("use", "june", "use", "garden"),
    )
    assert [m.partition(" | ")[0] for m in found.messages] == [
        "EGY573 1:1 the column 'q12' is 'q12' in 'june' and 'q1' in 'november'",
        "EGY573 1:1 the column 'use' is the item 'hall' of 'use' and the item 'garden' of 'use'",
    ]
