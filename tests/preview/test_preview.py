"""The preview: it evaluates again after a save, shows faults and changes, and serves this machine alone."""

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from egyv_engine.cli.main import main
from egyv_engine.preview.evaluations import evaluate_on_save, evaluated
from egyv_engine.preview.preview_state import Preview, PreviewState
from egyv_engine.preview.server import PreviewServer
from egyv_engine.preview.watched_files import stamps_of, wait_for_save

RULE = Path("principles/1-access.yaml")
PATIENCE = 60.0


@contextmanager
def previewed(folder: Path) -> Iterator[PreviewState]:
    """A preview of a programme, after its first evaluation."""
    state, stopped = PreviewState(), threading.Event()
    worker = threading.Thread(target=evaluate_on_save, args=(folder, state, stopped.is_set))
    worker.start()
    try:
        assert state.wait(0, PATIENCE).version == 1
        yield state
    finally:
        stopped.set()
        worker.join()


@contextmanager
def served(state: PreviewState) -> Iterator[PreviewServer]:
    server = PreviewServer(state, 0)
    worker = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    worker.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        worker.join()


def asked(server: PreviewServer, path: str, host: str | None = None) -> tuple[int, str]:
    request = urllib.request.Request(f"{server.url}{path}", headers={} if host is None else {"Host": host})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as fault:
        with fault:
            return fault.code, fault.read().decode()


def saved(folder: Path, old: str, new: str) -> None:
    text = (folder / RULE).read_bytes()  # with the ends of lines of no system
    assert old.encode() in text
    (folder / RULE).write_bytes(text.replace(old.encode(), new.encode()))


def test_each_save_is_evaluated_and_its_changes_are_marked(library: Path) -> None:
    with previewed(library) as state:
        first = state.current
        assert first.page is not None
        assert (first.marked, first.has_errors) == (None, False)

        saved(library, "Sometimes", "Often")
        second = state.wait(1, PATIENCE)
        # What the page has now, and no fault.
        assert second.page == evaluated(library)[0] != first.page
        assert second.marked is not None
        assert second.marked.changes > 0
        assert "<ins>" in second.marked.html

        saved(library, "Often", "Oftne")
        third = state.wait(2, PATIENCE)
        assert (third.has_errors, third.page, third.marked) == (True, second.page, second.marked)
        assert "principles/1-access.yaml:" in third.faults
        assert "did you mean 'Often'?" in third.faults

        saved(library, "Oftne", "Sometimes")
        fourth = state.wait(3, PATIENCE)
        assert (fourth.has_errors, fourth.page) == (False, first.page)


def test_folder_without_a_programme_or_a_report_is_a_message_and_not_the_end(library: Path) -> None:
    (library / "reports" / "report.yaml").unlink()
    (library / "reports" / "wording.yaml").unlink()
    page, faults = evaluated(library)
    assert page is None
    assert "reports/report.yaml" in faults
    (library / "programme.yaml").rename(library / "programme.txt")
    page, faults = evaluated(library)
    assert page is None
    assert "programme.yaml" in faults


@pytest.mark.parametrize(
    ("name", "text", "is_save"),
    [
        ("rules/a.yaml", "changed", True),
        ("rules/b.yaml", "new", True),
        ("rules/a.yaml", None, True),
        ("surveys/inside/b.csv", "new", True),
        ("out.txt", "of no programme", False),
    ],
)
def test_changed_new_and_removed_files_of_the_programme_are_saves(
    tmp_path: Path, name: str, text: str | None, is_save: bool
) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "a.yaml").write_text("a")
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    known = stamps_of(tmp_path)
    if text is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_text(text)
    looks = iter((False, True))
    assert (wait_for_save(tmp_path, known, lambda: next(looks)) is not None) == is_save


def shown(**values: Any) -> PreviewState:
    state = PreviewState()
    state._preview = Preview(**values)
    return state


def test_page_report_and_state_are_served() -> None:
    state = shown(version=1, page="<p>plain</p>", faults="1 warning", seconds=0.25)
    with served(state) as server:
        assert asked(server, "")[0] == 200
        assert asked(server, "report") == (200, "<p>plain</p>")
        assert json.loads(asked(server, "state?known=0")[1]) == {
            "version": 1,
            "has_page": True,
            "has_errors": False,
            "faults": "1 warning",
            "milliseconds": 250,
            "changes": 0,
        }
        state.show("<p>new</p>", "", 0.1)
        assert "<del>plain</del>" in asked(server, "report")[1]
        assert asked(server, "report?plain") == (200, "<p>new</p>")
        assert asked(server, "nothing")[0] == 404


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1", "127.0.0.1:1"])
def test_other_names_of_this_address_are_refused(host: str) -> None:
    with served(shown(version=1, page="secret")) as server:
        status, text = asked(server, "report", host)
        assert status == 403
        assert "secret" not in text


def test_port_in_use_is_wrong_use(library: Path) -> None:
    with served(PreviewState()) as server:
        result = CliRunner().invoke(main, ["preview", str(library), "--port", str(server.server_port)])
    assert result.exit_code == 2
    assert "--port 0" in result.output
