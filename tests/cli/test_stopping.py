"""Commands that are stopped: no traceback, an exit code that shells know, and nothing half-written.

Nothing here waits for the right moment: each process stops itself where the test says.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import egyv_engine as ee

pytestmark = [pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX"), pytest.mark.slow]

# Stops itself with the signal of the first argument when the first file is written, and not yet renamed.
STOPPED_WHILE_WRITING = """
import os, signal, sys
from egyv_engine.cli.main import main

def stop(descriptor, synced=os.fsync):
    synced(descriptor)
    os.kill(os.getpid(), getattr(signal, sys.argv[1]))

os.fsync = stop
main(sys.argv[2:])
"""
# The tests themselves may have been started by nohup.
NOT_IGNORED = "import signal; signal.signal(signal.SIGHUP, signal.SIG_DFL)"
STOPPED_BY_POLARS = """
import os, signal, polars
from egyv_engine.cli.main import main

@main.command()
def stopped():
    stop = lambda _value: os.kill(os.getpid(), signal.SIGINT)
    polars.select(polars.lit(1).map_elements(stop, return_dtype=polars.Int64))

main(["stopped"])
"""
STOPPED_PREVIEW = """
import os, signal, sys
from egyv_engine.cli.main import main
from egyv_engine.preview import evaluations

evaluations.wait_for_save = lambda *_arguments: os.kill(os.getpid(), getattr(signal, sys.argv[1]))
main(["preview", "--port", "0"])
"""
SIGNALS = [
    ("SIGINT", 130),
    ("SIGTERM", 143),
    ("SIGHUP", 129),
]  # 128 and the number of the signal, as in a shell


def ended(folder: Path, *command: str, **environment: str) -> tuple[int, str]:
    """The exit code of a command, and what it prints on stderr."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONWARNINGS": "ignore", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def python(folder: Path, script: str, *arguments: str) -> tuple[int, str]:
    """The same for a Python script."""
    return ended(folder, sys.executable, "-c", script, *arguments)


def held(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize(
    ("command", "name", "code"),
    [
        *(("evaluate", name, code) for name, code in SIGNALS),
        *(
            (command, *SIGNALS[0])
            for command in ("schema", "init drafted", "read --format csv --out read.csv")
        ),
    ],
)
def test_command_that_is_stopped_while_it_writes_leaves_everything_as_it_was(
    library: Path, command: str, name: str, code: int
) -> None:
    ee.evaluate(library).write(library / "out")
    programme = library / "programme.yaml"
    programme.write_text(programme.read_text(encoding="utf-8") + "# edited\n", encoding="utf-8")
    before = held(library)
    script = NOT_IGNORED + STOPPED_WHILE_WRITING
    assert python(library, script, name, *command.split()) == (code, "\nStopped.\n")
    assert held(library) == before


def test_signal_that_is_ignored_stops_nothing(library: Path) -> None:
    """So that `nohup egyv-engine evaluate` outlives its terminal."""
    ignoring = 'trap "" HUP; exec "$@"'
    run = [sys.executable, "-c", STOPPED_WHILE_WRITING, "SIGHUP", "evaluate"]
    assert ended(library, "sh", "-c", ignoring, "sh", *run) == (0, "")
    assert (library / "out" / "receipt.json").is_file()


def test_command_that_is_stopped_within_a_library_prints_nothing_of_the_library(tmp_path: Path) -> None:
    """Polars would print the exception, and where it was raised, on the descriptor of stderr."""
    assert python(tmp_path, STOPPED_BY_POLARS) == (130, "\nStopped.\n")


def test_command_that_is_stopped_while_it_starts_prints_no_traceback(tmp_path: Path) -> None:
    """A module with the name of a library stops the process when it is imported."""
    (tmp_path / "click.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "egyv_engine", "check"]
    assert ended(tmp_path, *command, PYTHONPATH=path) == (-signal.SIGINT, "")


@pytest.mark.parametrize(("name", "code", "said"), [("SIGINT", 0, ""), ("SIGTERM", 143, "\nStopped.\n")])
def test_preview_ends_with_0_on_ctrl_c_alone(library: Path, name: str, code: int, said: str) -> None:
    assert python(library, STOPPED_PREVIEW, name) == (code, said)
