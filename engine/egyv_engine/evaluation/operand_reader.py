"""Reads the numbers, dates and positions that comparisons and calculations need, on the rows of a cohort."""

from collections.abc import Callable
from typing import assert_never

import polars as pl

from egyv_engine.evaluation.cohort_rows import CohortRows
from egyv_engine.evaluation.exact_column import ExactColumn, constant_column, parsed_column
from egyv_engine.evaluation.operands import NumberColumn, calculated
from egyv_engine.evaluation.outcome_lookup import codes_of
from egyv_engine.evaluation.quantiles import Quantiles
from egyv_engine.evaluation.wave_context import WaveContext
from egyv_engine.model.arithmetic import OPERATORS
from egyv_engine.model.codes import EffectiveCode
from egyv_engine.model.plan import (
    AnswerRef,
    AttributeRef,
    Calculation,
    Constant,
    CountOf,
    Operand,
    Plan,
    QuantileOf,
    answers_in,
)
from egyv_engine.model.typed_values import days, number

_PARSE = {"number": number, "date": days}


class OperandReader:
    """Reads operands on the rows of a cohort."""

    def __init__(
        self,
        plan: Plan,
        rows: CohortRows,
        codes: Callable[[AnswerRef, WaveContext], pl.Series],
        quantiles: Quantiles,
    ) -> None:
        """Set up for a cohort.

        Args:
            plan: The compiled rules.
            rows: The rows of the cohort.
            codes: Returns the effective codes of an answer.
            quantiles: The parts into which the units of all cohorts are split.
        """
        self.plan = plan
        self.rows = rows
        self._codes = codes
        self._quantiles = quantiles
        self._everyone = ~rows.nothing

    def read(self, operand: Operand, context: WaveContext) -> NumberColumn | None:
        """Read an operand; None if the context leaves out an answer that it needs.

        Args:
            operand: Any operand but a count of conditions.
            context: The waves in which it is read.
        """
        return None if context.dropped.intersection(answers_in(operand)) else self._read(operand, context)

    def _read(self, operand: Operand, context: WaveContext) -> NumberColumn:
        match operand:
            case AnswerRef():
                return self._answer(operand, context)
            case AttributeRef():
                return self._attribute(operand)
            case Constant(value=value):
                return self._of_everyone(constant_column(value, self.rows.size))
            case QuantileOf():
                return self._quantile(operand, context)
            case Calculation(operator=operator, left=left, right=right):
                sides = (self._read(left, context), self._read(right, context))
                return calculated(OPERATORS[operator], *sides)
            case CountOf():
                raise TypeError("a count of conditions is no part of a calculation")
            case _:
                assert_never(operand)

    def _answer(self, ref: AnswerRef, context: WaveContext) -> NumberColumn:
        question = self.plan.questions[ref.question]
        codes, known = self._codes(ref, context), codes_of(question)
        has_value = self._among(codes, known.ordinary)
        return NumberColumn(
            values=self._positions_on_scale(codes, known.ordinary)
            if question.value_type == "scale"
            else self.rows.numbers(ref.question, ref.item, context.wave_of(ref)),
            has_value=has_value,
            dont_know=self._among(codes, known.dont_know),
            asked=codes != EffectiveCode.NOT_ASKED.value,
        )

    def _positions_on_scale(self, codes: pl.Series, ordinary: range) -> ExactColumn:
        return parsed_column(codes, lambda code: int(code) if int(code) in ordinary else None)

    def _among(self, codes: pl.Series, wanted: range) -> pl.Series:
        return codes.is_between(wanted.start, wanted.stop - 1) if wanted else self.rows.nothing

    def _attribute(self, ref: AttributeRef) -> NumberColumn:
        texts = self.rows.cut(self.rows.survey.attributes[ref.name])
        return self._of_everyone(parsed_column(texts, _PARSE[ref.value_type]))

    def _of_everyone(self, values: ExactColumn) -> NumberColumn:
        """Return a column of values that no question asks for."""
        return NumberColumn(
            values=values,
            has_value=values.positions.is_not_null(),
            dont_know=self.rows.nothing,
            asked=self._everyone,
        )

    def _quantile(self, quantile: QuantileOf, context: WaveContext) -> NumberColumn:
        answer = self._answer(quantile.ref, context)
        parts = self._quantiles.parts(quantile.ref, context.wave_of(quantile.ref), quantile.parts)
        return NumberColumn(
            values=answer.values.mapped(parts),
            has_value=answer.has_value,
            dont_know=answer.dont_know,
            asked=answer.asked,
        )
