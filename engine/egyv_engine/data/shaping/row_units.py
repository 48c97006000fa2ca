"""Gives ids to the rows of answers in which nobody is identified: each row is then a unit of its own."""

from collections.abc import Collection
from pathlib import PurePosixPath

import polars as pl

from egyv_engine.data.source_table import HeldCells, SourceTable, TableColumn
from egyv_engine.model.documents.register_declaration import ROW_COLUMN
from egyv_engine.model.frozen import replace


def with_row_units(table: SourceTable, sources: Collection[str]) -> SourceTable:
    """Return a table with a column of ids: `row 1` is the first row below the header, before any rows are left out.

    The numbers have as many digits as the last one, so that ids sort by rows. Of several files, each puts its name in front,
    so that no row of one is the unit of another.

    Args:
        table: The table as its source gives it.
        sources: The sources of the answers of all waves.
    """
    digits = len(str(len(table.rows)))
    numbers = (table.rows + 1).cast(pl.String).str.zfill(digits)
    word = f"{_name_of(table.file, sources)} row" if len(sources) > 1 else "row"
    ids = pl.select(pl.format(f"{word} {{}}", pl.lit(numbers))).to_series()
    column = TableColumn(name=ROW_COLUMN, cells=HeldCells(ids, is_compact=True), source=0)
    return replace(table, columns=(*table.columns, column))


def _name_of(file: PurePosixPath, sources: Collection[str]) -> str:
    """Return the name of a file among the others: that without the ending, or else its path."""
    stems = [PurePosixPath(source).stem for source in sources]
    return file.stem if stems.count(file.stem) == 1 else str(file)
