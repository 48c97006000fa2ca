"""Defines what a choice is made from: candidates, and the rules of choice."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal

from egyv_engine.model.frozen import Frozen
from egyv_engine.selection.bands import RankBand, Ties

Preference = Literal["highest", "nearest_median", "lowest"]


class Candidate(Frozen):
    """A unit that may be chosen.

    Attributes:
        unit: The unit's id.
        group: The group within which it is ranked, or None if all units are ranked together.
        score: The score by which it is ranked, or None if it has none.
        available: If it can be chosen; None if that is not known.
        spread: Its value of the attribute by which the choices must differ; None if unknown, or if there is no such
            attribute.
    """

    unit: str
    group: str | None
    score: Fraction | None
    available: bool | None
    spread: str | None


class ChoiceRules(Frozen):
    """The rules by which units are chosen.

    Attributes:
        classes: Each class, in declared order, with its part of the ranking.
        prefer: The unit that each class prefers.
        fallback_order: The classes whose choice may be replaced if all choices share one value of the attribute,
            the first to be replaced first.
        must_vary_by: The attribute by which the choices must differ, or None.
        ties: Where units with one score are that would be in several classes; None for the class that holds most.
    """

    classes: Mapping[str, RankBand]
    prefer: Mapping[str, Preference]
    ties: Ties | None
    fallback_order: Sequence[str]
    must_vary_by: str | None
