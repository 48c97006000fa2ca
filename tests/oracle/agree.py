"""Compare the engine's tables, as CSV bytes, with the oracle's rows, cell by cell."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from tests.oracle import oracle
from tests.oracle.supplements import ANY

PARTS = ("programme.yaml", "principles/*.yaml", "rules/*.yaml", "reports/*", "surveys/*")


def programme_files(root: Path) -> dict[str, bytes]:
    """Return the files of a programme folder by path, and no others."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for part in PARTS
        for path in sorted(root.glob(part))
    }


def differences(files: Mapping[str, bytes], tables: Mapping[str, bytes]) -> list[str]:
    """Each cell, row or header of the engine's tables that the oracle does not have, as one line."""
    expected = oracle.evaluate(files)
    found = []
    for name, rows in expected.items():
        if name not in tables:
            continue
        reader = csv.DictReader(io.StringIO(tables[name].decode(), newline=""))
        actual = list(reader)
        if rows and list(reader.fieldnames or []) != list(rows[0]):
            found.append(f"{name}: columns {reader.fieldnames} for {list(rows[0])}")
            continue
        if len(actual) != len(rows):
            found.append(f"{name}: {len(actual)} rows for {len(rows)}")
        for k, (engine, wanted) in enumerate(zip(actual, rows, strict=False)):
            ids = " ".join(list(wanted.values())[:2])
            found += [
                f"{name}[{k}] {ids} {column}: engine {engine[column]!r}, oracle {wanted[column]!r}"
                for column in wanted
                if engine[column] != wanted[column] and wanted[column] != ANY
            ]
    return found
