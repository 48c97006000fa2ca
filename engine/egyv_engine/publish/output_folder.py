"""Replaces the output folder as a whole: fills a sibling folder, the receipt last, then renames it into place.

The folder always has either its earlier or its new content. It is absent only between two renames; if a run dies
there, the earlier folder is kept under another name and the next run restores it. Files that are not listed in a
receipt belong to somebody else and are carried over.
"""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from egyv_engine.publish.receipt import NAME, outputs_of


class RefusedError(Exception):
    """The output folder cannot be used. The message says why and what to do."""


def check_folder(out: Path) -> None:
    """Check, before any work is done, that `out` may be written to.

    Raises:
        RefusedError: The folder holds files, and no receipt shows that they are from this engine.
    """
    out = out.resolve()
    _own_files(out, _sibling(out, "old"))


def write_folder(out: Path, files: Mapping[str, bytes]) -> None:
    """Replace the files of an earlier run in `out` by these, and keep files that are not from the engine.

    Args:
        out: The folder; it and its parents are made if they do not exist.
        files: The content of each file by its name. The receipt must be among them.

    Raises:
        RefusedError: The folder cannot be written to, or holds files that are not from this engine.
    """
    if NAME not in files:
        raise ValueError("the files of a run must include its receipt")
    out = out.resolve()
    new, old = _sibling(out, "new"), _sibling(out, "old")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _locked(out.parent):
            _restore(out, old)
            own = _own_files(out, old)
            _remove(new)
            new.mkdir()
            _carry_over(out, new, own, frozenset(files))
            for name in sorted(files, key=lambda n: (n == NAME, n)):
                (new / name).write_bytes(files[name])
            _swap(out, new, old)
            _remove(old)
    except OSError as fault:
        raise RefusedError(f"cannot write to {out}: {fault.strerror or fault}") from fault


def _sibling(out: Path, role: str) -> Path:
    return out.with_name(f".{out.name}.egyv-{role}")


@contextmanager
def _locked(parent: Path) -> Iterator[None]:
    """Make other runs wait while one writes below `parent`. The system releases the lock if the process dies."""
    if sys.platform == "win32":  # it has no such lock: users must not start two runs into one folder at once
        yield
        return
    import fcntl

    descriptor = os.open(parent, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems have no locks; writing works there too
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _restore(out: Path, old: Path) -> None:
    """Clear up after a run that died between the two renames, or before it removed the old folder."""
    if not old.exists():
        return
    if not out.exists():
        old.rename(out)
    elif _receipt_names(out) is not None:
        _remove(old)  # both renames were done, and files that are not ours had been carried over before


def _own_files(out: Path, old: Path) -> frozenset[str]:
    """Return the names of the files in `out` that an earlier run wrote."""
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


def _carry_over(out: Path, new: Path, own: frozenset[str], names: frozenset[str]) -> None:
    """Put every file in `out` that is not from the engine into `new`, as a link where possible, else as a copy."""
    for path in sorted(out.iterdir()) if out.exists() else []:
        if path.name in own:
            continue
        if path.name in names:
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
