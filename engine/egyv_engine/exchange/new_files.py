"""Writes files that do not exist yet: all of them or none, and never over a file that is there."""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from egyv_engine.files.locking import OnWait, locked
from egyv_engine.files.replacing import naming, write_through


class ExistingFileError(Exception):
    """A file or folder is there already. The message says which, and what to do."""


def write_new_files(files: Mapping[Path, bytes]) -> None:
    """Write files under names that are free.

    Args:
        files: The bytes by path.

    Raises:
        ExistingFileError: A file with one of the names exists; nothing is written.
        OSError: A file cannot be written; none of them is left behind.
    """
    for path in files:
        if path.exists() or path.is_symlink():
            raise ExistingFileError(f"{path} is there already; name another file, or move that one away")
    ready: list[tuple[Path, Path]] = []
    done: list[Path] = []
    try:
        for path, data in files.items():
            sibling = path.with_name(f".{path.name}.egyv-new")
            ready.append((sibling, path))
            with naming(path):
                write_through(sibling, data)
        for sibling, path in ready:
            with naming(path):
                _name_new(sibling, path)
            done.append(path)
    except BaseException:
        for path in done:
            with suppress(OSError):
                path.unlink()
        raise
    finally:
        for sibling, _ in ready:
            with suppress(OSError):
                sibling.unlink()


def write_new_folder(
    folder: Path, files: Mapping[PurePosixPath, bytes], *, on_wait: OnWait = lambda _folder: None
) -> None:
    """Write a folder that does not exist, or that is empty.

    Args:
        folder: The folder; its parents are made if they do not exist.
        files: The bytes by path within the folder.
        on_wait: Called with the folder that another program has locked, before the call waits for it.

    Raises:
        ExistingFileError: The folder has content, or is a file; nothing is written.
        OSError: A file cannot be written; no folder is left behind.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise ExistingFileError(f"{folder} is not a folder; name one that does not exist yet")
    with naming(folder):
        target = folder.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        with locked(target.parent, on_wait):
            _refuse_content(folder)
            new = target.with_name(f".{target.name}.egyv-new")
            if new.exists():  # a run was killed while it wrote
                shutil.rmtree(new)
            _fill_and_name(new, target, files)


def _refuse_content(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise ExistingFileError(
            f"{folder} is not empty, and no file in it is overwritten; name a folder that does not exist yet"
        )


def _fill_and_name(new: Path, target: Path, files: Mapping[PurePosixPath, bytes]) -> None:
    """Write a folder next to its place, and put it there once it is complete."""
    new.mkdir()
    try:
        for file, data in files.items():
            path = new / file
            path.parent.mkdir(parents=True, exist_ok=True)
            write_through(path, data)
        if target.exists():
            target.rmdir()  # fails if somebody has put a file there in the meantime
        new.rename(target)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise


def _name_new(sibling: Path, path: Path) -> None:
    """Set the name of a file, which fails if another file has it by now."""
    try:
        os.link(sibling, path)
    except FileExistsError:
        raise ExistingFileError(
            f"{path} is there already; name another file, or move that one away"
        ) from None
    except OSError:  # a file system without links
        sibling.rename(path)
