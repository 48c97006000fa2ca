"""Counts of what reading skips, recodes or drops."""

from pathlib import PurePosixPath

from egyv_engine.model.reading_notes import NoteKind, ReadingNotes, plain_notes

A, B = PurePosixPath("surveys/a.csv"), PurePosixPath("surveys/b.csv")


def test_counts_are_added_and_nested_by_file_kind_column_and_word() -> None:
    notes = ReadingNotes()
    notes.add(B, NoteKind.ROWS_READ, 7)
    notes.add(A, NoteKind.BLANK_WORDS, 2, "q2", "NA")
    notes.add(A, NoteKind.BLANK_WORDS, 1, "q2", "-99")
    notes.add(A, NoteKind.BLANK_WORDS, 3, "q2", "NA")
    notes.add(A, NoteKind.TIMES_DROPPED, 4, "opened")
    notes.add(A, NoteKind.ROWS_OF_WAVES, 5, word="june")
    notes.add(A, NoteKind.ROWS_NOT_SELECTED, 0)
    assert plain_notes(notes.counted()) == {
        "surveys/a.csv": {
            "blank_words": {"q2": {"-99": 1, "NA": 5}},
            "rows_of_waves": {"june": 5},
            "times_dropped": {"opened": 4},
        },
        "surveys/b.csv": {"rows_read": 7},
    }


def test_order_does_not_depend_on_the_order_of_reading() -> None:
    one, other = ReadingNotes(), ReadingNotes()
    entries = [
        (A, NoteKind.CODES, 1, "q", "0"),
        (A, NoteKind.CODES, 2, "q", "1"),
        (B, NoteKind.CODES, 3, "q", "0"),
    ]
    for entry in entries:
        one.add(*entry)
    for entry in reversed(entries):
        other.add(*entry)
    assert list(one.counted().items()) == list(other.counted().items())
