"""Opens one sheet of a workbook (.xlsx, .xlsm, .xls, .ods) as a table of columns."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath

import polars as pl

from egyv_engine.data.shaping.joined_names import joined_names
from egyv_engine.data.source_table import HeldCells, HiddenParts, PassedRow, SourceTable, TableColumn
from egyv_engine.data.sources.cells_again import CellsAgain
from egyv_engine.data.sources.extras import has_library
from egyv_engine.data.sources.native_code import DamagedFileError
from egyv_engine.data.sources.sheet_xml import column_letters
from egyv_engine.data.sources.workbook_process import (
    WorkbookCells,
    chosen_sheet,
    workbook_cells,
    workbook_sheets,
)
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import Location, Span
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.files.folder import open_file
from egyv_engine.model.frozen import Frozen, replace

MOST_PLACES = 3


class SheetPositions(Frozen):
    """The positions of a sheet.

    Attributes:
        sheet: The name of the sheet.
        header_row: The row of the header, from 0.
        first_row: The first row below the header, from 0.
        columns: The column of the sheet for each column of the table, from 0.
        cells: The cells of the sheet, which is read again for the first of them.
    """

    file: PurePosixPath
    sheet: str
    header_row: int
    first_row: int
    columns: tuple[int, ...]
    cells: CellsAgain

    def header(self, column: int) -> Span:
        """Return the span of the name of a column."""
        return span_in_sheet(self.file, self.sheet, self.header_row, self.columns[column])

    def cell(self, row: int, column: int) -> Span:
        """Return the span of a cell."""
        return span_in_sheet(self.file, self.sheet, self.first_row + row, self.columns[column])

    def text(self, row: int, column: int) -> str | None:
        """Return the text of a cell."""
        return self.cells.text(self.first_row + row, self.columns[column])


def span_in_sheet(file: PurePosixPath, sheet: str, row: int, column: int) -> Span:
    """Return the span of a cell in a sheet.

    Args:
        file: The workbook.
        sheet: The name of the sheet.
        row: The row, from 0.
        column: The column, from 0.
    """
    return Span(file, row + 1, column + 1, column + 2, f"{sheet}!{column_letters(column)}{row + 1}")


def open_workbook(  # noqa: PLR0913 the keys of surveys/files.yaml are arguments
    files: Mapping[PurePosixPath, bytes],
    file: PurePosixPath,
    named_at: Location,
    diagnostics: DiagnosticCollector,
    *,
    sheet: str | None = None,
    skip_rows: int = 0,
    footer_rows: int = 0,
    header_rows: int = 1,
    names: str = "first",
) -> SourceTable | None:
    """Return the table in a sheet, or None if it cannot be read (EGY502, EGY561-564, EGY567).

    Args:
        files: All files of the programme's folder.
        file: The workbook.
        named_at: The location that names the file.
        diagnostics: Receives the faults.
        sheet: The name of the sheet; needed if the workbook has several.
        skip_rows: The number of rows before the header.
        footer_rows: The number of rows below the table.
        header_rows: The number of rows of the header; the names are in the first.
        names: `joined` if the name of a column is the texts of all rows of the header, else `first`.
    """
    book = _opened(files, file, named_at, diagnostics)
    if book is None:
        return None
    return book.table(sheet, skip_rows, footer_rows, header_rows, has_joined_names=names == "joined")


def sheets_of(
    files: Mapping[PurePosixPath, bytes],
    file: PurePosixPath,
    named_at: Location,
    diagnostics: DiagnosticCollector,
) -> Sequence[str] | None:
    """Return the names of the sheets of a workbook, or None if it cannot be read (EGY561, EGY562).

    Args:
        files: All files of the programme's folder.
        file: The workbook.
        named_at: The location that names the file.
        diagnostics: Receives the faults.
    """
    book = _opened(files, file, named_at, diagnostics)
    return None if book is None else book.sheets_of()


def _opened(
    files: Mapping[PurePosixPath, bytes],
    file: PurePosixPath,
    named_at: Location,
    diagnostics: DiagnosticCollector,
) -> "_Workbook | None":
    """Return a workbook with its bytes; None, which is reported, if the library that reads it is missing."""
    if not has_library("fastexcel", "a workbook", named_at, diagnostics):
        return None
    with open_file(files, file) as stream:
        return _Workbook(file, stream.read(), named_at, diagnostics, partial(_cells_again, files, file))


def _with_hidden(table: SourceTable, sheet: str, read: WorkbookCells) -> SourceTable:
    positions = table.positions
    assert isinstance(positions, SheetPositions)
    rows = {row - positions.first_row for row in read.hidden_rows}
    hidden_columns = set(read.hidden_columns)
    return replace(
        table,
        hidden=HiddenParts(
            rows=frozenset(rows.intersection(table.rows.to_list()) if rows else ()),
            columns=frozenset(i for i, column in enumerate(positions.columns) if column in hidden_columns),
            sheet=sheet if read.is_hidden else None,
        ),
    )


def _cells_again(
    files: Mapping[PurePosixPath, bytes], file: PurePosixPath, sheet: str
) -> Mapping[int, pl.Series]:
    with open_file(files, file) as stream:
        return workbook_cells(stream.read(), sheet).cells


class _Workbook:
    def __init__(
        self,
        file: PurePosixPath,
        data: bytes,
        named_at: Location,
        diagnostics: DiagnosticCollector,
        read_again: Callable[[str], Mapping[int, pl.Series]],
    ) -> None:
        self.read_again = read_again
        self.file = file
        self.data = data
        self.related = ((named_at, "the file is named here"),)
        self.diagnostics = diagnostics

    def table(
        self,
        named: str | None,
        skip_rows: int,
        footer_rows: int,
        header_rows: int,
        *,
        has_joined_names: bool,
    ) -> SourceTable | None:
        try:
            read = workbook_cells(self.data, named)
        except DamagedFileError as error:
            self._report_damage(error)
            return None
        sheet = chosen_sheet(read.sheets, named)
        if sheet is None:
            self._report_choice(read, named)
            return None
        if read.far is not None:
            self._report_far_cell(span_in_sheet(self.file, sheet, *read.far))
            return None
        self._report_formulas([span_in_sheet(self.file, sheet, *cell) for cell in read.formulas])
        around = skip_rows, footer_rows
        table = self._shaped(sheet, read.cells, around, header_rows, has_joined_names=has_joined_names)
        return None if table is None else _with_hidden(table, sheet, read)

    def sheets_of(self) -> Sequence[str] | None:
        try:
            return workbook_sheets(self.data)
        except DamagedFileError as error:
            self._report_damage(error)
            return None

    def _report_choice(self, read: WorkbookCells, named: str | None) -> None:
        sheets = read.sheets
        if named is None:
            message = f"the workbook has {len(sheets)} sheets, and none of them is named"
            advice = f"write 'sheet:' for it in surveys/files.yaml; sheets: {', '.join(sheets)}"
            if read.hidden_sheets:
                advice += f"; hidden in the spreadsheet: {', '.join(read.hidden_sheets)}"
        else:
            message, advice = f"there is no sheet '{named}'", hint(named, sheets, "sheets of the workbook")
        self.diagnostics.report("EGY563", Span(self.file), message, hint=advice, related=self.related)

    def _shaped(
        self,
        sheet: str,
        cells: Mapping[int, pl.Series],
        around: tuple[int, int],
        header_rows: int,
        *,
        has_joined_names: bool,
    ) -> SourceTable | None:
        skip_rows, footer_rows = around
        frame = pl.DataFrame([texts.alias(str(column)) for column, texts in cells.items()])
        filled = frame.select(pl.any_horizontal(pl.all().is_not_null())).to_series() if cells else None
        below = [] if filled is None else [row for row in filled.arg_true().to_list() if row >= skip_rows]
        header = below[0] if below else 0
        rows = [row for row in below if row >= header + header_rows]
        end = max(len(rows) - footer_rows, 0)
        rows, footer = rows[:end], rows[end:]
        if not rows:
            self.diagnostics.report(
                "EGY502",
                Span(self.file, place=sheet),
                f"the sheet '{sheet}' {'has no rows' if below else 'is empty'}",
                hint="the sheet needs a header and at least one row below it",
                related=self.related,
            )
            return None
        first = header + header_rows
        kept = pl.Series(rows, dtype=pl.UInt32)
        header_texts = [[texts[row] or "" for texts in cells.values()] for row in range(header, first)]
        names = joined_names(header_texts) if has_joined_names else header_texts[0]
        named = dict(zip(cells, names, strict=True))
        filled_cells = {column: texts.gather(kept) for column, texts in cells.items()}
        used = [c for c, texts in filled_cells.items() if named[c] or texts.null_count() < len(rows)]
        passed = [] if has_joined_names else [("header_rows", row) for row in range(header + 1, first)]
        passed += [("footer_rows", row) for row in footer]
        return SourceTable(
            file=self.file,
            columns=tuple(
                TableColumn(name=named[c], cells=HeldCells(filled_cells[c]), source=i)
                for i, c in enumerate(used)
            ),
            rows=kept - first,
            positions=SheetPositions(
                file=self.file,
                sheet=sheet,
                header_row=header,
                first_row=first,
                columns=tuple(used),
                cells=CellsAgain(partial(self.read_again, sheet)),
            ),
            libraries=frozenset({"fastexcel"}),
            passed=tuple(
                PassedRow(
                    key=key,
                    cells=tuple(cells[c][row] or "" for c in used),
                    span=span_in_sheet(self.file, sheet, row, used[0]),
                )
                for key, row in passed
            ),
        )

    def _report_damage(self, error: DamagedFileError) -> None:
        reason = f": {error}" if str(error) else ""
        self.diagnostics.report(
            "EGY562",
            Span(self.file),
            f"the workbook is damaged, or is not a workbook{reason}",
            hint="open it in Excel or LibreOffice, and save it again",
            related=self.related,
        )

    def _report_far_cell(self, span: Span) -> None:
        self.diagnostics.report(
            "EGY567",
            span,
            "this cell is so far from the others that the sheet does not fit into memory",
            hint="delete the rows or columns between the table and this cell, and the cell itself, "
            "or save the table as CSV in UTF-8",
            related=self.related,
        )

    def _report_formulas(self, spans: Sequence[Span]) -> None:
        if not spans:
            return
        self.diagnostics.report(
            "EGY564",
            spans[0],
            "this formula was not calculated"
            if len(spans) == 1
            else f"{len(spans):,} formulas were not calculated",
            hint="open the workbook in Excel or LibreOffice, and save it, so that it holds the values",
            related=[(span, "here, too") for span in spans[1:MOST_PLACES]],
        )
