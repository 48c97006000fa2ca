"""Warns of answers that are the opposite of those in the wave before, as if the codes of a file were in the other order."""

from collections.abc import Iterator

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
        before: tuple[str, pl.Series] | None = None
        for wave in (name for name in linked.waves if name in survey.waves):
            column = survey.waves[wave].answers.get((question.id, item))
            if column is None:
                continue
            codes = column.codes
            found = None
            if before is not None:
                found = reversed_answers(before[1], codes, len(linked.labels(question)))
            if before is not None and found is not None:
                asked = asked_in_words((question, item))
                message = (
                    f"{len(found.opposite):,} of {found.number:,} units have the opposite answer to {asked} in '{wave}' to "
                    f"that in '{before[0]}', and {found.same:,} have the same"
                )
                at = survey.waves[wave].places, found.opposite
                yield answer_diagnostic(linked, (question, item), at, ("EGY483", message, _HINT))
                return
            before = wave, codes


def reversed_answers(before: pl.Series, after: pl.Series, answers: int) -> ReversedAnswers | None:
    """Return the units with the opposite answer if far more have it than the same one; None if not.

    Args:
        before: The raw code of each unit in a wave.
        after: The raw code of each unit in a later wave.
        answers: The number of answers of the scale, whose codes are first.
    """
    first = RawCode.FIRST_ANSWER.value
    both = 2 * first + answers - 1  # the sum of two opposite codes
    one, other = (pl.col(name).cast(pl.Int32) for name in ("before", "after"))
    is_asked = pl.all_horizontal(code.is_between(first, first + answers - 1) for code in (one, other))
    is_known = is_asked & (2 * one != both)
    frame = pl.DataFrame({"before": before, "after": after}).select(
        known=is_known,
        same=is_known & (one == other),
        up=is_known & (one + other == both) & (one < other),
        down=is_known & (one + other == both) & (one > other),
    )
    number, same, up, down = (int(frame[name].sum()) for name in ("known", "same", "up", "down"))
    opposite = up + down
    is_far = opposite > same and (opposite - same) ** 2 >= _DEVIATIONS**2 * (opposite + same)
    if min(up, down) < _FEWEST_EACH_WAY or 2 * opposite < number or not is_far:
        return None
    return ReversedAnswers(opposite=(frame["up"] | frame["down"]).arg_true(), same=same, number=number)
