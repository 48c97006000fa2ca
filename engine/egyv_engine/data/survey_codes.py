"""Warns of answers that probably stand for a missing answer, and would count as ordinary ones (EGY217)."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

import polars as pl

from egyv_engine.data.answer_diagnostics import answer_diagnostic, asked_in_words
from egyv_engine.data.coded_columns import AnswerColumn
from egyv_engine.data.no_answer_codes import (
    DAYS_FOR_NONE,
    NUMBERS_FOR_NONE,
    days_for_none,
    numbers_for_none,
    words_for_none,
)
from egyv_engine.data.survey_types import AnswerPlaces, Survey
from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.quoted_yaml import as_quoted_text
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.condition_walk import references
from egyv_engine.model.decimals import number_text
from egyv_engine.model.documents import Question
from egyv_engine.model.typed_values import date_text


def check_no_answer_codes(linked: LinkedProgramme, survey: Survey) -> Iterator[Diagnostic]:
    """Report the codes for no answer in each column of a question that a rule reads, those of a column together.

    Args:
        linked: The programme.
        survey: The answers of all units.
    """
    read = _questions_read(linked)
    for wave in survey.waves.values():
        for (name, item), column in wave.answers.items():
            question = linked.questions.get(name)
            if question is None or name not in read or wave.places is None:
                continue
            values = column.values  # asked for once: those of a large survey are in a file
            found = {} if values is None else _found(question, column, values)
            if found:
                yield _fault(linked, question, item, wave.places, found)


def _questions_read(linked: LinkedProgramme) -> set[str]:
    return {
        name.id
        for condition in linked.conditions_on_answers()
        for name in references(condition)
        if name.names == "question"
    }


def _found(question: Question, column: AnswerColumn, values: pl.Series) -> dict[str, pl.Series]:
    """Return the words that stand for no answer, each with the positions of its units."""
    texts = column.texts
    if texts is not None:
        words = texts.to_list()
        units = {word: (values == words.index(word)).arg_true() for word in words_for_none(words)}
        return {word: positions for word, positions in units.items() if len(positions)}
    lowest, highest = values.min(), values.max()
    if not isinstance(lowest, int) or not isinstance(highest, int):  # nobody has a value
        return {}
    is_date = question.scale == "date"
    # A code stands apart from all answers, so that it is the lowest or the highest.
    codes_for_none = DAYS_FOR_NONE if is_date else NUMBERS_FOR_NONE
    if codes_for_none.isdisjoint((column.numbers[lowest], column.numbers[highest])):
        return {}
    present = values.drop_nulls().value_counts()
    numbers = list(column.numbers)
    counts = {numbers[position]: count for position, count in present.iter_rows()}
    codes = days_for_none(counts) if is_date else numbers_for_none(counts)
    return {_written(code, is_date): (values == numbers.index(code)).arg_true() for code in codes}


def _written(code: Fraction, is_date: bool) -> str:
    return date_text(code) if is_date else number_text(code)


def _fault(
    linked: LinkedProgramme,
    question: Question,
    item: str | None,
    places: AnswerPlaces,
    found: Mapping[str, pl.Series],
) -> Diagnostic:
    first, units = next(iter(found.items()))
    number = sum(len(positions) for positions in found.values())
    words = ", ".join(f"'{word}'" for word in found)
    listed = ", ".join(map(as_quoted_text, found))
    have = "1 answer has" if number == 1 else f"{number:,} answers have"
    return answer_diagnostic(
        linked,
        (question, item),
        (places, units[:1]),
        (
            "EGY217",
            f"{have} {words} to {asked_in_words((question, item))}, which usually means that there is no answer",
            f"if so, add blank: [{listed}] to the question; otherwise accept the warning at the question",
        ),
        related=f"the question, to which '{first}' is an ordinary answer",
    )
