"""Survey answers as typed codes, a row a unit, in the order of the sorted unit ids."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

BLANK = 0
VALUE = 1  # of a number, date or text


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedColumn:
    """Answers to a question (of an item) in a wave.

    codes: UInt8; 0 blank, then 1.. the scale, weakest first, then its never-counts answers; of a number, date or text
    1 is a value and 2.. are never-counts answers. values: Int64 scaled numbers, Int32 days since 1970, or String.
    """

    codes: pl.Series
    values: pl.Series | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveAnswers:
    """status: UInt8; 0 no return, 1 returned and not analysed, 2 analysed. A question not in the file has no column."""

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
