"""Runs every `console` block of the README in a copy of the checkout and compares what comes out.

`...` stands for anything. `make test` runs one small file here: the suite would run itself for ever.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BLOCKS = re.findall(
    r"^```console\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
)
COPIED = (
    ".ci",
    ".egyv",
    "benchmarks",
    "docs",
    "engine",
    "principles",
    "reports",
    "rules",
    "surveys",
    "tests",
)
FILES = ("Makefile", "README.md", "programme.yaml", "pyproject.toml")


def steps() -> list[tuple[str, str]]:
    """Each command of the README and what is printed after it, in order."""
    found = []
    for block in BLOCKS:
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


def borrow_environment(folder: Path) -> None:
    """Gives the copy this environment, with a stamp of its own; what it is made from is made older."""
    folder.mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (folder / name).symlink_to(Path(sys.prefix) / name)
    (folder / ".stamp").touch()
    for name in ("pyproject.toml", ".ci/constraints.txt"):
        os.utime(folder.parent / name, (1, 1))


def test_readme_commands_print_what_it_says(tmp_path: Path) -> None:
    copy = tmp_path / "egyv-engine"
    copy.mkdir()
    for name in COPIED:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy2(ROOT / name, copy / name)
    borrow_environment(copy / ".venv")
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "MAKE"))},
        "MAKEFLAGS": "--no-print-directory",
        "PIP_PYTHON": "/nowhere",  # should make ever think it must, nothing is installed into this environment
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTEST_ADDOPTS": "-n 0 -p no:cacheprovider tests/publish/test_written.py",
        "COLUMNS": "100",
    }
    assert len(steps()) >= 6
    for command, output in steps():
        ended = subprocess.run(
            command, shell=True, cwd=copy, env=environment, text=True, capture_output=True, check=False
        )
        printed = "".join(f"{line.rstrip()}\n" for line in (ended.stdout + ended.stderr).splitlines())
        if re.fullmatch(as_pattern(output), printed, re.DOTALL) is None:
            pytest.fail(f"$ {command}\n{printed}--- the README says\n{output}", pytrace=False)
