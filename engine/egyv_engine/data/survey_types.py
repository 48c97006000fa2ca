"""Survey answers as typed codes, with one row per unit in the order of the sorted unit ids."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedColumn:
    """The answers of all units to a question, or to one of its items, in one wave.

    Attributes:
        codes: UInt8, or UInt16 for a wide scale: a RawCode or the raw code of an answer.
        values: Int64 scaled numbers, Int32 days since 1970, or String; None for a question on a scale.
    """

    codes: pl.Series
    values: pl.Series | None = None


Answers = Mapping[tuple[str, str | None], CodedColumn]  # by question and item


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveAnswers:
    """The answers of one wave.

    Attributes:
        status: UInt8: the Status of each unit.
        answers: The columns of the file; a question that is not in the file has none.
    """

    status: pl.Series
    answers: Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The register and the answers of all waves.

    Attributes:
        cohort: UInt16: the index of each unit's cohort.
        waves: The answers of each wave, by its id.
        number_scale: The number of decimals of every number; numbers are stored times ten to this power.
    """

    units: pl.Series
    attributes: Mapping[str, pl.Series]
    cohort: pl.Series
    waves: Mapping[str, WaveAnswers]
    number_scale: int
