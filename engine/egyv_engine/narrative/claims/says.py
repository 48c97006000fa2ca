"""Writes the declared wording of an indicator (`says`), a template like any phrase."""

from dataclasses import dataclass

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import Indicator
from egyv_engine.model.report import Term, Text
from egyv_engine.narrative.language.parts import Count, Parts, term, verb
from egyv_engine.narrative.templates.fact_types import fact_names
from egyv_engine.narrative.templates.parser import parse
from egyv_engine.narrative.templates.template import render


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsWordingFacts:
    """Holds what `says: units` may read; WHEN_THERE says which indicators have what only some have.

    were: the verb that agrees with the number of units named before.
    """

    item: Parts
    threshold: Parts
    parts: Parts
    were: Parts


WHEN_THERE = {
    "item": "only an indicator with for_each has an item",
    "threshold": "only a rule with one whole number on its right has a threshold",
    "parts": "only a rule with number_of and one whole number on its right has parts",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsWordingFacts:
    """Holds what `says: items` may read: verbs that agree with the items named before."""

    were: Parts
    had: Parts


def units_wording_names(linked: LinkedProgramme, indicator: Indicator) -> tuple[str, ...]:
    """Return the facts that `says: units` of this indicator may read.

    Args:
        linked: The programme.
        indicator: The indicator.
    """
    there = {"were", *(["item"] if indicator.for_each is not None else []), *linked.threshold(indicator)}
    return tuple(name for name in fact_names(UnitsWordingFacts) if name in there)


def units_wording(
    linked: LinkedProgramme, principle: str, indicator: Indicator, item: str | None, *, is_plural: bool
) -> Parts:
    """Return what follows a number of units: "had the police involved in at least two of the four ways".

    Args:
        linked: The programme.
        principle: The indicator's principle, for the paths of its numbers.
        indicator: The indicator.
        item: The label of the item, for a finding of one.
        is_plural: Whether the number of units takes a verb in the plural.
    """
    path = f"{principle}.{indicator.id}"
    numbers = {
        name: (Count(ref=f"{path}#{name}", value=value),)
        for name, value in linked.threshold(indicator).items()
    }
    facts = UnitsWordingFacts(
        item=term(item),
        threshold=numbers.get("threshold", ()),
        parts=numbers.get("parts", ()),
        were=verb("were", is_plural=is_plural),
    )
    return _declared(render(parse(indicator.says.units), facts))


def items_wording(indicator: Indicator, *, is_plural: bool) -> Parts:
    """Return what follows a list of items: "were involved in the strategy in"; empty where none is declared.

    Args:
        indicator: The indicator.
        is_plural: Whether several items are listed, so that the verb is plural.
    """
    facts = ItemsWordingFacts(were=verb("were", is_plural=is_plural), had=verb("had", is_plural=is_plural))
    return _declared(render(parse(indicator.says.items), facts)) if indicator.says.items else ()


def _declared(parts: Parts) -> Parts:
    """Return the parts with all words as declared text: the programme wrote them."""
    return tuple(Term(text=part.text) if isinstance(part, Text) else part for part in parts)
