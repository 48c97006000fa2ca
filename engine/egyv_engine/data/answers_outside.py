"""Reports numbers and dates outside the limits that their question declares."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import polars as pl

from egyv_engine.data.answer_warnings import asked_in_words
from egyv_engine.data.coded_columns import AnswerColumn
from egyv_engine.data.grouped_faults import further_places
from egyv_engine.data.survey_types import Survey
from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.answer_limits import AnswerLimits, answer_limits
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.decimals import number_text
from egyv_engine.model.typed_values import date_text

_MOST_LISTED = 5


def check_answers_outside(linked: LinkedProgramme, survey: Survey) -> Iterator[Diagnostic]:
    """Report the answers of a column that are outside the limits of their question, all together (EGY592).

    Args:
        linked: The programme.
        survey: The answers of all units.
    """
    for name, question in linked.questions.items():
        limits = answer_limits(question)
        for item in linked.items(question) if limits is not None else ():
            for wave in survey.waves.values():
                column, places = wave.answers.get((name, item)), wave.places
                units = None if column is None or limits is None else _units_outside(column, limits)
                if column is None or units is None or places is None or units.is_empty():
                    continue
                spans = (places.cell(unit, name, item) for unit in units)
                values = column.values
                assert values is not None
                assert limits is not None
                written = date_text if question.scale == "date" else number_text
                numbers = values.gather(units).unique().sort()
                listed = ", ".join(written(column.numbers[at]) for at in numbers.head(_MOST_LISTED))
                more = ", ..." if len(numbers) > _MOST_LISTED else ""
                whose = f" of unit '{survey.units[units[0]]}'" if len(units) == 1 else ""
                answers = "1 answer" if len(units) == 1 else f"{len(units):,} answers"
                yield diagnostic(
                    linked.positions,
                    "EGY592",
                    next(spans),
                    f"{answers}{whose} to {asked_in_words((question, item))} {'is' if whose else 'are'} outside what the question "
                    f"allows, {limits.words}: {listed}{more}",
                    hint="correct the data, or at_least and at_most of the question; list a number that stands for no answer under blank",
                    related=[*further_places(spans), (question.doc_path / "id", "the question")],
                )


def _units_outside(column: AnswerColumn, limits: AnswerLimits) -> pl.Series | None:
    """Return the positions of the units whose answer is outside; None if there are none."""
    numbers, values = column.numbers, column.values
    if not numbers or values is None or (limits.allows(numbers[0]) and limits.allows(numbers[-1])):
        return None  # the numbers are in order
    low = 0 if limits.lowest is None else bisect_left(numbers, limits.lowest)
    high = len(numbers) if limits.highest is None else bisect_right(numbers, limits.highest)
    return ((values < low) | (values >= high)).arg_true()
