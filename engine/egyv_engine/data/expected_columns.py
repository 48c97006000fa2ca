"""Derives the columns of a wave's file from the instrument."""

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import NotAsked, Question
from egyv_engine.model.frozen import Frozen


class ExpectedColumn(Frozen):
    """A column that a wave's file may have.

    Attributes:
        name: Its name in the table of the wave.
        asked: Whether each cohort was asked, in the order of the cohorts.
        several: What separates the items in its cells, which it then shares with the question's other items.
    """

    name: str
    question: Question
    item: str | None
    asked: tuple[bool, ...]
    several: str | None = None

    @property
    def subject(self) -> tuple[str, str | None]:
        """Return the id of the question, and the item."""
        return self.question.id, self.item


def expected_columns(linked: LinkedProgramme, wave: str) -> dict[tuple[str, str | None], ExpectedColumn]:
    """Return the columns of a wave's table by question and item, in the order of the instrument.

    Args:
        linked: The programme; a question over a broken basket has no expected columns.
        wave: The wave's id.
    """
    return {
        (question.id, item): _expected_column(
            linked,
            question,
            item,
            wave,
            tuple(not_asked_entry(linked, question, item, c, wave) is None for c in linked.cohorts),
        )
        for question in linked.questions.values()
        if question.items is None or question.items in linked.baskets
        for item in linked.items(question)
    }


def columns_of_unplaced_questions(
    linked: LinkedProgramme, wave: str
) -> dict[tuple[str, str | None], ExpectedColumn]:
    """Return the columns, by question and item, of the questions whose `not_asked` could not be read.

    Args:
        linked: The programme.
        wave: The wave's id.
    """
    nobody = (False,) * len(linked.cohorts)
    return {
        (question.id, item): _expected_column(linked, question, item, wave, nobody)
        for question in linked.questions_unplaced.values()
        for item in linked.items(question)
    }


def _expected_column(
    linked: LinkedProgramme, question: Question, item: str | None, wave: str, asked: tuple[bool, ...]
) -> ExpectedColumn:
    return ExpectedColumn(
        name=linked.column_of(question, item, wave),
        question=question,
        item=item,
        asked=asked,
        several=linked.several(question, wave),
    )


def not_asked_entry(
    linked: LinkedProgramme, question: Question, item: str | None, cohort: str | None, wave: str
) -> NotAsked | None:
    """Return the `not_asked` entry that excludes a cohort in a wave, or None if the cohort was asked.

    Args:
        linked: The programme.
        question: The question.
        item: One of its items; None for a question without items.
        cohort: The cohort's id; None in a programme without cohorts.
        wave: The wave's id.
    """
    for entry in question.not_asked:
        items = linked.listed(entry.items)
        if entry.cohort in (None, cohort) and entry.wave in (None, wave) and (items is None or item in items):
            return entry
    return None
