"""Recognises how a file is written, by signs that cannot be mistaken: separators, encodings, and rows around the header."""

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from egyv_engine.data.csv_cells import scan
from egyv_engine.model.file_kinds import usual_separator
from egyv_engine.model.total_words import is_total

_LOOKED_AT = 200  # rows
_MOST_BELOW = 20  # rows that may be notes and totals
_BYTES = 1 << 16
_MOST_MERGED = 2  # rows above the last one of a header
_SEPARATORS = (",", ";", "\t", "|")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_FEWEST_OF_TABLE = 0.9  # of the looked-at rows that have as many cells as the header
Options = dict[str, str | int]


def csv_options(file: PurePosixPath, data: bytes) -> Options:
    """Return the keys of surveys/files.yaml that a CSV file needs, each with its value.

    Args:
        file: The path of the file.
        data: Its bytes.
    """
    encoding = encoding_of(data)
    options: Options = {} if encoding is None else {"encoding": encoding}
    text = data[:_BYTES].decode(str(options.get("encoding", "utf-8-sig")), errors="replace")
    rows = {mark: list(scan(file, text, [], mark))[:_LOOKED_AT] for mark in _SEPARATORS}
    usual = usual_separator(file)
    best = max(_SEPARATORS, key=lambda mark: (_rows_of_table([r.cells for r in rows[mark]]), mark == usual))
    if usual == "\t" and _rows_of_table([r.cells for r in rows[usual]])[0]:
        best = usual  # the ending says so, and Eurostat has more commas within the first cell than tabs
    if best != usual and _rows_of_table([r.cells for r in rows[best]]):
        options["separator"] = best
    first = first_of_table([row.cells for row in rows[best]])
    if first:
        options["skip_rows"] = rows[best][first].lines[0] - 1
    if options.get("encoding") != "utf-16":
        tail = data[-_BYTES:].decode(str(options.get("encoding", "utf-8-sig")), errors="replace")
        last = [row.cells for row in scan(file, tail, [], best) if any(row.cells)][-_MOST_BELOW:]
        below = rows_below_table(last, _width([row.cells for row in rows[best]]))
        if below:
            options["footer_rows"] = below
    return options


def encoding_of(data: bytes) -> str | None:
    """Return the encoding that a text file has, as surveys/files.yaml names it; None if it is UTF-8.

    Args:
        data: The bytes of the file.
    """
    if data.startswith(_UTF_16):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return None


def rows_below_table(rows: Sequence[Sequence[str]], width: int) -> int:
    """Return how many of the last rows of a file are notes or totals, by their only text or their name.

    Args:
        rows: The last rows of the file.
        width: The number of cells of the rows of the table.
    """
    is_below = [
        is_total(next((cell for cell in row if cell.strip()), ""))
        or (_filled(row) == 1 and bool(row[0]) and (width > 2 or len(row) < width))
        for row in rows
    ]
    last = next((n for n, one in enumerate(reversed(is_below)) if not one), len(rows))
    return last if width > 1 and last < len(rows) else 0


def first_of_table(rows: Sequence[Sequence[str]]) -> int:
    """Return the position of the first row that belongs to the table: those before it are a title or notes.

    Args:
        rows: The first rows of a file, with all of their cells.
    """
    width = _width(rows)
    if width < 2:
        return 0
    first = next((i for i, row in enumerate(rows) if len(row) == width and _filled(row) * 2 > width), 0)
    is_preamble = [_filled(row) <= 1 or (_filled(row) == 2 and width > 3) for row in rows[:first]]
    titles = next((i for i, one in enumerate(is_preamble) if not one), first)
    if titles and first - titles <= _MOST_MERGED:
        first = titles  # a header over another one is filled in part, because its cells are merged
    return first if all(is_preamble[:first]) and first < len(rows) - 1 else 0


def _rows_of_table(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Return how many rows have the usual number of cells, and this number; nothing if the rows are no table."""
    width = _width(rows)
    below = rows[first_of_table(rows) :]
    fitting = sum(len(row) == width for row in below)
    return (fitting, width) if width > 1 and fitting >= len(below) * _FEWEST_OF_TABLE else (0, 0)


def _width(rows: Sequence[Sequence[str]]) -> int:
    """Return the number of cells that most rows with several cells have; the larger one if two are as usual."""
    counted = Counter(len(row) for row in rows if len(row) > 1)
    return max(counted, key=lambda width: (counted[width], width), default=0)


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)
