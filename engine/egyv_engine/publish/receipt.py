"""Writes the receipt: what went in, what came out, and by which versions. There is no clock in it."""

import hashlib
import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import PurePosixPath
from typing import Any

from egyv_engine import __version__
from egyv_engine.files.folder import open_file
from egyv_engine.model.documents import Programme
from egyv_engine.publish.findings_json import FINDINGS_VERSION
from egyv_engine.rules.load import FILES, canonical

NAME = "receipt.json"
RULES_SCHEMA_VERSION = 1  # of the YAML files
RECEIPT_SCHEMA_VERSION = 1
_KIND = "egyv-engine/receipt/"


def render_receipt(
    files: Mapping[PurePosixPath, bytes], programme: Programme, outputs: Mapping[str, bytes]
) -> bytes:
    """The receipt of a run: SHA-256 of every file read and written, and of the rules' meaning."""
    return _json(
        {
            "schema": f"{_KIND}{RECEIPT_SCHEMA_VERSION}",
            "programme": programme.file.programme,
            "notice": programme.file.notice,
            "versions": {
                "engine": __version__,
                "python": platform.python_version(),
                "polars": version("polars"),
                "schemas": {
                    "rules": RULES_SCHEMA_VERSION,
                    "findings": FINDINGS_VERSION,
                    "receipt": RECEIPT_SCHEMA_VERSION,
                },
            },
            "meaning": _sha256(canonical(programme).encode()),
            "inputs": {str(file): _sha256_of_file(files, file) for file in inputs(files, programme)},
            "outputs": {name: _sha256(data) for name, data in sorted(outputs.items())},
        }
    )


def inputs(files: Mapping[PurePosixPath, bytes], programme: Programme) -> list[PurePosixPath]:
    """The files an evaluation reads: rule files, principles, the register, the answers and records; sorted."""
    rules = [file for file in FILES.values() if file in files]
    principles = [principle.doc_path.file for principle in programme.principles.values()]
    return sorted({*rules, *principles, *map(PurePosixPath, programme.data_files())})


def outputs_of(receipt: bytes) -> frozenset[str] | None:
    """The names of the files a receipt vouches for, or None where it is not a receipt of this engine."""
    try:
        read: Any = json.loads(receipt)
    except ValueError:
        return None
    if not isinstance(read, dict) or not str(read.get("schema", "")).startswith(_KIND):
        return None
    named = read.get("outputs")
    return frozenset(named) if isinstance(named, dict) else None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _sha256_of_file(files: Mapping[PurePosixPath, bytes], file: PurePosixPath) -> str:
    with open_file(files, file) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
