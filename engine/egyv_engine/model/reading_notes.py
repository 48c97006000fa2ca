"""Counts what reading a data file skips, recodes or drops, so that the receipt and `egyv-engine read` can show it."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePosixPath

from egyv_engine.model.frozen import Frozen

Counts = int | dict[str, "Counts"]


class NoteKind(StrEnum):
    """The kinds of what is counted; each is a key of the receipt."""

    ROWS_READ = "rows_read"
    ROWS_OF_WAVES = "rows_of_waves"
    ROWS_NOT_SELECTED = "rows_not_selected"
    ROWS_OF_NO_WAVE = "rows_of_no_wave"
    ROWS_WITHOUT_ANSWERS = "rows_without_answers_in_a_wave"
    ROWS_REPLACED = "rows_replaced_by_others_of_the_unit"
    LINES_BEFORE_HEADER = "lines_before_header"
    FURTHER_HEADER_LINES = "further_header_lines"
    ROWS_BELOW_TABLE = "rows_below_table"
    HIDDEN_ROWS = "hidden_rows_read"
    HIDDEN_COLUMNS = "hidden_columns_read"
    HIDDEN_SHEETS = "hidden_sheets_read"
    COLUMNS_IGNORED = "columns_ignored"
    FILLED_DOWN = "cells_filled_down"
    ITEMS_IGNORED = "items_ignored"
    BLANK_WORDS = "blank_words"
    SPELLINGS = "spellings"
    CODES = "codes"
    FLAGS_DROPPED = "flags_dropped"
    TIMES_DROPPED = "times_dropped"
    ANSWERS_IGNORED = "answers_ignored"
    SKIPPED_ANSWERS = "skipped_answers_ignored"


class NoteAbout(Frozen, order=True):
    """The subject of a count.

    Attributes:
        file: The path of the file, or the name of the query.
        column: The column, where the count is about one.
        word: The word of the file that is counted, or the wave; empty where all are counted together.
    """

    file: str
    kind: NoteKind
    column: str = ""
    word: str = ""


class ReadingNotes:
    """Collects the counts of a run."""

    def __init__(self) -> None:
        self._counts: Counter[NoteAbout] = Counter()

    def add(self, file: PurePosixPath, kind: NoteKind, count: int, column: str = "", word: str = "") -> None:
        """Add to a count; a count of 0 is not noted.

        Args:
            file: The file, or the name of the query.
            kind: The kind of what is counted.
            count: The number of rows, lines, columns or cells.
            column: The column, where the count is about one.
            word: The word, or the wave, where the count is about one.
        """
        if count:
            self._counts[NoteAbout(file=str(file), kind=kind, column=column, word=word)] += count

    def counted(self) -> Mapping[NoteAbout, int]:
        """Return the counts, in the order of files, kinds, columns and words."""
        return dict(sorted(self._counts.items()))


def plain_notes(notes: Mapping[NoteAbout, int]) -> dict[str, Counts]:
    """Return counts as nested mappings: of files, kinds, and, where a count is about one, columns and words.

    Args:
        notes: The counts, as `ReadingNotes.counted` returns them.
    """
    nested: dict[str, Counts] = {}
    for about, count in notes.items():
        keys = [key for key in (about.file, about.kind.value, about.column, about.word) if key]
        inner = nested
        for key in keys[:-1]:
            further = inner.setdefault(key, {})
            assert isinstance(further, dict)
            inner = further
        inner[keys[-1]] = count
    return nested
