"""Reads a damaged file in a process of its own, because the library that reads it can end the process.

The process is started as `python -m MODULE`. It takes the bytes of the file from stdin, and writes a line of JSON, which
is a text if the file cannot be read, and then a table of texts as Arrow.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import polars as pl

from egyv_engine.data.sources.native_code import DamagedFileError


def read_apart(module: str, arguments: Sequence[str], data: bytes) -> tuple[Any, pl.DataFrame]:
    """Return what a module reads from a file in a process of its own.

    Args:
        module: The name of the module, which calls `answer_parent` when it is run.
        arguments: Its arguments.
        data: The file.

    Returns:
        What the module says of the file, and the table in it; the table has no columns if the module writes none.

    Raises:
        DamagedFileError: The file cannot be read, or the library ended the process.
    """
    ended = subprocess.run(  # noqa: S603 (this Python, with a module of the engine)
        [sys.executable, "-m", module, *arguments],
        input=data,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )
    first, _, rest = ended.stdout.partition(b"\n")
    if ended.returncode or not first:
        raise DamagedFileError("")
    found = json.loads(first)
    if isinstance(found, str):
        raise DamagedFileError(found)
    return found, pl.read_ipc_stream(BytesIO(rest)) if rest else pl.DataFrame()


def answer_parent(read: Callable[[bytes, Sequence[str]], tuple[Any, pl.DataFrame]]) -> None:
    """Read the file on stdin in the process of its own, and write what is found to stdout.

    Args:
        read: Takes the file and the arguments of the process; returns what is to be written.
    """
    stdout = os.dup(1)
    os.dup2(2, 1)  # a library that prints does not disturb the answer
    stream = BytesIO()
    try:
        found, table = read(sys.stdin.buffer.read(), sys.argv[1:])
        if table.width:
            table.write_ipc_stream(stream)
    except DamagedFileError as error:
        found = str(error)
    with os.fdopen(stdout, "wb") as out:
        out.write(json.dumps(found).encode() + b"\n" + stream.getvalue())
