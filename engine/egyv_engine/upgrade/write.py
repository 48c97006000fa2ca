"""Replaces files of a folder: each is first written to a file next to its old version; then all are renamed."""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath


def replace_files(folder: Path, files: Mapping[PurePosixPath, bytes], *, last: PurePosixPath) -> None:
    """Write new contents over files that are there. A file is replaced whole or not at all.

    Args:
        folder: The folder that the paths start from.
        files: The new bytes by path.
        last: The file that is replaced after all others, so that an interrupted run can be recognised and repeated.

    Raises:
        OSError: If a file cannot be written. Up to the first rename nothing has changed.
    """
    ready: list[tuple[Path, Path]] = []
    try:
        for file in sorted(files, key=lambda f: (f == last, f)):
            target = (folder / file).resolve()  # a link stays a link
            sibling = target.with_name(f".{target.name}.egyv-new")
            ready.append((sibling, target))
            _write(sibling, files[file])
            shutil.copymode(target, sibling)
        for sibling, target in ready:
            sibling.replace(target)
    finally:
        for sibling, _ in ready:
            with suppress(OSError):
                sibling.unlink()


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
