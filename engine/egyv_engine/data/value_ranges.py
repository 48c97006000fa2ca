"""Finds the values that a side of a comparison has for the units, from answers and attributes as they were read."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from operator import truediv
from typing import Any

import polars as pl

from egyv_engine.data.coding.exact_numbers import rounded_numbers
from egyv_engine.data.survey_types import Survey
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.side_types import joins_dates
from egyv_engine.model import conditions as c
from egyv_engine.model.arithmetic import OPERATORS
from egyv_engine.model.condition_walk import answers
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.typed_values import ascending, days, number

_MOST_WORDS = 10_000  # of an attribute
_ENDS = 3  # of the numbers in each column


class _Reading(Frozen):
    """The waves and the item in which a side is read."""

    waves: dict[str | None, str]
    item: str | None


class ResultReader:
    """Computes the results of calculations, unit by unit, as numbers that may be rounded: to warn by, not to count by."""

    def __init__(self, linked: LinkedProgramme, survey: Survey) -> None:
        """Set up for a survey.

        Args:
            linked: The programme.
            survey: The answers of all units.
        """
        self._linked = linked
        self._survey = survey
        self._numbers: dict[str, list[Sequence[Fraction]]] = {}  # those of each column, by its question
        self._ends: dict[str, Sequence[Fraction]] = {}
        for wave in survey.waves.values():
            for (question, _), column in wave.answers.items():
                self._numbers.setdefault(question, []).append(column.numbers)

    def answered_numbers(self, question: str) -> Sequence[Fraction]:
        """Return the lowest and the highest answers to a question with numbers or dates, of all waves and items, in order.

        Args:
            question: The question.
        """
        declared = self._linked.questions.get(question)
        if declared is None or declared.scale not in ("number", "date"):
            return ()
        if question not in self._ends:
            answered = self._numbers.get(question, ())
            ends = [n for numbers in answered for n in (*numbers[:_ENDS], *numbers[-_ENDS:])]
            self._ends[question] = ascending(ends)
        return self._ends[question]

    def results(self, *parts: c.Side) -> tuple[pl.Series, ...] | None:
        """Return the values of sides that are read together, of every unit, wave and item in which all of them have one.

        Args:
            *parts: The sides.

        Returns:
            Float64 columns of one length, one for each side; None if a side has no numbers, or no unit has all of them.
        """
        found: list[pl.DataFrame] = []
        for reading in self._readings(parts):
            columns = [self._column(part, reading, "number") for part in parts]
            known = [column for column in columns if column is not None]
            if len(known) < len(columns):
                continue
            frame = pl.DataFrame([column.alias(str(i)) for i, column in enumerate(known)])
            found.append(frame.filter(pl.all_horizontal(pl.all().is_finite())))
        rows = pl.concat(found) if found else pl.DataFrame()
        return tuple(rows.get_columns()) if rows.height else None

    def _readings(self, parts: Sequence[c.Side]) -> Iterator[_Reading]:
        read = [answer for part in parts for answer in answers(part)]
        named = {answer.wave for answer in read}
        waves: list[dict[str | None, str]] = [{None: wave} for wave in self._survey.waves]
        if named & {"from", "to"}:
            pairs = self._linked.programme.file.comparisons
            waves = [{None: pair.to, "from": pair.from_, "to": pair.to} for pair in pairs]
        elif None not in named:
            waves = waves[:1]
        items = [
            self._linked.items(question)
            for answer in read
            if answer.item is None and (question := self._linked.questions.get(answer.question)) is not None
        ]
        of_each = dict.fromkeys(item for of_question in items or [(None,)] for item in of_question)
        for of_wave in waves:
            for item in of_each:
                yield _Reading(waves=of_wave, item=item)

    def _column(self, side: c.Side, reading: _Reading, value_type: str) -> pl.Series | None:
        match side:
            case c.NumberSide(number=value):
                return pl.repeat(float(value), len(self._survey.units), dtype=pl.Float64, eager=True)
            case c.AttributeSide(attribute=name):
                return self._attribute(name, value_type)
            case c.QuestionSide():
                return self._answers(side, reading)
            case c.CalculatedSide(left=left, operator=operator, right=right):
                of_sides = "date" if joins_dates(self._linked, side) else "number"
                one, other = (self._column(part, reading, of_sides) for part in (left, right))
                compute: Callable[[Any, Any], Any] = OPERATORS[operator].compute
                if compute(Fraction(1), Fraction(0)) is None:
                    compute = truediv  # of columns, with nothing finite where the divisor is 0
                return None if one is None or other is None else compute(one, other)
            case _:
                return None

    def _attribute(self, name: str, value_type: str) -> pl.Series | None:
        texts = self._survey.attributes.get(name)
        words = () if texts is None else texts.drop_nulls().unique().to_list()
        if texts is None or len(words) > _MOST_WORDS:
            return None
        parse: Callable[[str], Fraction | int | None] = days if value_type == "date" else number
        values = {word: parse(word) for word in map(str, words)}
        if None in values.values():
            return None
        new = [float(value) for value in values.values() if value is not None]
        return texts.cast(pl.String).replace_strict(list(values), new, default=None, return_dtype=pl.Float64)

    def _answers(self, side: c.QuestionSide, reading: _Reading) -> pl.Series | None:
        question = self._linked.questions.get(side.question)
        wave = self._survey.waves.get(reading.waves.get(side.wave, side.wave or ""))
        if question is None or wave is None or question.scale not in ("number", "date"):
            return None
        item = side.item or (reading.item if question.items else None)
        column = wave.answers.get((side.question, item))
        values = None if column is None else column.values
        if column is None or values is None or not column.numbers:
            return None
        return rounded_numbers(column.numbers).gather(values)
