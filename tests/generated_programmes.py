"""Runs of the engine over generated programmes, and edits of their data files: what the tests of laws share."""

import csv
import io
import os
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from random import Random

from hypothesis import HealthCheck, settings

from egyv_engine.interface.result import Result
from egyv_engine.pipeline.run import evaluate_files
from egyv_engine.publish.outcome_file import render_outcomes
from tests.csv_files import tables_of

IN_CI = 32
EXAMPLES = int(os.environ.get("EGYV_EXAMPLES", IN_CI))
REPEATABLE = settings(derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
DRAWN = settings(REPEATABLE, derandomize="EGYV_EXAMPLES" not in os.environ)
Files = Mapping[str, bytes]
Rows = list[dict[str, str]]


def tables(files: Files) -> Mapping[str, bytes]:
    """The engine's tables, with the outcomes of units; the programme must be free of errors."""
    made = evaluate_files({PurePosixPath(name): data for name, data in files.items()})
    faults = [f"{fault.code} {fault.message}" for fault in made.diagnostics if fault.severity == "error"]
    written = tables_of(made)
    assert written, faults
    return {**written, "outcomes": render_outcomes(Result(made).outcomes, "csv")}


def rows(data: bytes) -> Rows:
    """The rows of a CSV file as text."""
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def as_csv(columns: list[str], body: Rows) -> bytes:
    """A CSV file of some columns."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(body)
    return out.getvalue().encode()


def with_cells(
    files: Files, names: list[str], change: Callable[[str, str, str, str], str]
) -> dict[str, bytes]:
    """The files with each cell of the named ones as `change` gives it, from file, key, column and cell."""
    changed = dict(files)
    for name in names:
        body = rows(files[name])
        columns = files[name].decode().splitlines()[0].split(",")
        for row in body:
            for column in columns[1:]:
                row[column] = change(name, row[columns[0]], column, row[column])
        changed[name] = as_csv(columns, body)
    return changed


def shuffled(files: Files, seed: int) -> dict[str, bytes]:
    """The files with the rows and the columns of every CSV in another order."""
    dice = Random(seed)
    changed = dict(files)
    for name, data in files.items():
        if name.endswith(".csv"):
            header, *body = list(csv.reader(io.StringIO(data.decode(), newline="")))
            order = dice.sample(range(len(header)), len(header))
            dice.shuffle(body)
            out = io.StringIO(newline="")
            csv.writer(out, lineterminator="\n").writerows(
                [[line[k] for k in order] for line in [header, *body]]
            )
            changed[name] = out.getvalue().encode()
    return changed
