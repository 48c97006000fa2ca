"""Writes the receipt: the files that were read and written, and the versions. It does not contain the time."""

import hashlib
import json
import os
import platform
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

from egyv_engine import __version__
from egyv_engine.files.folder import sha256_of
from egyv_engine.model.documents import Programme
from egyv_engine.model.engine_names import EngineName
from egyv_engine.model.reading_notes import plain_notes
from egyv_engine.model.run_notes import RunNotes
from egyv_engine.publish.findings_json import FINDINGS_VERSION
from egyv_engine.rules.edition import EDITION
from egyv_engine.rules.load import canonical
from egyv_engine.rules.rule_paths import FILES

NAME = "receipt.json"
RECEIPT_SCHEMA_VERSION = 1
_PACKAGE_OF: Mapping[EngineName, str] = {"polars": "polars", "duckdb": "duckdb", "spark": "pyspark"}
_KIND = "egyv-engine/receipt/"
_PACKAGE = Path(__file__).parents[1]


def run_facts(
    files: Mapping[PurePosixPath, bytes], programme: Programme, notes: RunNotes
) -> Mapping[str, Any]:
    """Return what the receipt of a run says apart from the files that it writes, as plain values by key.

    Args:
        files: The files of the programme, by path within its folder.
        programme: The rules as objects.
        notes: What the run did besides its results.
    """
    left, engine = notes.left_out, notes.engine
    return {
        "schema": f"{_KIND}{RECEIPT_SCHEMA_VERSION}",
        "programme": programme.file.programme,
        "notice": programme.file.notice,
        "versions": {
            "engine": __version__,
            "engine_files": _own_hash(),
            "python": platform.python_version(),
            "polars": version("polars"),
            **notes.libraries,
            "schemas": {
                "rules": EDITION,
                "findings": FINDINGS_VERSION,
                "receipt": RECEIPT_SCHEMA_VERSION,
            },
        },
        "evaluated_with": {"name": engine, "version": version(_PACKAGE_OF[engine])},
        "meaning": _sha256(canonical(programme).encode()),
        "left_out": {"units": {"only": left.only, "others": left.others}, "rows": dict(left.rows)},
        "reading": plain_notes(notes.reading),
        "inputs": {str(file): sha256_of(files, file) for file in inputs(files, programme)},
        "queries": dict(sorted(notes.queries.items())),
    }


def render_receipt(facts: Mapping[str, Any], outputs: Mapping[str, bytes]) -> bytes:
    """Return the receipt of a run: SHA-256 of every file read and written, and of the rules' meaning.

    Args:
        facts: The facts of the run.
        outputs: The files that the run writes, by path within the output folder.
    """
    return _json({**facts, "outputs": {name: _sha256(data) for name, data in sorted(outputs.items())}})


def inputs(files: Mapping[PurePosixPath, bytes], programme: Programme) -> list[PurePosixPath]:
    """Return the files that an evaluation reads, sorted: rule files, principles, texts, register, answers and records.

    Args:
        files: The files of the programme, of which some are optional.
        programme: The rules as objects, which name the other files.
    """
    rules = [file for file in FILES.values() if file in files]
    principles = [principle.doc_path.file for principle in programme.principles.values()]
    return sorted({*rules, *principles, *map(PurePosixPath, (*programme.texts, *programme.data_files()))})


def outputs_of(receipt: bytes) -> Mapping[str, str] | None:
    """Return the SHA-256 of each file that a receipt lists, or None where it is not a receipt of this engine."""
    try:
        read: Any = json.loads(receipt)
    except (ValueError, RecursionError):
        return None
    if not isinstance(read, dict) or not str(read.get("schema", "")).startswith(_KIND):
        return None
    named = read.get("outputs")
    return {name: str(digest) for name, digest in named.items()} if isinstance(named, dict) else None


@cache  # a process runs the files as they were when it started
def _own_hash() -> str:
    return engine_hash(_PACKAGE)


def engine_hash(package: Path) -> str:
    """Return the SHA-256 of the engine's own files: each relative path and content, in the order of the paths.

    It is the same for a checkout and for a wheel built from it. Compiled files, hidden files and the bundled example,
    which only a wheel has, are left out. Two engines of one version that differ by an edit have different hashes.
    """
    digest = hashlib.sha256()
    for name, path in sorted(_files_below(package, "")):
        content = Path(path).read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _files_below(folder: str | Path, above: str) -> Iterator[tuple[str, str]]:
    """Yield the files of a folder and of those inside of it: the path within the package, and the path to open."""
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{above}{entry.name}"
            if entry.name.startswith(".") or entry.name == "__pycache__" or name == "examples":
                continue
            if entry.is_dir():
                yield from _files_below(entry.path, f"{name}/")
            elif entry.is_file():
                yield name, entry.path


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
