"""Holds what the facts of a claim on several items are made from."""

from dataclasses import dataclass

from egyv_engine.narrative.claims.changes import change_of, change_path
from egyv_engine.narrative.claims.facts import FactMaker, LevelFacts, NumberFacts
from egyv_engine.narrative.claims.grouping import Group
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.language.parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupInput:
    """Holds what the facts of a claim on a group of items are made from. bases: those that its paragraph has stated."""

    group: Group
    make: FactMaker
    book: Phrasebook
    bases: StatedBases

    @property
    def items(self) -> Parts:
        """The items as a list."""
        return self.make.items(self.make.context.indicator(self.group.first), self.group.items)

    @property
    def items_say(self) -> Parts:
        """The items and their declared wording."""
        return self.make.items_say(self.make.context.indicator(self.group.first), self.group.items)

    @property
    def were(self) -> Parts:
        """The verb that agrees with the items."""
        return self.make.were(self.make.context.indicator(self.group.first), self.group.items)

    @property
    def is_each(self) -> bool:
        """Return whether the count of the later wave is of each of several items, so that it could be taken for one of all."""
        level = self.group.first.to_level
        return self.group.is_many and level is not None and 0 < level.count < level.base

    @property
    def is_lower_better(self) -> bool:
        """Return whether a fall of the indicator is an improvement."""
        return self.make.context.indicator(self.group.first).direction == "lower"

    def levels(self) -> tuple[LevelFacts, LevelFacts]:
        """Return the levels of both waves, which the paragraph states from now on."""
        first = self.group.first
        from_wave, before, after, _ = change_of(first)
        levels = [(from_wave, before), (first.to_wave, after)]
        is_stated = self.bases.are_stated(levels)
        self.bases.state(levels)
        earlier, later = (
            self.make.level(first, wave, level, is_base_stated=is_stated) for wave, level in levels
        )
        return earlier, later

    def later_level(self) -> LevelFacts:
        """Return the level of the later wave, which the paragraph states from now on."""
        first = self.group.first
        assert first.to_level is not None
        levels = [(first.to_wave, first.to_level)]
        is_stated = self.bases.are_stated(levels)
        self.bases.state(levels)
        return self.make.level(first, first.to_wave, first.to_level, is_base_stated=is_stated)

    def net(self) -> NumberFacts:
        """Return by how many units the number moved."""
        first = self.group.first
        return self.make.number(f"{change_path(first)}.net", abs(change_of(first)[3].net))
