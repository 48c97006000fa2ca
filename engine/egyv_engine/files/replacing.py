"""Replaces files: each is first written to a file next to its old version; then all are renamed."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath


def replace_files(
    folder: Path, files: Mapping[PurePosixPath, bytes], *, last: PurePosixPath | None = None
) -> None:
    """Write new contents over files that are there, or as new files. A file is replaced whole or not at all.

    Args:
        folder: The folder that the paths start from.
        files: The new bytes by path.
        last: The file that is replaced after all others, so that an interrupted run can be recognised and repeated.

    Raises:
        OSError: If a file cannot be written, which it names. Up to the first rename nothing has changed.
    """
    ready: list[tuple[Path, Path]] = []
    try:
        for file in sorted(files, key=lambda f: (f == last, f)):
            with naming(folder / file):
                target = (folder / file).resolve()  # a link stays a link
                sibling = target.with_name(f".{target.name}.egyv-new")
                ready.append((sibling, target))
                write_through(sibling, files[file])
                if target.exists():
                    shutil.copymode(target, sibling)
        for sibling, target in ready:
            with naming(target):
                sibling.replace(target)
    finally:
        for sibling, _ in ready:
            with suppress(OSError):
                sibling.unlink()


def write_through(path: Path, data: bytes) -> None:
    """Write a file, and wait until it is on the disk.

    Args:
        path: The file.
        data: Its bytes.
    """
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Set the file that a fault of the system names: on a full disk it names none, and elsewhere perhaps a sibling.

    Args:
        path: The file.

    Raises:
        OSError: The fault, with the name of the file.
    """
    try:
        yield
    except FileExistsError:
        raise
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror or str(fault), str(path)) from fault
