"""Counts codes by cohort where the rows of each cohort are next to each other."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, reduce

import polars as pl

from egyv_engine.evaluation.crosstab import count_codes, count_masks, crosstab
from egyv_engine.model.frozen import Frozen

# Rows of a cohort: with fewer, one count of combined codes is quicker than masks of each cohort. Measured with 100,000 rows and
# 8 codes, for one two-way table, in ms: 10 cohorts 1.7 and 2.0, 57 cohorts 2.0 and 10.9, 757 cohorts 5.6 and 29.9.
_SMALL_COHORT = 10_000


_CELL_TYPES = (
    (pl.UInt8(), 1 << 8),
    (pl.UInt16(), 1 << 16),
    (pl.UInt32(), 1 << 32),
)  # and the numbers that each holds
# Different cells, and the number of rows of each: a cell is (cohort * width + first code) * width + second code.
Counts = tuple[pl.Series, pl.Series]


class Parts(Frozen, dict=True):
    """The cohorts of some rows.

    Attributes:
        sizes: The number of rows of each cohort, in the order of the rows.
        numbers: The position of each row's cohort, UInt32; None for one cohort.
    """

    sizes: tuple[int, ...]
    numbers: pl.Series | None

    @property
    def size(self) -> int:
        """The number of rows."""
        return sum(self.sizes)

    @property
    def are_small(self) -> bool:
        """Return whether the cohorts are so many and so small that all are counted in one step."""
        return len(self.sizes) > 1 and self.size < _SMALL_COHORT * len(self.sizes)

    @cached_property
    def _first_cells(self) -> dict[int, pl.Series]:
        return {}

    def first_cells(self, size: int) -> pl.Series:
        """Return the first cell of each row's cohort, where each cohort has so many cells; made once for many columns.

        Args:
            size: The number of cells of a cohort.
        """
        if size not in self._first_cells:
            self._first_cells[size] = _wide(self, size) * size
        return self._first_cells[size]

    def slices(self) -> Iterator[tuple[int, int]]:
        """Yield the first row and the number of rows of each cohort."""
        start = 0
        for size in self.sizes:
            yield start, size
            start += size


def whole(size: int) -> Parts:
    """Return all rows as one cohort."""
    return Parts(sizes=(size,), numbers=None)


def cohort_parts(cohort: pl.Series, indexes: Sequence[int]) -> Parts:
    """Return the cohorts of some rows.

    Args:
        cohort: The index of each row's cohort, in ascending order.
        indexes: The indexes that may occur, in ascending order.
    """
    numbers = pl.Series(indexes, dtype=cohort.dtype).search_sorted(cohort).cast(pl.UInt32)
    counted = dict(numbers.value_counts().iter_rows())
    return Parts(sizes=tuple(counted.get(i, 0) for i in range(len(indexes))), numbers=numbers)


def crosstabs(first: pl.Series, second: pl.Series, codes: Sequence[int], parts: Parts, width: int) -> Counts:
    """Count the rows of each cohort with each pair of codes.

    Args:
        first: The codes of the first column.
        second: The codes of the second column.
        codes: Every code that may occur.
        parts: The cohorts of the rows.
        width: A number above all codes.
    """
    if parts.numbers is not None and parts.are_small:
        cells = first.cast(next(dtype for dtype, most in _CELL_TYPES if width**2 <= most)) * width + second
        return _counted(parts.first_cells(width**2) + cells)
    tables = [crosstab(first.slice(i, n), second.slice(i, n), codes) for i, n in parts.slices()]
    return _cells_of(tables, width)


def counts_of_codes(column: pl.Series, codes: Sequence[int], parts: Parts, width: int) -> Counts:
    """Count the rows of each cohort with each code, as pairs of the code with itself.

    Args:
        column: The codes.
        codes: Every code that may occur, in ascending order.
        parts: The cohorts of the rows.
        width: A number above all codes.
    """
    if parts.numbers is not None and parts.are_small:
        cells, units = _counted(parts.first_cells(width) + column)
        return cells * width + cells % width, units
    tables = [count_codes(column.slice(i, n), codes) for i, n in parts.slices()]
    return _cells_of([[(code, code, n) for code, n in table] for table in tables], width)


def crosstabs_of_masks(
    first: Sequence[tuple[int, pl.Series]], second: Sequence[tuple[int, pl.Series]], parts: Parts, width: int
) -> Counts:
    """Count the rows of each cohort in each pair of masks.

    Args:
        first: Masks with their codes; every row is in exactly one mask.
        second: The same for the second column.
        parts: The cohorts of the rows.
        width: A number above all codes.
    """
    if len(parts.sizes) == 1:
        return _cells_of([count_masks(first, second)], width)
    codes = sorted({code for code, _ in (*first, *second)})
    return crosstabs(_column(first), _column(second), codes, parts, width)


def counts_of_masks(masks: Sequence[pl.Series], parts: Parts) -> list[tuple[int, ...]]:
    """Count the rows of each cohort in each mask.

    Args:
        masks: The masks; a row may be in several.
        parts: The cohorts of the rows.
    """
    if parts.numbers is None or not parts.are_small:
        return [tuple(int(mask.slice(i, n).sum()) for mask in masks) for i, n in parts.slices()]
    bits = reduce(lambda sum_, mask: sum_ * 2 + mask.cast(pl.UInt64), masks, parts.numbers.cast(pl.UInt64))
    found = [[0] * len(masks) for _ in parts.sizes]
    for combined, n in bits.value_counts().iter_rows():
        counts = found[combined >> len(masks)]
        for i in range(len(masks)):
            if combined >> (len(masks) - 1 - i) & 1:
                counts[i] += n
    return [tuple(counts) for counts in found]


def _wide(parts: Parts, width: int) -> pl.Series:
    """Return the position of each row's cohort, of a type that holds as many positions times a width."""
    assert parts.numbers is not None
    return parts.numbers if len(parts.sizes) * width < 1 << 32 else parts.numbers.cast(pl.UInt64)


def _column(masks: Sequence[tuple[int, pl.Series]]) -> pl.Series:
    """Return the code of each row."""
    return reduce(pl.Series.__add__, (mask.cast(pl.UInt8) * code for code, mask in masks))


def _counted(combined: pl.Series) -> Counts:
    cells, units = combined.value_counts().get_columns()
    return cells, units


def _cells_of(tables: Iterable[Iterable[tuple[int, int, int]]], width: int) -> Counts:
    found = [((i * width + a) * width + b, n) for i, table in enumerate(tables) for a, b, n in table]
    cells, units = zip(*found, strict=True) if found else ((), ())
    return pl.Series(cells, dtype=pl.UInt64), pl.Series(units, dtype=pl.UInt64)
