"""Fixtures that several folders of tests use."""

from pathlib import Path

import pytest
from hypothesis import settings

from tests.library import write_library

settings.register_profile("untimed", deadline=None)  # a busy machine does not make a test fail
settings.load_profile("untimed")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The folder of a tiny programme in order."""
    return write_library(tmp_path / "library")
