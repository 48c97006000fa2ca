"""New files: all of them or none, and nothing over a file that is there."""

import os
from pathlib import Path, PurePosixPath

import pytest

from egyv_engine.exchange.missing_extra import MissingExtraError, require
from egyv_engine.exchange.new_files import ExistingFileError, write_new_files, write_new_folder


def test_files_are_written_together(tmp_path: Path) -> None:
    write_new_files({tmp_path / "a": b"1", tmp_path / "b": b"2"})
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a": b"1", "b": b"2"}


def test_one_file_that_cannot_be_written_leaves_none(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_new_files({tmp_path / "a": b"1", tmp_path / "nowhere" / "b": b"2"})
    assert list(tmp_path.iterdir()) == []


def test_folder_that_is_empty_is_filled_and_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    write_new_folder(tmp_path / "new", {PurePosixPath("rules/a.yaml"): b"1"})
    assert (tmp_path / "new" / "rules" / "a.yaml").read_bytes() == b"1"
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(ExistingFileError, match="is not a folder"):
        write_new_folder(tmp_path / "file", {PurePosixPath("a"): b"1"})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "new"]


def test_folder_that_a_killed_run_left_behind_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".new.egyv-new" / "rules").mkdir(parents=True)
    (tmp_path / ".new.egyv-new" / "rules" / "old.yaml").write_bytes(b"half")
    write_new_folder(tmp_path / "new", {PurePosixPath("rules/a.yaml"): b"1"})
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()) == [
        "new/rules/a.yaml"
    ]


def test_folder_that_another_run_fills_first_is_refused(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    waits: list[Path] = []

    def end_of_other(folder: Path) -> None:
        waits.append(folder)
        write_new_files({tmp_path / "new" / "a": b"mine"})
        os.close(other)

    (tmp_path / "new").mkdir()
    other = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    with pytest.raises(ExistingFileError, match="is not empty"):
        write_new_folder(tmp_path / "new", {PurePosixPath("a"): b"1"}, on_wait=end_of_other)
    assert waits == [tmp_path]
    assert (tmp_path / "new" / "a").read_bytes() == b"mine"


def test_missing_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError, match=r"--workbook needs xlsxwriter.*egyv-engine\[excel\]"):
        require("xlsxwriter", "--workbook")
