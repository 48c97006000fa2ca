"""The claims on items of a basket that were first asked about at the later wave."""

from collections.abc import Sequence
from typing import Self

from egyv_engine.narrative.claims.changes import basket_path
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import FactMaker, LevelFacts, NumberFacts
from egyv_engine.narrative.claims.group_input import GroupInput
from egyv_engine.narrative.claims.grouping import Group
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.language.lists import further_clauses
from egyv_engine.narrative.language.parts import Parts


@claim("basket_first_asked", has_history=False)
class BasketFirstAskedFacts(ClaimFacts):
    """The levels of items that were first asked about at the later wave."""

    items: Parts
    items_say: Parts
    clauses: Parts
    after: LevelFacts
    number: NumberFacts
    is_each: bool

    @classmethod
    def from_groups(
        cls, groups: Sequence[Group], make: FactMaker, book: Phrasebook, bases: StatedBases, *, number: int
    ) -> Self:
        """Return the facts of groups of items, the largest count first.

        Args:
            groups: The groups of one sentence.
            make: Makes their facts.
            book: The phrases; each further group is a clause.
            bases: The bases that the paragraph has stated.
            number: How many findings were first asked about in all.
        """
        first, *others = (GroupInput(group=group, make=make, book=book, bases=bases) for group in groups)
        after = first.later_level()
        clauses = [
            book.clause(
                BasketFirstAskedMoreFacts(
                    items=other.items,
                    after=other.later_level(),
                    is_each=other.is_each,
                    is_framed=other.is_framed,
                )
            )
            for other in others
        ]
        return cls(
            items=first.items,
            items_say=first.items_say,
            clauses=further_clauses(clauses),
            after=after,
            number=make.number(f"{basket_path(first.group.first)}.first_asked", number),
            is_each=first.is_each,
        )


@claim("basket_first_asked_more", has_history=False)
class BasketFirstAskedMoreFacts(ClaimFacts):
    """A clause on further items that were first asked about at the later wave.

    is_framed: whether the sentence names the items inside the wording of the indicator, and not as its subject.
    """

    items: Parts
    after: LevelFacts
    is_each: bool
    is_framed: bool
