"""Starts a PostgreSQL server of its own in a temporary folder, on a free port of this machine."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PASSWORD = "k3pt-out-of-messages"


@contextmanager
def running_postgres() -> Iterator[str]:
    """Yield the address of the server's database; skip the test where PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = str(found[-1]) if found else shutil.which("initdb")
    if initdb is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    control = str(Path(initdb).with_name("pg_ctl"))
    user = "postgres" if os.geteuid() == 0 else None  # the server does not run as root
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "password").write_text(PASSWORD)
        if user:
            for path in (folder, folder / "password"):
                shutil.chown(path, user)
        data = str(folder / "data")
        owner = ["-U", "surveyor", "-A", "scram-sha-256", "--pwfile", str(folder / "password")]

        def run(*command: str) -> None:
            # Into a file: the server would keep a pipe open.
            with (folder / "commands.log").open("ab") as out:
                subprocess.run(command, check=True, user=user, cwd=folder, stdout=out, stderr=out)

        run(initdb, "-D", data, "-N", "-E", "UTF8", *owner)
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        log = str(folder / "log")
        run(control, "-D", data, "-o", options, "-l", log, "-w", "start")
        try:
            yield f"postgresql://surveyor:{PASSWORD}@127.0.0.1:{port}/postgres"
        finally:
            run(control, "-D", data, "-m", "immediate", "-w", "stop")
