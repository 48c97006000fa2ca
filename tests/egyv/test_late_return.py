"""Taking the late return out changes how many returned, and nothing else."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from egyv_engine.pipeline.run import evaluate_files
from tests.csv_files import tables_of

LATE = "2014-04"
WAVES = ("baseline", "followup")


def without(data: bytes, unit: str) -> bytes:
    lines = data.decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(f"{unit},")).encode()


def test_late_return_taken_out_changes_returned_only(shipped: Mapping[PurePosixPath, bytes]) -> None:
    changed = dict(shipped)
    register = PurePosixPath("surveys/areas.csv")
    lines = shipped[register].decode().splitlines(keepends=True)
    assert any(line.startswith(LATE) and "late" in line for line in lines)
    changed[register] = "".join(
        line.replace("late", "not_returned") if line.startswith(LATE) else line for line in lines
    ).encode()
    for wave in WAVES:
        file = PurePosixPath(f"surveys/{wave}.csv")
        if f"\n{LATE},".encode() in shipped[file]:
            changed[file] = without(shipped[file], LATE)
    assert changed[register] != shipped[register]
    before, after = tables_of(evaluate_files(shipped)), tables_of(evaluate_files(changed))
    assert before is not None
    assert after is not None
    for name in before:
        if name != "ledger":
            assert after[name] == before[name], name
    header, *old = before["ledger"].decode().splitlines()
    _, *new = after["ledger"].decode().splitlines()
    columns = header.split(",")
    moved = {
        column
        for a, b in zip(old, new, strict=True)
        for column, x, y in zip(columns, a.split(","), b.split(","), strict=True)
        if x != y
    }
    assert moved == {"returned"}
