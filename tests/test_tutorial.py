"""Follows docs/tutorial.md step by step: runs its commands, makes its edits, and compares what is printed with the page."""

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.test_readme import run_as_shown, steps

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(console|diff|yaml)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def make_edits(folder: Path, block: str) -> None:
    """Replaces the lines with a minus by those with a plus; an empty line is between two edits."""
    head, _, body = block.partition("\n")
    path = folder / head.removeprefix("--- ")
    text = path.read_text(encoding="utf-8")
    for edit in body.strip("\n").split("\n\n"):
        lines = edit.splitlines()
        old = "".join(f"{line[1:]}\n" for line in lines if line.startswith("-"))
        new = "".join(f"{line[1:]}\n" for line in lines if line.startswith("+"))
        assert text.count(old) == 1, f"{path.name} has this {text.count(old)} times:\n{old}"
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


@pytest.mark.slow
def test_steps_of_the_tutorial_do_what_it_shows(tmp_path: Path) -> None:
    for file in (ROOT / "tests" / "tutorial").glob("*.csv"):
        shutil.copy(file, tmp_path)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "engine"), "COLUMNS": "100"}
    kinds = [kind for kind, _ in BLOCKS]
    assert (kinds.count("diff"), kinds.count("yaml")) == (7, 1)
    for kind, block in BLOCKS:
        if kind == "console":
            run_as_shown(steps(block), tmp_path, environment)
        elif kind == "diff":
            make_edits(tmp_path, block)
        else:
            (tmp_path / block.partition("\n")[0].removeprefix("# ")).write_text(block, encoding="utf-8")
