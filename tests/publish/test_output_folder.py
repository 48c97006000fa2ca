"""The output folder is complete or unchanged, whatever happens; files of other origin stay."""

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest

from egyv_engine.publish.output_folder import RefusedError, check_folder, write_folder
from egyv_engine.publish.swapped_folders import swap_folders
from tests.publish.killed_writes import NEW, OLD, THEIRS, fill, held, with_receipt
from tests.users import ordinary_user

IN_MEMORY = Path("/dev/shm")
ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(sys.platform == "win32", reason="the links, locks and permissions of POSIX")


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that every user can enter, with all folders above it.

    It is in memory where the system has such a place, so that no test waits for a disk.
    """
    with tempfile.TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as made:
        Path(made).chmod(0o755)
        yield Path(made)


def exchange_works(folder: Path) -> bool:
    (folder / "a" / "inside").mkdir(parents=True)
    (folder / "b").mkdir()
    done = swap_folders(folder / "a", folder / "b")
    assert (folder / "b" / "inside").exists() == done
    return done


def test_write_folder_replaces_our_files_and_keeps_others(tmp_path: Path) -> None:
    out = tmp_path / "out"
    fill(out, {**OLD, **THEIRS})
    (out / "link").symlink_to("notes.txt")
    write_folder(out, NEW)
    assert held(out) == {**NEW, **THEIRS, "link": b"mine"}
    assert (out / "link").is_symlink()
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


CHARTS = with_receipt({"report.md": b"old", "charts/a.svg": b"a", "charts/b.svg": b"b"})


def test_write_folder_replaces_files_in_our_folders_and_keeps_others(tmp_path: Path) -> None:
    out, new = tmp_path / "out", with_receipt({"charts/a.svg": b"new"})
    write_folder(out, CHARTS)
    assert held(out) == CHARTS
    fill(out, {"charts/mine.txt": b"mine", "charts/more/mine.txt": b"mine"})
    write_folder(out, new)
    assert held(out) == {**new, "charts/mine.txt": b"mine", "charts/more/mine.txt": b"mine"}
    write_folder(out, NEW)
    assert held(out) == {**NEW, "charts/mine.txt": b"mine", "charts/more/mine.txt": b"mine"}


def test_write_folder_leaves_no_folder_without_files(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", CHARTS)
    write_folder(tmp_path / "out", NEW)
    assert not (tmp_path / "out" / "charts").exists()


@pytest.mark.parametrize("theirs", [{"charts": b"a file"}, {"charts/a.svg": b"theirs"}])
def test_write_folder_refuses_to_overwrite_in_its_folders(tmp_path: Path, theirs: dict[str, bytes]) -> None:
    out = tmp_path / "out"
    fill(out, {**OLD, **theirs})
    with pytest.raises(RefusedError, match="is not from egyv-engine and would be overwritten"):
        write_folder(out, CHARTS)
    assert held(out) == {**OLD, **theirs}


def test_edited_file_in_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_folder(out, CHARTS)
    (out / "charts" / "a.svg").write_bytes(b"edited")
    with pytest.raises(RefusedError, match=r"charts/a\.svg was edited"):
        write_folder(out, NEW)


def test_write_folder_makes_missing_folders(tmp_path: Path) -> None:
    write_folder(tmp_path / "a" / "b", NEW)
    assert held(tmp_path / "a" / "b") == NEW


@pytest.mark.parametrize(
    "theirs",
    [
        {"thesis.txt": b"years"},
        {"receipt.json": b"{}"},
        {"receipt.json": b"not json"},
        {"receipt.json": b'{"schema": "someone-else/receipt/1", "outputs": {}}'},
    ],
)
def test_write_folder_without_our_receipt_is_refused(tmp_path: Path, theirs: dict[str, bytes]) -> None:
    fill(tmp_path / "out", theirs)
    with pytest.raises(RefusedError, match="holds no receipt"):
        write_folder(tmp_path / "out", NEW)
    assert held(tmp_path) == {f"out/{name}": data for name, data in theirs.items()}


def test_write_folder_with_anothers_file_of_a_name_of_ours_is_refused(tmp_path: Path) -> None:
    fill(tmp_path / "out", {**OLD, "ledger.csv": b"theirs"})
    with pytest.raises(RefusedError, match="would be overwritten"):
        write_folder(tmp_path / "out", {**NEW, "ledger.csv": b"ours"})
    assert held(tmp_path / "out") == {**OLD, "ledger.csv": b"theirs"}


def test_write_folder_beneath_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RefusedError, match=r"file is a file, so the folder .* cannot be made"):
        write_folder(tmp_path / "file" / "out", NEW)


@posix
@pytest.mark.slow
@pytest.mark.parametrize(
    ("user", "way"),
    [("this", "exchange"), ("ordinary", "two_renames")],
    ids=["as this user, exchange", "as an ordinary user, two renames"],
)
def test_write_folder_killed_before_any_call_loses_nothing(open_to_all: Path, user: str, way: str) -> None:
    if way == "exchange" and not exchange_works(open_to_all):
        pytest.skip("this file system cannot exchange two folders in one step")
    ended = subprocess.run(
        [sys.executable, "-m", "tests.publish.killed_writes", open_to_all, user, way],
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=False,
    )
    assert ended.stderr == ""
    calls, was_absent = json.loads(ended.stdout)
    assert calls > 200
    assert (was_absent == 0) == (way == "exchange")


def test_write_folder_by_several_at_once_ends_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    fill(out, {**OLD, **THEIRS})
    runs = [
        threading.Thread(target=write_folder, args=(out, with_receipt({"findings.csv": bytes([i])})))
        for i in range(8)
    ]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    possible = [with_receipt({"findings.csv": bytes([i])}) for i in range(8)]
    assert held(out) in [{**files, **THEIRS} for files in possible]


@pytest.mark.parametrize("name", ["findings.csv", "old.csv"])
def test_file_of_an_earlier_run_that_was_edited_is_not_overwritten(tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    fill(out, {**OLD, **THEIRS, name: b"edited"})
    with pytest.raises(RefusedError, match=f"{name} was edited after .* move it away"):
        check_folder(out)
    with pytest.raises(RefusedError, match=f"{name} was edited after .* move it away"):
        write_folder(out, NEW)
    assert held(out) == {**OLD, **THEIRS, name: b"edited"}


def test_file_of_an_earlier_run_that_was_removed_is_written_again(tmp_path: Path) -> None:
    fill(tmp_path / "out", OLD)
    (tmp_path / "out" / "findings.csv").unlink()
    write_folder(tmp_path / "out", NEW)
    assert held(tmp_path / "out") == NEW


def test_folder_in_the_place_of_a_file_of_ours_is_refused(tmp_path: Path) -> None:
    fill(tmp_path / "out", {**OLD, "old.csv": b"old"})
    (tmp_path / "out" / "old.csv").unlink()
    fill(tmp_path / "out", {"old.csv/notes.txt": b"mine"})
    with pytest.raises(RefusedError, match="move it away"):
        write_folder(tmp_path / "out", NEW)


def test_receipt_of_many_brackets_is_not_ours(tmp_path: Path) -> None:
    fill(tmp_path / "out", {"receipt.json": b"[" * 100_000})
    with pytest.raises(RefusedError, match="holds no receipt"):
        write_folder(tmp_path / "out", NEW)


@posix
@pytest.mark.parametrize(
    ("out", "why"),
    [
        ("/", "is the root of the file system"),
        ("loop", "cannot write to loop: it is a link that leads to itself"),
        ("n" * 250, "cannot write to n+: File name too long"),
        ("n" * 300, "cannot write to n+: File name too long"),
        ("a\0b", "contains a null character"),
        ("programme/rules", "is in rules/ of the programme"),
        ("programme/surveys/out", "is in surveys/ of the programme"),
        ("link/out", "is in rules/ of the programme"),
        (".", "is the current folder or above it"),
        ("..", "is the current folder or above it"),
        ("file/out", "file is a file, so the folder"),
        ("/proc", "is where a file system is mounted"),
    ],
)
def test_odd_place_is_refused_before_and_after_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: str, why: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("programme", "rules").mkdir(parents=True)
    Path("file").touch()
    Path("loop").symlink_to("loop")
    Path("link").symlink_to("programme/rules")
    with pytest.raises(RefusedError, match=why):
        check_folder(Path(out), programme=Path("programme").resolve())
    with pytest.raises(RefusedError, match=why):
        write_folder(Path(out), NEW, programme=Path("programme").resolve())


def test_folder_in_the_programme_beside_its_rules_is_written(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", NEW, programme=tmp_path)
    write_folder(tmp_path / "rules-of-old", NEW, programme=tmp_path)
    assert held(tmp_path / "out") == held(tmp_path / "rules-of-old") == NEW


@posix
def test_current_folder_that_was_removed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(RefusedError, match="the current folder does not exist any more"):
        check_folder(Path("out"))


def test_full_disk_leaves_the_earlier_run_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    fill(tmp_path / "out", {**OLD, **THEIRS})
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RefusedError, match="No space left on device"):
        write_folder(tmp_path / "out", NEW)
    assert held(tmp_path / "out") == {**OLD, **THEIRS}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("winerror", [5, 32])
def test_file_that_is_open_on_windows_is_to_be_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, winerror: int
) -> None:
    fill(tmp_path / "out", OLD)
    denied = PermissionError(errno.EACCES, "Access is denied")
    denied.winerror = winerror  # type: ignore[attr-defined] # which Python on Windows sets
    monkeypatch.setattr("egyv_engine.publish.output_folder._swap", Mock(side_effect=denied))
    with pytest.raises(
        RefusedError,
        match="denied; close the programs that have one of its files open, such as a spreadsheet",
    ):
        write_folder(tmp_path / "out", NEW)
    assert held(tmp_path / "out") == OLD


@posix
def test_every_file_and_both_folders_are_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(os.fstat(descriptor).st_ino))
    out = tmp_path / "out"
    write_folder(out, NEW)
    written = [out / "findings.csv", out / "receipt.json", out, tmp_path]
    assert synced == [path.stat().st_ino for path in written]


@posix
def test_lock_of_another_is_named_before_it_is_waited_for(tmp_path: Path) -> None:
    import fcntl

    holder = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(holder, fcntl.LOCK_EX)
    waited: list[Path] = []

    def release(folder: Path) -> None:
        waited.append(folder)
        os.close(holder)

    write_folder(tmp_path / "out", NEW, on_wait=release)
    assert waited == [tmp_path]
    assert held(tmp_path / "out") == NEW
    write_folder(tmp_path / "out", OLD, on_wait=release)
    assert waited == [tmp_path]  # nobody has locked it


@posix
@pytest.mark.parametrize(
    "use",
    [check_folder, lambda out, on_wait: write_folder(out, NEW, on_wait=on_wait)],
    ids=["check", "write"],
)
def test_half_written_folder_of_another_run_is_not_judged_while_that_run_writes(
    open_to_all: Path, use: Callable[..., None]
) -> None:
    import fcntl

    half_written = open_to_all / ".out.egyv-new"
    open_to_all.chmod(0o777)
    with ordinary_user():
        fill(open_to_all / "out", OLD)
        fill(half_written, {"findings.csv": b"half"})
        half_written.chmod(0o555)  # nobody could remove it
        other_run = os.open(open_to_all, os.O_RDONLY)
        fcntl.flock(other_run, fcntl.LOCK_EX)

        def finish_other_run(_folder: Path) -> None:
            half_written.chmod(0o755)
            shutil.rmtree(half_written)
            os.close(other_run)

        use(open_to_all / "out", on_wait=finish_other_run)
    assert not half_written.exists()


@posix
def test_folder_of_another_user_is_refused_first(open_to_all: Path) -> None:
    fill(open_to_all / "out", OLD)
    (open_to_all / "out").chmod(0o555)
    open_to_all.chmod(0o777)
    with ordinary_user(), pytest.raises(RefusedError, match="you may not write to"):
        check_folder(open_to_all / "out")
    with ordinary_user(), pytest.raises(RefusedError, match="you may not write to"):
        write_folder(open_to_all / "out", NEW)
    assert [p.name for p in open_to_all.iterdir()] == ["out"]
    (open_to_all / "out").chmod(0o755)


@posix
def test_folder_that_may_not_be_entered_is_refused(open_to_all: Path) -> None:
    (open_to_all / "shut").mkdir(mode=0)
    refused(open_to_all / "shut" / "out", "you may not write to .*shut")


def refused(out: Path, why: str) -> None:
    """An ordinary user may not use the folder, and learns that before any work is done; nothing has changed."""
    before = sorted(path.name for path in out.parent.iterdir())
    with ordinary_user(), pytest.raises(RefusedError, match=why):
        check_folder(out)
    with ordinary_user(), pytest.raises(RefusedError, match=why):
        write_folder(out, NEW)
    assert sorted(path.name for path in out.parent.iterdir()) == before


def of_all(folder: Path) -> None:
    """Let every user change a folder and the one above it."""
    folder.chmod(0o777)
    folder.parent.chmod(0o777)


root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="files of two users")


@root
def test_folder_of_another_user_within_the_output_is_refused_first(open_to_all: Path) -> None:
    out = open_to_all / "out"
    fill(out, {**OLD, "theirs/notes.txt": b"theirs"})
    of_all(out)
    refused(out, "theirs belongs to another user and cannot be kept")
    (out / "theirs").chmod(0o700)
    refused(out, "theirs belongs to another user and cannot be kept")
    (out / "theirs" / "notes.txt").unlink()
    (out / "theirs").chmod(0o755)
    with ordinary_user():
        write_folder(out, NEW)
    assert held(out) == NEW


@root
@pytest.mark.parametrize("role", ["old", "new"])
def test_folder_that_another_user_left_behind_is_named_first(open_to_all: Path, role: str) -> None:
    out = open_to_all / "out"
    fill(out, OLD)
    of_all(out)
    fill(open_to_all / f".out.egyv-{role}", OLD)
    refused(out, rf"\.out\.egyv-{role} is left from an earlier run and cannot be removed")


@root
def test_folder_above_that_may_not_be_changed_is_named_first(open_to_all: Path) -> None:
    out = open_to_all / "out"
    refused(out, f"you may not write to {open_to_all}")
    fill(out, OLD)
    of_all(out)
    open_to_all.chmod(0o1777)
    refused(out, "belongs to another user, and only that user may replace it")


@root
@pytest.mark.parametrize("name", ["receipt.json", "findings.csv"])
def test_file_of_an_earlier_run_that_may_not_be_read_is_named(open_to_all: Path, name: str) -> None:
    fill(open_to_all / "out", OLD)
    of_all(open_to_all / "out")
    (open_to_all / "out" / name).chmod(0)
    refused(open_to_all / "out", f"you may not read .*{name}")


@posix
def test_rights_of_the_folder_stay(open_to_all: Path) -> None:
    out = open_to_all / "out"
    fill(out, OLD)
    out.chmod(0o710)
    if os.geteuid() == 0:
        os.chown(out, 65534, 65533)
    before = out.stat()
    write_folder(out, NEW)
    after = out.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
