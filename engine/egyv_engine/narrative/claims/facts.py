"""Makes the facts that several kinds of claim share: numbers, levels, items and the wording of indicators."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from egyv_engine.model.documents import Indicator
from egyv_engine.model.findings import Finding, Level
from egyv_engine.model.frozen import Frozen, replace
from egyv_engine.narrative.claims.changes import change_of, is_same_level
from egyv_engine.narrative.claims.claim_kinds import count_misleads
from egyv_engine.narrative.claims.quantity_claims import (
    PluralClass,
    number_of_base,
    number_of_units,
    units_of_base,
)
from egyv_engine.narrative.claims.says import items_wording, units_wording
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.language.lists import either_of, listed
from egyv_engine.narrative.language.numbers import points_as_read, shares_as_read
from egyv_engine.narrative.language.parts import Count, Parts, percentage, term, verb
from egyv_engine.narrative.language.quantities import Quantity
from egyv_engine.narrative.language.wordings import title_in_sentence
from egyv_engine.narrative.report_context import Name, ReportContext


class NumberFacts(Frozen):
    """A number of units or items.

    n: "eight", "none"; units: "eight areas", "no area"; were: the verb that agrees; plural_class: the class of the number
    in the language, such as "one", "few" or "other".
    """

    n: Parts
    units: Parts
    were: Parts
    plural_class: PluralClass
    is_one: bool
    is_two: bool
    is_none: bool


class LevelFacts(Frozen):
    """A count of a base in a wave.

    units_of_base: "eight out of nine areas"; n_of_base: "eight out of nine"; n: "eight"; units: "eight areas"; all_units: all
    units of the base, "the one area"; n_or_not: "not" for none, before the wave; n_or_neither: "neither" for none; says: the
    wording of the indicator, as it follows units_of_base; label: that of the wave. Where the paragraph has stated the base
    already, `units_of_base` and `n_of_base` leave it out. Where the bases are large, they add the share.
    """

    units_of_base: Parts
    n_of_base: Parts
    n: Parts
    units: Parts
    all_units: Parts
    n_or_not: Parts
    n_or_neither: Parts
    says: Parts
    label: Parts
    share: Parts
    base: NumberFacts
    asked: NumberFacts
    dont_know: NumberFacts


class FactMaker:
    """Makes the facts of claims on one programme; every number in them carries its path."""

    def __init__(self, context: ReportContext) -> None:
        self.context = context

    def cohort(self, cohort: str | None) -> Parts:
        """Return what sentences call a cohort; nothing in a programme without cohorts."""
        return term(self.context.cohort_label(cohort))

    def number(self, ref: str, value: int) -> NumberFacts:
        """Return a number of units. ref: its path."""
        return NumberFacts(
            n=(Count(ref=ref, value=value, zero="alone"),),
            units=number_of_units(Count(ref=ref, value=value), self.context.wording.language),
            were=verb("were", is_plural=value != 1),
            plural_class=self.context.wording.language.plural_class(value),
            is_one=value == 1,
            is_two=value == 2,
            is_none=value == 0,
        )

    def level(
        self,
        finding: Finding,
        wave: str,
        level: Level,
        *,
        is_base_stated: bool = False,
        among: Sequence[Level] = (),
        also_of: str | None = None,
    ) -> LevelFacts:
        """Return a finding's level in a wave.

        Args:
            finding: The finding.
            wave: The wave's id.
            level: The level.
            is_base_stated: Whether the paragraph has stated the base already.
            among: The levels of its claim, the first one first, if they are not those of the finding's comparison.
            also_of: Another wave of which its figures are, too.
        """
        ref, language = self.context.level_path(finding, wave), self.context.wording.language
        other = None if also_of is None else self.context.level_path(finding, also_of)
        quantity = Quantity(
            count=Count(ref=f"{ref}.count", value=level.count, also=other and f"{other}.count"),
            base=Count(ref=f"{ref}.base", value=level.base, also=other and f"{other}.base"),
            share=self._share(finding, ref, level, among),
            is_base_stated=is_base_stated,
            is_only=level.surveyed == 1,
            called=self.context.base_words(finding),
        )
        return LevelFacts(
            units_of_base=units_of_base(quantity, language),
            n_of_base=number_of_base(quantity, language),
            n=(replace(quantity.count, zero="alone"),),
            units=number_of_units(quantity.count, language, quantity.called),
            all_units=units_of_base(replace(quantity, count=quantity.base, share=()), language),
            n_or_not=(replace(quantity.count, zero="of_one"),),
            n_or_neither=(replace(quantity.count, zero="of_two"),),
            says=self.says(finding, is_plural=quantity.is_plural),
            label=self.level_wave(wave),
            share=quantity.share,
            base=self.number(f"{ref}.base", level.base),
            asked=self.number(f"{ref}.asked", level.asked),
            dont_know=self.number(f"{ref}.dont_know", level.dont_know),
        )

    def both_levels(
        self, finding: Finding, bases: StatedBases, *, keeps_bases: bool = False
    ) -> tuple[LevelFacts, LevelFacts]:
        """Return the levels of a comparison, which the paragraph states from now on. Where they are the same, each is of both waves.

        Args:
            finding: The finding of a comparison.
            bases: The bases that the paragraph has stated.
            keeps_bases: Whether the bases are said although the paragraph has stated them.
        """
        from_wave, before, after, _ = change_of(finding)
        levels = [(from_wave, before), (finding.to_wave, after)]
        called = self.context.base_words(finding)
        keeps = keeps_bases or count_misleads(finding, self.context.judged_on(finding))
        is_stated = bases.are_stated(levels, called) and not keeps
        bases.state(levels, called)
        others = (finding.to_wave, from_wave) if self._is_same_level(finding) else (None, None)
        earlier, later = (
            self.level(finding, wave, level, is_base_stated=is_stated, also_of=other)
            for (wave, level), other in zip(levels, others, strict=True)
        )
        return earlier, later

    def _share(self, finding: Finding, ref: str, level: Level, among: Sequence[Level]) -> Parts:
        """Return the share of a level as a percentage; nothing where sentences on the finding say none."""
        stated = among or self.context.stated_levels(finding)
        if not self.context.says_shares(*stated, level):
            return ()
        shares = _shares(stated)
        own = Fraction(level.count, level.base)
        every = shares if own in shares else [*shares, own]
        texts = dict(zip(every, shares_as_read(every, self.context.targets(finding)), strict=True))
        return percentage(f"{ref}.share", texts[own])

    def points(self, finding: Finding, levels: Sequence[Level]) -> str:
        """Return by how many percentage points the last of some levels differs from the first; empty where no shares are said.

        Args:
            finding: The finding.
            levels: Its levels.
        """
        if not self.context.says_shares(*levels):
            return ""
        return points_as_read(_shares(levels), self.context.targets(finding))

    def wave(self, wave: str | None) -> Parts:
        """Return what sentences call a wave; nothing for None."""
        return () if wave is None else term(self.context.wave_label(wave))

    def titles(self, titles: Iterable[str]) -> Parts:
        """Return titles of indicators or themes as a list inside a sentence."""
        language = self.context.wording.language
        return listed([term(title_in_sentence(title, language)) for title in titles])

    def level_wave(self, wave: str) -> Parts:
        """Return what a sentence on a level calls its wave; nothing where there is one wave alone, which leads and tables name."""
        return self.wave(wave) if len(self.context.linked.waves) > 1 else ()

    def items(self, indicator: Indicator, items: Sequence[str]) -> Parts:
        """Return items as a list: "housing and probation"."""
        return listed([term(name.label) for name in self._names(indicator, items)])

    def either_item(self, indicator: Indicator, items: Sequence[str]) -> Parts:
        """Return items as a list that follows a "not": "housing or probation"."""
        return either_of([term(name.label) for name in self._names(indicator, items)])

    def were(self, indicator: Indicator, items: Sequence[str]) -> Parts:
        """Return "was" or "were", as these items need."""
        return verb("were", is_plural=self._is_plural(indicator, items))

    def _is_same_level(self, finding: Finding) -> bool:
        return is_same_level(finding, is_separate=self.context.linked.has_separate_waves)

    def items_say(self, indicator: Indicator, items: Sequence[str]) -> Parts:
        """Return the items with their declared wording: "housing and probation were involved in the strategy in"."""
        listed_items = self.items(indicator, items)
        return items_wording(
            self.context.linked, indicator, listed_items, is_plural=self._is_plural(indicator, items)
        )

    def says(self, finding: Finding, *, is_plural: bool = True) -> Parts:
        """Return the indicator's declared wording as it follows units, with the finding's item named.

        Args:
            finding: The finding.
            is_plural: Whether it follows several units; else one, or "no area".
        """
        indicator = self.context.indicator(finding)
        item = () if finding.item is None else term(self.context.name(indicator, finding.item).label)
        return units_wording(self.context.linked, finding.principle, indicator, item, is_plural=is_plural)

    def _names(self, indicator: Indicator, items: Sequence[str]) -> list[Name]:
        return [self.context.name(indicator, item) for item in items]

    def _is_plural(self, indicator: Indicator, items: Sequence[str]) -> bool:
        names = self._names(indicator, items)
        return len(names) > 1 or any(name.plural for name in names)


def _shares(levels: Sequence[Level]) -> list[Fraction]:
    return [Fraction(level.count, level.base) for level in levels]
