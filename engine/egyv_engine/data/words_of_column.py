"""Replaces the cells of a column of text by positions among its different words, which take a byte or two each."""

from collections.abc import Sequence

import polars as pl

_LOOKED_AT = 200_000  # first cells
_LIKELY_ALL = 10_000  # first cells, whose words are probably those of all cells if they are few
MOST_WORDS = 65_535  # of a column that is kept so: a position takes two bytes at most


def different_words(texts: pl.Series) -> pl.Series:
    """Return the different words of a column, String, without empty ones.

    Args:
        texts: String, Categorical or Enum; of an Enum, all words that its cells may have.
    """
    if isinstance(texts.dtype, pl.Enum):
        return texts.dtype.categories
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
    """Return the words of each column, with the number of its cells that have each; all are counted in one query.

    Args:
        columns: String or Categorical, all of the same length.

    Returns:
        The columns `word`, String, `count`, and of a Categorical `code`, the number that stands for the word; the cells that
        are null are counted, too. None if the words are many.
    """
    few = [
        i
        for i, texts in enumerate(columns)
        if isinstance(texts.dtype, pl.Categorical) or texts.head(_LOOKED_AT).n_unique() <= MOST_WORDS + 1
    ]
    found: list[pl.DataFrame | None] = [None] * len(columns)
    if few:
        frame = pl.DataFrame([columns[i].alias(f"{i}") for i in few])
        lists = frame.select(pl.all().value_counts(name="count").implode())
        for i in few:
            counted = lists[f"{i}"][0].struct.unnest()
            if counted.height <= MOST_WORDS:
                words = counted.to_series()
                codes = [words.to_physical().alias("code")] if isinstance(words.dtype, pl.Categorical) else []
                found[i] = pl.DataFrame([words.cast(pl.String).alias("word"), counted["count"], *codes])
    return found


def enumerated(texts: pl.Series, words: pl.Series | None = None) -> pl.Series:
    """Return a column as an Enum of its words; empty texts are null.

    Args:
        texts: String, Categorical or Enum.
        words: Its different words, if they are known.
    """
    if isinstance(texts.dtype, pl.Enum):
        return texts
    return texts.cast(pl.Enum(different_words(texts) if words is None else words), strict=False)


def enumerated_by_code(texts: pl.Series, counted: pl.DataFrame) -> pl.Series:
    """Return a Categorical column as an Enum of its words; empty texts are null.

    A code is looked up, and no text is compared.

    Args:
        texts: The column.
        counted: Its words and their codes, from `counted_words`.
    """
    if texts.len() < _LIKELY_ALL:
        return enumerated(texts, counted["word"].filter(counted["word"] != ""))
    known = counted.drop_nulls("word").sort("code")
    words = known["word"].filter(known["word"] != "")
    if known["code"].to_list() != list(range(known.height)):
        return enumerated(texts, words)
    return known["word"].cast(pl.Enum(words), strict=False).gather(texts.to_physical())


def compact(texts: pl.Series, words: pl.Series | None = None) -> pl.Series:
    """Return a column as an Enum if it has few words, else as String; empty texts are null.

    Args:
        texts: String, Categorical or Enum.
        words: Its different words, if they are known.
    """
    if words is None and isinstance(texts.dtype, pl.String):
        first = different_words(texts.head(_LIKELY_ALL))
        if (
            len(first) <= _LIKELY_ALL // 10
        ):  # probably all words: finding those of every cell takes as long again
            cells = enumerated(texts, first)
            blanks = cells.null_count()
            if blanks == texts.null_count() or blanks == without_empty(texts).null_count():
                return cells
    words = few_words(texts) if words is None else words
    return without_empty(texts.cast(pl.String)) if words is None else enumerated(texts, words)


def without_empty(texts: pl.Series) -> pl.Series:
    """Return a column of String in which empty texts are null."""
    return texts.set(texts == "", None) if (texts == "").any() else texts
