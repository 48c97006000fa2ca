"""Writes the numbers of a sentence, all of them in one style."""

from collections.abc import Sequence
from fractions import Fraction

from egyv_engine.model.decimals import decimal, readable_decimal
from egyv_engine.model.report import Policy

_WORDS_TO: dict[Policy, int] = {"words_to_nine": 9, "words_to_ten": 10, "govuk": 0}
MOST_PLACES = 4


def is_in_words(numbers: Sequence[int], policy: Policy, *, at_start: bool, most_in_words: int) -> bool:
    """Return whether the numbers of one claim are all written in words.

    They are where none is above the policy's limit, and where a sentence would otherwise begin with digits and all of
    them can be written in words.

    Args:
        numbers: The numbers of the claim.
        policy: Which numbers are written in words.
        at_start: Whether a sentence of the claim begins with a number.
        most_in_words: The largest number that the language has words for.
    """
    most = max(numbers, default=0)
    return most <= min(_WORDS_TO[policy], most_in_words) or (at_start and most <= most_in_words)


def decimal_as_read(number: Fraction) -> str:
    """Return a declared number as it is written: whole, or with the decimals it needs."""
    places = 0
    while 10**places % number.denominator:
        places += 1
    return decimal(number, places)


def shares_as_read(shares: Sequence[Fraction]) -> list[str]:
    """Return shares of one comparison as percentages with the fewest decimals, in which they differ if they do.

    No share reads as 0% or 100% that is not. More than MOST_PLACES decimals are not tried: then a share reads as below or
    above a limit, such as "<0.0001%".

    Args:
        shares: Shares from 0 to 1.
    """
    for places in range(MOST_PLACES + 1):
        texts = [decimal(100 * share, places) for share in shares]
        ends = all(
            Fraction(text) not in (0, 100) or share in (0, 1)
            for text, share in zip(texts, shares, strict=True)
        )
        if ends and len(set(texts)) == len(set(shares)):
            return [f"{text}%" for text in texts]
    return [f"{readable_decimal(100 * share, MOST_PLACES)}%" for share in shares]
