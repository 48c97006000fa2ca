"""Two folders change places in one step, or nothing changes."""

import ctypes
import errno
from pathlib import Path
from types import SimpleNamespace

import pytest

from egyv_engine.publish.swapped_folders import swap_folders


def two_folders(folder: Path) -> tuple[Path, Path]:
    (folder / "first" / "was first").mkdir(parents=True)
    (folder / "second" / "was second").mkdir(parents=True)
    return folder / "first", folder / "second"


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_folders_change_places_or_nothing_changes(tmp_path: Path) -> None:
    first, second = two_folders(tmp_path)
    done = swap_folders(first, second)
    assert (names(first), names(second)) == (
        (["was second"], ["was first"]) if done else (["was first"], ["was second"])
    )


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP])
def test_system_that_cannot_exchange_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace(renameat2=lambda *_: -1))
    monkeypatch.setattr(ctypes, "get_errno", lambda: code)
    monkeypatch.setattr("sys.platform", "linux")
    assert not swap_folders(*two_folders(tmp_path))


def test_library_without_the_function_cannot_exchange(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace())
    monkeypatch.setattr("sys.platform", "linux")
    assert not swap_folders(*two_folders(tmp_path))


def test_system_that_refuses_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace(renameat2=lambda *_: -1))
    monkeypatch.setattr(ctypes, "get_errno", lambda: errno.EACCES)
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(PermissionError):
        swap_folders(*two_folders(tmp_path))
