"""The phrases for counts: a number of units, and a count of its base with the units or without."""

from typing import Annotated

from egyv_engine.model.documents import Unit
from egyv_engine.model.frozen import replace
from egyv_engine.model.language import PLURAL_CLASSES, Language
from egyv_engine.narrative.claims.claim import ClauseFacts, claim
from egyv_engine.narrative.language.parts import Count, Parts, Phrased
from egyv_engine.narrative.language.quantities import Quantity
from egyv_engine.narrative.templates.fact_types import OneOfWords

PluralClass = Annotated[str, OneOfWords(PLURAL_CLASSES)]


@claim("number_of_units")
class NumberOfUnitsFacts(ClauseFacts):
    """A number of units; n_or_no: the number, or the word for none before a unit."""

    n: Parts
    n_or_no: Parts
    plural_class: PluralClass
    is_none: bool
    is_one: bool


@claim("units_of_base")
class UnitsOfBaseFacts(ClauseFacts):
    """A count of its base with the units; n_or_none: the number, or the word for none without a unit; number_of_units: without the base.

    is_only: the base is one, and there is no other unit.
    """

    n: Parts
    n_or_none: Parts
    n_or_no: Parts
    base: Parts
    number_of_units: Parts
    share: Parts
    plural_class: PluralClass
    base_plural_class: PluralClass
    is_all: bool
    is_none: bool
    is_one: bool
    is_base_one: bool
    is_base_stated: bool
    is_only: bool


@claim("number_of_base")
class NumberOfBaseFacts(UnitsOfBaseFacts):
    """A count of its base without the units."""


def number_of_units(count: Count, language: Language, called: Unit | None = None) -> Parts:
    """Return a number of units: "eight areas", "one area", "no area".

    Args:
        count: The number, with its path.
        language: Decides the class of numbers that it belongs to.
        called: What the units are called; the programme's words if left out.
    """
    facts = NumberOfUnitsFacts(
        n=(count,),
        n_or_no=(_none_as(count, "before_unit"),),
        plural_class=language.plural_class(count.value),
        is_none=count.value == 0,
        is_one=count.value == 1,
    )
    return (Phrased(facts, called),)


def _none_as(count: Count, zero: str) -> Count:
    """Return a number for which nought is written as one of the language's words for none."""
    return replace(count, zero=zero) if count.value == 0 else count


def units_of_base(quantity: Quantity, language: Language) -> Parts:
    """Return a count of its base with the units: "eight out of nine areas", "all nine areas", "none of the nine areas".

    Args:
        quantity: The count and its base.
        language: Decides the classes of numbers.
    """
    return _of_base(UnitsOfBaseFacts, quantity, language)


def number_of_base(quantity: Quantity, language: Language) -> Parts:
    """Return a count of its base without the units: "eight out of nine", "all nine", "none out of nine".

    Args:
        quantity: The count and its base.
        language: Decides the classes of numbers.
    """
    return _of_base(NumberOfBaseFacts, quantity, language)


def _of_base(kind: type[UnitsOfBaseFacts], quantity: Quantity, language: Language) -> Parts:
    count, base = quantity.count, quantity.base
    facts = kind(
        n=(count,),
        n_or_none=(_none_as(count, "alone"),),
        n_or_no=(_none_as(count, "before_unit"),),
        base=(base,),
        number_of_units=number_of_units(count, language, quantity.called),
        share=quantity.share,
        plural_class=language.plural_class(count.value),
        base_plural_class=language.plural_class(base.value),
        is_all=quantity.is_all,
        is_none=count.value == 0,
        is_one=count.value == 1,
        is_base_one=base.value == 1,
        is_base_stated=quantity.is_base_stated,
        is_only=quantity.is_only,
    )
    return (Phrased(facts, quantity.called),)
