"""Writes counts in English: "no area", "eight out of nine areas", "all nine", with the verb that agrees with them."""

from dataclasses import dataclass

from egyv_engine.model.documents import Unit
from egyv_engine.model.report import Term, Text
from egyv_engine.narrative.language.idiom import TWO
from egyv_engine.narrative.language.parts import Count, Parts, merged, words

HAD = "had"
OUT_OF = " out of "
ALL_FROM = 3  # "all" is written of three or more; of one or two it reads oddly


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A count of a base, each with its path.

    share: the count as a percentage of the base; empty where sentences leave it out. is_base_stated: the paragraph
    has given the base already.
    """

    count: Count
    base: Count
    share: Parts
    is_base_stated: bool


def was_or_were(*, is_plural: bool) -> str:
    """Return the verb of a subject in the past."""
    return "were" if is_plural else "was"


def alone(count: Count) -> Parts:
    """Return a number by itself: "eight", "none"."""
    return (_or_word(count, "none"),)


def with_unit(count: Count, unit: Unit) -> Parts:
    """Return a number of units: "eight areas", "one area", "no area".

    Args:
        count: The number, with its path.
        unit: The programme's words for its units.
    """
    name = unit.one if count.value in (0, 1) else unit.many
    return (_or_word(count, "no"), Text(text=" "), Term(text=name))


def of_base_with_unit(quantity: Quantity, unit: Unit) -> Parts:
    """Return a count of its base with the units: "eight out of nine areas", "all nine areas", "none of the nine areas".

    Args:
        quantity: The count and its base.
        unit: The programme's words for its units.
    """
    count, base = quantity.count, quantity.base
    several = (Text(text=" "), Term(text=unit.many))
    if _is_all(quantity):
        said: Parts = (Text(text="all "), count, *several)
    elif quantity.is_base_stated:
        said = with_unit(count, unit)
    elif count.value == 0 and base.value > 1:
        said = (_or_word(count, "none"), Text(text=" of the "), base, *several)
    elif count.value == 0:
        said = (_or_word(count, "no"), Text(text=" "), Term(text=unit.one), Text(text=OUT_OF), base)
    else:
        name = unit.one if base.value == 1 else unit.many
        said = (count, Text(text=OUT_OF), base, Text(text=" "), Term(text=name))
    return _with_share(said, quantity)


def of_base(quantity: Quantity) -> Parts:
    """Return a count of its base without the units: "eight out of nine", "all nine", "none out of nine"."""
    if _is_all(quantity):
        return _with_share((Text(text="all "), quantity.count), quantity)
    if quantity.is_base_stated:
        return _with_share(alone(quantity.count), quantity)
    return _with_share((*alone(quantity.count), *words(OUT_OF), quantity.base), quantity)


def is_plural(quantity: Quantity) -> bool:
    """Return whether the count of its base, with the units, takes a verb in the plural: "none of the nine areas were".

    None of two is said as "neither", which is one.
    """
    count = quantity.count.value
    if count == 0:
        return not quantity.is_base_stated and quantity.base.value > TWO
    return count > 1


def _with_share(said: Parts, quantity: Quantity) -> Parts:
    """Return the words with the share in brackets, if it is to be said: "eight out of forty areas (20%)"."""
    return merged((*said, *words(" ("), *quantity.share, *words(")"))) if quantity.share else merged(said)


def _is_all(quantity: Quantity) -> bool:
    return quantity.count.value == quantity.base.value >= ALL_FROM


def _or_word(count: Count, word: str) -> Count:
    """Return the number, or the word for none."""
    return count if count.value else Count(ref=count.ref, value=0, word=word)
