"""Holds what a text of a report may read: numbers of the programme, results by their names, facts, and other chapters."""

from collections.abc import Callable, Mapping
from typing import Annotated, Generic, TypeVar

from egyv_engine.model.frozen import Frozen
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.language.parts import Parts
from egyv_engine.narrative.own_text.bound_names import (
    basket_names,
    cited_names,
    declared_facts,
    finding_names,
    how_to_have_place,
    place_names,
    record_names,
    record_parts,
)
from egyv_engine.narrative.templates.fact_types import DeclaredBy, LookedUpBy

Found = TypeVar("Found")


class FoundByName(Frozen, Generic[Found], kw_only=False):
    """Finds something by a name that the checks have found to be known."""

    find: Callable[[str], Found]

    def __getitem__(self, name: str) -> Found:
        return self.find(name)


class LevelBinding(Frozen):
    """A level of a finding; every part is empty where the wave did not ask.

    of: "eight out of nine"; units_of_base: "eight out of nine areas"; count: "eight"; share: where the change is judged by
    shares; says: the wording of the indicator, as it follows units_of_base; label: that of the wave.
    """

    of: Parts
    units_of_base: Parts
    count: Parts
    base: Parts
    share: Parts
    says: Parts
    label: Parts


class FindingBinding(Frozen):
    """A finding. net: by how many more units gained it than lost it, or lost it than gained it."""

    before: LevelBinding
    after: LevelBinding
    matched: Parts
    gained: Parts
    lost: Parts
    net: Parts
    says: Parts
    is_rise: bool
    is_fall: bool
    is_firm: bool


class BasketBinding(Frozen):
    """For how many items of a basket the number rose, fell or did neither, and how many of them can be compared."""

    compared: Parts
    rose: Parts
    fell: Parts
    steady: Parts
    improved: Parts
    declined: Parts


Records = Annotated[Mapping[str, Parts], DeclaredBy(record_parts, is_complete=True)]


class TextFacts(Frozen):
    """Holds what the words of a text block may read."""

    programme: Parts
    principles: NumberFacts
    indicators: NumberFacts
    findings: NumberFacts
    surveyed: NumberFacts
    waves: NumberFacts
    minimum_matched: NumberFacts
    open: NumberFacts
    finding: Annotated[FoundByName[FindingBinding], LookedUpBy(finding_names, "finding")]
    basket: Annotated[FoundByName[BasketBinding], LookedUpBy(basket_names, "basket")]
    records: Annotated[FoundByName[Records], LookedUpBy(record_names, "record")]
    fact: Annotated[Mapping[str, Parts], DeclaredBy(declared_facts, is_complete=True)]
    source: Annotated[Mapping[str, Parts], DeclaredBy(cited_names, is_complete=True)]
    see: Annotated[FoundByName[Parts], LookedUpBy(place_names, "chapter", how_to_have=how_to_have_place)]
