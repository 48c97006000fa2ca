"""Divides a ranking into its top third, its bottom third and the rest, without separating equal scores."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Literal

from egyv_engine.model.frozen import Frozen

RankBand = Literal["top_third", "rest", "bottom_third"]
Ties = Literal["up", "down"]
_BANDS: tuple[RankBand, ...] = ("top_third", "rest", "bottom_third")


class EqualScores(Frozen):
    """Positions of a ranking with one score.

    Attributes:
        score: The score.
        first: The position of the first of them, from 0.
        number: How many there are.
        bands: The bands in which they would be by their position alone, the highest first.
        band: The band in which all of them are.
    """

    score: Fraction
    first: int
    number: int
    bands: tuple[RankBand, ...]
    band: RankBand


def equal_scores(ranked: Sequence[Fraction], ties: Ties | None) -> Iterator[EqualScores]:
    """Yield the scores of a ranking, each once, with the band in which all units with it are.

    By position alone, the top and the bottom third hold n // 3 units each. Units with one score that are in several
    bands by position all move to one of them, so that no border separates equals.

    Args:
        ranked: The scores, the highest first.
        ties: Whether such units move to the highest or to the lowest of their bands; None for the band that holds most
            of them, the highest where several hold as many.
    """
    number, third = len(ranked), len(ranked) // 3
    by_position = ["top_third"] * third + ["rest"] * (number - 2 * third) + ["bottom_third"] * third
    first = 0
    for score, equals in groupby(ranked):
        size = sum(1 for _ in equals)
        positions = by_position[first : first + size]
        bands = tuple(band for band in _BANDS if band in positions)
        # max takes the first, and thus the highest, of the bands with the most positions.
        band = {"up": bands[0], "down": bands[-1], None: max(bands, key=positions.count)}[ties]
        yield EqualScores(score=score, first=first, number=size, bands=bands, band=band)
        first += size
