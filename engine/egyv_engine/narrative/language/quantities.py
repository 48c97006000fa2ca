"""Writes counts in English: "no area", "eight out of nine areas", "all nine", with the verb that agrees with them."""

from dataclasses import dataclass

from egyv_engine.model.documents import Unit
from egyv_engine.model.report import Term, Text
from egyv_engine.narrative.language.parts import Count, Parts, merged, words

HAD = "had"
ALL_FROM = 3  # "all" is written of three or more; of one or two it reads oddly


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A count of a base, each with its path. is_base_stated: the paragraph has given the base already."""

    count: Count
    base: Count
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
        return (Text(text="all "), count, *several)
    if quantity.is_base_stated:
        return with_unit(count, unit)
    if count.value == 0 and base.value > 1:
        return (_or_word(count, "none"), Text(text=" of the "), base, *several)
    if count.value == 0:
        return (_or_word(count, "no"), Text(text=" "), Term(text=unit.one), Text(text=" out of "), base)
    name = unit.one if base.value == 1 else unit.many
    return (count, Text(text=" out of "), base, Text(text=" "), Term(text=name))


def of_base(quantity: Quantity) -> Parts:
    """Return a count of its base without the units: "eight out of nine", "all nine", "none out of nine"."""
    if _is_all(quantity):
        return (Text(text="all "), quantity.count)
    if quantity.is_base_stated:
        return alone(quantity.count)
    return merged((*alone(quantity.count), *words(" out of "), quantity.base))


def _is_all(quantity: Quantity) -> bool:
    return quantity.count.value == quantity.base.value >= ALL_FROM


def _or_word(count: Count, word: str) -> Count:
    """Return the number, or the word for none."""
    return count if count.value else Count(ref=count.ref, value=0, word=word)
