"""Finds cells in a CSV file, which is read again only if something is reported or explained."""

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from egyv_engine.data.csv_cells import CellPosition, Row, scan
from egyv_engine.diagnostics.span import Span
from egyv_engine.model.frozen import Frozen


class ScannedPositions(Frozen):
    """The positions of a file that was scanned, because its form is broken.

    Attributes:
        header: The row of names.
        rows: The rows that have as many cells as the header.
    """

    file: PurePosixPath
    names: Row
    rows: Sequence[Row]

    def header(self, column: int) -> Span:
        """Return the span of the name of a column."""
        return self.names.span(self.file, column)

    def cell(self, row: int, column: int) -> Span:
        """Return the span of a cell."""
        return self.rows[row].span(self.file, column)

    def text(self, row: int, column: int) -> str | None:
        """Return the text of a cell."""
        return self.rows[row].cells[column]


class CsvPositions:
    """The positions of a file whose form is sound: each row starts where the one before has closed its cells."""

    def __init__(
        self, file: PurePosixPath, text: Callable[[], str], separator: str, header_line: int
    ) -> None:
        """Make the positions of a file.

        Args:
            file: The file.
            text: Returns its text, with a newline at the end of every line.
            separator: The character between two cells.
            header_line: The line of the header, from 1.
        """
        self._file = file
        self._text = text
        self._separator = separator
        self._header_line = header_line
        self._lines: list[str] = []
        self._starts: list[int] = []  # of the header, then of each row; then the end
        self._last: tuple[int, Row] = (-1, Row((), 0))

    def header(self, column: int) -> Span:
        """Return the span of the name of a column."""
        return self._row(0).span(self._file, column)

    def cell(self, row: int, column: int) -> Span:
        """Return the span of a cell."""
        return self._row(row + 1).span(self._file, column)

    def text(self, row: int, column: int) -> str | None:
        """Return the text of a cell."""
        return self._row(row + 1).cells[column]

    def _row(self, position: int) -> Row:
        """Return a row by its position, where 0 is the header."""
        if not self._starts:
            self._find_rows()
        if self._last[0] != position:
            start, end = self._starts[position : position + 2]
            (row, *_) = scan(self._file, "\n".join(self._lines[start:end]), [], self._separator)
            self._last = position, _moved(row, start)
        return self._last[1]

    def _find_rows(self) -> None:
        self._lines = self._text().split("\n")
        is_open = False
        for number, line in enumerate(self._lines):
            if number >= self._header_line - 1 and not is_open and line:
                self._starts.append(number)
            if '"' in line and number >= self._header_line - 1:
                is_open ^= line.count('"') % 2 == 1
        self._starts.append(len(self._lines))


def _moved(row: Row, lines: int) -> Row:
    if isinstance(row.positions, int):
        return Row(row.cells, row.positions + lines)
    moved = (CellPosition(p.line + lines, p.column, p.end_column) for p in row.positions)
    return Row(row.cells, tuple(moved))
