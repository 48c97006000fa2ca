"""Fixtures that several folders of tests use."""

from pathlib import Path

import pytest

from tests.library import write_library


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The folder of a tiny programme in order."""
    return write_library(tmp_path / "library")
