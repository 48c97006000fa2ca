"""Finds the answers that codes and other spellings in a column stand for, and counts their uses."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

import polars as pl

from egyv_engine.model.reading_notes import NoteKind, ReadingNotes
from egyv_engine.model.typed_values import comparable_text, is_number

# A code or a spelling, by its position among the words of a column.
Meanings = Mapping[int, tuple[str, NoteKind]]


def meant_answers(
    words: Iterable[str], codes: Mapping[str, str], spellings: Mapping[str, str]
) -> Mapping[str, str]:
    """Return the answer of each word that is a code or a spelling.

    Args:
        words: The words in a column.
        codes: The answer of each code that is declared; a code that is a number is the same however it is written.
        spellings: The answer of each other spelling that is declared.
    """
    if not codes and not spellings:
        return {}
    by_number = {comparable_text(code): answer for code, answer in codes.items() if is_number(code)}
    found = {}
    for word in words:
        answer = codes.get(word) or spellings.get(word)
        if answer is None and is_number(word):
            answer = by_number.get(comparable_text(word))
        if answer is not None:
            found[word] = answer
    return found


def note_declared_words(
    notes: ReadingNotes, file: PurePosixPath, columns: Sequence[tuple[str, pl.Series, Meanings]]
) -> None:
    """Count the uses of codes and spellings in columns; all are counted in one query.

    Args:
        notes: Receives the counts.
        file: The file.
        columns: The name of each column, its cells, an Enum of their words, and which words are codes or spellings.
    """
    noted = [(name, cells, meant) for name, cells, meant in columns if meant]
    # A mask for each of the few words takes a tenth of the time of counting all words.
    wanted = [
        (pl.col(f"{i}") == position).sum().alias(f"{i} {position}")
        for i, (_, _, meant) in enumerate(noted)
        for position in meant
    ]
    if not wanted:
        return
    frame = pl.DataFrame([cells.to_physical().alias(f"{i}") for i, (_, cells, _) in enumerate(noted)])
    counts = iter(frame.select(wanted).row(0))
    for name, _, meant in noted:
        for word, kind in meant.values():
            notes.add(file, kind, next(counts), name, word)
