"""Finds what is irregular in the bytes of a CSV file before Polars splits them into cells."""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import IO, Any

import polars as pl

from egyv_engine.data.words_of_column import joined_columns, parts, value_of_word

_OF_UTF_8 = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x90-\xbf]")
_MOST_LETTERS = 1000  # that are looked at
_MOST_LINES_OF_CELL = 100
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
BOM = b"\xef\xbb\xbf"
SEPARATORS = {";": "semicolon", "\t": "tab", "|": "bar", ",": "comma"}
# Before Python 3.11.5, a possessive repeat of a group can match too much (python/cpython#106052).
_ONCE = "+" if sys.version_info >= (3, 11, 5) else ""
_QUOTED = rf'"(?:[^"]++|"")*{_ONCE}"'
_CELL = rf'(?:{_QUOTED}|(?:(?!\1)[^"\n])*{_ONCE})'
_QUOTED_HEADER = re.compile(rf"{_QUOTED}([;\t|,]){_CELL}(?:\1{_CELL})*{_ONCE}(?:\n|$)")


def separator_hint(mark: str) -> str:
    """Return the hint that names the separator of a file.

    Args:
        mark: The character between two cells, one of `SEPARATORS`.
    """
    written = "tab" if mark == "\t" else mark
    return (
        f"{SEPARATORS[mark]}s separate the cells of this file: "
        f"write 'separator: \"{written}\"' for it in surveys/files.yaml"
    )


def separator_of_quoted_header(header: str, separator: str) -> str | None:
    """Return the separator of a header whose first cell is quoted, if it splits at another one than is declared.

    Args:
        header: The text from the start of the header on.
        separator: The character that is declared to be between two cells.
    """
    found = _QUOTED_HEADER.match(header)
    return found[1] if found is not None and found[1] != separator else None


def unified_bytes(data: bytes) -> bytes:
    """Return UTF-8 with a newline at the end of every line."""
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data


def first_letter_of_utf_8(data: bytes) -> int | None:
    """Return the index of the first byte that is not ASCII if all bytes are UTF-8, else None."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    beyond = _BEYOND_ASCII.search(data)
    return None if beyond is None else beyond.start()


def letters_of_utf_8(data: bytes) -> int | None:
    """Return the index of the first Latin letter or quotation mark in a line that is UTF-8, in a file that is not; None if no line is.

    In Western encodings, these bytes would be letters such as `Ã` with a symbol after them, which no word has.
    """
    for found in islice(_OF_UTF_8.finditer(data), _MOST_LETTERS):
        index = found.start()
        start, end = data.rfind(b"\n", 0, index) + 1, data.find(b"\n", index)
        try:
            data[start : end if end >= 0 else len(data)].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return index
    return None


def end_of_row(data: bytes, start: int) -> int:
    """Return the index after the row that starts at an index: a newline inside a quoted cell does not end it.

    Args:
        data: The file, with a newline at the end of every line.
        start: The index of the row.
    """
    end = start
    while end < len(data):
        end = data.find(b"\n", end) + 1 or len(data)
        if data.count(b'"', start, end) % 2 == 0:
            break
    return end


def most_lines(data: bytes, number: int) -> int:
    """Return a declared number of lines, or that of the file if it has fewer; they are counted only if any is declared.

    Args:
        data: The file.
        number: The number of lines that a rule declares.
    """
    return min(number, data.count(b"\n")) if number else 0


def without_last_rows(data: bytes, number: int, separator: str = ",") -> bytes:
    """Return a file without its last rows; lines without a filled cell are no rows.

    A quotation mark that nothing closes, as in `5" pipes`, belongs to one line.

    Args:
        data: The file, with a newline at the end of every line.
        number: The number of rows.
        separator: The character between two cells.
    """
    for _ in range(most_lines(data, number)):
        is_row = False
        while data and not is_row:
            start = _start_of_last_row(data)
            is_row = bool(data[start:].strip(separator.encode() + b'"\n'))
            data = data[:start]
    return data


def _start_of_last_row(data: bytes) -> int:
    """Return the index of the last row: a cell in quotation marks may have several lines."""
    last = start = data.rfind(b"\n", 0, -1) + 1
    for _ in range(_MOST_LINES_OF_CELL):
        if not _has_open_mark(data[start:]):
            return start
        if start == 0:
            break
        start = data.rfind(b"\n", 0, start - 1) + 1
    return last


def blocks_of_rows(stream: IO[bytes], size: int) -> Iterator[bytes]:
    """Yield what is left of a file in UTF-8 in parts that end with a row, each with a newline at the end of every line.

    Empty lines belong to the part before them; those at the end of the file are left out.

    Args:
        stream: The file.
        size: The number of bytes from which on a part ends.

    Raises:
        UnicodeDecodeError: A part is not UTF-8.
    """
    start, is_last = stream.tell(), False
    while not is_last:
        stream.seek(start + size)
        stream.readline()
        end = stream.tell()
        stream.seek(start)
        data = stream.read(end - start)
        further: list[bytes] = []
        is_inside = _has_open_mark(data)
        while is_inside and (line := stream.readline()):
            further.append(line)
            is_inside ^= _has_open_mark(line)
        start = stream.tell()
        while (line := stream.readline()) in (b"\n", b"\r\n"):
            further.append(line)
            start = stream.tell()
        is_last = not line
        data = b"".join((data, *further)) if further else data
        if not data.isascii():
            data.decode("utf-8")
        data = unified_bytes(data)
        if is_last and data.endswith(b"\n\n"):
            data = data.rstrip(b"\n") + b"\n"
        if data:
            yield data


def _has_open_mark(data: bytes) -> bool:
    """Return whether the number of quotation marks is odd; to look for one is quicker than to count them."""
    return data.find(b'"') >= 0 and data.count(b'"') % 2 == 1


def has_misplaced_mark(data: bytes, separator: str, start: int) -> bool:
    """Return whether a quotation mark is anywhere but around a cell, or doubled inside such a cell.

    Polars may abort the process on such a file, so it has to be known before.

    Args:
        data: The file, with a newline at the end of every line.
        separator: The character between two cells.
        start: The index of the header.
    """
    if data.find(b'"', start) < 0:
        return False
    outside = re.escape(separator.encode()) + rb"\n"
    cell = rb'(?<![^%s])%s(?![^%s])[^"]*+' % (outside, _QUOTED.encode(), outside)
    pattern = rb'[^"]*+(?:%s)*%s' % (cell, _ONCE.encode())
    return re.compile(pattern).fullmatch(data, start) is None


def has_every_cell(
    columns: Sequence[pl.Series],
    size: int,
    separator: str,
    separators: int | None,
    marks: int,
    *,
    ends_with_line: bool,
) -> bool:
    """Return whether the rows of a file are as long as their cells and separators require.

    If so, no row is too short, and each cell that was read as a number is written as its text says: 5, not 05 or +5. Polars
    fills short rows with nulls and does not report it; longer ones it refuses.

    Args:
        columns: The cells below the header as Polars read them, String or Enum.
        size: The number of bytes of the rows.
        separator: The character between two cells.
        separators: How many of the bytes are this character; None if each column was read as text. Only a number may be written
            with more bytes than its text has, and so make up for a row that is too short.
        marks: How many of them are quotation marks.
        ends_with_line: Whether the last row has a newline at its end.
    """
    frame = pl.DataFrame([column.alias(f"{i}") for i, column in enumerate(columns)])
    words = {name: kind.categories for name, kind in frame.schema.items() if isinstance(kind, pl.Enum)}
    sizes = list(map(len, words.values()))

    def total(measure: Callable[[Any], Any]) -> int:  # of an Expr or a Series
        of_words = parts(measure(joined_columns(list(words.values()))).cast(pl.Int64), sizes)
        wanted = [
            (
                value_of_word(pl.col(name), one, 0).sum()
                if one.n_unique() > 1
                else pl.col(name).count().cast(pl.Int64) * one[0]
            ).alias(name)
            for name, one in zip(words, of_words, strict=True)
            if one.max()
        ]
        wanted += [measure(pl.col(name)).cast(pl.Int64).sum() for name in frame.columns if name not in words]
        return int(sum(frame.select(wanted).row(0))) if wanted else 0

    cells = total(lambda word: word.str.len_bytes())

    def number_of(character: str) -> int:  # only quoted cells have one
        return total(lambda word: word.str.count_matches(character, literal=True)) if marks else 0

    between_cells = frame.height * (frame.width - 1)
    line_ends = frame.height - (not ends_with_line)
    has_size = size == cells + marks - number_of('"') + between_cells + line_ends
    return has_size and (separators is None or separators - number_of(separator) == between_cells)
