"""Makes two folders change places in one step, where the system can: neither name ever leads to nothing."""

import ctypes
import errno
import os
import sys
from pathlib import Path

_SWAP = 2  # RENAME_EXCHANGE of Linux, and RENAME_SWAP of macOS
_CURRENT_FOLDER = -100  # AT_FDCWD of Linux
# Linux says EINVAL for a file system, and ENOSYS for a kernel, that cannot exchange names. macOS says ENOTSUP.
_UNABLE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}


def swap_folders(first: Path, second: Path) -> bool:
    """Make two folders change places, in one step.

    Args:
        first: A folder.
        second: Another folder of the same file system.

    Returns:
        False if the system cannot do that; then nothing has changed.

    Raises:
        OSError: If the system can, and refuses, for example because the user may not rename a folder.
    """
    names = os.fsencode(first), os.fsencode(second)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            failed = library.renameat2(_CURRENT_FOLDER, names[0], _CURRENT_FOLDER, names[1], _SWAP)
        elif sys.platform == "darwin":
            failed = library.renamex_np(*names, _SWAP)
        else:
            return False
    # Windows and old C libraries have no such function, or no way to call it.
    except (AttributeError, OSError, TypeError):
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in _UNABLE:
        return False
    raise OSError(code, os.strerror(code), str(first), None, str(second))
