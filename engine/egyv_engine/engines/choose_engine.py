"""Splits a survey into the parts that an engine evaluates."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from egyv_engine.engines.coded_parts import DuckdbParts, SparkParts
from egyv_engine.engines.coded_rows import write_coded_rows
from egyv_engine.evaluation.cohort_rows import Surveyed
from egyv_engine.evaluation.part_tables import RowSlices, SurveyParts
from egyv_engine.model.engine_names import EngineName
from egyv_engine.model.part_rows import PART_ROWS


def is_whole(survey: Surveyed, engine: EngineName) -> bool:
    """Return whether a survey is evaluated at once: in this process, because it is not larger than a part.

    Args:
        survey: The survey.
        engine: The engine that evaluates it.
    """
    return engine == "polars" and survey.units.len() <= PART_ROWS


@contextmanager
def split_for(
    survey: Surveyed, engine: EngineName, *, shared: Path | None = None, rows: int | None = None
) -> Iterator[SurveyParts]:
    """Yield the parts of a survey while a block runs.

    Args:
        survey: The survey.
        engine: The engine that reads the parts.
        shared: A folder that the workers of a cluster see, for the files of coded answers; None for a folder of the
            system. The files are removed at the end.
        rows: The number of units of a part; None for PART_ROWS.

    Yields:
        The parts, which can be read as long as the block runs.
    """
    rows = rows or PART_ROWS
    if engine == "polars":
        yield RowSlices(survey=survey, rows=rows)
        return
    with tempfile.TemporaryDirectory(prefix="egyv-coded-", dir=shared) as folder:
        coded = write_coded_rows(survey, Path(folder), rows)
        yield DuckdbParts(coded=coded) if engine == "duckdb" else SparkParts(coded=coded)
