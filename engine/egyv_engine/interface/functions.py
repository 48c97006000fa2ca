"""Loads, checks and evaluates programmes: the functions behind `import egyv_engine as ee`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from egyv_engine.diagnostics.diagnostic import Diagnostic, has_errors
from egyv_engine.files.example import example_folder
from egyv_engine.interface.programme_error import ProgrammeError
from egyv_engine.interface.programme_files import ProgrammeSource, programme_files
from egyv_engine.model.documents import Programme
from egyv_engine.model.engine_names import EngineName
from egyv_engine.pipeline.phases import Phases
from egyv_engine.pipeline.run import Outputs, Until, check_files, run

if TYPE_CHECKING:
    from egyv_engine.interface.result import Result


def load(source: ProgrammeSource) -> Programme:
    """Load the rules of a programme, without its survey data.

    Args:
        source: The programme's folder, or its files by path within the folder.

    Returns:
        The rules as typed objects, one per document, as the YAML files declare them.

    Raises:
        ProgrammeError: The rules have errors.
        FileNotFoundError, NotADirectoryError: The path is not a programme's folder.
    """
    outputs = _without_errors(run(programme_files(source), until=Until.RULES))
    assert outputs.programme is not None
    return outputs.programme


def check(source: ProgrammeSource, *, rules_only: bool = False) -> tuple[Diagnostic, ...]:
    """Return every error and warning of a programme, sorted by position.

    Args:
        source: The programme's folder, or its files by path within the folder.
        rules_only: Check the rules but not the survey data.

    Raises:
        FileNotFoundError, NotADirectoryError: The path is not a programme's folder.
    """
    return tuple(check_files(programme_files(source), rules_only=rules_only))


def evaluate(
    source: ProgrammeSource,
    *,
    on_stage: Callable[[str], None] | None = None,
    engine: EngineName = "polars",
    shared: Path | None = None,
) -> "Result":
    """Evaluate a programme: check it, read its survey, and derive every finding and the report.

    Args:
        source: The programme's folder, or its files by path within the folder.
        on_stage: Called with the name of each stage as it starts, to show progress.
        engine: What counts and scores the units: polars, duckdb or spark. The results are the same.
        shared: A folder that the workers of a Spark cluster see, for the coded answers; None for one of the system.

    Returns:
        The findings, scores and other tables as data frames, and the report.

    Raises:
        ProgrammeError: The programme has errors.
        EngineUnavailableError: The engine is not installed here, or does not start.
        FileNotFoundError, NotADirectoryError: The path is not a programme's folder.
    """
    from egyv_engine.interface.result import Result  # here, so that `check` does not load polars

    phases = Phases() if on_stage is None else Phases(on_start=on_stage)
    return Result(_without_errors(run(programme_files(source), phases=phases, engine=engine, shared=shared)))


def example(name: str = "egyv") -> Path:
    """Return the folder of a programme that comes with the engine; raises KeyError for an unknown name."""
    return example_folder(name)


def _without_errors(outputs: Outputs) -> Outputs:
    if has_errors(outputs.diagnostics):
        raise ProgrammeError(outputs.diagnostics, outputs.files)
    return outputs
