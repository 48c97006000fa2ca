"""The words that may be in a column of answers on a scale, and the codes that they are read as."""

from dataclasses import dataclass

from egyv_engine.data.expected_columns import ExpectedColumn
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.codes import answer_codes


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnWords:
    """The words that may be in a column: its answers in the order of their raw codes, and those that are blanks."""

    answers: tuple[str, ...]
    blank: tuple[str, ...]
    is_wide: bool

    @property
    def all(self) -> tuple[str, ...]:
        """Return every word, in the order of the codes that Polars gives them."""
        return (*self.answers, *self.blank)

    @property
    def has_byte_codes(self) -> bool:
        """Return whether one byte holds the code of every word, and of every effective code."""
        return not self.is_wide and len(self.all) < 1 << 8


def words_of_column(linked: LinkedProgramme, expected: ExpectedColumn) -> ColumnWords:
    """Return the words that may be in a column.

    Args:
        linked: The programme.
        expected: The column, of a question with a scale.
    """
    labels, special = linked.labels(expected.question), linked.special_answers(expected.question)
    answers = (*labels, *special.dont_know, *special.not_applicable)
    is_wide = answer_codes(labels, special.dont_know, special.not_applicable).is_wide
    return ColumnWords(answers=answers, blank=special.blank, is_wide=is_wide)
