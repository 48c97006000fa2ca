"""Finds what is irregular in the bytes of a CSV file before Polars splits them into cells."""

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

import polars as pl

from egyv_engine.diagnostics.diagnostic import Diagnostic, DiagnosticCollector, diagnostic
from egyv_engine.diagnostics.hidden_characters import (
    HIDDEN,
    INVISIBLE,
    hidden_message,
    invisible_message,
)
from egyv_engine.diagnostics.span import Positions, Span

_BOM = b"\xef\xbb\xbf"
_CHUNK = 1 << 20  # bytes; fits into a core's cache
_CONTROLS = bytes(n for n in (*range(0x20), 0x7F) if n not in b"\t\n")


def unified_bytes(data: bytes) -> bytes:
    """Return UTF-8 without its byte order mark, with a newline at the end of every line."""
    data = data.removeprefix(_BOM)
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data


def has_misplaced_mark(data: bytes, separator: str) -> bool:
    """Return whether a quotation mark is anywhere but around a cell, or doubled inside such a cell.

    Polars may abort the process on such a file, so it has to be known before.

    Args:
        data: The file, with a newline at the end of every line.
        separator: The character between two cells.
    """
    if b'"' not in data:
        return False
    outside = re.escape(separator.encode()) + rb"\n"
    pattern = rb'[^"]*+(?:(?<![^%s])"(?:[^"]++|"")*+"(?![^%s])[^"]*+)*+' % (outside, outside)
    return re.fullmatch(pattern, data) is None


def has_every_cell(frame: pl.DataFrame, data: bytes, header: int) -> bool:
    """Return whether the rows of a file are as long as their cells and separators require, so that none is too short.

    Polars fills short rows with nulls and does not report it; longer ones it refuses. Counting bytes is quicker than
    counting separators.

    Args:
        frame: The rows below the header as Polars read them.
        data: The file, with a newline at the end of every line.
        header: The number of its bytes before the first row.
    """
    has_marks = b'"' in data
    lengths = [_total(column, lambda word: word.str.len_bytes()) for column in frame.iter_columns()]
    cells: int = sum(frame.select(lengths).row(0))
    quoted: int = 0
    if has_marks:
        in_cells = [
            _total(c, lambda word: word.str.count_matches('"', literal=True)) for c in frame.iter_columns()
        ]
        quoted = sum(frame.select(in_cells).row(0))
    marks = data.count(b'"', header) - quoted if has_marks else 0
    separators = frame.height * (frame.width - 1)
    line_ends = frame.height - (not data.endswith(b"\n"))
    return len(data) - header == cells + marks + separators + line_ends


def _total(column: pl.Series, measure: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
    """Return the sum of a measure of the cells of a column; one with few words is measured once per word."""
    cells = pl.col(column.name)
    if not isinstance(column.dtype, pl.Categorical):
        return measure(cells).cast(pl.Int64).sum()
    counted = cells.value_counts(name="count").struct
    words = counted.field(column.name).cast(pl.String)
    return (measure(words).cast(pl.Int64) * counted.field("count")).sum().alias(column.name)


def report_hidden_characters(file: PurePosixPath, data: bytes, diagnostics: DiagnosticCollector) -> None:
    """Report the first hidden or invisible character of each line (EGY503, EGY546).

    Args:
        file: The file.
        data: Its bytes: UTF-8, with a newline at the end of every line.
        diagnostics: Receives the faults.
    """
    before, line = len(diagnostics), 1
    for part in _whole_lines(data):
        if not part.isascii() or len(part.translate(None, _CONTROLS)) < len(part):
            diagnostics.extend(_hidden(file, part.decode("utf-8"), line))
        line += part.count(b"\n")
    diagnostics.cap(before)


def _whole_lines(data: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(data):
        end = data.find(b"\n", start + _CHUNK) + 1 or len(data)
        yield data[start:end]
        start = end


def _hidden(file: PurePosixPath, text: str, first: int) -> Iterator[Diagnostic]:
    if HIDDEN.search(text) is None and INVISIBLE.search(text) is None:
        return
    for number, line in enumerate(text.split("\n"), first):
        found = HIDDEN.search(line) or INVISIBLE.search(line)
        if found is not None:
            column = found.start() + 1
            yield hidden_character(Span(file, number, column, column + 1), found.group())


def hidden_character(span: Span, character: str) -> Diagnostic:
    """Return the diagnostic for a character that cannot be seen (EGY503, EGY546).

    Args:
        span: Its position.
        character: The character.
    """
    is_hidden = HIDDEN.fullmatch(character) is not None
    message = hidden_message(character) if is_hidden else invisible_message(character)
    return diagnostic(Positions(), "EGY503" if is_hidden else "EGY546", span, message, hint="delete it")
