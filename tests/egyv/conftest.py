"""The shipped programme, evaluated once for the tests of this folder."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from egyv_engine.pipeline.run import Outputs, evaluate_files
from egyv_engine.publish.report_json import render_report_json
from tests.csv_files import tables_of
from tests.oracle.agree import programme_files

ROOT = Path(__file__).parents[2]
Row = dict[str, str]


@pytest.fixture(scope="session")
def shipped() -> Mapping[PurePosixPath, bytes]:
    """The shipped programme's files."""
    return {PurePosixPath(name): data for name, data in programme_files(ROOT).items()}


@pytest.fixture(scope="session")
def tables(shipped: Mapping[PurePosixPath, bytes]) -> Mapping[str, list[Row]]:
    """Every table of the shipped programme as rows of text."""
    made = tables_of(evaluate_files(shipped))
    assert made is not None
    return {name: list(csv.DictReader(io.StringIO(data.decode()))) for name, data in made.items()}


@pytest.fixture(scope="session")
def outputs(shipped: Mapping[PurePosixPath, bytes]) -> Outputs:
    """Evaluate the shipped programme."""
    return evaluate_files(shipped)


@pytest.fixture(scope="session")
def report(outputs: Outputs) -> dict[str, Any]:
    """The shipped report, from its JSON."""
    assert outputs.report is not None
    made: dict[str, Any] = json.loads(render_report_json(outputs.report))
    return made
