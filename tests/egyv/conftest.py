"""The shipped programme, evaluated once for the tests of this folder."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest

from egyv_engine.pipeline.run import evaluate_files
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
    made = evaluate_files(shipped).tables
    assert made is not None
    return {name: list(csv.DictReader(io.StringIO(data.decode()))) for name, data in made.items()}
