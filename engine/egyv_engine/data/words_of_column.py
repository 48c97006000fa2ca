"""Replaces the cells of a column of text by positions among its different words, which take a byte or two each."""

from collections.abc import Sequence

import polars as pl

_LOOKED_AT = 200_000  # first cells
_CELLS_TOGETHER = 4_000_000  # that one query is given
_LIKELY_ALL = 10_000  # first cells, whose words are probably those of all cells if they are few
MOST_WORDS = 65_535  # of a column that is kept so: a position takes two bytes at most


def different_words(texts: pl.Series) -> pl.Series:
    """Return the different words of a column, String, without empty ones.

    Args:
        texts: String, Categorical or Enum; of an Enum, all words that its cells may have.
    """
    kind = texts.dtype  # asked for once: Polars makes the type of an Enum again each time, which takes 20 µs
    if isinstance(kind, pl.Enum):
        return kind.categories
    words = texts.unique().drop_nulls().cast(pl.String)
    return words.filter(words != "")


def few_words(texts: pl.Series) -> pl.Series | None:
    """Return the different words of a column; None if they are more than MOST_WORDS.

    Args:
        texts: String, Categorical or Enum.
    """
    if texts.head(_LOOKED_AT).n_unique() > MOST_WORDS + 1:
        return None  # without looking at all cells: the ids of ten million units are as many words
    words = different_words(texts)
    return words if len(words) <= MOST_WORDS else None


def counted_words(columns: Sequence[pl.Series]) -> list[pl.DataFrame | None]:
    """Return the words of each column of String, with the number of its cells that have each; all are counted in one query.

    Args:
        columns: Columns of the same length.

    Returns:
        The columns `word` and `count`; the cells that are null are counted, too. None if the words are many, and of a
        column of another type.
    """
    few = [
        i
        for i, texts in enumerate(columns)
        if isinstance(texts.dtype, pl.String) and texts.head(_LOOKED_AT).n_unique() <= MOST_WORDS + 1
    ]
    found: list[pl.DataFrame | None] = [None] * len(columns)
    if few:
        frame = pl.DataFrame([columns[i].alias(f"{i}") for i in few])
        lists = frame.select(pl.all().value_counts(name="count").implode())
        for i in few:
            counted = lists[f"{i}"][0].struct.unnest()
            if counted.height <= MOST_WORDS:
                found[i] = counted.rename({f"{i}": "word"})
    return found


def number_together(rows: int) -> int:
    """Return how many columns one query is best given: it costs as much as some 100,000 cells.

    Args:
        rows: The number of cells of each column.
    """
    return max(1, _CELLS_TOGETHER // max(1, rows))


def enumerated(texts: pl.Series, words: pl.Series | None = None) -> pl.Series:
    """Return a column as an Enum of its words; empty texts are null.

    Args:
        texts: String, Categorical or Enum.
        words: Its different words, if they are known.
    """
    if isinstance(texts.dtype, pl.Enum):
        return texts
    return texts.cast(pl.Enum(different_words(texts) if words is None else words), strict=False)


def enumerated_categories(columns: Sequence[pl.Series]) -> list[pl.Series]:
    """Return Categorical columns as Enums of their words; empty texts are null.

    The codes of the categories are looked up, all in one query, and no text is compared.

    Args:
        columns: Columns of the same length, each with categories of its own; a cell has each of these.
    """
    codes = pl.DataFrame([column.to_physical().alias(f"{i}") for i, column in enumerate(columns)]).rechunk()
    last = codes.select(pl.all().max()).row(0)
    wanted = []
    for i, column in enumerate(columns):
        categories = column.dtype.categories if isinstance(column.dtype, pl.Categorical) else ()
        words = [str(categories[code]) for code in range(0 if last[i] is None else last[i] + 1)]
        kind = pl.Enum([word for word in words if word])
        positions = pl.Series(words, dtype=pl.String).cast(kind, strict=False)
        wanted.append(pl.lit(positions).gather(pl.col(f"{i}")).alias(f"{i}"))
    return codes.select(wanted).get_columns()


def compact(texts: pl.Series, words: pl.Series | None = None) -> pl.Series:
    """Return a column as an Enum if it has few words, else as String; empty texts are null.

    Args:
        texts: String, Categorical or Enum.
        words: Its different words, if they are known.
    """
    kind = texts.dtype
    if isinstance(kind, pl.Enum) and len(kind.categories) <= MOST_WORDS:
        return texts
    if words is None and isinstance(kind, pl.String):
        return compact_strings([texts])[0]
    return _by_words(texts, few_words(texts) if words is None else words)


def compact_strings(columns: Sequence[pl.Series]) -> list[pl.Series]:
    """Return each column as an Enum if it has few words, else as String; empty texts are null. A query does it for all.

    If the first cells have few words, these are probably all words: to find those of every cell takes as long again.

    Args:
        columns: Columns of String, of the same length.
    """
    frame = pl.DataFrame([texts.alias(f"{i}") for i, texts in enumerate(columns)])
    first = frame.head(_LIKELY_ALL).select(
        pl.col(name).filter(pl.col(name) != "").unique().implode() for name in frame.columns
    )
    likely = {name: first[name][0] for name in frame.columns}
    wanted = [
        pl.col(name).cast(pl.Enum(words), strict=False)
        for name, words in likely.items()
        if len(words) <= _LIKELY_ALL // 10
    ]
    made = frame.select(wanted)
    nulls = frame.null_count().row(0, named=True)
    blanks = made.null_count().row(0, named=True)
    return [
        made[f"{i}"]
        if f"{i}" in blanks
        and (blanks[f"{i}"] == nulls[f"{i}"] or blanks[f"{i}"] == without_empty(texts).null_count())
        else _by_words(texts, few_words(texts))
        for i, texts in enumerate(columns)
    ]


def _by_words(texts: pl.Series, words: pl.Series | None) -> pl.Series:
    """Return a column as an Enum of its words, if they are few, else as String; empty texts are null."""
    return without_empty(texts.cast(pl.String)) if words is None else texts.cast(pl.Enum(words), strict=False)


def without_empty(texts: pl.Series) -> pl.Series:
    """Return a column of String in which empty texts are null."""
    return texts.set(texts == "", None) if (texts == "").any() else texts
