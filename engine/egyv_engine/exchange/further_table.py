"""Notices another table below the first one in the same sheet or file, whose rows a draft leaves out."""

import re
from collections.abc import Sequence
from itertools import pairwise

from egyv_engine.data.source_table import SourceTable, cells_of

_NUMBER = re.compile(r"[^A-Za-z]*[0-9][^A-Za-z]*")  # however it is written
_FEWEST = 2  # columns of numbers with a word in the row of its names, or of words with numbers below it


def first_of_further_table(table: SourceTable) -> int | None:
    """Return the position of the row in which another table begins, with its title if it has one; None if there is none.

    It begins below a blank row or a row with one text alone, its title, and its first row has words where the rows above
    have numbers, or where they have words and the row below has numbers.

    Args:
        table: The rows below the header of the first table.
    """
    columns = [cells_of(column) for column in table.columns]
    lines = table.rows.to_list()
    below_blank = set(table.below_blank)
    numbers = [0] * len(columns)  # the cells above with numbers, less those with words
    counted = 0  # rows
    for row, (above, cells) in enumerate(pairwise(zip(*columns, strict=True)), 1):
        has_title = row > 1 and _has_one_text(above)
        if not has_title and lines[row] == lines[row - 1] + 1 and lines[row] not in below_blank:
            continue
        if any(map(_is_number, cells)):
            continue
        first = row - has_title
        for place, column in enumerate(columns):
            numbers[place] += sum(1 if _is_number(cell) else -1 for cell in column[counted:first] if cell)
        counted = first
        below = [column[row + 1] if row + 1 < len(column) else "" for column in columns]
        is_other = [
            bool(cell) and (more > 0 or (more < 0 and _is_number(value)))
            for cell, value, more in zip(cells, below, numbers, strict=True)
        ]
        if sum(is_other) >= _FEWEST:
            return first
    return None


def _has_one_text(row: Sequence[str]) -> bool:
    filled = filter(None, row)
    return next(filled, None) is not None and next(filled, None) is None


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None
