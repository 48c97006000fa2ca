"""Reads the cells of a file again, all of them when the first is asked for, so that explanations can show their texts."""

from collections.abc import Callable, Mapping

import polars as pl

from egyv_engine.data.sources.native_code import DamagedFileError


class CellsAgain:
    """The cells of a file that was read before; they are kept once they were read again."""

    def __init__(self, read: Callable[[], Mapping[int, pl.Series]]) -> None:
        """Read nothing yet.

        Args:
            read: Returns the texts of each column, by its position in the file.
        """
        self._read = read
        self._cells: Mapping[int, pl.Series] | None = None

    def text(self, row: int, column: int) -> str | None:
        """Return the text of a cell; None if it is blank, or if the file is not what it was.

        Args:
            row: The row in the file, from 0.
            column: The position of the column in the file, from 0.
        """
        if self._cells is None:
            try:
                self._cells = self._read()
            except (DamagedFileError, OSError):
                self._cells = {}
        texts = self._cells.get(column)
        return None if texts is None or row >= len(texts) else texts[row]
