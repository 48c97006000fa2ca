"""The pytest plugin in a folder of its own: wording is kept, an edited phrase and an unused snapshot fail the run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BASE = Path(__file__).parent / "cases_invalid" / "base"
TEST = """\
def test_wording(report_sections, wording_snapshot):
    for name, text in report_sections("programme").items():
        assert text == wording_snapshot(name=name)
"""


def run(folder: Path, *options: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *options, "tests"]
    # Syrupy leaves unused snapshots to the run that started a worker, and this one must not take itself for one.
    alone = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    ended = subprocess.run(command, cwd=folder, env=alone, text=True, capture_output=True, check=False)
    return ended.returncode, ended.stdout


@pytest.mark.slow
def test_plugin_keeps_wording_and_fails_where_it_changed(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "programme")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_wording.py").write_text(TEST)
    assert run(tmp_path, "--snapshot-update")[0] == 0
    kept = sorted((tmp_path / "tests" / "__snapshots__").rglob("*.md"))
    assert len(kept) == 3
    assert run(tmp_path)[0] == 0

    wording = tmp_path / "programme" / "reports" / "wording.yaml"
    phrases = wording.read_text()
    wording.write_text(phrases.replace("findings improved", "findings got better"))
    code, out = run(tmp_path)
    assert code == 1
    assert re.search(r"\+ .*got better", out)

    wording.write_text(phrases)
    report = tmp_path / "programme" / "reports" / "report.yaml"
    report.write_text(report.read_text().replace("      - {show: overall}\n", ""))
    code, out = run(tmp_path)
    assert code == 1
    assert "1 snapshot unused" in out
