"""Says when a file of a programme was written, added or removed."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from egyv_engine.files.folder import Folder

Stamps = Mapping[PurePosixPath, tuple[int, ...]]

POLL = 0.05  # seconds between two looks at the files
QUIET = 0.03  # seconds without a change after which a save is complete: some editors write a file in steps


def stamps_of(folder: Path) -> Stamps:
    """Return what changes with each file of a programme when it is written: its node, size and times.

    Args:
        folder: The programme's folder.
    """
    files = Folder(folder)
    found: dict[PurePosixPath, tuple[int, ...]] = {}
    for file in files:
        try:
            status = files.path(file).stat()
        except OSError:  # it was removed since the folder was listed
            continue
        found[file] = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return found


def wait_for_save(folder: Path, known: Stamps, is_stopped: Callable[[], bool]) -> Stamps | None:
    """Return the stamps of the files once they differ from what is known and no longer change.

    Args:
        folder: The programme's folder.
        known: The stamps of the files that were evaluated.
        is_stopped: Whether to wait no longer.

    Returns:
        The stamps of the files as they are now; None if the wait was stopped.
    """
    while not is_stopped():
        found = stamps_of(folder)
        if found != known:
            time.sleep(QUIET)
            if stamps_of(folder) == found:
                return found
            continue
        time.sleep(POLL)
    return None
