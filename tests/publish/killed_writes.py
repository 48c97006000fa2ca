"""Writes an output folder again and again, each time in a process that is killed one call later.

`python -m tests.publish.killed_writes FOLDER this|ordinary exchange|two_renames` prints how many calls there are, and
before how many of them the folder was absent. It is a program of its own because a process is forked for each call:
that of the tests is hundreds of megabytes, this one is small.
"""

import hashlib
import json
import os
import shutil
import signal
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from unittest.mock import patch

from egyv_engine.publish import output_folder
from egyv_engine.publish.output_folder import write_folder
from tests.users import ordinary_user


def with_receipt(files: dict[str, bytes]) -> dict[str, bytes]:
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    receipt = {"schema": "egyv-engine/receipt/1", "outputs": hashes}
    return {**files, "receipt.json": json.dumps(receipt).encode()}


OLD = with_receipt({"findings.csv": b"old", "old.csv": b"old"})
NEW = with_receipt({"findings.csv": b"new"})
THEIRS = {"notes.txt": b"mine", "drafts/one.txt": b"mine too"}


def fill(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def held(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def die_before_call(step: int, out: Path, user: AbstractContextManager[None]) -> bool:
    """Writes the new files in another process, which is killed before its nth call into C; returns whether it was.

    Python makes each system call through such a call: open, write, fsync, rename, link, flock and all others.
    """
    child = os.fork()
    if child == 0:
        seen = 0

        def kill(_frame: object, event: str, _argument: object) -> None:
            nonlocal seen
            seen += event == "c_call"
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            with user:
                sys.setprofile(kill)
                write_folder(out, NEW)
                sys.setprofile(None)
        except BaseException:  # noqa: BLE001 - the child must not take the next step
            os._exit(3)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def main(folder: Path, user: str, way: str) -> None:
    def as_user() -> AbstractContextManager[None]:
        return ordinary_user() if user == "ordinary" else nullcontext()

    if way == "two_renames":
        patch.object(output_folder, "swap_folders", lambda _first, _second: False).start()
    folder.chmod(0o777)
    was_absent, step = 0, 0
    while True:
        step += 1
        out = folder / str(step) / "out"
        with as_user():
            fill(out, {**OLD, **THEIRS})
        if not die_before_call(step, out, as_user()):
            break
        was_absent += not out.exists()
        assert not out.exists() or held(out) in ({**OLD, **THEIRS}, {**NEW, **THEIRS}), step
        with as_user():
            write_folder(out, NEW)
        assert held(out) == {**NEW, **THEIRS}, step
        assert [p.name for p in out.parent.iterdir()] == ["out"], step
        shutil.rmtree(out.parent)
    print(json.dumps([step, was_absent]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
