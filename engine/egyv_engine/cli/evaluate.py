"""egyv-engine evaluate: evaluates a programme, writes the output folder and prints a summary."""

import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import click

from egyv_engine.cli.programme import example_option, open_programme, programme_argument
from egyv_engine.model.engine_names import EngineName
from egyv_engine.model.outcome_columns import OutcomesFile


@click.command(
    epilog="""\b
Examples:
  egyv-engine evaluate
  egyv-engine evaluate my-programme --out results
  egyv-engine evaluate --example egyv --format json
  egyv-engine evaluate --outcomes --out results
  egyv-engine evaluate --engine duckdb

\b
Exit codes:
  0  everything is written
  1  errors in the programme; nothing is written
  2  wrong use, or an output folder that cannot be used
"""
)
@programme_argument
@example_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help="The output folder.",
)
@click.option(
    "--outcomes",
    type=click.Choice(get_args(OutcomesFile)),
    is_flag=False,
    flag_value="parquet",
    help="Also write the outcome of each unit, to outcomes.parquet; with csv, to outcomes.csv.",
)
@click.option(
    "--engine",
    type=click.Choice(get_args(EngineName)),
    default="polars",
    show_default=True,
    help="What counts and scores the units: Polars, DuckDB, or the workers of Spark. The results are the same.",
)
@click.option(
    "--shared",
    type=click.Path(path_type=Path, exists=True, file_okay=False, writable=True),
    help="A folder that the workers of a Spark cluster see, for the coded answers; they are removed at the end.",
)
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="The format of the summary.",
)
@click.option("--timings", is_flag=True, help="Print the milliseconds of each stage on stderr.")
def evaluate(  # noqa: PLR0913, PLR0917 - one parameter for each option
    programme: Path | None,
    example: str | None,
    out: Path,
    outcomes: OutcomesFile | None,
    engine: EngineName,
    shared: Path | None,
    quiet: bool,
    form: str,
    timings: bool,
) -> None:
    """Evaluate a programme: write its findings, tables and report.

    PROGRAMME is the programme's folder; without it, the current folder. In the output folder, the files of an earlier
    run are replaced and other files stay. A folder that holds only other files is refused, and so is one where a file
    of an earlier run was edited.
    """
    from egyv_engine.cli.progress import progress, say_that_it_waits
    from egyv_engine.cli.show import show_faults
    from egyv_engine.pipeline.gc_paused import gc_paused

    files = open_programme(programme, example)
    with gc_paused():
        started = time.perf_counter()
        from egyv_engine.engines.unavailable import EngineUnavailableError
        from egyv_engine.interface.functions import evaluate as evaluate_programme
        from egyv_engine.interface.programme_error import ProgrammeError
        from egyv_engine.publish.output_folder import RefusedError, check_folder

        imported = time.perf_counter() - started
        try:
            check_folder(out, programme=files.root, on_wait=say_that_it_waits)  # before any work is done
            with progress(shown=not quiet and sys.stderr.isatty()) as on_stage:
                result = evaluate_programme(files, on_stage=on_stage, engine=engine, shared=shared)
                on_stage("write")
                started = time.perf_counter()
                result.write(out, outcomes=outcomes, on_wait=say_that_it_waits)
                written = time.perf_counter() - started
        except (RefusedError, EngineUnavailableError) as fault:
            raise click.UsageError(str(fault)) from fault
        except ProgrammeError as fault:
            show_faults(fault.diagnostics, files, as_json=form == "json")
            raise SystemExit(1) from fault
    if timings:
        _print_timings({**result.seconds, "import": result.seconds["import"] + imported, "write": written})
    if quiet:
        return
    from egyv_engine.cli.summary import print_summary, summary_object

    if form == "json":
        click.echo(json.dumps(summary_object(result, out), ensure_ascii=False, indent=2))
        return
    show_faults(result.diagnostics, files, as_json=False)
    print_summary(result, out)


def _print_timings(seconds: Mapping[str, float]) -> None:
    for stage, one in seconds.items():
        click.echo(f"{stage:<10} {one * 1000:8.1f} ms", err=True)
