"""Accepts a programme as the path of its folder, or as a mapping of its files in memory."""

import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from egyv_engine.files.folder import MAIN_FILE, Folder, read_folder
from egyv_engine.rules.unread_files import unread_files

ProgrammeSource: TypeAlias = (
    str | os.PathLike[str] | Mapping[PurePosixPath, str | bytes] | Mapping[str, str | bytes]
)


def programme_files(source: ProgrammeSource) -> Mapping[PurePosixPath, bytes]:
    """Return the files of a programme by path within its folder.

    Args:
        source: The programme's folder; or its files, as text or bytes, by path within the folder.

    Raises:
        FileNotFoundError: There is no such folder, or it holds no programme.yaml.
        NotADirectoryError: The path is a file.
        TypeError: The source is neither a path nor a mapping.
    """
    if isinstance(source, Folder):
        return source
    if isinstance(source, str | os.PathLike):
        return programme_folder(Path(source))
    if not isinstance(source, Mapping):
        raise TypeError(
            f"a programme is a folder's path or a mapping of its files, not {type(source).__name__}"
        )
    return {
        PurePosixPath(name): data.encode() if isinstance(data, str) else data for name, data in source.items()
    }


def programme_folder(path: Path) -> Folder:
    """Return the files of a programme's folder; each is read when it is first asked for.

    Raises:
        FileNotFoundError: There is no such folder, or it holds no programme.yaml.
        NotADirectoryError: The path is a file.
        PermissionError: The folder may not be entered.
    """
    if path.is_symlink() and not path.exists():
        raise FileNotFoundError(f"{path} is a link that leads to nothing, or to itself")
    if not path.exists():
        raise FileNotFoundError(f"there is no folder {path}")
    if not path.is_dir():
        raise NotADirectoryError(f"{path} is not a folder; a programme is the folder that holds {MAIN_FILE}")
    if not _is_there(path / MAIN_FILE):
        name = "this folder" if path == Path() else str(path)
        near = unread_files((PurePosixPath(one.name) for one in sorted(path.iterdir())), [MAIN_FILE], [])
        advice = f"rename {next(iter(near))} to it" if near else "a programme is the folder that holds one"
        raise FileNotFoundError(f"{name} holds no {MAIN_FILE}; {advice}")
    return read_folder(path)


def _is_there(path: Path) -> bool:
    """Return whether something has a name, also a link that leads to nothing: that is a fault of the programme."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True
