"""Reads one data file, CSV or Parquet, into a table of text cells with the position of each."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import polars as pl

from egyv_engine.data.csv_cells import CellPosition, Row, scan
from egyv_engine.data.parquet_file import UnreadableParquetError, parquet_texts
from egyv_engine.data.source_table import SourceTable
from egyv_engine.data.sources.file_kinds import is_of_other_kind, kind_of_name
from egyv_engine.data.sources.open_source import OPENERS, open_source
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.hidden_characters import (
    HIDDEN,
    INVISIBLE,
    hidden_message,
    invisible_message,
)
from egyv_engine.diagnostics.span import Span
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.files.encoding import span_of_byte, unified
from egyv_engine.files.folder import obstacle, size_of
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import Register

LARGE_FILE = 500_000  # bytes; the quick reader is tried first on a CSV of this size or more


@dataclass(frozen=True, slots=True)
class DataTable:
    """A file's header and the rows that have as many cells as the header.

    Attributes:
        cells_of_ragged_rows: The cells of the other rows; the ids of their units are among them.
    """

    file: PurePosixPath
    header: Row
    rows: tuple[Row, ...]
    cells_of_ragged_rows: frozenset[str] = frozenset()

    def index(self, column: str) -> int | None:
        """Return the position of a column in the header, or None if it has no such column."""
        return self.header.cells.index(column) if column in self.header.cells else None


class TableReader:
    """Reads the data files of a programme, and reports what is wrong with their form.

    Attributes:
        files: The files of the programme.
        key: The column that identifies a unit.
        named: The data files that the rules name.
        diagnostics: Receives every problem that is found.
        skipped_rows: The number of rows of each file whose unit is left out of the register.
    """

    def __init__(
        self,
        files: Mapping[PurePosixPath, bytes],
        register: Register,
        named: Collection[str],
        diagnostics: DiagnosticCollector,
    ) -> None:
        self.files = files
        self.key = register.key
        self._key_path = register.doc_path / "key"
        self.named = named
        self.skipped_rows: Counter[str] = Counter()
        self._tables: dict[DocumentPath, DataTable | None] = {}
        self.diagnostics = diagnostics

    def large_csv(self, name: str) -> PurePosixPath | None:
        """Return the path of a file if it is a CSV on which the quick reader is tried first, otherwise None."""
        file = PurePosixPath(name)
        if _leads_out(file) or file.suffix != ".csv" or file not in self.files:
            return None
        return file if size_of(self.files, file) >= LARGE_FILE else None

    def table(self, name: str, doc_path: DocumentPath) -> DataTable | None:
        """Return the table in a file, or None if it cannot be read (EGY501-504, 515).

        Args:
            name: The path of the file within the programme's folder.
            doc_path: The document path of the rule that names the file.
        """
        if doc_path not in self._tables:
            self._tables[doc_path] = self._read(name, doc_path)
        return self._tables[doc_path]

    def _read(self, name: str, doc_path: DocumentPath) -> DataTable | None:
        file = PurePosixPath(name)
        if _leads_out(file):
            self.diagnostics.report(
                "EGY515",
                doc_path,
                f"'{name}' leads out of the programme's folder",
                hint="move the file into the programme's folder, and write its path from there",
            )
            return None
        if file not in self.files:
            why = obstacle(self.files, file)
            if why is not None:
                advice = "replace it by the file itself, or correct its path or its permissions"
                self.diagnostics.report("EGY501", doc_path, f"'{name}' {why}", hint=advice)
                return None
            data_files = [str(f) for f in self.files if f.suffix in (".csv", ".parquet")]
            unused = [n for n in data_files if n not in self.named]
            self.diagnostics.report(
                "EGY501",
                doc_path,
                f"there is no file '{name}'",
                hint=hint(name, unused, "data files that no rule names")
                if unused
                else "add the file, or correct its path",
            )
            return None
        if kind_of_name(file).name in OPENERS:
            source = open_source(self.files, file, doc_path, self.diagnostics, {})
            return None if source is None else _rows_of(source)
        if is_of_other_kind(self.files, file, doc_path, self.diagnostics):
            return None
        if file.suffix == ".parquet":
            return self._parquet(file, doc_path)
        text = self._text(file, doc_path)
        if text is None:
            return None
        self._report_hidden_characters(file, text)
        return self._csv(file, text, doc_path)

    def _text(self, file: PurePosixPath, doc_path: DocumentPath) -> str | None:
        data = self.files[file]
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            self.diagnostics.report(
                "EGY503",
                span_of_byte(file, data, error.start),
                f"byte 0x{data[error.start]:02X} is not UTF-8",
                hint="save the file as UTF-8",
                related=((doc_path, "the file is named here"),),
            )
            return None

    def _report_hidden_characters(self, file: PurePosixPath, text: str) -> None:
        """Report the first hidden or invisible character of each line (EGY503, EGY546)."""
        if HIDDEN.search(text) is None and (text.isascii() or INVISIBLE.search(text) is None):
            return
        before = len(self.diagnostics)
        for number, line in enumerate(unified(text).split("\n"), 1):
            found = HIDDEN.search(line) or INVISIBLE.search(line)
            if found is not None:
                column = found.start() + 1
                self._report_hidden(Span(file, number, column, column + 1), found.group())
        self.diagnostics.cap(before)

    def _report_hidden(self, span: Span, character: str) -> None:
        if HIDDEN.fullmatch(character):
            self.diagnostics.report("EGY503", span, hidden_message(character), hint="delete it")
        else:
            self.diagnostics.report("EGY546", span, invisible_message(character), hint="delete it")

    def _csv(self, file: PurePosixPath, text: str, doc_path: DocumentPath) -> DataTable | None:
        before = len(self.diagnostics)
        rows = list(scan(file, text, self.diagnostics))
        lines_with_misplaced_marks = {d.span.line for d in self.diagnostics[before:]}
        if len(rows) < 2:
            self.diagnostics.report(
                "EGY502",
                Span(file),
                f"the file {'has no rows' if rows else 'is empty'}",
                hint="the file needs a header and at least one row below it",
                related=((doc_path, "the file is named here"),),
            )
            return None
        header = rows[0]
        sound: list[Row] = []
        ragged_cells: set[str] = set()
        for row in rows[1:]:
            if len(row.cells) == len(header.cells):
                sound.append(row)
                continue
            ragged_cells.update(part for cell in row.cells for part in cell.split(","))
            if not lines_with_misplaced_marks.intersection(row.lines):  # otherwise the mark is the cause
                self._report_ragged(file, row, header)
        return DataTable(file, header, tuple(sound), frozenset(ragged_cells))

    def _report_ragged(self, file: PurePosixPath, row: Row, header: Row) -> None:
        found, expected = len(row.cells), len(header.cells)
        self.diagnostics.report(
            "EGY504",
            row.span(file, found - 1 if found < expected else expected),
            f"this row has {found} cells, but the header has {expected}",
            hint=f"in the row that starts with '{row.cells[0]}', a comma is missing or extra, "
            "or a cell that contains a comma is not in quotation marks",
        )

    def _parquet(self, file: PurePosixPath, doc_path: DocumentPath) -> DataTable | None:
        """Return a Parquet file as text cells, so that it is checked as a CSV is; spans count rows as lines."""
        try:
            frame = parquet_texts(self.files[file])
        except UnreadableParquetError as error:
            self.diagnostics.report(
                "EGY503",
                Span(file),
                f"this is not a Parquet file with a column per question: {error}",
                hint="save the table as Parquet again, or as a CSV file",
                related=((doc_path, "the file is named here"),),
            )
            return None
        rows = [
            Row(tuple(cells), tuple(CellPosition(n, i + 1, i + 2) for i in range(len(cells))))
            for n, cells in enumerate([tuple(frame.columns), *frame.iter_rows()], 1)
        ]
        for row in rows:
            for i, cell in enumerate(row.cells):
                found = HIDDEN.search(cell.replace("\r\n", "\n")) or INVISIBLE.search(cell)
                if found is not None:
                    self._report_hidden(row.span(file, i), found.group())
        return DataTable(file, rows[0], tuple(rows[1:]))

    def check_columns(self, table: DataTable) -> None:
        """Report each column that a header has more than once (EGY519)."""
        seen: dict[str, int] = {}
        for i, name in enumerate(table.header.cells):
            if name in seen:
                self.diagnostics.report(
                    "EGY519",
                    table.header.span(table.file, i),
                    f"the header has the column '{name}' twice",
                    hint="remove one of the two columns, or rename it",
                    related=((table.header.span(table.file, seen[name]), "the first column"),),
                )
            seen.setdefault(name, i)

    def key_index(self, table: DataTable) -> int | None:
        """Return the position of the column that identifies the unit, or None if it is missing (EGY506)."""
        index = table.index(self.key)
        if index is None:
            self.diagnostics.report(
                "EGY506",
                table.header.span(table.file, 0),
                f"the column '{self.key}' is missing",
                hint=hint(self.key, table.header.cells, "columns of the file"),
                related=((self._key_path, "the register's key is named here"),),
            )
        return index

    def unit_rows(self, table: DataTable, index: int) -> dict[str, Row]:
        """Return the row of each unit; report rows without a unit and second rows (EGY521, EGY509).

        Args:
            table: A table with one row per unit.
            index: The position of the column that identifies the unit.
        """
        rows: dict[str, Row] = {}
        for row in table.rows:
            unit = row.cells[index]
            if not unit:
                self.diagnostics.report(
                    "EGY521",
                    row.span(table.file, index),
                    "this row has no unit",
                    hint=f"fill in the column '{self.key}', or remove the row",
                )
            elif unit in rows:
                self.diagnostics.report(
                    "EGY509",
                    row.span(table.file, index),
                    f"unit '{unit}' has a second row",
                    hint="keep only one of the two rows",
                    related=((rows[unit].span(table.file, index), "the first row"),),
                )
            else:
                rows[unit] = row
        return rows


def _rows_of(source: SourceTable) -> DataTable:
    columns = [column.texts.cast(pl.String).fill_null("").to_list() for column in source.columns]
    lines = [1, *(row + 2 for row in source.rows)]
    rows = [
        Row(tuple(cells), tuple(CellPosition(line, i + 1, i + 2) for i in range(len(cells))))
        for line, cells in zip(lines, [tuple(source.names), *zip(*columns, strict=True)], strict=True)
    ]
    return DataTable(source.file, rows[0], tuple(rows[1:]))


def _leads_out(file: PurePosixPath) -> bool:
    return ".." in file.parts or file.is_absolute()
