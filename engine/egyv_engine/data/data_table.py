"""Reads one data file, CSV or Parquet, into a table of text cells with the position of each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import polars as pl

from egyv_engine.data.csv_cells import Row, scan
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import Positions, Span
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.files.encoding import span_of_byte
from egyv_engine.files.folder import size_of
from egyv_engine.model.document_path import DocumentPath

_LARGE = 500_000  # bytes from which a CSV is first tried the fast way


@dataclass(frozen=True, slots=True)
class DataTable:
    """A file's header and rows, those with the right number of cells."""

    file: PurePosixPath
    header: Row
    rows: tuple[Row, ...]
    ragged: frozenset[str] = frozenset()  # cells of the rows set aside, the unit's id among them

    def index(self, column: str) -> int | None:
        """Where a column stands, or None."""
        return self.header.cells.index(column) if column in self.header.cells else None


class TableReader:
    """Reads the data files of a programme; what is wrong with one goes to `faults`. named: the files it names."""

    def __init__(
        self,
        positions: Positions,
        files: Mapping[PurePosixPath, bytes],
        key: str,
        named: Collection[str],
        faults: DiagnosticCollector,
    ) -> None:
        self.positions = positions
        self.files = files
        self.key = key
        self.named = named
        self.faults = faults

    def large(self, name: str) -> PurePosixPath | None:
        """The file of that name where it is a CSV that is first tried the fast way."""
        file = PurePosixPath(name)
        if ".." in file.parts or file.is_absolute() or file.suffix != ".csv" or file not in self.files:
            return None
        return file if size_of(self.files, file) >= _LARGE else None

    def table(self, name: str, doc_path: DocumentPath) -> DataTable | None:
        """The file that `place` names, or None where it cannot be read (EGY501-504, 515)."""
        file, span = PurePosixPath(name), self.positions.span_at(doc_path)
        if ".." in file.parts or file.is_absolute():
            self.faults.report(
                "EGY515",
                span,
                f"'{name}' leads out of the programme's folder",
                hint="keep the data in surveys/",
            )
            return None
        if file not in self.files:
            there = [str(f) for f in self.files if f.suffix in (".csv", ".parquet")]
            free = [n for n in there if n not in self.named]
            said = hint(name, free, "data files that nothing names") if free else None
            self.faults.report("EGY501", span, f"there is no file '{name}'", hint=said)
            return None
        related = ((span, "named here"),)
        if file.suffix == ".parquet":
            return self._parquet(file, related)
        data = self.files[file]
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as fault:
            where = span_of_byte(file, data, fault.start)
            self.faults.report(
                "EGY503",
                where,
                f"byte 0x{data[fault.start]:02X} is not UTF-8",
                hint="save it as UTF-8",
                related=related,
            )
            return None
        told = len(self.faults)
        rows = list(scan(file, text, self.faults))
        stray = {fault.span.line for fault in self.faults[told:]}
        if len(rows) < 2:
            said = "has no rows" if rows else "is empty"
            self.faults.report(
                "EGY502",
                Span(file),
                f"the file {said}",
                hint="a header, then one row a unit",
                related=related,
            )
            return None
        header = rows[0]
        sound: list[Row] = []
        ragged: set[str] = set()
        for row in rows[1:]:
            if len(row.cells) == len(header.cells):
                sound.append(row)
                continue
            ragged.update(part for cell in row.cells for part in cell.split(","))
            if stray.intersection(row.lines):
                continue  # the quotation mark is the fault
            at = min(len(row.cells), len(header.cells)) - (len(row.cells) < len(header.cells))
            self.faults.report(
                "EGY504",
                row.span(file, at),
                f"this row has {len(row.cells)} cells, and the header has {len(header.cells)}",
                hint=f"the row starts with '{row.cells[0]}'; a comma is missing or too many, or a cell needs quotes",
            )
        return DataTable(file, header, tuple(sound), frozenset(ragged))

    def _parquet(self, file: PurePosixPath, related: tuple[tuple[Span, str], ...]) -> DataTable | None:
        """A Parquet file as text cells, so that it is checked just as a CSV is; spans count rows as lines."""
        try:
            frame = pl.read_parquet(self.files[file]).cast(pl.String).fill_null("")
        except (pl.exceptions.PolarsError, OSError) as fault:
            self.faults.report(
                "EGY503", Span(file), f"this is not a Parquet file of columns: {fault}", related=related
            )
            return None
        rows = [
            Row(tuple(cells), tuple((n, i + 1, i + 2) for i in range(len(cells))))
            for n, cells in enumerate([tuple(frame.columns), *frame.iter_rows()], 1)
        ]
        return DataTable(file, rows[0], tuple(rows[1:]))

    def check_columns(self, table: DataTable) -> None:
        """Tells of each column that stands in the header twice (EGY519)."""
        seen: dict[str, int] = {}
        for i, name in enumerate(table.header.cells):
            if name in seen:
                related = ((table.header.span(table.file, seen[name]), "the first one"),)
                self.faults.report(
                    "EGY519",
                    table.header.span(table.file, i),
                    f"the column '{name}' stands here twice",
                    hint="take one of the two out, or give it the name of its question",
                    related=related,
                )
            seen.setdefault(name, i)

    def unit_rows(self, table: DataTable, at: int) -> dict[str, Row]:
        """Each unit's row; rows without a unit and second rows are told (EGY521, EGY509)."""
        rows: dict[str, Row] = {}
        for row in table.rows:
            unit = row.cells[at]
            if not unit:
                self.faults.report(
                    "EGY521", row.span(table.file, at), "this row has no unit", hint=f"fill in '{self.key}'"
                )
            elif unit in rows:
                related = ((rows[unit].span(table.file, at), "the first one"),)
                self.faults.report(
                    "EGY509",
                    row.span(table.file, at),
                    f"unit '{unit}' has a second row",
                    hint="keep one of the two",
                    related=related,
                )
            else:
                rows[unit] = row
        return rows
