"""Evaluates the parts of a survey from its files of coded answers: one after the other in DuckDB, or as tasks of Spark."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import polars as pl

from egyv_engine.engines.coded_rows import CodedFiles
from egyv_engine.engines.unavailable import EngineUnavailableError
from egyv_engine.evaluation.cohort_rows import Surveyed
from egyv_engine.model.frozen import Frozen

Found = TypeVar("Found")


class DuckdbParts(Frozen):
    """Reads each file through DuckDB, which keeps to the memory that it is given."""

    coded: CodedFiles

    def each(self, function: Callable[[Surveyed], Found]) -> Iterator[Found]:
        """Yield what a function makes of each part."""
        try:
            import duckdb
        except ImportError as fault:
            raise EngineUnavailableError(
                "the engine 'duckdb' needs a package: pip install egyv-engine[duckdb]"
            ) from fault
        with duckdb.connect() as connection:
            for file in self.coded.files:
                rows = pl.DataFrame(connection.read_parquet(str(file)))
                yield function(self.coded.part(rows))


class SparkParts(Frozen):
    """Has each file read and evaluated by a task of Spark; only what the function makes of it comes back."""

    coded: CodedFiles

    def each(self, function: Callable[[Surveyed], Found]) -> Iterator[Found]:
        """Yield what a function makes of each part."""
        context = spark_session().sparkContext
        files = context.parallelize(self.coded.files, len(self.coded.files))
        try:
            found = files.map(partial(_evaluated, function, self.coded)).collect()
        except (
            Exception
        ) as fault:  # what a task raises has the type that the versions of Spark and Java give it
            raise EngineUnavailableError(_reason(fault)) from fault
        yield from found


def spark_session() -> Any:
    """Return the session of Spark: the one that runs, or one as the settings of Spark declare it, by default local.

    Raises:
        EngineUnavailableError: PySpark is not installed, or Spark does not start.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as fault:
        raise EngineUnavailableError(
            "the engine 'spark' needs a package: pip install egyv-engine[spark]"
        ) from fault
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("egyv-engine").config("spark.ui.showConsoleProgress", "false")
    try:
        return builder.getOrCreate()
    except Exception as fault:  # PySpark has no one type for what keeps Java from starting
        words = str(fault).strip().splitlines() or [type(fault).__name__]
        raise EngineUnavailableError(f"Spark did not start; it needs Java 17 or later: {words[0]}") from fault


def _reason(fault: Exception) -> str:
    """Return what a task of Spark says, without the traces of Python and Java."""
    named = [
        line.strip() for line in str(fault).splitlines() if re.match(r"\s*[\w.]+(Error|Exception): ", line)
    ]
    what = next((line for line in named if not line.startswith(("org.", "java.", "py4j."))), "see its log")
    advice = "a worker needs egyv-engine in the same version, and the folder of the coded answers (--shared)"
    return f"a task of Spark failed: {what}; {advice}"


def _evaluated(function: Callable[[Surveyed], Found], coded: CodedFiles, file: Path) -> Found:
    return function(coded.part(pl.read_parquet(file)))
