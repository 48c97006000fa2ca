"""Makes tables from the text of a CSV file, whose lines and cells are the positions in diagnostics."""

import csv
import io
from dataclasses import dataclass
from pathlib import PurePosixPath

import polars as pl

from egyv_engine.data.shaping.item_words import ItemWords
from egyv_engine.data.source_table import HeldCells, SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import Positions, Span
from egyv_engine.link.file_shapes import FileShape
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.reading_notes import ReadingNotes, plain_notes

FILE = PurePosixPath("surveys/answers.csv")
SHAPE = FileShape(
    kind="csv",
    separator=",",
    decimal=".",
    thousands=None,
    signs=(),
    minus=(),
    flags=(),
    encoding=None,
    skip_rows=0,
    footer_rows=0,
    header_rows=1,
    has_joined_names=False,
    dates=None,
    dates_of_columns={},
    fill_down=(),
    blank=(),
    ignores_other_columns=False,
    merged_columns={},
    rows=(),
    of_several_rows=None,
    has_own_key=False,
    key="unit",
    sheet=None,
    reads_labels=False,
    doc_path=None,
)
RULE = DocumentPath(PurePosixPath("surveys/files.yaml"), ("files", str(FILE)))


@dataclass(frozen=True)
class LinesAndCells:
    """The position of a cell as line and number of the cell, from 1."""

    file: PurePosixPath = FILE

    def header(self, column: int) -> Span:
        return Span(self.file, 1, column + 1, column + 2)

    def cell(self, row: int, column: int) -> Span:
        return Span(self.file, row + 2, column + 1, column + 2)

    def text(self, row: int, column: int) -> str | None:
        return None


def table_of(text: str) -> SourceTable:
    """The table in a CSV text; empty cells are null."""
    names, *rows = csv.reader(io.StringIO(text.strip("\n"), newline=""))
    columns = []
    for i, name in enumerate(names):
        texts = pl.Series(name, [row[i] or None for row in rows], dtype=pl.String)
        columns.append(TableColumn(name=name, cells=HeldCells(texts), source=i))
    return SourceTable(
        file=FILE,
        columns=tuple(columns),
        rows=pl.Series(range(len(rows)), dtype=pl.UInt32),
        positions=LinesAndCells(),
    )


def text_of(table: SourceTable | None) -> str:
    """The table as CSV text, without quotes."""
    assert table is not None
    rows = zip(*(column.texts.to_list() for column in table.columns), strict=True)
    return "\n".join([",".join(table.names), *(",".join(cell or "" for cell in row) for row in rows)])


def item_words(labels: dict[str, str]) -> ItemWords:
    """The words of items with labels: an id comes before a label, and a label of two items names none."""
    words = {label: item for item, label in labels.items() if list(labels.values()).count(label) == 1}
    return ItemWords(items=tuple(labels), meant=words | {item: item for item in labels})


class Found:
    """The diagnostics and the notes of one call."""

    def __init__(self) -> None:
        self.diagnostics = DiagnosticCollector(Positions())
        self.notes = ReadingNotes()

    @property
    def messages(self) -> list[str]:
        """Code, line and cell, message, and hint of each diagnostic."""
        return [f"{d.code} {d.span.line}:{d.span.column} {d.message} | {d.hint}" for d in self.diagnostics]

    @property
    def places(self) -> list[list[tuple[int, int]]]:
        """The line and cell of each diagnostic and of its notes in the data file."""
        return [
            [(s.line, s.column) for s in (d.span, *(span for span, _ in d.related)) if s.file == FILE]
            for d in self.diagnostics
        ]

    @property
    def counted(self) -> object:
        """The notes about the file as nested mappings."""
        return plain_notes(self.notes.counted()).get(str(FILE), {})
