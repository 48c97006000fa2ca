"""Finds the answers that codes and other spellings in a column stand for, and counts their uses."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

import polars as pl

from egyv_engine.data.words_of_column import different_words
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.reading_notes import NoteKind, ReadingNotes
from egyv_engine.model.typed_values import comparable_text, number


class DeclaredWords(Frozen):
    """The words that a file may hold instead of the answers of a scale.

    Attributes:
        codes: The answer of each code; a code that is a number is the same however it is written.
        spellings: The answer of each other spelling.
    """

    codes: Mapping[str, str]
    spellings: Mapping[str, str]

    def meant(self, words: Iterable[str]) -> Mapping[str, str]:
        """Return the answer of each word that is a code or a spelling."""
        if not self.codes and not self.spellings:
            return {}
        by_number = {
            comparable_text(code): answer for code, answer in self.codes.items() if number(code) is not None
        }
        found = {}
        for word in words:
            answer = self.codes.get(word) or self.spellings.get(word)
            if answer is None and number(word) is not None:
                answer = by_number.get(comparable_text(word))
            if answer is not None:
                found[word] = answer
        return found


def note_declared_words(
    notes: ReadingNotes,
    file: PurePosixPath,
    column: str,
    cells: pl.Series,
    meant: Mapping[str, str],
    declared: DeclaredWords,
) -> None:
    """Count the uses of codes and spellings in a column.

    Args:
        notes: Receives the counts.
        file: The file.
        column: The name of the column.
        cells: The cells, as an Enum of their words.
        meant: The words in the column that are codes or spellings.
        declared: The codes and the spellings.
    """
    if not meant:
        return
    positions = cells.to_physical()
    for position, word in enumerate(different_words(cells).to_list()):
        # A mask for each of the few words takes a tenth of the time of counting all words.
        if word in meant and (count := int((positions == position).sum())):
            kind = NoteKind.SPELLINGS if word in declared.spellings else NoteKind.CODES
            notes.add(file, kind, count, column, word)
