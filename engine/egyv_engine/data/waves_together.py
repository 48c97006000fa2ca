"""Warns of waves whose answers do not fit together: the same answers twice, numbers in another unit, dates that go back."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

import polars as pl

from egyv_engine.data.answer_diagnostics import answer_diagnostic, asked_in_words
from egyv_engine.data.coded_columns import AnswerColumn
from egyv_engine.data.survey_types import Survey, WaveAnswers
from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.codes import RawCode
from egyv_engine.model.decimals import short_number
from egyv_engine.model.documents import Question
from egyv_engine.model.typed_values import date_text

_FEWEST_CELLS = 20  # fewer answers than these may well be the same twice
_FEWEST_NUMBERS = 5
_FACTOR = 50  # hours and minutes are 60 times apart, shares and per cent 100 times, metres and kilometres 1,000 times

_ONE_UNIT = (
    "if the unit of the question or its column changed, write the numbers of both waves in one unit, or name the right column; "
    "otherwise accept the warning at the question"
)
_CORRECT_YEARS = (
    "correct the years, or name the file of the later wave; otherwise accept the warning at the question"
)


def check_waves_together(linked: LinkedProgramme, survey: Survey) -> Iterator[Diagnostic]:
    """Warn of waves that have the same answers (EGY474), and of numbers in another unit and dates that go back (EGY475).

    Args:
        linked: The programme.
        survey: The answers of all units.
    """
    waves = [wave for wave in linked.waves.values() if wave.id in survey.waves]
    for i, wave in enumerate(waves):
        this = survey.waves[wave.id]
        for other in waves[:i]:
            number = _same_answers(survey.waves[other.id], this)
            if number >= _FEWEST_CELLS:
                yield diagnostic(
                    linked.positions,
                    "EGY474",
                    wave.doc_path / "answers",
                    f"all {number:,} answers in '{wave.id}' are those in '{other.id}'",
                    hint=f"name the file that has the answers of '{wave.id}', which may be a copy; accept the warning if no unit "
                    "answered otherwise",
                    related=[(other.doc_path / "answers", f"the wave '{other.id}'")],
                )
                break
    for question in linked.questions.values():
        if question.scale == "number":
            yield from _units_of_numbers(linked, survey, question)
        elif question.scale == "date":
            yield from _dates_that_go_back(linked, survey, question)


def _same_answers(one: WaveAnswers, other: WaveAnswers) -> int:
    """Return how many cells are filled in two waves that have the same answers to the same questions; else 0."""
    if one.answers.keys() != other.answers.keys():
        return 0
    filled = 0
    for name, column in one.answers.items():
        another = other.answers[name]
        codes, values, others = column.codes, column.values, another.values
        if not codes.equals(another.codes):
            return 0
        if values is not None and (others is None or not values.equals(others)):
            return 0
        if tuple(column.numbers) != tuple(another.numbers) or not _have_same_texts(column, another):
            return 0
        filled += int((codes != RawCode.BLANK.value).sum())
    return filled


def _have_same_texts(one: AnswerColumn, other: AnswerColumn) -> bool:
    texts, others = one.texts, other.texts
    return others is None if texts is None else others is not None and texts.equals(others)


def _units_of_numbers(linked: LinkedProgramme, survey: Survey, question: Question) -> Iterator[Diagnostic]:
    """Warn once of a question whose numbers in a wave all lie far below, or far above, those in the wave before it."""
    for item in linked.items(question):
        before: tuple[str, AnswerColumn] | None = None
        for wave in (name for name in linked.waves if name in survey.waves):
            column = survey.waves[wave].answers.get((question.id, item))
            if column is None or not column.numbers or column.numbers[-1] <= 0:
                continue
            if before is not None and _are_far_apart(before[1], column):
                above = [(name, _above_zero(of.numbers)) for name, of in (before, (wave, column))]
                ranges = _ranges(above, short_number)
                message = f"the numbers above zero of {asked_in_words((question, item))} are {ranges[0]} and {ranges[1]}"
                at = survey.waves[wave].places, _units_above_zero(column)[:1]
                yield answer_diagnostic(linked, (question, item), at, ("EGY475", message, _ONE_UNIT))
                return
            before = wave, column


def _are_far_apart(one: AnswerColumn, other: AnswerColumn) -> bool:
    """Return whether all numbers above zero of one column are below all of the other, and the middle ones are far apart."""
    low, high = sorted((_above_zero(one.numbers), _above_zero(other.numbers)), key=lambda numbers: numbers[0])
    if low[-1] >= high[0] or high[len(high) // 2] < low[len(low) // 2] * _FACTOR:
        return False
    return all(len(_units_above_zero(column)) >= _FEWEST_NUMBERS for column in (one, other))


def _above_zero(numbers: Sequence[Fraction]) -> Sequence[Fraction]:
    if numbers[0] >= 0:  # as it usually is; a search makes many fractions
        return numbers[numbers[0] == 0 :]
    return numbers[bisect_right(numbers, 0) :]


def _units_above_zero(column: AnswerColumn) -> pl.Series:
    """Return the positions of the units with a number above zero."""
    return _units(column, len(column.numbers) - len(_above_zero(column.numbers)))


def _units(column: AnswerColumn, first: int) -> pl.Series:
    """Return the positions of the units with one of the numbers or dates of a column, from a first one on."""
    values = column.values
    return pl.Series(dtype=pl.UInt32) if values is None else (values >= first).arg_true()


def _dates_that_go_back(linked: LinkedProgramme, survey: Survey, question: Question) -> Iterator[Diagnostic]:
    """Warn once of a question whose dates in the later wave of a comparison all lie before those in the earlier one."""
    for item in linked.items(question):
        for one in linked.programme.file.comparisons:
            columns = [
                survey.waves[wave].answers.get((question.id, item))
                for wave in (one.from_, one.to)
                if wave in survey.waves
            ]
            found = [column for column in columns if column is not None and column.numbers]
            if len(found) < 2 or found[1].numbers[-1] >= found[0].numbers[0]:
                continue
            if all(len(_units(column, 0)) >= _FEWEST_NUMBERS for column in found):
                ranges = _ranges([(one.from_, found[0].numbers), (one.to, found[1].numbers)], date_text)
                message = f"the dates of {asked_in_words((question, item))} are {ranges[0]}, and {ranges[1]}, which is later"
                at = survey.waves[one.to].places, _units(found[1], 0)[:1]
                yield answer_diagnostic(linked, (question, item), at, ("EGY475", message, _CORRECT_YEARS))
                return


def _ranges(
    columns: Sequence[tuple[str, Sequence[Fraction]]], written: Callable[[Fraction], str]
) -> list[str]:
    """Return the lowest and the highest number of each wave, as they are written."""
    return [f"from {written(numbers[0])} to {written(numbers[-1])} in '{wave}'" for wave, numbers in columns]
