"""Runs every `console` block of the README in a copy of the checkout and compares what is printed with what it shows.

`...` stands for anything. The blocks run in the environment of the tests; `.ci/run` runs the two commands of the first
block, the set-up, with no home, no pip cache and no environment. Wherever the README runs every test, one small file
runs here instead: the suite would otherwise run itself without end.
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


def test_ci_runs_the_two_commands_of_the_readme_on_a_clean_clone() -> None:
    """There make installs everything; here its commands are printed, and run in an environment that is there."""
    commands = [command for command, _ in steps(BLOCKS[0])]
    assert commands == ["make evaluate", "make test"]
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.removeprefix("clean ") in commands] == [
        f"clean {command}" for command in commands
    ]


@pytest.mark.slow
def test_make_installs_the_core_to_evaluate_and_adds_the_tools_to_test(copy: Path) -> None:
    """Both come from the locks, which hold exact versions with hashes."""
    environment = {"PATH": os.environ["PATH"]}
    installed = {}
    for target in ("evaluate", "test"):
        printed = subprocess.run(
            ["make", "-n", target], cwd=copy, env=environment, text=True, capture_output=True, check=True
        ).stdout
        assert "python3 -m venv .venv" in printed
        installed[target] = [
            line.split("--require-hashes")[-1] for line in printed.splitlines() if "install " in line
        ]
    core, project = installed["evaluate"]
    assert core.split() == ["--only-binary", ":all:", "-r", ".ci/core.lock"]
    assert project.endswith("--no-deps --no-index --no-build-isolation -e .")
    assert installed["test"] == [core, project, core.replace("core.lock", "dev.lock")]


@pytest.mark.slow
def test_two_commands_print_what_the_readme_shows(copy: Path, tmp_path: Path) -> None:
    """`.venv` is there as if make had made it; its Python is that of the tests."""
    home = tmp_path / "home"
    home.mkdir()
    python = copy / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    for made in (".core", ".dev"):
        (copy / ".venv" / made).touch()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PYTHONPATH": str(copy / "engine"),
        "PYTEST_ADDOPTS": ONE_FILE,
    }
    run_as_shown(steps(BLOCKS[0]), copy, environment)


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
