"""A strict CSV scanner that knows the line and column of every cell."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.span import Span
from egyv_engine.files.encoding import unified


class Row(NamedTuple):
    """A row's cells, and where each starts and ends: (line, column, end column).

    at: an int is the line of a row without quotation marks, whose cells tell where they stand. A million rows are
    kept and few are ever pointed at.
    """

    cells: tuple[str, ...]
    at: tuple[tuple[int, int, int], ...] | int

    def span(self, file: PurePosixPath, index: int) -> Span:
        """The span of a cell; of the row's first cell where there is no such cell."""
        index = index if index < len(self.cells) else 0
        if isinstance(self.at, int):
            line, column = self.at, 1 + sum(len(cell) + 1 for cell in self.cells[:index])
            end = column + len(self.cells[index])
        else:
            line, column, end = self.at[index]
        return Span(file, line, column, max(end, column + 1))

    @property
    def lines(self) -> range:
        """The lines that its cells start on, and those between."""
        return (
            range(self.at, self.at + 1)
            if isinstance(self.at, int)
            else range(self.at[0][0], self.at[-1][0] + 1)
        )


def scan(file: PurePosixPath, text: str, faults: list[Diagnostic]) -> Iterator[Row]:
    """Every row that is not an empty line; a stray quotation mark is told (EGY522) and its cell taken as it stands."""
    lines = unified(text).split("\n")
    if '"' not in text:
        yield from (Row(tuple(line.split(",")), number) for number, line in enumerate(lines, 1) if line)
        return
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if not line:
            continue
        if '"' not in line:
            yield Row(tuple(line.split(",")), number)
            continue
        cells: list[str] = []
        at: list[tuple[int, int, int]] = []
        position, start_line = 0, number
        while True:
            started, column = number, position + 1
            if line[position : position + 1] == '"':
                value, position, number, whole = _quoted(lines, number, position + 1)
                line = lines[number - 1]
                if not whole or (position < len(line) and line[position] != ","):
                    faults.append(_stray(file, started, column))
                    comma = line.find(",", position)
                    position = len(line) if comma < 0 else comma
            else:
                comma = line.find(",", position)
                end = len(line) if comma < 0 else comma
                value, position = line[position:end], end
                if '"' in value:
                    faults.append(_stray(file, number, column + value.index('"')))
            cells.append(value)
            at.append((started, column, position + 1 if number == started else column + 1))
            if position >= len(line):
                break
            position += 1
        assert start_line <= number
        yield Row(tuple(cells), tuple(at))


def _quoted(lines: list[str], number: int, position: int) -> tuple[str, int, int, bool]:
    """The value of a quoted cell, where it ends, on which line, and whether it ended at all."""
    value, first, first_position = "", number, position
    while True:
        line = lines[number - 1]
        quote = line.find('"', position)
        if quote < 0:
            value += line[position:] + "\n"
            if number == len(lines):
                rest = lines[first - 1][first_position:]
                return rest, len(lines[first - 1]), first, False
            number, position = number + 1, 0
        elif line[quote + 1 : quote + 2] == '"':
            value += line[position : quote + 1]
            position = quote + 2
        else:
            return value + line[position:quote], quote + 1, number, True


def _stray(file: PurePosixPath, line: int, column: int) -> Diagnostic:
    return Diagnostic(
        span=Span(file, line, column, column + 1),
        code="EGY522",
        message="a quotation mark is out of place",
        hint='a quoted cell starts and ends with one, and doubles those inside: "he said ""yes"""',
    )
