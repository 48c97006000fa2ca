"""Builds and installs what users install: a wheel from the sdist gives the checkout's bytes, run from anywhere."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.publish.written_files import files_in

ROOT = Path(__file__).parents[1]
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


def run(*command: str | Path, cwd: Path = Path("/"), **environment: str) -> str:
    kept = {
        k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHASHSEED", "COV_CORE_SOURCE")
    }
    ended = subprocess.run(
        [str(c) for c in command],
        cwd=cwd,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Evaluate the checkout's own programme."""
    out = tmp_path_factory.mktemp("checkout") / "out"
    run(sys.executable, "-m", "egyv_engine", "evaluate", ROOT, "--out", out, "--quiet", PYTHONHASHSEED="1")
    return files_in(out)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment with the wheel; the libraries are borrowed from this one."""
    folder = tmp_path_factory.mktemp("wheel")
    run(
        sys.executable, "-m", "build", "--no-isolation", "--outdir", folder / "dist", ROOT
    )  # the wheel from the sdist
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv")
    python = folder / "venv" / "bin" / "python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (wheel,) = (folder / "dist").glob("*.whl")
    quiet = ("--quiet", "--disable-pip-version-check", "--no-index", "--no-deps")
    run(sys.executable, "-m", "pip", "--python", python, "install", *quiet, wheel)
    # A path named in a .pth is searched, but its own .pth files, the editable install's among them, are not read.
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def test_wheel_example_from_anywhere_gives_the_checkouts_bytes(
    installed: Path, checkout: dict[str, bytes], tmp_path: Path
) -> None:
    where = run(installed, "-c", "import egyv_engine; print(egyv_engine.__file__)").strip()
    assert installed.parents[1] in Path(where).parents
    run(
        installed.parent / "egyv-engine",
        "evaluate",
        "--example",
        "egyv",
        "--out",
        tmp_path / "out",
        "--quiet",
    )
    assert files_in(tmp_path / "out") == checkout


def test_wheel_drafts_a_programme_and_its_report(installed: Path, tmp_path: Path) -> None:
    """The first programme, and the phrases of a draft's report, are files that come with the package."""
    command = installed.parent / "egyv-engine"
    run(command, "init", tmp_path / "shops")
    run(command, "evaluate", tmp_path / "shops", "--out", tmp_path / "shops-out", "--quiet")
    run(command, "init", tmp_path / "clubs", "--from", ROOT / "tests" / "tutorial" / "clubs-2024.csv")
    run(command, "evaluate", tmp_path / "clubs", "--out", tmp_path / "clubs-out", "--quiet")
    assert b"11 units" in files_in(tmp_path / "clubs-out")["report.md"]
    form = tmp_path / "form.xlsx"
    run(command, "export", tmp_path / "clubs", "--xlsform", form, "--ddi", tmp_path / "book.xml")
    assert form.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    "environment", [{"POLARS_MAX_THREADS": "1", "PYTHONHASHSEED": "7"}, {"POLARS_MAX_THREADS": "3"}]
)
def test_bytes_are_equal_whatever_threads_and_hash_seed(
    checkout: dict[str, bytes], tmp_path: Path, environment: dict[str, str]
) -> None:
    out = tmp_path / "out"
    run(
        sys.executable,
        "-m",
        "egyv_engine",
        "evaluate",
        ROOT,
        "--out",
        out,
        "--quiet",
        cwd=Path("/"),
        **environment,
    )
    assert files_in(out) == checkout
