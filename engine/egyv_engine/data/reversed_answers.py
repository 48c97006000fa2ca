"""Warns of answers that are the opposite of those in the wave before, as if the codes of a file were in the other order."""

from collections.abc import Iterator
from itertools import pairwise

import polars as pl

from egyv_engine.data.answer_diagnostics import answer_diagnostic, asked_in_words
from egyv_engine.data.survey_types import Survey
from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.codes import RawCode
from egyv_engine.model.documents import Question
from egyv_engine.model.frozen import Frozen

_FEWEST_ANSWERS = 3  # of a scale: units of a question with two often alternate, such as those with an election every other year
_FEWEST_EACH_WAY = 5  # units that went from a weak to the opposite strong answer, and the other way
_DEVIATIONS = 4  # by which opposite answers exceed equal ones, if both were as likely
_HINT = "if the file codes the answers in the opposite order, correct its codes; otherwise accept the warning at the question"


class ReversedAnswers(Frozen):
    """Units that answered in two waves, neither time in the middle of the scale.

    Attributes:
        opposite: The positions of those with the opposite answer.
        same: The number of those with the same answer.
        number: The number of all that answered in both waves, and not in the middle in the first.
    """

    opposite: pl.Series
    same: int
    number: int


def check_reversed_answers(linked: LinkedProgramme, survey: Survey) -> Iterator[Diagnostic]:
    """Warn once of a question whose answers in a wave are the opposite of those in the wave before it (EGY483).

    Args:
        linked: The programme.
        survey: The answers of all units.
    """
    for question in linked.questions.values():
        if linked.has_order(question) and len(linked.labels(question)) >= _FEWEST_ANSWERS:
            yield from _reversed(linked, survey, question)


def _reversed(linked: LinkedProgramme, survey: Survey, question: Question) -> Iterator[Diagnostic]:
    for item in linked.items(question):
        column = question.id, item
        answered = [
            (wave, survey.waves[wave].answers[column].codes)
            for wave in linked.waves
            if wave in survey.waves and column in survey.waves[wave].answers
        ]
        for (earlier, before), (wave, after) in pairwise(answered):
            found = reversed_answers(before, after, len(linked.labels(question)))
            if found is None:
                continue
            message = (
                f"{len(found.opposite):,} of {found.number:,} units have the opposite answer to {asked_in_words((question, item))} in '{wave}' to "
                f"that in '{earlier}', and {found.same:,} have the same"
            )
            at = survey.waves[wave].places, found.opposite
            yield answer_diagnostic(linked, (question, item), at, ("EGY483", message, _HINT))
            return


def reversed_answers(before: pl.Series, after: pl.Series, answers: int) -> ReversedAnswers | None:
    """Return the units with the opposite answer if far more have it than the same one; None if not.

    Args:
        before: The raw code of each unit in a wave.
        after: The raw code of each unit in a later wave.
        answers: The number of answers of the scale, whose codes are first.
    """
    first = RawCode.FIRST_ANSWER.value
    last = first + answers - 1
    is_known = before.is_between(first, last) & after.is_between(first, last)
    if answers % 2:
        is_known &= before != (first + last) // 2
    is_opposite = is_known & (before.cast(pl.UInt32) + after == first + last)
    number, opposite, same = (
        int(units.sum()) for units in (is_known, is_opposite, is_known & (before == after))
    )
    is_far = opposite > same and (opposite - same) ** 2 >= _DEVIATIONS**2 * (opposite + same)
    if 2 * opposite < number or not is_far:
        return None
    up = int((is_opposite & (before < after)).sum())
    if min(up, opposite - up) < _FEWEST_EACH_WAY:
        return None
    return ReversedAnswers(opposite=is_opposite.arg_true(), same=same, number=number)
