"""Replaces the cells of a column of text by positions among its different words, which take a byte or two each."""

from collections.abc import Sequence
from itertools import accumulate

import polars as pl

_LOOKED_AT = 200_000  # first cells
_CELLS_TOGETHER = 4_000_000  # that one query is given
LIKELY_ALL = 10_000  # first cells, whose words are probably those of all cells if they are few
MOST_WORDS = 65_535  # of a column that is kept so: a position takes two bytes at most


def different_words(texts: pl.Series) -> pl.Series:
    """Return the different words of a column, String, without empty ones.

    Args:
        texts: String or Enum; of an Enum, all words that its cells may have.
    """
    kind = texts.dtype  # asked for once: Polars makes the type of an Enum again each time, which takes 20 µs
    if isinstance(kind, pl.Enum):
        return kind.categories
    words = texts.unique().drop_nulls()
    return words.filter(words != "")


def number_together(rows: int) -> int:
    """Return how many columns one query is best given: it costs as much as some 100,000 cells.

    Args:
        rows: The number of cells of each column.
    """
    return max(1, _CELLS_TOGETHER // max(1, rows))


def enumerated(texts: pl.Series, words: pl.Series | None = None) -> pl.Series:
    """Return a column as an Enum of its words; empty texts are null.

    Args:
        texts: String or Enum.
        words: Its different words, if they are known.
    """
    if isinstance(texts.dtype, pl.Enum):
        return texts
    return texts.cast(pl.Enum(different_words(texts) if words is None else words), strict=False)


def compact(columns: Sequence[pl.Series], before: Sequence[pl.Series] = ()) -> list[pl.Series]:
    """Return each column as an Enum of its words if they are few, else as String; empty texts are null.

    Args:
        columns: Columns of the same length: String, Enum, or Categorical with categories of its own, each of which a cell has.
        before: The rows of the same columns that come before these, compact, whose words are probably also theirs.
    """
    made = list(columns)
    categories, strings = [], []
    for i, column in enumerate(columns):
        kind = column.dtype
        if isinstance(kind, pl.Categorical):
            categories.append(i)
        elif not isinstance(kind, pl.Enum) or len(kind.categories) > MOST_WORDS:
            made[i] = column.cast(pl.String)
            strings.append(i)
    of_categories = _of_categories([made[i] for i in categories]) if categories else []
    of_strings = []
    if strings:
        of_strings = _of_strings([made[i] for i in strings], [before[i] for i in strings] if before else ())
    for i, column in zip((*categories, *strings), (*of_categories, *of_strings), strict=True):
        made[i] = column
    return made


def joined_blocks(blocks: Sequence[pl.Series]) -> pl.Series:
    """Return the rows of a column one after the other: an Enum of all words if each block is one, and String otherwise.

    Args:
        blocks: The rows in parts, as `compact` returns them.
    """
    kinds = [block.dtype for block in blocks]
    if all(kind == kinds[0] for kind in kinds):
        return pl.concat(blocks, rechunk=True)
    words = [kind.categories for kind in kinds if isinstance(kind, pl.Enum)]
    all_words = joined_columns(words).unique(maintain_order=True)
    are_few = len(words) == len(blocks) and len(all_words) <= MOST_WORDS
    wanted = pl.Enum(all_words) if are_few else pl.String()
    cast = [b if kind == wanted else b.cast(wanted) for b, kind in zip(blocks, kinds, strict=True)]
    return pl.concat(cast, rechunk=True)


def _of_categories(columns: Sequence[pl.Series]) -> list[pl.Series]:
    """Return Categorical columns as Enums of their words: codes are looked up, all in one query, and no text is compared."""
    codes = pl.DataFrame([column.to_physical().alias(f"{i}") for i, column in enumerate(columns)]).rechunk()
    last = codes.select(pl.all().max()).row(0)
    wanted = []
    for i, column in enumerate(columns):
        categories = column.dtype.categories if isinstance(column.dtype, pl.Categorical) else ()
        words = [str(categories[code]) for code in range(0 if last[i] is None else last[i] + 1)]
        kind = pl.Enum([word for word in words if word])
        of_codes = pl.Series(words, dtype=pl.String).cast(kind, strict=False)
        wanted.append(looked_up(pl.col(f"{i}"), of_codes).alias(f"{i}"))
    return codes.select(wanted).get_columns()


def _of_strings(columns: Sequence[pl.Series], before: Sequence[pl.Series]) -> list[pl.Series]:
    """Return columns of String as Enums of their words if they are few, all in one query.

    The words of the rows before these, or else those of the first cells if they are few, are probably all words: to find those
    of every cell takes as long again.
    """
    frame = pl.DataFrame([texts.alias(f"{i}") for i, texts in enumerate(columns)])
    likely = {f"{i}": column.dtype for i, column in enumerate(before) if isinstance(column.dtype, pl.Enum)}
    first = frame.head(LIKELY_ALL).select(
        pl.col(name).filter(pl.col(name) != "").unique().implode()
        for name in frame.columns
        if name not in likely
    )
    likely |= {
        name: pl.Enum(first[name][0]) for name in first.columns if len(first[name][0]) <= LIKELY_ALL // 10
    }
    made = frame.select(pl.col(name).cast(kind, strict=False) for name, kind in likely.items()).rechunk()
    nulls = frame.null_count().row(0, named=True)
    blanks = made.null_count().row(0, named=True)

    def has_all_words(name: str) -> bool:
        if name not in blanks:
            return False
        return blanks[name] == nulls[name] or bool(blanks[name] == without_empty(frame[name]).null_count())

    return [made[name] if has_all_words(name) else _of_any_words(frame[name]) for name in frame.columns]


def _of_any_words(texts: pl.Series) -> pl.Series:
    """Return a column of String as an Enum of its words if they are few, else as String without empty texts."""
    if texts.head(_LOOKED_AT).n_unique() <= MOST_WORDS + 1:  # the ids of ten million units are as many words
        words = different_words(texts)
        if len(words) <= MOST_WORDS:
            return enumerated(texts, words)
    return without_empty(texts)


def without_empty(texts: pl.Series) -> pl.Series:
    """Return a column of String in which empty texts are null."""
    return texts.set(texts == "", None) if (texts == "").any() else texts


def joined_columns(columns: Sequence[pl.Series]) -> pl.Series:
    """Return the texts of all columns, one column after the other."""
    return pl.concat([pl.Series(dtype=pl.String), *columns], rechunk=True)


def parts(values: pl.Series, sizes: Sequence[int]) -> list[pl.Series]:
    """Return the part of each column, of values that are joined.

    Args:
        values: The values of all columns, one column after the other.
        sizes: How many values each column has.
    """
    return [values.slice(end - size, size) for size, end in zip(sizes, accumulate(sizes), strict=True)]


def repeated(values: pl.Series, sizes: Sequence[int]) -> pl.Series:
    """Return each of some values as many times as it is to be there, one value after the other.

    Args:
        values: The values.
        sizes: How many times each is to be there, perhaps 0.
    """
    times = pl.Series(sizes, dtype=pl.UInt32)
    some = times > 0  # older versions of Polars make a null of an empty list
    return pl.select(pl.lit(values.filter(some)).repeat_by(pl.lit(times.filter(some))).explode()).to_series()


def looked_up(positions: pl.Expr, values: pl.Series) -> pl.Expr:
    """Return the value at each position, null where this is null. To look up nulls takes twice as long as to put them back.

    Args:
        positions: Whole numbers from 0.
        values: The values; there are some unless all positions are null.
    """
    if values.is_empty():
        values = pl.Series([None], dtype=values.dtype)
    return pl.when(positions.is_not_null()).then(pl.lit(values).gather(positions.fill_null(0)))


def value_of_word(cells: pl.Expr, values: pl.Series, blank: int) -> pl.Expr:
    """Return the value of each cell's word, which is never null: to get a null takes twice as long.

    Args:
        cells: An Enum.
        values: A number for each of its words.
        blank: The value of a cell that is null.
    """
    words = len(values)
    positions = cells.to_physical() if words < 1 << 8 else cells.to_physical().cast(pl.UInt32)
    table = pl.concat([values, pl.Series([blank], dtype=values.dtype)], rechunk=True)
    return pl.lit(table).gather(positions.fill_null(words))
