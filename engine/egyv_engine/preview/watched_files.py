"""Says when a file of a programme was written, added or removed."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from egyv_engine.files.folder import MAIN_FILE, RULE_FOLDERS

Stamps = Mapping[str, tuple[int, ...]]

POLL = 0.05  # seconds between two looks at the files
QUIET = 0.03  # seconds without a change after which a save is complete: some editors write a file in steps
MOST_OF_THE_TIME = (
    0.005  # the part of a processor that looking may take; in a large folder, looks are further apart
)


def stamps_of(folder: Path) -> Stamps:
    """Return what changes with each file of a programme when it is written: its node, size and times.

    Args:
        folder: The programme's folder.
    """
    found: dict[str, tuple[int, ...]] = {}
    inside = (path for name in RULE_FOLDERS for path in _files_below(os.path.join(folder, name)))  # noqa: PTH118
    for path in (os.path.join(folder, MAIN_FILE), *inside):  # noqa: PTH118
        try:
            status = os.stat(path)  # noqa: PTH116
        except OSError:  # it was removed since the folder was listed, or is a link to nothing
            continue
        found[path] = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return found


def _files_below(folder: str) -> Iterator[str]:
    """Yield the paths of the files in a folder and in those inside of it; none where there is no such folder."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from _files_below(entry.path)
                else:
                    yield entry.path
    except OSError:
        return


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
        started = time.thread_time()
        found = stamps_of(folder)
        took = time.thread_time() - started
        if found != known:
            time.sleep(QUIET)
            if stamps_of(folder) == found:
                return found
            continue
        time.sleep(max(POLL, took / MOST_OF_THE_TIME))
    return None
