"""Notices another table below the first one in the same sheet or file, whose rows a draft leaves out."""

import re
from collections.abc import Sequence

from egyv_engine.data.source_table import SourceTable, cells_of

_NUMBER = re.compile(r"[^A-Za-z]*[0-9][^A-Za-z]*")  # however it is written
_FEWEST = 2  # columns of numbers with a word in the row of its names


def first_of_further_table(table: SourceTable) -> int | None:
    """Return the position of the row in which another table begins, with its title if it has one; None if there is none.

    It begins below a blank row or a row with one text alone, its title, and its first row has words where the rows above
    have numbers.

    Args:
        table: The rows below the header of the first table.
    """
    columns = [cells_of(column) for column in table.columns]
    rows = list(zip(*columns, strict=True))
    lines = table.rows.to_list()
    below_blank = set(table.below_blank)
    for row in range(1, len(rows)):
        has_title = row > 1 and _has_one_text(rows[row - 1])
        if not has_title and lines[row] == lines[row - 1] + 1 and lines[row] not in below_blank:
            continue
        first = row - has_title
        below_numbers = [c for c in columns if c[row] and _is_of_numbers(c[:first])]
        if len(below_numbers) >= _FEWEST and not any(map(_is_number, rows[row])):
            return first
    return None


def _has_one_text(row: Sequence[str]) -> bool:
    filled = filter(None, row)
    return next(filled, None) is not None and next(filled, None) is None


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None


def _is_of_numbers(cells: Sequence[str]) -> bool:
    """Return whether most of the filled cells are numbers."""
    filled = [cell for cell in cells if cell]
    return sum(map(_is_number, filled)) * 2 > len(filled)
