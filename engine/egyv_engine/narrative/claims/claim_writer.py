"""Writes the sentences on one finding: its claim, and what accompanies it."""

from collections.abc import Iterable, Sequence

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import Sentence
from egyv_engine.narrative.claims.accompanying_claims import (
    AnswersFacts,
    DontKnowFacts,
    OpeningFacts,
    PartialFacts,
    StatedLevel,
    TargetFacts,
)
from egyv_engine.narrative.claims.change_words import net_change_of
from egyv_engine.narrative.claims.claim_kinds import (
    is_compared,
    is_gap,
    kind_of,
    move_of,
)
from egyv_engine.narrative.claims.facts import FactMaker
from egyv_engine.narrative.claims.finding_claims import FindingInput, LevelOnlyFacts, main_claims
from egyv_engine.narrative.claims.left_out_claims import LeftOutFacts, LeftOutParts, left_out_of
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.claims.scale_claims import MovedOnScaleFacts, moved_on_scale
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.language.parts import Parts
from egyv_engine.narrative.report_context import ReportContext

_MOVED = ("rise", "rise_by_one", "fall", "fall_by_one")
_SAY_COUNTS = (
    *_MOVED,
    "rise_still_low",
    "fall_still_high",
    "little_changed",
)  # the counts, but not who changed


class ClaimWriter:
    """Writes findings in the words of a phrasebook."""

    def __init__(self, context: ReportContext, book: Phrasebook, *, says_answers: bool = True) -> None:
        self.context = context
        self.book = book
        self.says_answers = says_answers  # whether sentences say how many of those asked gave an answer
        self.make = FactMaker(context)

    def finding(
        self,
        finding: Finding,
        bases: StatedBases,
        *,
        among: tuple[str, ...] = (),
        says_target: bool = True,
    ) -> list[Sentence]:
        """Return the claim of one finding, with sentences on who answered and on its target where there are any.

        A finding that no wave of its comparison asked about has nothing to state, and so no sentence.

        Args:
            finding: The finding.
            bases: The bases that the paragraph has stated; they decide which ones the claim leaves out.
            among: The findings it was picked or ordered among.
            says_target: Whether it says if the target was met.
        """
        is_not_asked = finding.reason in (None, "not_asked")
        if is_not_asked and finding.from_level is None and finding.to_level is None:
            return []
        sentences = self.claim_with_answers(finding, bases, among=among)
        if says_target and finding.target_met is not None:
            sentences.append(self._target_of(finding))
        return sentences

    def target(self, finding: Finding, bases: StatedBases) -> list[Sentence]:
        """Return the later level of a finding with a target and whether it was met, for a paragraph on targets alone.

        Args:
            finding: The finding, which has a base at the later wave.
            bases: The bases that the paragraph has stated.
        """
        book, names = self.book_of(finding), (finding.finding,)
        given = FindingInput(finding=finding, make=self.make, book=book, bases=bases)
        facts = LevelOnlyFacts.from_finding(given)
        stated = stated_levels(finding)[-1:]
        return [
            book.sentence(facts, basis=names, mentions=names, variant_key=finding.finding),
            *self.answers(stated, names),
            *self.left_out(stated, names, bases),
            self._target_of(finding),
        ]

    def _target_of(self, finding: Finding) -> Sentence:
        facts = TargetFacts.from_finding(finding, self.make)
        return self.book_of(finding).sentence(facts, basis=(finding.finding,))

    def claim_with_answers(
        self,
        finding: Finding,
        bases: StatedBases,
        *,
        cohort: str | None = None,
        opening: type[OpeningFacts] | None = None,
        among: tuple[str, ...] = (),
        says_dont_know: bool = True,
    ) -> list[Sentence]:
        """Return the claim of one finding, and sentences on who gave no answer that settles it, and who did not know.

        Args:
            finding: The finding.
            bases: The bases that the paragraph has stated; they decide which ones the claim leaves out.
            cohort: The cohort that the opening names.
            opening: The phrase to begin with, in a paragraph of several cohorts.
            among: The findings it was picked or ordered among.
            says_dont_know: Whether it says who did not know, or leaves that to marks.
        """
        claim = self.claim(finding, bases, cohort=cohort, opening=opening, among=among)
        stated = stated_levels(finding)
        return [
            claim,
            *self.net_change(finding, claim.basis),
            *self.on_scale(finding, claim.basis),
            *self.answers(stated, claim.basis, says_dont_know=says_dont_know),
            *self.left_out(stated, claim.basis, bases),
        ]

    def net_change(self, finding: Finding, basis: tuple[str, ...]) -> list[Sentence]:
        """Return a sentence on the net change of the matched units, if its claim gives counts that differ by another number.

        Args:
            finding: The finding.
            basis: The findings that its claim was made from.
        """
        if self.kind(finding) not in _SAY_COUNTS:
            return []
        book = self.book_of(finding)
        facts = net_change_of(finding, self.make, book)
        names = (finding.finding,)
        return [] if facts is None else [book.sentence(facts, basis=basis, mentions=names)]

    def on_scale(self, finding: Finding, basis: tuple[str, ...]) -> list[Sentence]:
        """Return a sentence on units that moved on the scale of their answers, where the count did not move; else none.

        Args:
            finding: The finding.
            basis: The findings that its claim was made from.
        """
        moved = moved_on_scale(finding, self.context) if is_compared(finding) else None
        if moved is None:
            return []
        facts = MovedOnScaleFacts.from_finding(finding, moved, self.make)
        names = (finding.finding,)
        return [self.book_of(finding).sentence(facts, basis=basis, mentions=names)]

    def answers(
        self, stated: Iterable[StatedLevel], basis: tuple[str, ...], *, says_dont_know: bool = True
    ) -> list[Sentence]:
        """Return a sentence on the levels whose bases are smaller than those asked, and one on all don't-knows of an item.

        Args:
            stated: The levels that a sentence states.
            basis: The findings that it was made from.
            says_dont_know: Whether don't-knows get a sentence.
        """
        levels = list(stated)
        partial: dict[Parts, list[StatedLevel]] = {}
        for each in levels:
            if self.says_answers and 0 < each.level.base < each.level.asked:
                partial.setdefault(each.items, []).append(each)
        sentences = [
            self._on_answers(
                PartialFacts.from_levels(alike, self.make, self.book_of(alike[0].finding)), alike[0], basis
            )
            for alike in partial.values()
        ]
        unsure: dict[Parts, list[StatedLevel]] = {}
        for each in levels:
            if says_dont_know and each.level.base and each.level.dont_know:
                unsure.setdefault(each.items, []).append(each)
        for alike in unsure.values():
            unsure_facts = DontKnowFacts.from_levels(alike, self.make, self.book_of(alike[0].finding))
            sentences.append(self._on_answers(unsure_facts, alike[0], basis))
        return sentences

    def _on_answers(self, facts: AnswersFacts, about: StatedLevel, basis: tuple[str, ...]) -> Sentence:
        key = f"{about.finding.finding}#{about.wave}"
        names = (about.finding.finding,)
        return self.book_of(about.finding).sentence(facts, basis=basis, mentions=names, variant_key=key)

    def left_out(
        self,
        stated: Sequence[StatedLevel],
        basis: tuple[str, ...],
        said: StatedBases,
        *,
        is_series: bool = False,
    ) -> list[Sentence]:
        """Return sentences on the parts of the rule that these levels leave out, each once in a paragraph.

        Args:
            stated: The levels that the paragraph states.
            basis: The findings that it was made from.
            said: What the paragraph has stated.
            is_series: Whether each level is that of its wave by itself, not that of a comparison.
        """
        by_remark: dict[LeftOutParts, list[StatedLevel]] = {}
        for each in stated:
            wave = each.wave if is_series else None
            for found in left_out_of(each.finding, self.context, wave=wave):
                by_remark.setdefault(found, []).append(each)
        every = {each.finding.finding for each in stated}
        sentences = []
        for found, levels in by_remark.items():
            about = {each.finding.finding: each.finding for each in levels}
            first = levels[0].finding
            items = tuple(f.item for f in about.values() if f.item is not None)
            named = items if len(about) < len(every) else ()
            facts = LeftOutFacts.from_parts(
                found,
                self.make,
                items=self.make.items(self.context.indicator(first), named),
                is_compared=is_compared(first) and not is_series,
            )
            if said.is_new(facts):
                book = self.book_of(first)
                sentences.append(book.sentence(facts, basis=basis, variant_key=first.finding))
        return sentences

    def claim(
        self,
        finding: Finding,
        bases: StatedBases,
        *,
        cohort: str | None = None,
        opening: type[OpeningFacts] | None = None,
        among: tuple[str, ...] = (),
    ) -> Sentence:
        """Return the claim of one finding alone.

        Args:
            finding: The finding.
            bases: The bases that the paragraph has stated; they decide which ones the claim leaves out.
            cohort: The cohort that the opening names.
            opening: The phrase to begin with, in a paragraph of several cohorts.
            among: The findings it was picked or ordered among.
        """
        book = self.book_of(finding)
        given = FindingInput(finding=finding, make=self.make, book=book, bases=bases)
        facts = main_claims()[self.kind(finding)].from_finding(given)
        mentions = (finding.finding,)
        basis = among or mentions
        if opening is None or cohort is None:
            return book.sentence(facts, basis=basis, mentions=mentions, variant_key=finding.finding)
        clause = book.clause(facts, variant_key=finding.finding)
        opened = opening(cohort=self.make.cohort(cohort), claim=clause)
        return book.sentence(opened, basis=basis, mentions=mentions)

    def book_of(self, finding: Finding) -> Phrasebook:
        """Return the phrases for a finding: where it comes from records, nobody answered, and its base may have words of its own."""
        book = self.book.on_record(is_records=self.context.is_on_record(finding))
        return book.calling(self.context.base_words(finding))

    def kind(self, finding: Finding) -> str:
        """Return the kind of claim that fits, by what is good: few still have it although it rose, or many although it fell.

        Where lower is better, a rise by all that could is only a rise.
        """
        context = self.context
        kind = kind_of(
            finding,
            context.judged_on(finding),
            is_first_asked=context.is_first_asked(finding),
        )
        direction = context.direction(finding)
        if kind == "all_gained" and direction == "lower":
            return "rise"
        still = {("higher", 1): "rise_still_low", ("lower", -1): "fall_still_high"}
        if kind in _MOVED and is_gap(finding, direction):
            return still.get((direction, self.move(finding)), kind)
        return kind

    def move(self, finding: Finding) -> int:
        """Return 1 for a rise, -1 for a fall, else 0: a change that its criterion calls unchanged is neither."""
        return move_of(finding, self.context.judged_on(finding))


def stated_levels(finding: Finding, *, is_many: bool = False) -> list[StatedLevel]:
    """Return the levels that the sentence on a finding states: both if it compares them, else the later one.

    Args:
        finding: The finding.
        is_many: Whether the sentence is on several items.
    """
    levels = [(finding.from_wave, finding.from_level)] if is_compared(finding) else []
    levels.append((finding.to_wave, finding.to_level))
    return [
        StatedLevel(
            finding=finding, wave=wave, level=level, is_many=is_many, is_bounded=wave == finding.to_wave
        )
        for wave, level in levels
        if wave is not None and level is not None
    ]
