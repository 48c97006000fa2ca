"""Runs every `console` block of the README in a copy of the checkout and compares what is printed with what it shows.

`...` stands for anything. The first block, the set-up, gets nothing but PATH: no home, no pip cache, no environment.
The others run in the environment of the tests. Wherever the README runs every test, one small file runs here instead:
the suite would otherwise run itself without end.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BLOCKS = re.findall(
    r"^```console\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
)
IGNORED = [line.removesuffix("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()]
ONE_FILE = "-n 0 -p no:cacheprovider tests/publish/test_written.py"
Step = tuple[str, str]


def steps(block: str) -> list[Step]:
    """Each command of a block and what is printed after it, in order."""
    found = []
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        while command.endswith("\\"):
            more, _, output = output.partition("\n")
            command = command[:-1] + more.removeprefix("> ")
        found.append((command, output))
    return found


def as_pattern(output: str) -> str:
    """A line of `...` is any number of lines."""
    lines = (line.rstrip() for line in output.splitlines())
    return "".join(
        "(?:.*\n)?" if x == "..." else ".*".join(map(re.escape, x.split("..."))) + "\n" for x in lines
    )


def run_as_shown(shown: list[Step], folder: Path, environment: Mapping[str, str]) -> None:
    """Runs commands one after the other; fails where one prints something else than the README shows."""
    for command, output in shown:
        ended = subprocess.run(
            command, shell=True, cwd=folder, env=environment, text=True, capture_output=True, check=False
        )
        printed = "".join(f"{line.rstrip()}\n" for line in (ended.stdout + ended.stderr).splitlines())
        if re.fullmatch(as_pattern(output), printed, re.DOTALL) is None:
            pytest.fail(f"$ {command}\n{printed}--- the README says\n{output}", pytrace=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the checkout without what git ignores: no environment, no output."""
    folder = tmp_path / "egyv-engine"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".git", *IGNORED))
    return folder


@pytest.mark.slow
def test_set_up_needs_nothing_but_python_and_make(copy: Path, tmp_path: Path) -> None:
    """It downloads what the locks name, so it needs a network."""
    home = tmp_path / "home"
    home.mkdir()
    # The tests' own environment is removed from the PATH, so that its tools cannot replace what make installs.
    own = (Path(sys.executable).parent, Path(sys.prefix) / "bin")
    path = os.pathsep.join(x for x in os.environ["PATH"].split(os.pathsep) if Path(x) not in own)
    python = str(Path(sys.base_prefix) / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}")
    environment = {
        "PATH": path,
        "HOME": str(home),
        "PYTHON": python,  # the version under test, which may not be python3
        "PIP_NO_CACHE_DIR": "1",
        "PYTEST_ADDOPTS": ONE_FILE,
    }
    shown = steps(BLOCKS[0])
    assert [command for command, _ in shown] == ["make evaluate", "make test"]
    run_as_shown(shown, copy, environment)


@pytest.mark.slow
def test_other_commands_print_what_the_readme_shows(copy: Path) -> None:
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "MAKE"))},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(copy / "engine"),
        "PYTEST_ADDOPTS": ONE_FILE,
        "COLUMNS": "100",
    }
    shown = [step for block in BLOCKS[1:] for step in steps(block)]
    assert len(shown) >= 6
    run_as_shown(shown, copy, environment)
