"""A small made-up programme for tests: libraries in two cohorts, two waves, a basket, skip logic, numbers and dates."""

import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

BASE = Path(__file__).parent / "cases_invalid" / "base"

Edit = tuple[str, str]


def write_library(folder: Path) -> Path:
    """Copies the programme into a folder and returns the folder."""
    shutil.copytree(BASE, folder)
    return folder


def library_files(edits: Mapping[str, Edit | list[Edit]] | None = None) -> dict[PurePosixPath, bytes]:
    """The files of the programme, with edits: by file, an old text that occurs once and the new text in its place."""
    texts = {
        p.relative_to(BASE).as_posix(): p.read_text(encoding="utf-8")
        for p in sorted(BASE.rglob("*"))
        if p.is_file()
    }
    for name, edit in (edits or {}).items():
        for old, new in edit if isinstance(edit, list) else [edit]:
            assert texts[name].count(old) == 1, f"{old!r} occurs {texts[name].count(old)} times in {name}"
            texts[name] = texts[name].replace(old, new)
    return {PurePosixPath(name): text.encode() for name, text in texts.items()}
