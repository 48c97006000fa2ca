"""Replacing files: all are written before the first one changes, and no other file is left."""

import os
import sys
from pathlib import Path, PurePosixPath

import pytest

from egyv_engine.files.replacing import replace_files

A, B, LAST = (PurePosixPath(name) for name in ("rules/a.yaml", "rules/b.yaml", "a_last.yaml"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    for file in (A, B, LAST):
        (tmp_path / file).write_bytes(b"old")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_replace_files_writes_these_and_leaves_nothing_beside_them(folder: Path) -> None:
    replace_files(folder, {A: b"new\r\n", LAST: b"newer"}, last=LAST)
    assert contents(folder) == {"rules/a.yaml": b"new\r\n", "rules/b.yaml": b"old", "a_last.yaml": b"newer"}


@pytest.mark.skipif(sys.platform == "win32", reason="the links and permissions of POSIX")
def test_replace_files_keeps_permissions_and_links(folder: Path) -> None:
    (folder / A).chmod(0o640)
    (folder / "real.yaml").write_bytes(b"old")
    (folder / B).unlink()
    (folder / B).symlink_to("../real.yaml")
    replace_files(folder, {A: b"new", B: b"new"}, last=LAST)
    assert (folder / A).stat().st_mode & 0o777 == 0o640
    assert (folder / B).is_symlink()
    assert (folder / "real.yaml").read_bytes() == b"new"


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(folder: Path) -> None:
    before = contents(folder)
    with pytest.raises(OSError, match="missing"):
        replace_files(folder, {A: b"new", PurePosixPath("missing/a.yaml"): b"new"}, last=LAST)
    assert contents(folder) == before


def test_an_interrupted_run_has_not_replaced_the_last_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    rename = Path.replace

    def replace(self: Path, target: str | os.PathLike[str]) -> Path:
        done.append(Path(target).name)
        if len(done) == 2:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OSError, match="No space"):
        replace_files(folder, {LAST: b"new", A: b"new", B: b"new"}, last=LAST)
    assert done == ["a.yaml", "b.yaml"]
    assert contents(folder) == {"rules/a.yaml": b"new", "rules/b.yaml": b"old", "a_last.yaml": b"old"}


def test_new_file_is_written_and_full_disk_is_said_of_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_files(folder, {PurePosixPath("new.csv"): b"new"})
    assert (folder / "new.csv").read_bytes() == b"new"

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    before = contents(folder)
    with pytest.raises(OSError, match="No space left on device") as raised:
        replace_files(folder, {PurePosixPath("new.csv"): b"newer"})
    assert Path(raised.value.filename).name == "new.csv"
    assert contents(folder) == before
