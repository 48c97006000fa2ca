"""Puts a run's files into the output folder: a sibling is filled, the receipt last, then swapped in whole.

At every moment the folder is either as it was, or as it will be, or gone for the blink between two renames; then the
one before stands beside it and the next run brings it back. Files that no receipt vouches for are carried over.
"""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from egyv_engine.publish.receipt import NAME, outputs_of


class RefusedError(Exception):
    """The output folder cannot be used; the message says why and what to do."""


def check_folder(out: Path) -> None:
    """Raises RefusedError where `out` holds something that is not from the engine. Asked before any work is done."""
    out = out.resolve()
    _ours(out, _sibling(out, "old"))


def write_folder(out: Path, files: Mapping[str, bytes]) -> None:
    """Makes `out` hold these files, and what others put there; files of an earlier run go. Raises RefusedError."""
    if NAME not in files:
        raise ValueError("a run without a receipt cannot be told from others' files")
    out = out.resolve()
    new, old = _sibling(out, "new"), _sibling(out, "old")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _only_one(out.parent):
            _bring_back(out, old)
            ours = _ours(out, old)
            _remove(new)
            new.mkdir()
            _carry_over(out, new, ours, frozenset(files))
            for name in sorted(files, key=lambda n: (n == NAME, n)):
                (new / name).write_bytes(files[name])
            _swap(out, new, old)
            _remove(old)
    except OSError as fault:
        raise RefusedError(f"cannot write to {out}: {fault.strerror or fault}") from fault


def _sibling(out: Path, kind: str) -> Path:
    return out.with_name(f".{out.name}.egyv-{kind}")


@contextmanager
def _only_one(parent: Path) -> Iterator[None]:
    """Holds other runs off while one writes beneath `parent`; the system lets go of the lock if the process dies."""
    if (
        sys.platform == "win32"
    ):  # no such lock there: two runs into one folder at once are the user's to avoid
        yield
        return
    import fcntl

    held = os.open(parent, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks is no reason not to write
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _bring_back(out: Path, old: Path) -> None:
    """Mends what a run left that died between the renames, or before it took the old folder away."""
    if not old.exists():
        return
    if not out.exists():
        old.rename(out)
    elif _receipt_names(out) is not None:
        _remove(old)  # the swap was done, and all that others put there was carried over before it


def _ours(out: Path, old: Path) -> frozenset[str]:
    """The names of the files in `out` that an earlier run wrote."""
    if not out.exists() and not old.exists():
        return frozenset()
    if out.exists() and not out.is_dir():
        raise RefusedError(f"{out} is a file, not a folder")
    try:
        if not out.exists() or not any(out.iterdir()):
            return frozenset()
    except OSError as fault:
        raise RefusedError(f"cannot read {out}: {fault.strerror or fault}") from fault
    names = _receipt_names(out)
    if names is None:
        raise RefusedError(
            f"{out} is not empty and holds no receipt of egyv-engine; name another folder with --out"
        )
    return names | {NAME}


def _receipt_names(out: Path) -> frozenset[str] | None:
    try:
        return outputs_of((out / NAME).read_bytes())
    except OSError:
        return None


def _carry_over(out: Path, new: Path, ours: frozenset[str], coming: frozenset[str]) -> None:
    """Puts everything in `out` that is not ours into `new`; files are linked, not copied, where that is possible."""
    for path in sorted(out.iterdir()) if out.exists() else []:
        if path.name in ours:
            continue
        if path.name in coming:
            raise RefusedError(f"{path} is not from egyv-engine and would be overwritten; move it away")
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, new / path.name, symlinks=True, copy_function=_link)
        else:
            _link(path, new / path.name)


def _link(path: str | Path, to: str | Path) -> None:
    try:
        os.link(path, to, follow_symlinks=False)
    except OSError:
        shutil.copy2(path, to, follow_symlinks=False)


def _swap(out: Path, new: Path, old: Path) -> None:
    if out.exists():
        out.rename(old)
    try:
        new.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
