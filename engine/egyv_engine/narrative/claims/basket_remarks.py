"""The claims that accompany those on the items of a basket: a lead, a target, and the items that cannot be compared."""

from collections.abc import Sequence
from typing import Annotated, Self

from egyv_engine.model.findings import REASONS, Finding
from egyv_engine.narrative.claims.accompanying_claims import target_of
from egyv_engine.narrative.claims.as_large_claims import MOST_NAMED
from egyv_engine.narrative.claims.basket_claims import BasketFacts, BasketLaterFacts, GroupFacts
from egyv_engine.narrative.claims.changes import basket_path
from egyv_engine.narrative.claims.claim import claim
from egyv_engine.narrative.claims.facts import FactMaker, NumberFacts
from egyv_engine.narrative.claims.group_input import GroupInput
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.language.parts import Parts, term
from egyv_engine.narrative.templates.fact_types import OneOfWords


@claim("basket_not_compared")
class BasketNotComparedFacts(BasketLaterFacts):
    """The later level of items that cannot be compared."""

    before_label: Parts
    reason: Annotated[str, OneOfWords(REASONS)]

    @classmethod
    def from_group(cls, given: GroupInput) -> Self:
        """Return the facts of a group with a level at the later wave and one reason why it cannot be compared."""
        first = given.group.first
        assert first.reason is not None
        return cls(
            items=given.items,
            items_say=given.items_say,
            were=given.were,
            after=given.later_level(),
            is_many=given.group.is_many,
            is_each=given.is_each,
            before_label=given.make.wave(first.from_wave),
            reason=first.reason,
        )


@claim("basket_not_asked_later")
class BasketNotAskedLaterFacts(GroupFacts):
    """Items that were asked about at the earlier wave alone."""

    title: Parts
    items: Parts
    were: Parts
    before_label: Parts
    after_label: Parts

    @classmethod
    def from_group(cls, given: GroupInput) -> Self:
        """Return the facts of a group without a level at the later wave."""
        first, make = given.group.first, given.make
        return cls(
            title=term(make.context.indicator(first).title),
            items=given.items,
            were=given.were,
            before_label=make.wave(first.from_wave),
            after_label=make.wave(first.to_wave),
        )


@claim("basket_lead")
class BasketLeadFacts(BasketFacts):
    """The words in bold before a paragraph on the items of a basket."""

    title: Parts
    comparison: Parts


def basket_lead(book: Phrasebook, title: str, comparison: Parts = ()) -> str:
    """Return the words in bold before a paragraph.

    Args:
        book: The phrases.
        title: What the paragraph is about.
        comparison: Words for its comparison; empty where there is no other.
    """
    return book.sentence(BasketLeadFacts(title=term(title), comparison=comparison), basis=()).text


@claim("basket_target")
class BasketTargetFacts(BasketFacts):
    """For how many items a target was met, and for how many of all missing answers could change that. is_exact: it is all, or none.

    missed: which did not meet it, where others did and these are few. is_first_asked: these items were first asked about at this
    wave; is_asked_before: others were, and have answers, too. is_reply_open: units that did not reply could change it, too.
    """

    title: Parts
    basket: Parts
    after_label: Parts
    target: Parts
    tested: NumberFacts
    met: NumberFacts
    missed: Parts
    open: NumberFacts
    is_dont_know_open: bool
    is_reply_open: bool
    is_at_most: bool
    is_exact: bool
    all_met: bool
    is_first_asked: bool
    is_asked_before: bool

    @classmethod
    def from_findings(
        cls,
        tested: Sequence[Finding],
        make: FactMaker,
        *,
        is_first_asked: bool = False,
        is_asked_before: bool = False,
    ) -> Self:
        """Return the facts of findings of one indicator with a target, each with a base.

        Args:
            tested: The findings.
            make: Makes their facts.
            is_first_asked: Whether they are on the items that the wave first asked about.
            is_asked_before: Whether the wave first asked about other items, which have answers, too.
        """
        first = tested[0]
        indicator, path = make.context.indicator(first), basket_path(first)
        target, is_at_most, is_exact = target_of(first, make)
        undecided = [f for f in tested if f.target_certainty == "open"]
        numbers = {
            "tested": len(tested),
            "met": sum(f.target_met is True for f in tested),
            "open": len(undecided),
        }
        missed = [f.item for f in tested if f.target_met is not True and f.item is not None]
        is_named = 0 < len(missed) <= MOST_NAMED and numbers["met"] > 0
        return cls(
            title=term(indicator.title),
            missed=make.either_item(indicator, missed) if is_named else (),
            basket=term(make.context.basket_label(indicator)),
            after_label=make.wave(first.to_wave),
            target=target,
            is_dont_know_open=any(make.context.is_dont_know_open(f, f.to_level) for f in undecided),
            is_reply_open=any(map(make.context.is_later_reply_open, undecided)),
            is_at_most=is_at_most,
            is_exact=is_exact,
            all_met=numbers["met"] == len(tested),
            is_first_asked=is_first_asked,
            is_asked_before=is_asked_before,
            **{name: make.number(f"{path}.target_{name}", n) for name, n in numbers.items()},
        )
