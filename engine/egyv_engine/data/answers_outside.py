"""Reports numbers and dates outside the limits that their question declares."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction

import polars as pl

from egyv_engine.data.answer_diagnostics import answer_diagnostic, asked_in_words
from egyv_engine.data.survey_types import Survey
from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.link.answer_limits import AnswerLimits, answer_limits
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.decimals import number_text
from egyv_engine.model.typed_values import date_text

_MOST_LISTED = 5
_HINT = "correct the data, or at_least and at_most of the question; list a number that stands for no answer under blank"


def check_answers_outside(linked: LinkedProgramme, survey: Survey) -> Iterator[Diagnostic]:
    """Report the answers of a column that are outside the limits of their question, all together (EGY592).

    Args:
        linked: The programme.
        survey: The answers of all units.
    """
    limits = {
        name: found for name, one in linked.questions.items() if (found := answer_limits(one)) is not None
    }
    for wave in survey.waves.values():
        for (name, item), column in wave.answers.items():
            values = column.values
            if name not in limits or values is None:
                continue
            units = _units_outside(column.numbers, values, limits[name])
            if units.is_empty():
                continue
            question = linked.questions[name]
            written = date_text if question.scale == "date" else number_text
            numbers = values.gather(units).unique().sort()
            listed = ", ".join(written(column.numbers[at]) for at in numbers.head(_MOST_LISTED))
            more = ", ..." if len(numbers) > _MOST_LISTED else ""
            is_one = len(units) == 1
            answers = f"1 answer of unit '{survey.units[units[0]]}'" if is_one else f"{len(units):,} answers"
            are = "is" if is_one else "are"
            message = (
                f"{answers} to {asked_in_words((question, item))} {are} outside what the question allows, "
                f"{limits[name].words}: {listed}{more}"
            )
            yield answer_diagnostic(
                linked, (question, item), (wave.places, units), ("EGY592", message, _HINT)
            )


def _units_outside(numbers: Sequence[Fraction], values: pl.Series, limits: AnswerLimits) -> pl.Series:
    """Return the positions of the units whose answer is outside.

    Args:
        numbers: The different answers of a column, in order.
        values: The position of each unit's answer among these.
        limits: The limits of the question.
    """
    low = 0 if limits.lowest is None else bisect_left(numbers, limits.lowest)
    high = len(numbers) if limits.highest is None else bisect_right(numbers, limits.highest)
    return ((values < low) | (values >= high)).arg_true()
