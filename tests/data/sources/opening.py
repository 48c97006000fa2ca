"""Opens data in tests: the table and the printed faults."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import polars as pl

from egyv_engine.data.source_table import SourceTable
from egyv_engine.data.sources.open_source import open_source
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.render import render_text
from egyv_engine.diagnostics.span import Positions
from egyv_engine.model.document_path import DocumentPath

MADE = Path(__file__).parents[1] / "files"
NAMED_AT = DocumentPath(PurePosixPath("programme.yaml"), ("waves", 0, "answers"))


def opened(data: bytes, name: str, **options: Any) -> tuple[SourceTable | None, str]:
    """Open a file, and return its table and what is printed about it."""
    file, diagnostics = PurePosixPath(name), DiagnosticCollector(Positions())
    table = open_source({file: data}, file, NAMED_AT, diagnostics, options)
    return table, render_text(diagnostics, {})


def columns(table: SourceTable | None) -> Mapping[str, list[str | None]]:
    """The texts of each column."""
    assert table is not None
    return {c.name: c.texts.cast(pl.String).to_list() for c in table.columns}


def read_again(table: SourceTable | None) -> Mapping[str, list[str | None]]:
    """The texts of each cell by itself, which the file is read again for."""
    assert table is not None
    return {c.name: [table.cell_text(row, c) for row in range(len(table.rows))] for c in table.columns}
