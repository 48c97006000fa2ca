"""A small made-up programme for tests: libraries in two cohorts, two waves, a basket, skip logic, numbers and dates."""

import shutil
from pathlib import Path

BASE = Path(__file__).parent / "cases_invalid" / "base"


def write_library(folder: Path) -> Path:
    """Copies the programme into a folder and gives it back."""
    shutil.copytree(BASE, folder)
    return folder
