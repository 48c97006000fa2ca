"""Makes programs wait while one of them writes a folder."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

OnWait = Callable[[Path], None]


@contextmanager
def locked(parent: Path, on_wait: OnWait) -> Iterator[None]:
    """Make other runs wait while one writes below `parent`. The system releases the lock if the process dies.

    Args:
        parent: The folder that holds the one that is written.
        on_wait: Called with it if another program has locked it, before the call waits.
    """
    if sys.platform == "win32":  # it has no such lock: users must not start two runs into one folder at once
        yield
        return
    import fcntl

    descriptor = os.open(parent, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems have no locks; writing works there too
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                on_wait(parent)
                fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
