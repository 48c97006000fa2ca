"""Streams that are closed, full, or of an encoding with few characters: no traceback, and the files are written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the shell and devices of POSIX")


def shell(command: str, folder: Path, **environment: str) -> tuple[int, str, str]:
    """Runs a command line in which $E is the engine; returns its exit code, stdout and stderr."""
    ended = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env={**os.environ, "E": f"{sys.executable} -m egyv_engine", **environment},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    return ended.returncode, ended.stdout, ended.stderr


@pytest.mark.slow
@pytest.mark.parametrize("closed", ["2>&-", ">&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_evaluate_with_closed_streams_writes_its_files(library: Path, closed: str) -> None:
    code, _, err = shell(f"$E evaluate --out out {closed}", library)
    assert (code, err) == (0, "")
    assert (library / "out" / "receipt.json").is_file()


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize(
    "command",
    ["check", "--help", "explain", "evaluate --out out", "evaluate --out out --format json", "schema"],
)
def test_full_stdout_ends_with_a_sentence_and_2(library: Path, command: str) -> None:
    code, out, err = shell(f"$E {command} > /dev/full", library)
    assert (code, out, err) == (2, "", "Error: cannot write to stdout: No space left on device\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "code"), [("evaluate --out out", 0), ("check surveys", 2), ("explain", 0)]
)
def test_reader_that_leaves_changes_no_exit_code(library: Path, command: str, code: int) -> None:
    assert code_without_reader(command, library) == code
    assert (library / "out" / "receipt.json").is_file() == command.startswith("evaluate")


@pytest.mark.slow
def test_reader_that_leaves_does_not_hide_that_a_check_fails(library: Path) -> None:
    (library / "surveys" / "after.csv").unlink()
    assert code_without_reader("check", library) == 1


def code_without_reader(command: str, folder: Path) -> int:
    """The exit code of a command whose stdout is a pipe that nobody reads any more; `sleep` lets the reader leave."""
    return int(shell(f"{{ sleep 0.2; $E {command}; echo $? >&3; }} 3>code | true; cat code", folder)[1])


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize(("is_sound", "code"), [(True, 0), (False, 1)])
def test_full_stderr_leaves_the_exit_code_as_it_is(library: Path, is_sound: bool, code: int) -> None:
    if not is_sound:
        (library / "surveys" / "after.csv").unlink()
    assert shell("$E evaluate --out out --timings 2> /dev/full", library)[0] == code


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_stream_of_few_characters_gets_escapes(library: Path, encoding: str) -> None:
    rules = library / "programme.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("Made-up", "Łódź"), encoding="utf-8")
    code, out, err = shell("$E evaluate --out out", library, PYTHONIOENCODING=encoding)
    assert (code, err) == (0, "")
    assert "\\u0141" in out


@pytest.mark.slow
def test_name_of_a_file_that_is_no_text_is_shown_with_escapes(library: Path) -> None:
    with open(os.fsencode(library / "rules") + b"/scales\xff.yaml", "wb"):  # noqa: PTH123
        pass
    (library / "rules" / "scales.yaml").unlink()
    code, out, err = shell("$E check", library)
    assert (code, err) == (1, "")
    assert "\\udcff" in out
