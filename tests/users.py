"""Runs a part of a test as an ordinary user, to whom files may be closed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

_NOBODY = 65534


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Does without the rights of root, to whom no file is closed; does nothing for other users."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
