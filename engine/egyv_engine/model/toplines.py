"""Defines toplines: what was answered to each question in a wave, by group, with its base."""

from collections.abc import Mapping
from fractions import Fraction

from egyv_engine.model.frozen import Frozen
from egyv_engine.model.left_out import LeftOut


class AnswerCount(Frozen):
    """Counts the units that gave an answer that belongs to the base."""

    answer: str
    count: int
    is_dont_know: bool


class Topline(Frozen):
    """The answers of a group's analysed returns to one question, or to one of its items, in one wave.

    The analysed returns are those of the base and those that are not applicable, blank or not asked.

    Attributes:
        group: None for all units together.
        analysed: The number of analysed returns.
        base: The number of returns with an answer, a don't-know included.
        answers: The answers of a scale, and the words that stand for don't know; each with its count.
        not_applicable: The returns with an answer that puts the unit outside the base.
        blank: The returns without an answer, where it is not known that the question was not asked.
        not_asked: The returns that skip logic or the instrument left out.
        is_in_file: Whether the wave's file has the column.
        values: What is known of numbers, dates and texts: minimum, median and maximum, or first and last, or the number of
            different ones (`different`), as text; empty for a scale, and where there is no such answer.
        number_of_values: The number of returns with a number, date or text; None for a scale.
    """

    wave: str
    group: str | None
    question: str
    item: str | None
    analysed: int
    base: int
    answers: tuple[AnswerCount, ...]
    not_applicable: int
    blank: int
    not_asked: int
    is_in_file: bool
    values: Mapping[str, str]
    number_of_values: int | None

    def share(self, answer: AnswerCount) -> Fraction | None:
        """Return an answer's share of the base; None where the base is empty."""
        return Fraction(answer.count, self.base) if self.base else None


class ReadSurvey(Frozen):
    """Holds what was read of a survey.

    Attributes:
        toplines: By wave, group and question, in declared order; the group of all units first.
        waves: What sentences call each wave, by id.
        groups: What sentences call each group, by id.
        questions: The wording of each question, by id.
        items: The label of each item, by question and item.
        left_out: The units and rows that are not counted.
        is_skip_logic_known: Whether `asked_if` was applied; it is not where the rules have faults.
    """

    toplines: tuple[Topline, ...]
    waves: Mapping[str, str]
    groups: Mapping[str, str]
    questions: Mapping[str, str]
    items: Mapping[tuple[str, str], str]
    left_out: LeftOut
    is_skip_logic_known: bool
