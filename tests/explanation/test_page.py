"""Runs the commands of docs/explain.md, in the folder of the checkout, and compares what they print with the page."""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.test_evaluate import run
from tests.test_readme import as_pattern, steps

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "explain.md").read_text(encoding="utf-8")
STEPS = [
    step
    for block in re.findall(r"^```console\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    for step in steps(block)
]


@pytest.mark.parametrize(("command", "shown"), STEPS, ids=[command for command, _ in STEPS])
def test_command_prints_what_the_page_shows(
    command: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    code, out, err = run(*shlex.split(command.removeprefix("egyv-engine ")))
    assert (code, err) == (0, "")
    assert re.fullmatch(
        as_pattern(shown), "".join(f"{line.rstrip()}\n" for line in out.splitlines()), re.DOTALL
    )


def test_page_names_each_option_of_the_command() -> None:
    _, out, _ = run("explain", "--help")
    options = set(re.findall(r"^  (--\w+)", out, re.MULTILINE)) - {"--help"}
    assert len(options) == 5
    assert all(f"`{option}" in PAGE for option in options)
