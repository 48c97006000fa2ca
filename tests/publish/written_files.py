"""The files that a run of a programme writes."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import egyv_engine as ee

_DIGEST = re.compile(rb"\b[0-9a-f]{64}\b")


def written(folder: Path) -> dict[str, bytes]:
    """Each file by its name, for the programme in a folder."""
    return dict(ee.evaluate(folder).rendered())


def files_in(folder: Path) -> dict[str, bytes]:
    """Each file of an output folder, also in its folders, by its path there."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def without_digests(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same files without the digests of what was read: those of the receipt, and of the page."""
    receipt = json.loads(files["receipt.json"])
    del receipt["inputs"]
    del receipt["outputs"]
    page = {"report.html": _DIGEST.sub(b"", files["report.html"])} if "report.html" in files else {}
    return {**files, **page, "receipt.json": json.dumps(receipt).encode()}
