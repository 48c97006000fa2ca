"""Survey answers as typed codes, one row per unit, in the order of the sorted unit ids."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedColumn:
    """Answers to a question (of an item) in a wave.

    codes: UInt8, a RawCode or an answer's code (model/codes.py). values: Int64 scaled numbers, Int32 days since 1970,
    or String; None for a question on a scale.
    """

    codes: pl.Series
    values: pl.Series | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveAnswers:
    """status: UInt8, a Status (model/codes.py). A question not in the file has no column."""

    status: pl.Series
    answers: Mapping[tuple[str, str | None], CodedColumn]


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Everything read. cohort: UInt8 index into the cohorts; number_scale: numbers are held times ten to its power."""

    units: pl.Series
    attributes: Mapping[str, pl.Series]
    cohort: pl.Series
    waves: Mapping[str, WaveAnswers]
    number_scale: int
