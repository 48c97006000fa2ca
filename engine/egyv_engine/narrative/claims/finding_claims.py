"""The claims that say what a finding is: the facts of each kind, and how they are made from the finding."""

from collections.abc import Mapping
from functools import cache
from typing import ClassVar, Self

from egyv_engine.model.findings import Finding, Level
from egyv_engine.model.frozen import Frozen
from egyv_engine.narrative.claims.accompanying_claims import FindingFacts
from egyv_engine.narrative.claims.change_words import change_facts
from egyv_engine.narrative.claims.claim import FALL, NO_CHANGE, RISE, claim, claims_of, rise_or_fall
from egyv_engine.narrative.claims.facts import FactMaker, LevelFacts, NumberFacts
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.language.parts import Parts, term


class FindingInput(Frozen):
    """Holds what the facts of a claim on one finding are made from. bases: those that its paragraph has stated."""

    finding: Finding
    make: FactMaker
    book: Phrasebook
    bases: StatedBases

    @property
    def title(self) -> Parts:
        """The title of the finding's indicator."""
        return term(self.make.context.indicator(self.finding).title)

    @property
    def is_lower_better(self) -> bool:
        """Return whether a fall of the finding's indicator is an improvement."""
        return self.make.context.indicator(self.finding).direction == "lower"

    def level(self, wave: str, level: Level, *, is_base_stated: bool) -> LevelFacts:
        """Return the finding's level in a wave."""
        return self.make.level(self.finding, wave, level, is_base_stated=is_base_stated)


class MainFindingFacts(FindingFacts):
    """A claim that says what a finding is; claim_kinds decides which of them fits."""

    @classmethod
    def from_finding(cls, given: FindingInput) -> Self:
        """Return the facts of a finding that has this kind of claim."""
        raise NotImplementedError(cls.kind)


class ChangeFacts(MainFindingFacts):
    """A claim on the change between two waves.

    keeps_bases: whether it says both bases although its paragraph has stated them. by: words for the size of the change,
    or nothing; is_as_share: the share rose or fell, no percentages say so, and the count did not go the same way.
    """

    keeps_bases: ClassVar[bool] = False

    says: Parts
    says_of_one: Parts
    title: Parts
    before: LevelFacts
    after: LevelFacts
    gained: NumberFacts
    lost: NumberFacts
    net: NumberFacts
    matched: NumberFacts
    by: Parts
    is_in_points: bool
    is_as_share: bool
    among_matched: Parts
    answered_once: Parts
    is_lower_better: bool
    is_rise: bool
    is_same_level: bool
    is_of_one: bool
    is_exchanged: bool

    @classmethod
    def from_finding(cls, given: FindingInput) -> Self:
        """Return the facts of a finding whose change may be stated."""
        finding, make = given.finding, given.make
        before, after = make.both_levels(finding, given.bases, keeps_bases=cls.keeps_bases)
        return cls(
            says=make.says(finding),
            says_of_one=make.says(finding, is_plural=False),
            title=given.title,
            before=before,
            after=after,
            **change_facts(finding, make, given.book),
        )


@claim("level", has_history=False)
class LevelOnlyFacts(MainFindingFacts):
    """A level alone: no comparison is declared."""

    says: Parts
    title: Parts
    after: LevelFacts
    is_lower_better: bool

    @classmethod
    def from_finding(cls, given: FindingInput) -> Self:
        """Return the facts of a finding with a level at the later wave."""
        after = _later_level(given)
        return cls(
            says=given.make.says(given.finding),
            title=given.title,
            after=after,
            is_lower_better=given.is_lower_better,
        )


@claim("rise", directions=RISE)
class RiseFacts(ChangeFacts):
    """More units gained it than lost it, by more than one, or the share rose, and its criterion calls that a change."""


@claim("rise_by_one", directions=RISE)
class RiseByOneFacts(ChangeFacts):
    """One unit more gained it than lost it, and its criterion calls that a change."""


@claim("fall", directions=FALL)
class FallFacts(ChangeFacts):
    """More units lost it than gained it, by more than one, or the share fell, and its criterion calls that a change."""


@claim("fall_by_one", directions=FALL)
class FallByOneFacts(ChangeFacts):
    """One unit more lost it than gained it, and its criterion calls that a change."""


@claim("little_changed", directions=NO_CHANGE)
class LittleChangedFacts(ChangeFacts):
    """The number changed by so little that its criterion calls it unchanged."""


@claim("flat", directions=NO_CHANGE, same="is_same_level")
class FlatFacts(ChangeFacts):
    """No matched unit moved."""


@claim("churn", same="is_same_level")
class ChurnFacts(ChangeFacts):
    """The same number of units gained it as lost it."""

    is_of_exchange = True


@claim("floor", directions=NO_CHANGE, same="is_same_level")
class FloorFacts(ChangeFacts):
    """No unit had it in either wave."""

    keeps_bases = True


@claim("ceiling", directions=NO_CHANGE, same="is_same_level")
class CeilingFacts(ChangeFacts):
    """Every unit of the base had it in both waves."""

    keeps_bases = True


@claim("rise_still_low", directions=RISE)
class RiseStillLowFacts(ChangeFacts):
    """The number rose, and few or none have it all the same."""


@claim("fall_still_high", directions=FALL)
class FallStillHighFacts(ChangeFacts):
    """The number fell of what there should be little of, and most or all have it all the same."""


@claim("all_gained", directions=RISE)
class AllGainedFacts(ChangeFacts):
    """Every matched unit that could gain it did, others had it before, and none lost it."""


@claim("counts_moved", directions=NO_CHANGE, inserted=("among_matched",))
class CountsMovedFacts(ChangeFacts):
    """The counts differ although no matched unit moved."""


@claim("units_moved", directions=rise_or_fall(), inserted=("gained.n", "lost.n"))
class UnitsMovedFacts(ChangeFacts):
    """The matched units moved, and the counts or the shares did not move the same way."""


class LaterFacts(MainFindingFacts):
    """A claim on the later level of a finding that cannot be compared."""

    says: Parts
    title: Parts
    after: LevelFacts
    before_label: Parts
    is_lower_better: bool

    @classmethod
    def from_finding(cls, given: FindingInput) -> Self:
        """Return the facts of a finding with a level at the later wave."""
        return cls(
            says=given.make.says(given.finding),
            title=given.title,
            after=_later_level(given),
            before_label=given.make.wave(given.finding.from_wave),
            is_lower_better=given.is_lower_better,
        )


@claim("first_asked", has_history=False)
class FirstAskedFacts(LaterFacts):
    """It was first asked about at the later wave."""


@claim("not_asked_before")
class NotAskedBeforeFacts(LaterFacts):
    """The earlier wave did not ask about it, and a wave before the later one did."""


@claim("reworded")
class RewordedFacts(LaterFacts):
    """The question was put in other words before."""


@claim("too_few_matched")
class TooFewMatchedFacts(LaterFacts):
    """Too few units answered both times."""


@claim("different_groups")
class DifferentGroupsFacts(LaterFacts):
    """Other cohorts were asked before, so the two levels are about different units."""


@claim("looks_back")
class LooksBackFacts(LaterFacts):
    """The rule reads the earlier answers itself."""


@claim("does_not_move")
class DoesNotMoveFacts(LaterFacts):
    """The rule reads the same answers and attributes in every wave."""


class WithoutCountFacts(MainFindingFacts):
    """A claim on a finding that has no count to state at the later wave."""

    title: Parts
    after_label: Parts

    @classmethod
    def from_finding(cls, given: FindingInput) -> Self:
        """Return the facts of a finding; if it has an empty base, its paragraph has stated that from now on."""
        finding = given.finding
        if finding.to_level is not None:
            called = given.make.context.base_words(finding)
            given.bases.state([(finding.to_wave, finding.to_level)], called)
        return cls(title=given.title, after_label=given.make.wave(finding.to_wave))


@claim("unanswered")
class UnansweredFacts(WithoutCountFacts):
    """No unit gave an answer that settles whether it was so at the later wave."""


@claim("asked_of_nobody")
class AskedOfNobodyFacts(WithoutCountFacts):
    """The wave asked, but skip logic or the base left out every unit."""


@claim("no_level")
class NoLevelFacts(WithoutCountFacts):
    """The rule compares with answers of this wave, or of one after it."""


@claim("not_asked_later")
class NotAskedLaterFacts(MainFindingFacts):
    """It was asked about at the earlier wave alone."""

    says: Parts
    title: Parts
    before_label: Parts
    after_label: Parts

    @classmethod
    def from_finding(cls, given: FindingInput) -> Self:
        """Return the facts of a finding without a level at the later wave."""
        finding, make = given.finding, given.make
        return cls(
            says=make.says(finding),
            title=given.title,
            before_label=make.wave(finding.from_wave),
            after_label=make.wave(finding.to_wave),
        )


@cache
def main_claims() -> Mapping[str, type[MainFindingFacts]]:
    """Return the kinds of claim that claim_kinds chooses from, by name."""
    return {each.kind: each for each in claims_of(MainFindingFacts)}


def _later_level(given: FindingInput) -> LevelFacts:
    """Return the later level, which the paragraph states from now on."""
    finding = given.finding
    assert finding.to_level is not None
    levels = [(finding.to_wave, finding.to_level)]
    called = given.make.context.base_words(finding)
    is_base_stated = given.bases.are_stated(levels, called)
    given.bases.state(levels, called)
    return given.level(finding.to_wave, finding.to_level, is_base_stated=is_base_stated)
