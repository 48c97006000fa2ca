"""The output folder is complete or unchanged, whatever happens; files of other origin stay."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from egyv_engine.publish.output_folder import RefusedError, write_folder

RECEIPT = b'{"schema": "egyv-engine/receipt/1", "outputs": {"findings.csv": "", "old.csv": ""}}'
OLD = {"findings.csv": b"old", "old.csv": b"old", "receipt.json": RECEIPT}
NEW = {"findings.csv": b"new", "receipt.json": RECEIPT}
THEIRS = {"notes.txt": b"mine", "drafts/one.txt": b"mine too"}

# Dies at the nth call that changes the disk. An audit hook sees them all, whichever way they are made.
CRASH = """
import os, sys
from pathlib import Path
from egyv_engine.publish.output_folder import write_folder
out, step, seen = Path(sys.argv[1]), int(sys.argv[2]), 0
def die(event, arguments):
    global seen
    wrote = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if wrote or event in ("os.rename", "os.mkdir", "os.link", "os.remove", "os.rmdir", "shutil.rmtree"):
        seen += 1
        if seen == step:
            os._exit(9)
sys.addaudithook(die)
write_folder(out, {"findings.csv": b"new", "receipt.json": RECEIPT})
""".replace("RECEIPT", repr(RECEIPT))


def fill(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def held(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_write_folder_replaces_our_files_and_keeps_others(tmp_path: Path) -> None:
    out = tmp_path / "out"
    fill(out, {**OLD, **THEIRS})
    (out / "link").symlink_to("notes.txt")
    write_folder(out, NEW)
    assert held(out) == {**NEW, **THEIRS, "link": b"mine"}
    assert (out / "link").is_symlink()
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_write_folder_makes_missing_folders(tmp_path: Path) -> None:
    write_folder(tmp_path / "a" / "b", NEW)
    assert held(tmp_path / "a" / "b") == NEW


@pytest.mark.parametrize(
    "theirs",
    [
        {"thesis.txt": b"years"},
        {"receipt.json": b"{}"},
        {"receipt.json": b"not json"},
        {"receipt.json": b'{"schema": "someone-else/receipt/1", "outputs": {}}'},
    ],
)
def test_write_folder_without_our_receipt_is_refused(tmp_path: Path, theirs: dict[str, bytes]) -> None:
    fill(tmp_path / "out", theirs)
    with pytest.raises(RefusedError, match="holds no receipt"):
        write_folder(tmp_path / "out", NEW)
    assert held(tmp_path) == {f"out/{name}": data for name, data in theirs.items()}


def test_write_folder_with_anothers_file_of_a_name_of_ours_is_refused(tmp_path: Path) -> None:
    fill(tmp_path / "out", {**OLD, "ledger.csv": b"theirs"})
    with pytest.raises(RefusedError, match="would be overwritten"):
        write_folder(tmp_path / "out", {**NEW, "ledger.csv": b"ours"})
    assert held(tmp_path / "out") == {**OLD, "ledger.csv": b"theirs"}


def test_write_folder_beneath_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RefusedError, match="cannot write"):
        write_folder(tmp_path / "file" / "out", NEW)


def test_write_folder_dying_at_any_step_loses_nothing(tmp_path: Path) -> None:
    steps = 0
    for at in range(1, 60):
        out = tmp_path / str(at) / "out"
        fill(out, {**OLD, **THEIRS})
        ended = subprocess.run([sys.executable, "-c", CRASH, str(out), str(at)], check=False)
        if ended.returncode == 0:
            break
        steps += 1
        assert not out.exists() or held(out) in ({**OLD, **THEIRS}, {**NEW, **THEIRS})
        write_folder(out, NEW)
        assert held(out) == {**NEW, **THEIRS}
        assert [p.name for p in out.parent.iterdir()] == ["out"]
    assert steps > 10


def test_write_folder_by_several_at_once_ends_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    fill(out, {**OLD, **THEIRS})
    runs = [
        threading.Thread(target=write_folder, args=(out, {**NEW, "findings.csv": bytes([i])}))
        for i in range(8)
    ]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    found = held(out)
    assert found.pop("findings.csv") in {bytes([i]) for i in range(8)}
    assert found == {"receipt.json": RECEIPT, **THEIRS}
