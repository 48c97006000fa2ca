"""The claims on the items of a basket: the facts of each kind, and how they are made from findings alike."""

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from egyv_engine.model.findings import Finding
from egyv_engine.narrative.claims.accompanying_claims import comparison_words
from egyv_engine.narrative.claims.change_words import change_facts
from egyv_engine.narrative.claims.changes import (
    basket_path,
    change_of,
    comparison_of,
)
from egyv_engine.narrative.claims.claim import (
    FALL,
    NO_CHANGE,
    RISE,
    ClaimFacts,
    Direction,
    claim,
    rise_or_fall,
)
from egyv_engine.narrative.claims.claim_kinds import is_little_changed, move_of, sign_of_change
from egyv_engine.narrative.claims.facts import FactMaker, LevelFacts, NumberFacts
from egyv_engine.narrative.claims.group_input import GroupInput
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.language.parts import Parts, term


class BasketFacts(ClaimFacts):
    """A claim on the items of a basket."""


_OF_ALL = (("all_rose", 1), ("all_fell", -1), ("all_steady", 0))


@claim("basket_verdict", directions=tuple(Direction(move=move, flag=flag) for flag, move in _OF_ALL))
class BasketVerdictFacts(BasketFacts):
    """For how many items the number rose, fell or did neither, by the criterion.

    is_mostly_fall: it fell for more than it rose for. is_of_shares: it is the share of the base that rose or fell; the number
    may have gone the other way. is_among_matched: for an item, the units that answered both times went another way than the share.
    """

    is_tally = True
    comparison: Parts
    basket: Parts
    compared: NumberFacts
    rose: NumberFacts
    fell: NumberFacts
    steady: NumberFacts
    is_some_little_changed: bool
    is_none_moved: bool
    is_lower_better: bool
    improved: NumberFacts
    declined: NumberFacts
    all_rose: bool
    all_fell: bool
    all_steady: bool
    is_mostly_fall: bool
    is_all_compared: bool
    is_of_shares: bool
    is_among_matched: bool

    @classmethod
    def from_findings(
        cls, compared: Sequence[Finding], make: FactMaker, book: Phrasebook, *, number: int, **own: Any
    ) -> Self:
        """Return the facts of findings of one indicator that can all be compared.

        Args:
            compared: The findings.
            make: Makes their facts.
            number: How many items the basket has.
            own: The facts that only this kind of claim has.
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
            is_none_moved=not any(has_moved(f, context.judged_on(f)) for f in compared),
            is_lower_better=indicator.direction == "lower",
            improved=make.number(f"{path}.improved", verdicts.count("improved")),
            declined=make.number(f"{path}.declined", verdicts.count("declined")),
            all_rose=rose == len(compared),
            all_fell=fell == len(compared),
            all_steady=steady == len(compared),
            is_mostly_fall=fell > rose,
            is_all_compared=number == len(compared),
            is_of_shares=context.judged_on(first) == "all",
            is_among_matched=any(
                sign_of_change(f, context.judged_on(f)) != sign_of_change(f, "all") for f in compared
            ),
            **own,
        )


def has_moved(finding: Finding, judged_on: str) -> bool:
    """Return whether a matched unit gained or lost what a compared finding counts, or its share changed if shares are judged.

    Args:
        finding: The finding.
        judged_on: What its criterion looks at: "matched" units, or "all", the two shares.
    """
    change = change_of(finding)[3]
    return change.gained + change.lost > 0 or sign_of_change(finding, judged_on) != 0


@claim("whole_basket")
class WholeBasketFacts(BasketFacts):
    """Words for all items of a basket, where a sentence would list every one of them."""

    number: NumberFacts
    basket: Parts


class GroupFacts(BasketFacts):
    """A claim on a group of items whose figures are alike."""

    @classmethod
    def from_group(cls, given: GroupInput) -> Self:
        """Return the facts of a group."""
        raise NotImplementedError(cls.kind)


class BasketChangeFacts(GroupFacts):
    """A claim on items with the same levels in two waves, and the same changes.

    keeps_bases: whether it says both bases although its paragraph has stated them. by: as in a claim on one finding.
    """

    keeps_bases: ClassVar[bool] = False

    items: Parts
    items_say: Parts
    were: Parts
    before: LevelFacts
    after: LevelFacts
    net: NumberFacts
    gained: NumberFacts
    lost: NumberFacts
    matched: NumberFacts
    by: Parts
    is_in_points: bool
    is_as_share: bool
    among_matched: Parts
    answered_once: Parts
    is_lower_better: bool
    is_rise: bool
    is_many: bool
    is_each: bool
    is_same_level: bool
    is_of_one: bool
    is_exchanged: bool

    @classmethod
    def from_group(cls, given: GroupInput) -> Self:
        """Return the facts of a group whose change may be stated."""
        before, after = given.levels(keeps_bases=cls.keeps_bases)
        return cls(
            items=given.items,
            items_say=given.items_say,
            were=given.were,
            before=before,
            after=after,
            is_many=given.group.is_many,
            is_each=given.is_each,
            **change_facts(given.group.first, given.make, given.book),
        )


@claim("basket_rise", directions=RISE)
class BasketRiseFacts(BasketChangeFacts):
    """The widest rise of an indicator."""


@claim("basket_rise_more", directions=RISE)
class BasketRiseMoreFacts(BasketChangeFacts):
    """A further rise."""


@claim("basket_rise_still_low", directions=RISE)
class BasketRiseStillLowFacts(BasketChangeFacts):
    """A rise after which few or no units have it all the same."""


@claim("basket_fall", directions=FALL)
class BasketFallFacts(BasketChangeFacts):
    """The widest fall of an indicator."""


@claim("basket_fall_more", directions=FALL)
class BasketFallMoreFacts(BasketChangeFacts):
    """A further fall."""


@claim("fell_from", directions=FALL)
class FellFromFacts(BasketFacts):
    """A clause on items that fell to none from the same level."""

    items: Parts
    before: LevelFacts


@claim("basket_fell_to_none", directions=FALL)
class BasketFellToNoneFacts(BasketFacts):
    """Items that fell to none from several levels, with the level of each."""

    after: LevelFacts
    clauses: Parts
    is_lower_better: bool


@claim("basket_fall_still_high", directions=FALL)
class BasketFallStillHighFacts(BasketChangeFacts):
    """A fall of what there should be little of, after which most or all units have it all the same."""


@claim("basket_units_moved", directions=rise_or_fall(), inserted=("gained.n", "lost.n"))
class BasketUnitsMovedFacts(BasketChangeFacts):
    """The matched units moved, and the counts or the shares did not move the same way."""


@claim("basket_counts_moved", directions=NO_CHANGE, inserted=("among_matched",))
class BasketCountsMovedFacts(BasketChangeFacts):
    """The counts differ although no matched unit moved."""


@claim("basket_churn", same="is_same_level")
class BasketChurnFacts(BasketChangeFacts):
    """The same number of units gained it as lost it."""

    is_of_exchange = True


@claim("basket_flat", directions=NO_CHANGE, same="is_same_level")
class BasketFlatFacts(BasketChangeFacts):
    """No matched unit moved, and the counts are the same."""


@claim("basket_little_changed", directions=NO_CHANGE)
class BasketLittleChangedFacts(BasketChangeFacts):
    """The number changed by so little that the criterion calls it unchanged."""


@claim("basket_ceiling", directions=NO_CHANGE, same="is_same_level")
class BasketCeilingFacts(BasketChangeFacts):
    """Every unit of the base had it in both waves."""

    keeps_bases = True


@claim("basket_floor", directions=NO_CHANGE, same="is_same_level")
class BasketFloorFacts(BasketChangeFacts):
    """No unit had it in either wave."""

    keeps_bases = True


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


@claim("basket_level", has_history=False)
class BasketLevelFacts(BasketLaterFacts):
    """The level alone: no comparison is declared."""
