"""Warns of a block of rows that a file has twice, where nobody is identified and each row counts as a unit (EGY599)."""

from collections.abc import Collection, Sequence
from math import log

import polars as pl

from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.model.documents.register_declaration import ROW_COLUMN
from egyv_engine.model.frozen import Frozen

_FEWEST = 5  # rows of a block
_DISTANCES = 3  # that are tried: the commonest ones between rows with the same cells
_BY_CHANCE = 1e-4  # blocks that a file of this kind would have by chance


class _Block(Frozen):
    """Rows that are the same, in the same order, as rows above them.

    Attributes:
        first: The position of the first of the rows above.
        again: The position of the first of the rows that repeat them.
        rows: How many there are.
    """

    first: int
    again: int
    rows: int


def report_repeated_rows(
    table: SourceTable, read: Collection[str] | None, diagnostics: DiagnosticCollector
) -> None:
    """Report the longest block of rows that follows again further down with the same cells in every column.

    Some rows may well be alike where few questions are asked, and so may a few rows in a row. A block is reported if it
    has so many different rows, each of them so rare in the file, that chance would not bring them into the same order.

    Args:
        table: The rows that are read, with every column of the file.
        read: The columns that are read, None for every column: only if their cells repeat themselves, the others are looked at.
        diagnostics: Receives the warning.
    """
    every = [column for column in table.columns if column.name != ROW_COLUMN]
    some = [column for column in every if read is None or column.name in read]
    block = _repeated(some)
    if block is not None and len(every) > len(some):
        block = _repeated(every)
    if block is None:
        return
    again, first = (table.cell_span(row, every[0]) for row in (block.again, block.first))
    diagnostics.report(
        "EGY599",
        again,
        f"the {block.rows:,} rows of {table.file} that begin here are the same as {block.rows:,} rows above them, in the same order",
        hint="remove them if a part of the file was copied twice; accept the warning if each row is another answer",
        related=((first, "the first of the same rows above"),),
    )


def _repeated(columns: Sequence[TableColumn]) -> _Block | None:
    """Return the longest block of rows that is there twice; None if chance may have brought about each of them."""
    if not columns:
        return None
    rows = pl.DataFrame([column.texts.alias(str(i)) for i, column in enumerate(columns)]).hash_rows()
    if len(rows) < 2 * _FEWEST or rows.n_unique() > len(rows) - _FEWEST:
        return None
    counts = pl.DataFrame({"row": rows}).select(pl.len().over("row")).to_series()
    found = [block for distance in _distances(rows) if (block := _longest(rows, distance)) is not None]
    found.sort(key=lambda block: (-block.rows, block.again))
    for block in found:
        of_block = pl.DataFrame({"row": rows, "count": counts}).slice(block.again, block.rows).unique("row")
        # Of any two of its rows each may begin a block, which chance then continues with these rows.
        chance = 2 * log(len(rows)) + sum(log(count / len(rows)) for count in of_block["count"])
        if chance < log(_BY_CHANCE):
            return block
    return None


def _distances(rows: pl.Series) -> Sequence[int]:
    """Return the commonest distances between five rows and the same five rows further down."""
    windows = pl.DataFrame([rows.shift(-i).alias(str(i)) for i in range(_FEWEST)])
    is_changing = pl.any_horizontal(pl.col("0") != pl.col(str(i)) for i in range(1, _FEWEST))
    places = windows.with_row_index("place").head(len(rows) - _FEWEST + 1).filter(is_changing)
    same = places.select(
        distance=pl.col("place").shift(-1).over([str(i) for i in range(_FEWEST)]) - pl.col("place")
    )
    counted = same.drop_nulls().group_by("distance").len().sort(["len", "distance"], descending=[True, False])
    return counted["distance"].head(_DISTANCES).to_list()


def _longest(rows: pl.Series, distance: int) -> _Block | None:
    """Return the longest block of rows that are the same as those so many rows above them."""
    is_same = rows.slice(distance) == rows.head(len(rows) - distance)
    runs = is_same.rle_id()
    longest = (
        pl.DataFrame({"run": runs, "is_same": is_same})
        .with_row_index("place")
        .filter("is_same")
        .group_by("run")
        .agg(pl.col("place").min(), pl.len())
        .sort(["len", "place"], descending=[True, False])
        .head(1)
    )
    if longest.is_empty():
        return None
    first, number = int(longest["place"][0]), int(longest["len"][0])
    return _Block(first=first, again=first + distance, rows=number) if number >= _FEWEST else None
