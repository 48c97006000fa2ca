"""Derives the columns of a wave's file from the instrument."""

from dataclasses import dataclass

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import NotAsked, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedColumn:
    """A column that a wave's file may have.

    Attributes:
        asked: Whether each cohort was asked, in the order of the cohorts.
    """

    question: Question
    item: str | None
    asked: tuple[bool, ...]

    @property
    def name(self) -> str:
        """Return the column's name: the id of the question, or question.item."""
        return column_name(self.question.id, self.item)


def column_name(question: str, item: str | None) -> str:
    """Return the name of the column that holds the answers to a question, or to one of its items.

    Args:
        question: The question's id.
        item: The item's id; None for a question without items.
    """
    return question if item is None else f"{question}.{item}"


def expected_columns(linked: LinkedProgramme, wave: str) -> dict[str, ExpectedColumn]:
    """Return the columns of a wave's file by name, in the order of the instrument.

    Args:
        linked: The programme; a question over a broken basket has no expected columns.
        wave: The wave's id.
    """
    columns = (
        ExpectedColumn(
            question=question,
            item=item,
            asked=tuple(not_asked_entry(linked, question, item, c, wave) is None for c in linked.cohorts),
        )
        for question in linked.questions.values()
        if question.items is None or question.items in linked.baskets
        for item in linked.items(question)
    )
    return {column.name: column for column in columns}


def columns_of_unplaced_questions(linked: LinkedProgramme) -> dict[str, ExpectedColumn]:
    """Return the columns, by name, of the questions whose `not_asked` could not be read."""
    nobody = (False,) * len(linked.cohorts)
    columns = (
        ExpectedColumn(question=question, item=item, asked=nobody)
        for question in linked.questions_unplaced.values()
        for item in linked.items(question)
    )
    return {column.name: column for column in columns}


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
