"""egyv-engine evaluate: from a programme's folder to the output folder and a summary."""

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from egyv_engine.cli.programme import example_option, open_programme, programme_argument
from egyv_engine.diagnostics.diagnostic import has_errors
from egyv_engine.pipeline.gc_paused import gc_paused

if TYPE_CHECKING:
    from egyv_engine.files.folder import Folder
    from egyv_engine.pipeline.run import Outputs


@click.command(
    epilog="""\b
Examples:
  egyv-engine evaluate
  egyv-engine evaluate my-programme --out results
  egyv-engine evaluate --example egyv --format json
"""
)
@programme_argument
@example_option
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="Where to write."
)
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--timings", is_flag=True, help="Print each phase's milliseconds on stderr.")
def evaluate(
    programme: Path | None, example: str | None, out: Path, quiet: bool, form: str, timings: bool
) -> None:
    """Write every finding of a programme, and the tables beside them.

    PROGRAMME is the programme's folder; the current one if left out. Files of an earlier run in the output folder are
    replaced, others' files stay; a folder that holds only others' files is refused.
    """
    files = open_programme(programme, example)
    with gc_paused():
        outputs = _evaluate(files, out, quiet)
    if timings:
        for phase, seconds in outputs.seconds.items():
            click.echo(f"{phase:<10} {seconds * 1000:8.1f} ms", err=True)
    if has_errors(list(outputs.diagnostics)):
        _tell_faults(outputs, files, form)
        raise SystemExit(1)
    if quiet:
        return
    from egyv_engine.cli.summary import print_summary, summary_object

    if form == "json":
        click.echo(json.dumps(summary_object(outputs, out), ensure_ascii=False, indent=2))
        return
    _tell_faults(outputs, files, form)
    print_summary(outputs, out)


def _evaluate(files: "Folder", out: Path, quiet: bool) -> "Outputs":
    """Evaluates and, if there is no error, writes. The folder is looked at first: no work is done for nothing."""
    started = time.perf_counter()
    from egyv_engine.cli.progress import progress
    from egyv_engine.pipeline.run import Phases, evaluate_files
    from egyv_engine.publish.output_folder import RefusedError, check_folder, write_folder
    from egyv_engine.publish.run_files import render_files

    try:
        check_folder(out)
        with progress(shown=not quiet and sys.stderr.isatty()) as tell:
            phases = Phases(on_start=tell)
            phases.seconds["import"] = time.perf_counter() - started
            outputs = evaluate_files(files, phases=phases)
            if outputs.findings is not None and not has_errors(list(outputs.diagnostics)):
                assert outputs.programme is not None
                assert outputs.tables is not None
                phases.start("write")
                made = render_files(
                    files, outputs.programme, outputs.findings, outputs.tables, outputs.report
                )
                write_folder(out, made)
                phases.start(None)
    except RefusedError as fault:
        raise click.UsageError(str(fault)) from fault
    return outputs


def _tell_faults(outputs: "Outputs", files: "Folder", form: str) -> None:
    from egyv_engine.cli.show import show
    from egyv_engine.diagnostics.render import render_json, summary

    if form == "json":
        click.echo(render_json(outputs.diagnostics), nl=False)
    elif outputs.diagnostics:
        show(outputs.diagnostics, files, err=True)
        click.echo(summary(outputs.diagnostics), err=True)
