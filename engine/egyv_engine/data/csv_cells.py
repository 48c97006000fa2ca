"""Splits CSV text into rows, strictly, and keeps the line and column of every cell."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import Positions, Span
from egyv_engine.files.encoding import unified


class CellPosition(NamedTuple):
    """A cell's position: the line and column of its first character, and the column after its last one."""

    line: int
    column: int
    end_column: int


class Row(NamedTuple):
    """A row's cells and their positions.

    Attributes:
        positions: The position of each cell; or only the row's line if no cell is quoted, because the positions follow
            from the cells then. That saves memory: a file may have a million rows, and few are ever reported.
    """

    cells: tuple[str, ...]
    positions: tuple[CellPosition, ...] | int

    def span(self, file: PurePosixPath, index: int) -> Span:
        """Return the span of a cell.

        Args:
            file: The file that the row belongs to.
            index: The position of the cell in the row; if the row has no such cell, the first one is used.
        """
        index = index if index < len(self.cells) else 0
        if isinstance(self.positions, int):
            line, column = self.positions, 1 + sum(len(cell) + 1 for cell in self.cells[:index])
            end_column = column + len(self.cells[index])
        else:
            line, column, end_column = self.positions[index]
        return Span(file, line, column, max(end_column, column + 1))

    @property
    def lines(self) -> range:
        """Return the lines from the start of the first cell to the start of the last one."""
        if isinstance(self.positions, int):
            return range(self.positions, self.positions + 1)
        return range(self.positions[0].line, self.positions[-1].line + 1)


def scan(
    file: PurePosixPath, text: str, diagnostics: list[Diagnostic], separator: str = ","
) -> Iterator[Row]:
    """Yield every row that is not an empty line.

    Args:
        file: The file that the text was read from.
        text: The text of the file.
        diagnostics: Receives one diagnostic for each misplaced quotation mark (EGY522). The cell is kept unchanged.
        separator: The character between two cells.
    """
    lines = unified(text).split("\n")
    if '"' not in text:
        yield from (Row(tuple(line.split(separator)), number) for number, line in enumerate(lines, 1) if line)
        return
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if '"' in line:
            row, number = _row_with_quotes(file, lines, number, diagnostics, separator)
            yield row
        elif line:
            yield Row(tuple(line.split(separator)), number)


def _row_with_quotes(
    file: PurePosixPath, lines: list[str], number: int, diagnostics: list[Diagnostic], separator: str
) -> tuple[Row, int]:
    """Return the row that starts on a line with quotation marks, and the number of its last line."""
    line = lines[number - 1]
    cells: list[str] = []
    positions: list[CellPosition] = []
    offset = 0
    while True:
        first_line, column = number, offset + 1
        if line[offset : offset + 1] == '"':
            value, offset, number, is_closed = _quoted_cell(lines, number, offset + 1)
            line = lines[number - 1]
            if not is_closed or (offset < len(line) and line[offset] != separator):
                diagnostics.append(_misplaced_mark(file, first_line, column))
                offset = _end_of_cell(line, offset, separator)
        else:
            start, offset = offset, _end_of_cell(line, offset, separator)
            value = line[start:offset]
            if '"' in value:
                diagnostics.append(_misplaced_mark(file, number, column + value.index('"')))
        cells.append(value)
        end_column = offset + 1 if number == first_line else column + 1
        positions.append(CellPosition(first_line, column, end_column))
        if offset >= len(line):
            return Row(tuple(cells), tuple(positions)), number
        offset += 1


def _end_of_cell(line: str, offset: int, separator: str) -> int:
    end = line.find(separator, offset)
    return len(line) if end < 0 else end


def _quoted_cell(lines: list[str], number: int, offset: int) -> tuple[str, int, int, bool]:
    """Return the value of a quoted cell, the offset and line where it ends, and whether it is closed."""
    value, first_line, first_offset = "", number, offset
    while True:
        line = lines[number - 1]
        quote = line.find('"', offset)
        if quote < 0:
            value += line[offset:] + "\n"
            if number == len(lines):
                rest = lines[first_line - 1][first_offset:]
                return rest, len(lines[first_line - 1]), first_line, False
            number, offset = number + 1, 0
        elif line[quote + 1 : quote + 2] == '"':
            value += line[offset : quote + 1]
            offset = quote + 2
        else:
            return value + line[offset:quote], quote + 1, number, True


def _misplaced_mark(file: PurePosixPath, line: int, column: int) -> Diagnostic:
    return diagnostic(
        Positions(),
        "EGY522",
        Span(file, line, column, column + 1),
        "a quotation mark is in the wrong position",
        hint="a quoted cell starts and ends with a quotation mark, and each one inside it is doubled: "
        '"he said ""yes"""',
    )
