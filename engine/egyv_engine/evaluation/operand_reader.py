"""Reads the numbers, dates and positions that comparisons and calculations need, on the rows of a cohort."""

from collections.abc import Callable
from fractions import Fraction
from typing import assert_never

import polars as pl

from egyv_engine.evaluation.cohort_rows import CohortRows
from egyv_engine.evaluation.exact_column import ExactColumn, constant_column, parsed_column
from egyv_engine.evaluation.operands import NumberColumn, calculated
from egyv_engine.evaluation.quantiles import Quantiles
from egyv_engine.evaluation.wave_context import WaveContext
from egyv_engine.model.arithmetic import OPERATORS
from egyv_engine.model.codes import EffectiveCode
from egyv_engine.model.frozen import replace
from egyv_engine.model.plan import (
    AnswerRef,
    AttributeRef,
    Calculation,
    Constant,
    CountOf,
    Operand,
    Plan,
    QuantileOf,
)
from egyv_engine.model.typed_values import days, number

_PARSE = {"number": number, "date": days}


class OperandReader:
    """Reads operands on the rows of a cohort."""

    def __init__(
        self,
        plan: Plan,
        rows: CohortRows,
        codes: Callable[[AnswerRef, WaveContext], pl.Series | None],
        dont_know: Callable[[AnswerRef, WaveContext], pl.Series | None],
        quantiles: Quantiles,
    ) -> None:
        """Set up for a cohort.

        Args:
            plan: The compiled rules.
            rows: The rows of the cohort.
            codes: Returns the effective codes of an answer; None if the instrument did not ask it.
            dont_know: Returns the rows with a don't-know; None if there are none.
            quantiles: The parts into which the units of all cohorts are split.
        """
        self.plan = plan
        self.rows = rows
        self._codes = codes
        self._dont_know = dont_know
        self.quantiles = quantiles
        self._everyone = ~rows.nothing

    def read(self, operand: Operand, context: WaveContext) -> NumberColumn | None:
        """Read an operand; None if the instrument did not ask an answer that it needs, or the context leaves one out.

        Args:
            operand: Any operand but a count of conditions.
            context: The waves in which it is read.
        """
        match operand:
            case AnswerRef():
                return self._answer(operand, context)
            case AttributeRef():
                return self._attribute(operand)
            case Constant(value=value):
                return self._of_everyone(constant_column(value, self.rows.size))
            case QuantileOf():
                return self._quantile(operand, context)
            case Calculation(operator=operator):
                left, right = self.read(operand.left, context), self.read(operand.right, context)
                return None if left is None or right is None else calculated(OPERATORS[operator], left, right)
            case CountOf():
                raise TypeError("a count of conditions is no part of a calculation")
            case _:
                assert_never(operand)

    def _answer(self, ref: AnswerRef, context: WaveContext) -> NumberColumn | None:
        codes = self._codes(ref, context)
        if codes is None:
            return None
        question = self.plan.questions[ref.question]
        ordinary = question.codes.ordinary
        return NumberColumn(
            values=self._positions_on_scale(codes, ordinary)
            if question.value_type == "scale"
            else self.rows.numbers(ref.question, ref.item, context.wave_of(ref)),
            has_value=codes.is_between(ordinary.start, ordinary.stop - 1),
            dont_know=self._dont_know(ref, context),
            asked=codes != EffectiveCode.NOT_ASKED.value,
        )

    def _positions_on_scale(self, codes: pl.Series, ordinary: range) -> ExactColumn:
        """Return the positions of answers on their scale."""
        positions = codes.cast(pl.Int64) - ordinary.start
        on_scale = positions.is_between(0, len(ordinary) - 1)
        return ExactColumn(
            positions=positions.set(~on_scale, None).cast(pl.UInt32),
            numbers=tuple(map(Fraction, range(len(ordinary)))),
        )

    def _attribute(self, ref: AttributeRef) -> NumberColumn:
        texts = self.rows.cut(self.rows.survey.attributes[ref.name])
        return self._of_everyone(parsed_column(texts, _PARSE[ref.value_type]))

    def _of_everyone(self, values: ExactColumn) -> NumberColumn:
        """Return a column of values that no question asks for."""
        return NumberColumn(
            values=values,
            has_value=values.positions.is_not_null(),
            dont_know=None,
            asked=self._everyone,
        )

    def _quantile(self, quantile: QuantileOf, context: WaveContext) -> NumberColumn | None:
        answer = self._answer(quantile.ref, context)
        if answer is None:
            return None
        parts = self.quantiles.parts(quantile.ref, context.wave_of(quantile.ref), quantile.parts)
        return replace(answer, values=answer.values.mapped(parts))
