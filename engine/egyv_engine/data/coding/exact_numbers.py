"""Orders the different numbers of a column exactly, and gives each as a fraction when it is asked for."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import overload

import polars as pl

from egyv_engine.data.words_of_column import joined_columns, parts, repeated

NUMBER_PATTERN = r"^-?[0-9]+(?:\.[0-9]+)?$"
_MOST_DIGITS = 38  # of a decimal of Polars


class ExactNumbers(Sequence[Fraction]):
    """Different numbers in order; each is made when it is asked for, because a column may have a million of them."""

    def __init__(self, numbers: pl.Series) -> None:
        """Make the sequence.

        Args:
            numbers: The numbers as decimals, integers or texts, in their order.
        """
        self._numbers = numbers

    @overload
    def __getitem__(self, index: int) -> Fraction: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Fraction]: ...

    def __getitem__(self, index: int | slice) -> Fraction | Sequence[Fraction]:
        """Return a number, or the numbers of a slice."""
        if isinstance(index, slice):
            return ExactNumbers(self._numbers[index])
        return Fraction(self._numbers[index])

    def __iter__(self) -> Iterator[Fraction]:
        """Yield every number in order."""
        return map(Fraction, self._numbers.to_list())

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._numbers)

    def rounded(self, positions: pl.Series | None = None) -> pl.Series:
        """Return the numbers as Float64: to warn by, not to count by.

        Args:
            positions: The positions of those that are wanted; None for all.
        """
        numbers = self._numbers if positions is None else self._numbers.gather(positions)
        return numbers.cast(pl.Float64)


def rounded_numbers(numbers: Sequence[Fraction], positions: pl.Series | None = None) -> pl.Series:
    """Return numbers as Float64: to warn by, not to count by.

    Args:
        numbers: Different numbers in order.
        positions: The positions of those that are wanted; None for all.
    """
    if isinstance(numbers, ExactNumbers):
        return numbers.rounded(positions)
    wanted = range(len(numbers)) if positions is None else positions.to_list()
    return pl.Series([float(numbers[position]) for position in wanted], dtype=pl.Float64)


def ranked_numbers(columns: Sequence[pl.Series]) -> list[tuple[pl.Series, ExactNumbers]]:
    """Return, for each column, the position of each number among its different ones, and these in order.

    All columns are ordered in one query, because they are often short.

    Args:
        columns: Texts that have the form of a number, or nulls.

    Returns:
        UInt32, null where there is no number; and the different numbers.
    """
    texts = joined_columns(columns)
    length = texts.str.len_bytes()
    whole = pl.select(pl.coalesce(texts.str.find(".", literal=True), length)).to_series()
    decimals = _most(length - whole) - 1 if _most(length - whole) else 0
    if _most(whole) + decimals <= _MOST_DIGITS:
        keys, numbers = texts.cast(pl.Decimal(_MOST_DIGITS, decimals)), None
    else:
        shortest = shortest_numbers(texts)
        numbers = _in_ascending_order(shortest.unique().drop_nulls())
        ranks = pl.int_range(len(numbers), dtype=pl.UInt32, eager=True)
        keys = shortest.replace_strict(numbers, ranks, default=None, return_dtype=pl.UInt32)
    found = ranks_by_column(keys, [len(column) for column in columns])
    return [(ranks, ExactNumbers(each if numbers is None else numbers.gather(each))) for ranks, each in found]


def ranks_by_column(keys: pl.Series, sizes: Sequence[int]) -> list[tuple[pl.Series, pl.Series]]:
    """Return, for each column, the position of each key among its different ones, and these in order.

    Args:
        keys: Values that Polars can order, or nulls, of all columns joined.
        sizes: How many keys each column has.

    Returns:
        UInt32, null where there is no key; and the different keys.
    """
    column = repeated(pl.int_range(len(sizes), dtype=pl.UInt32, eager=True), sizes)
    frame = pl.DataFrame({"column": column, "key": keys})
    ranks = frame.select((pl.col("key").rank("dense").over("column") - 1).cast(pl.UInt32)).to_series()
    different = frame.filter(pl.col("key").is_not_null()).unique().sort("column", "key")
    of_column = dict(different["column"].value_counts().iter_rows())
    numbers = [of_column.get(i, 0) for i in range(len(sizes))]
    return list(zip(parts(ranks, sizes), parts(different["key"], numbers), strict=True))


def shortest_numbers(texts: pl.Series) -> pl.Series:
    """Return numbers without zeros that change nothing, so that equal numbers are equal texts.

    Args:
        texts: Texts that have the form of a number.
    """
    split = pl.col("unsigned").str.split_exact(".", 1).struct
    whole = split.field("field_0").str.strip_chars_start("0")
    decimals = split.field("field_1").str.strip_chars_end("0").fill_null("")
    frame = pl.DataFrame({"text": texts, "unsigned": texts.str.strip_prefix("-")}).select(
        is_negative=pl.col("text").str.starts_with("-"),
        whole=pl.when(whole == "").then(pl.lit("0")).otherwise(whole),
        decimals=decimals,
    )
    has_decimals = pl.col("decimals") != ""
    number = pl.when(has_decimals).then(pl.concat_str("whole", pl.lit("."), "decimals")).otherwise("whole")
    is_below = pl.col("is_negative") & (has_decimals | (pl.col("whole") != "0"))
    signed = pl.when(is_below).then(pl.concat_str(pl.lit("-"), number)).otherwise(number)
    return frame.select(signed.alias("number")).to_series()


def _in_ascending_order(numbers: pl.Series) -> pl.Series:
    """Return different numbers, as `shortest_numbers` returns them, in order."""
    split = numbers.str.strip_prefix("-").str.split_exact(".", 1).struct
    whole, decimals = split.field("field_0"), split.field("field_1").fill_null("")
    key = whole.str.zfill(_most(whole.str.len_bytes())) + decimals.str.pad_end(
        _most(decimals.str.len_bytes()), "0"
    )
    frame = pl.DataFrame({"number": numbers, "key": key, "negative": numbers.str.starts_with("-")})
    below = frame.filter(pl.col("negative")).sort("key", descending=True)
    above = frame.filter(~pl.col("negative")).sort("key")
    return pl.concat([below["number"], above["number"]]).rechunk()


def _most(lengths: pl.Series) -> int:
    """Return the greatest of some lengths; 0 if there is none."""
    return max(lengths.drop_nulls().unique().to_list(), default=0)
