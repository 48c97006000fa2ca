"""Replaces the cells of a column of text by positions among its different words, which take a byte or two each."""

from collections.abc import Callable, Sequence
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


def compact(columns: Sequence[pl.Series]) -> list[pl.Series]:
    """Return each column as an Enum of its words if they are few, else as String; empty texts are null.

    Args:
        columns: Columns of the same length: String, Enum, or Categorical with categories of its own, each of which a cell has.
    """
    by_kind: dict[Callable[[Sequence[pl.Series]], list[pl.Series]], list[int]] = {}
    made = list(columns)
    for i, column in enumerate(columns):
        kind = column.dtype
        if isinstance(kind, pl.Enum) and len(kind.categories) <= MOST_WORDS:
            continue
        if not isinstance(kind, pl.Categorical):
            made[i] = column.cast(pl.String)
        by_kind.setdefault(_of_categories if isinstance(kind, pl.Categorical) else _of_strings, []).append(i)
    for function, alike in by_kind.items():
        for i, column in zip(alike, function([made[i] for i in alike]), strict=True):
            made[i] = column
    return made


def _of_categories(columns: Sequence[pl.Series]) -> list[pl.Series]:
    """Return Categorical columns as Enums of their words: codes are looked up, all in one query, and no text is compared."""
    codes = pl.DataFrame([column.to_physical().alias(f"{i}") for i, column in enumerate(columns)]).rechunk()
    last = codes.select(pl.all().max()).row(0)
    wanted = []
    for i, column in enumerate(columns):
        categories = column.dtype.categories if isinstance(column.dtype, pl.Categorical) else ()
        words = [str(categories[code]) for code in range(0 if last[i] is None else last[i] + 1)]
        kind = pl.Enum([word for word in words if word])
        of_codes = pl.lit(pl.Series(words, dtype=pl.String)).cast(kind, strict=False)
        wanted.append(of_codes.gather(pl.col(f"{i}")).alias(f"{i}"))
    return codes.select(wanted).get_columns()


def _of_strings(columns: Sequence[pl.Series]) -> list[pl.Series]:
    """Return columns of String as Enums of their words if they are few, all in one query.

    If the first cells have few words, these are probably all words: to find those of every cell takes as long again.
    """
    frame = pl.DataFrame([texts.alias(f"{i}") for i, texts in enumerate(columns)]).rechunk()
    first = frame.head(LIKELY_ALL).select(
        pl.col(name).filter(pl.col(name) != "").unique().implode() for name in frame.columns
    )
    likely = {name: first[name][0] for name in frame.columns}
    made = frame.select(
        pl.col(name).cast(pl.Enum(words), strict=False)
        for name, words in likely.items()
        if len(words) <= LIKELY_ALL // 10
    )
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
