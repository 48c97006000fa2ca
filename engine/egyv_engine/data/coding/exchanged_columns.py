"""Finds two columns of a wave with wrong answers that are right answers to the question of the other."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from egyv_engine.data.expected_columns import ExpectedColumn
from egyv_engine.data.open_values import date_problem, number_problem
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.data.words_of_column import different_words
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import Question, Wave

_PROBLEMS = {"number": number_problem, "date": date_problem}
_IsAnswer = Callable[[str], bool]


class ExchangedColumns:
    """Finds the columns of one wave's table that probably have each other's names."""

    def __init__(
        self, linked: LinkedProgramme, wave: Wave, table: SourceTable, expected: Iterable[ExpectedColumn]
    ) -> None:
        """Make a finder.

        Args:
            linked: The programme.
            wave: The wave.
            table: Its table.
            expected: The columns that the table may have.
        """
        self._linked = linked
        self._wave = wave
        self._table = table
        self._expected = expected

    def other(self, column: TableColumn, question: Question, wrong: Sequence[str]) -> str | None:
        """Return the column that one with wrong answers is probably exchanged with; None if none is, or several may be.

        Args:
            column: A column with wrong answers.
            question: Its question.
            wrong: The different wrong words of the column; at least one.
        """
        words, is_own = _words(column), self._is_answer(question)
        found = []
        for other, is_others in self._columns:
            # The wrong words come first, because nearly every other question has a scale without them.
            if not all(map(is_others, wrong)) or not all(map(is_others, words)):
                continue
            of_other = _words(other)
            if is_own is not None and all(map(is_own, of_other)) and not all(map(is_others, of_other)):
                found.append(other.name)
        return found[0] if len(found) == 1 else None

    @cached_property
    def _columns(self) -> list[tuple[TableColumn, _IsAnswer]]:
        """Return each column with one answer per cell that may be wrong, and what says whether a word is right."""
        found = []
        for one in self._expected:
            column, is_answer = self._table.column(one.name), self._is_answer(one.question)
            is_shared = one.several is not None or self._linked.has_ticked_columns(
                one.question, self._wave.id
            )
            if column is not None and is_answer is not None and not is_shared:
                found.append((column, is_answer))
        return found

    def _is_answer(self, question: Question) -> _IsAnswer | None:
        """Return a function that says whether a word is an answer to a question; None for one that takes any text."""
        words = frozenset(self._listed_words(question))
        if not self._linked.is_open(question):
            return words.__contains__
        problem_of = _PROBLEMS.get(question.scale)
        return None if problem_of is None else lambda word: word in words or problem_of(word) is None

    def _listed_words(self, question: Question) -> Iterator[str]:
        yield from self._linked.labels(question)
        yield from self._linked.special_answers(question).words
        yield from self._linked.codes(question)
        yield from self._linked.spellings(question)


def _words(column: TableColumn) -> list[str]:
    return [word for word in different_words(column.texts).to_list() if word.strip()]
