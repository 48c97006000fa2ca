"""Writes the numbers of a sentence, all of them in one style."""

import re
from collections.abc import Sequence
from fractions import Fraction

from egyv_engine.model.decimals import decimal, places_apart, readable_decimal
from egyv_engine.model.language import Language
from egyv_engine.model.report import Policy

WORDS_TO: dict[Policy, int] = {"words_to_nine": 9, "words_to_ten": 10, "govuk": 0}  # the largest in words
MOST_PLACES = 4
_ENOUGH_PLACES = 1  # more are written only where shares would read as alike, or on another side of a limit


def is_in_words(numbers: Sequence[int], policy: Policy, language: Language, *, at_start: bool) -> bool:
    """Return whether the numbers of one claim are all written in words.

    They are where none is above the policy's limit, and where a sentence would otherwise begin with digits and all of
    them may open a sentence in words.

    Args:
        numbers: The numbers of the claim.
        policy: Which numbers are written in words.
        language: The words for numbers.
        at_start: Whether a sentence of the claim begins with a number.
    """
    most = max(numbers, default=0)
    return most <= max(WORDS_TO[policy], language.most_at_start if at_start else 0)


def decimal_as_read(number: Fraction) -> str:
    """Return a declared number as it is written: whole, or with the decimals it needs."""
    places = 0
    while 10**places % number.denominator:
        places += 1
    return decimal(number, places)


def shares_as_read(shares: Sequence[Fraction], limits: Sequence[Fraction] = ()) -> list[str]:
    """Return shares of one comparison as percentages with the fewest decimals, in which they differ if they do.

    No share reads as 0% or 100% that is not, nor on another side of a limit, and the first and the last read as far apart as
    they are, if a decimal is enough for that: else `points_as_read` says nothing. More than MOST_PLACES decimals are not tried:
    then a share reads as below or above a limit, such as "<0.0001%".

    Args:
        shares: Shares from 0 to 1.
        limits: Shares that they are compared with, such as a target.
    """
    ends = (Fraction(0), Fraction(1), *limits)
    fewest = max((places_apart(100 * s, [100 * end for end in ends], 0) for s in shares), default=0)
    for places in range(fewest, MOST_PLACES + 1):
        texts = [decimal(100 * share, places) for share in shares]
        if len(set(texts)) < len(set(shares)):
            continue
        apart = 100 * abs(shares[-1] - shares[0]) if shares else 0
        is_enough = places >= _ENOUGH_PLACES and (not apart or apart * 10**places >= 1)
        if is_enough or _points(shares, texts) is not None:
            return [f"{text}%" for text in texts]
    return [f"{readable_decimal(100 * share, MOST_PLACES)}%" for share in shares]


def points_as_read(shares: Sequence[Fraction], limits: Sequence[Fraction] = ()) -> str:
    """Return how many percentage points lie between the first and the last share; empty for none, or where their texts disagree.

    Args:
        shares: The shares of a comparison, from 0 to 1.
        limits: Shares that they are compared with, such as a target.
    """
    texts = [text.rstrip("%") for text in shares_as_read(shares, limits)]
    if shares[0] == shares[-1] or not all(re.fullmatch(r"[\d.]+", text) for text in texts):
        return ""  # no points, or one of the shares reads as below or above a limit
    return _points(shares, texts) or ""


def _points(shares: Sequence[Fraction], texts: Sequence[str]) -> str | None:
    """Return the points between the first and the last share, rounded from the shares themselves, if their texts agree.

    Where the texts differ by another number with all their decimals, one decimal fewer may do: 57.6 and 38.2 are 19 apart, and
    so are the shares. None where that differs, too, and where less than one of the last decimal lies between the shares: half a
    point would read as a whole one.
    """
    exact, shown = 100 * abs(shares[-1] - shares[0]), abs(Fraction(texts[-1]) - Fraction(texts[0]))
    most = max(len(text.partition(".")[2]) for text in texts)
    for places in (most, max(most - 1, 0)):
        points = decimal(exact, places)
        if points == decimal(shown, places) and (exact * 10**places >= 1 or not exact):
            return points
    return None
