"""Holds what the facts of a claim on several items are made from."""

from egyv_engine.model.documents import Indicator
from egyv_engine.model.frozen import Frozen
from egyv_engine.narrative.claims.facts import FactMaker, LevelFacts
from egyv_engine.narrative.claims.grouping import Group
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.claims.says import items_wording
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.language.parts import Parts, verb


class GroupInput(Frozen):
    """Holds what the facts of a claim on a group of items are made from.

    Attributes:
        group: The items.
        make: The maker of facts.
        book: The phrases.
        bases: The bases that the paragraph has stated.
        whole: Words for all items of the basket, where the group is all of them; else empty, and they are listed.
    """

    group: Group
    make: FactMaker
    book: Phrasebook
    bases: StatedBases
    whole: Parts = ()

    @property
    def items(self) -> Parts:
        """The items as a list, or words for all of them."""
        return self.whole or self.make.items(self._indicator, self.group.items)

    @property
    def items_say(self) -> Parts:
        """The items and their declared wording."""
        if self.whole:
            return items_wording(self.make.context.linked, self._indicator, self.whole, is_plural=False)
        return self.make.items_say(self._indicator, self.group.items)

    @property
    def were(self) -> Parts:
        """The verb that agrees with the items."""
        if self.whole:
            return verb("were", is_plural=False)
        return self.make.were(self._indicator, self.group.items)

    @property
    def _indicator(self) -> Indicator:
        return self.make.context.indicator(self.group.first)

    @property
    def is_each(self) -> bool:
        """Return whether the count of the later wave is of each of several items, so that it could be taken for one of all."""
        level = self.group.first.to_level
        return self.group.is_many and not self.whole and level is not None and 0 < level.count < level.base

    @property
    def is_lower_better(self) -> bool:
        """Return whether a fall of the indicator is an improvement."""
        return self._indicator.direction == "lower"

    def levels(self, *, keeps_bases: bool = False) -> tuple[LevelFacts, LevelFacts]:
        """Return the levels of both waves, which the paragraph states from now on.

        Args:
            keeps_bases: Whether the bases are said although the paragraph has stated them.
        """
        return self.make.both_levels(self.group.first, self.bases, keeps_bases=keeps_bases)

    def later_level(self) -> LevelFacts:
        """Return the level of the later wave, which the paragraph states from now on."""
        first = self.group.first
        assert first.to_level is not None
        levels = [(first.to_wave, first.to_level)]
        called = self.make.context.base_words(first)
        is_stated = self.bases.are_stated(levels, called)
        self.bases.state(levels, called)
        return self.make.level(first, first.to_wave, first.to_level, is_base_stated=is_stated)
