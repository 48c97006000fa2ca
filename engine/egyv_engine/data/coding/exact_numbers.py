"""Orders the different numbers of a column exactly, as texts, and gives each as a fraction when it is asked for."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import overload

import polars as pl

NUMBER_PATTERN = r"^-?[0-9]+(?:\.[0-9]+)?$"


class ExactNumbers(Sequence[Fraction]):
    """Different numbers in order; each is made when it is asked for, because a column may have a million of them."""

    def __init__(self, texts: pl.Series) -> None:
        """Make the sequence.

        Args:
            texts: The numbers as texts, in their order.
        """
        self._texts = texts

    @overload
    def __getitem__(self, index: int) -> Fraction: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Fraction]: ...

    def __getitem__(self, index: int | slice) -> Fraction | Sequence[Fraction]:
        """Return a number, or the numbers of a slice."""
        if isinstance(index, slice):
            return ExactNumbers(self._texts[index])
        return Fraction(self._texts[index])

    def __iter__(self) -> Iterator[Fraction]:
        """Yield every number in order."""
        return map(Fraction, self._texts.to_list())

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._texts)


def shortest_numbers(texts: pl.Series) -> pl.Series:
    """Return numbers without zeros that change nothing, so that equal numbers are equal texts.

    Args:
        texts: Texts that have the form of a number.
    """
    parts = pl.col("unsigned").str.split_exact(".", 1).struct
    whole = parts.field("field_0").str.strip_chars_start("0")
    decimals = parts.field("field_1").str.strip_chars_end("0").fill_null("")
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


def in_ascending_order(numbers: pl.Series) -> pl.Series:
    """Return different numbers in order, as texts.

    Args:
        numbers: Different texts, as `shortest_numbers` returns them.
    """
    if numbers.is_empty():
        return numbers
    parts = numbers.str.strip_prefix("-").str.split_exact(".", 1).struct
    whole, decimals = parts.field("field_0"), parts.field("field_1").fill_null("")
    key = whole.str.zfill(_longest(whole)) + decimals.str.pad_end(_longest(decimals), "0")
    frame = pl.DataFrame({"number": numbers, "key": key, "negative": numbers.str.starts_with("-")})
    below = frame.filter(pl.col("negative")).sort("key", descending=True)
    above = frame.filter(~pl.col("negative")).sort("key")
    return pl.concat([below["number"], above["number"]]).rechunk()


def _longest(texts: pl.Series) -> int:
    return int(max(texts.str.len_bytes().unique().to_list()))
