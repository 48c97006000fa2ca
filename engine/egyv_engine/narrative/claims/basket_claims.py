"""The claims on the items of a basket: the facts of each kind, and how they are made from findings alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from egyv_engine.model.findings import Finding
from egyv_engine.narrative.claims.accompanying_claims import answered_once_clause, comparison_words
from egyv_engine.narrative.claims.changes import basket_path, change_of, comparison_of
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.claim_kinds import is_little_changed, move_of
from egyv_engine.narrative.claims.facts import FactMaker, LevelFacts, NumberFacts
from egyv_engine.narrative.claims.group_input import GroupInput
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.language.parts import Parts, term


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketFacts(ClaimFacts):
    """A claim on the items of a basket."""


@claim("basket_verdict")
class BasketVerdictFacts(BasketFacts):
    """For how many items the number rose, fell or did neither, by the criterion of the indicator."""

    is_tally = True
    comparison: Parts
    basket: Parts
    compared: NumberFacts
    rose: NumberFacts
    fell: NumberFacts
    steady: NumberFacts
    is_some_little_changed: bool
    is_lower_better: bool
    improved: NumberFacts
    declined: NumberFacts
    all_rose: bool
    all_fell: bool
    all_steady: bool

    @classmethod
    def from_findings(cls, compared: Sequence[Finding], make: FactMaker, book: Phrasebook) -> Self:
        """Return the facts of findings of one indicator that can all be compared.

        Args:
            compared: The findings.
            make: Makes their facts.
            book: The phrases, one of which names the comparison.
        """
        context, first = make.context, compared[0]
        indicator, path = context.indicator(first), basket_path(first)
        signs = [move_of(finding, context.judged_on(finding)) for finding in compared]
        rose, fell, steady = (signs.count(sign) for sign in (1, -1, 0))
        verdicts = [finding.verdict for finding in compared]
        return cls(
            comparison=comparison_words(comparison_of(first), make, book),
            basket=term(context.basket_label(indicator)),
            compared=make.number(f"{path}.compared", len(compared)),
            rose=make.number(f"{path}.rose", rose),
            fell=make.number(f"{path}.fell", fell),
            steady=make.number(f"{path}.steady", steady),
            is_some_little_changed=any(is_little_changed(f, context.judged_on(f)) for f in compared),
            is_lower_better=indicator.direction == "lower",
            improved=make.number(f"{path}.improved", verdicts.count("improved")),
            declined=make.number(f"{path}.declined", verdicts.count("declined")),
            all_rose=rose == len(compared),
            all_fell=fell == len(compared),
            all_steady=steady == len(compared),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFacts(BasketFacts):
    """A claim on a group of items whose figures are alike."""

    @classmethod
    def from_group(cls, given: GroupInput) -> Self:
        """Return the facts of a group."""
        raise NotImplementedError(cls.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketChangeFacts(GroupFacts):
    """A claim on items for which the number changed by the same."""

    items: Parts
    items_say: Parts
    were: Parts
    before: LevelFacts
    after: LevelFacts
    net: NumberFacts
    is_lower_better: bool
    is_rise: bool
    is_many: bool
    is_each: bool

    @classmethod
    def from_group(cls, given: GroupInput) -> Self:
        """Return the facts of a group whose change may be stated."""
        before, after = given.levels()
        return cls(
            items=given.items,
            items_say=given.items_say,
            were=given.were,
            before=before,
            after=after,
            net=given.net(),
            is_lower_better=given.is_lower_better,
            is_rise=change_of(given.group.first)[3].net > 0,
            is_many=given.group.is_many,
            is_each=given.is_each,
        )


@claim("basket_rise", direction=1)
class BasketRiseFacts(BasketChangeFacts):
    """The widest rise of an indicator."""


@claim("basket_rise_by_one", direction=1)
class BasketRiseByOneFacts(BasketChangeFacts):
    """The widest rise of an indicator, by one unit."""


@claim("basket_fall", direction=-1)
class BasketFallFacts(BasketChangeFacts):
    """The widest fall of an indicator."""


@claim("basket_fall_by_one", direction=-1)
class BasketFallByOneFacts(BasketChangeFacts):
    """The widest fall of an indicator, by one unit."""


@claim("basket_units_moved")
class BasketUnitsMovedFacts(GroupFacts):
    """The matched units moved, and the counts did not move the same way."""

    items: Parts
    items_say: Parts
    were: Parts
    before: LevelFacts
    after: LevelFacts
    net: NumberFacts
    is_rise: bool
    is_many: bool
    is_each: bool
    answered_once: Parts

    @classmethod
    def from_group(cls, given: GroupInput) -> Self:
        """Return the facts of a group whose change may be stated."""
        first = given.group.first
        before, after = given.levels()
        return cls(
            items=given.items,
            items_say=given.items_say,
            were=given.were,
            before=before,
            after=after,
            net=given.net(),
            is_rise=change_of(first)[3].net > 0,
            is_many=given.group.is_many,
            is_each=given.is_each,
            answered_once=answered_once_clause(first, given.make, given.book),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketFurtherChangeFacts(GroupFacts):
    """A claim on items that moved less than those already named."""

    items: Parts
    before: LevelFacts
    after: LevelFacts
    net: NumberFacts
    is_many: bool
    is_each: bool

    @classmethod
    def from_group(cls, given: GroupInput) -> Self:
        """Return the facts of a group whose change may be stated."""
        before, after = given.levels()
        return cls(
            items=given.items,
            before=before,
            after=after,
            net=given.net(),
            is_many=given.group.is_many,
            is_each=given.is_each,
        )


@claim("basket_rise_more", direction=1)
class BasketRiseMoreFacts(BasketFurtherChangeFacts):
    """A further rise."""


@claim("basket_fall_more", direction=-1)
class BasketFallMoreFacts(BasketFurtherChangeFacts):
    """A further fall."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketLaterFacts(GroupFacts):
    """A claim on the later level of items."""

    items: Parts
    items_say: Parts
    were: Parts
    after: LevelFacts
    is_many: bool
    is_each: bool

    @classmethod
    def from_group(cls, given: GroupInput) -> Self:
        """Return the facts of a group with a level at the later wave."""
        return cls(
            items=given.items,
            items_say=given.items_say,
            were=given.were,
            after=given.later_level(),
            is_many=given.group.is_many,
            is_each=given.is_each,
        )


@claim("basket_little_changed")
class BasketLittleChangedFacts(BasketFurtherChangeFacts):
    """Few or no units have it, and the number changed by so little that the criterion calls it unchanged."""

    items_say: Parts

    @classmethod
    def from_group(cls, given: GroupInput) -> Self:
        """Return the facts of a group whose change may be stated."""
        before, after = given.levels()
        return cls(
            items=given.items,
            items_say=given.items_say,
            before=before,
            after=after,
            net=given.net(),
            is_many=given.group.is_many,
            is_each=given.is_each,
        )


@claim("basket_gap")
class BasketGapFacts(BasketLaterFacts):
    """Few or no units have it, and there was no net change."""


@claim("basket_level", has_history=False)
class BasketLevelFacts(BasketLaterFacts):
    """The level alone: no comparison is declared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketStillFacts(GroupFacts):
    """A claim on items for which the number could not change."""

    items: Parts
    items_say: Parts
    were: Parts
    after: LevelFacts
    before: LevelFacts
    is_many: bool
    is_each: bool

    @classmethod
    def from_group(cls, given: GroupInput) -> Self:
        """Return the facts of a group with levels at both waves."""
        before, after = given.levels()
        return cls(
            items=given.items,
            items_say=given.items_say,
            were=given.were,
            after=after,
            before=before,
            is_many=given.group.is_many,
            is_each=given.is_each,
        )


@claim("basket_ceiling", counts=())
class BasketCeilingFacts(BasketStillFacts):
    """Every unit of the base had it in both waves."""


@claim("basket_floor", counts=())
class BasketFloorFacts(BasketStillFacts):
    """No unit had it in either wave."""
