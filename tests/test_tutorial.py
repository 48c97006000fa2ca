"""Runs the commands of docs/tutorial.md in a copy of what they read, and compares what is printed with the page."""

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.test_readme import run_as_shown, steps

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console( evaluate)?\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


@pytest.mark.slow
def test_commands_print_what_the_tutorial_shows(tmp_path: Path) -> None:
    """The steps that evaluate need the reader of surveys/files.yaml: they run once it takes times after dates."""
    shutil.copytree(ROOT / "tests" / "tutorial", tmp_path / "tests" / "tutorial")
    shown = [step for evaluates, block in BLOCKS if not evaluates for step in steps(block)]
    assert len(shown) == 4
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "engine"), "COLUMNS": "100"}
    run_as_shown(shown, tmp_path, environment)
