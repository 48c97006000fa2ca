"""Writes the sentences on one finding: its claim, and what accompanies it."""

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import Sentence
from egyv_engine.narrative.claims.accompanying_claims import OpeningFacts, PartialFacts, TargetFacts
from egyv_engine.narrative.claims.claim_kinds import direction_of, is_partial, kind_of
from egyv_engine.narrative.claims.facts import FactMaker
from egyv_engine.narrative.claims.finding_claims import FindingInput, main_claims
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.report_context import ReportContext


class ClaimWriter:
    """Writes findings in the words of a phrasebook."""

    def __init__(self, context: ReportContext, book: Phrasebook) -> None:
        self.context = context
        self.book = book
        self.make = FactMaker(context)

    def finding(self, finding: Finding, bases: StatedBases, *, among: tuple[str, ...] = ()) -> list[Sentence]:
        """Return the claim of one finding, with sentences on its bounds and target where there are any.

        A finding of one wave that did not ask about it has nothing to state, and so no sentence.

        Args:
            finding: The finding.
            bases: The bases that the paragraph has stated; they decide which ones the claim leaves out.
            among: The findings it was picked or ordered among.
        """
        if finding.from_wave is None and finding.to_level is None:
            return []
        kind = self.kind(finding)
        sentences = [self.claim(finding, bases, among=among)]
        own = (finding.finding,)
        if is_partial(finding) and kind not in ("floor", "ceiling"):
            partial = PartialFacts.from_finding(finding, self.make)
            sentences.append(self.book.sentence(partial, basis=own, variant_key=finding.finding))
        if finding.target_met is not None:
            target = TargetFacts.from_finding(finding, self.make)
            sentences.append(self.book.sentence(target, basis=own))
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
        given = FindingInput(finding=finding, make=self.make, book=self.book, bases=bases)
        facts = main_claims()[self.kind(finding)].from_finding(given)
        mentions = (finding.finding,)
        basis = among or mentions
        if opening is None or cohort is None:
            return self.book.sentence(facts, basis=basis, mentions=mentions, variant_key=finding.finding)
        clause = self.book.clause(facts, variant_key=finding.finding)
        opened = opening(cohort=self.make.cohort(cohort), claim=clause)
        return self.book.sentence(opened, basis=basis, mentions=mentions)

    def kind(self, finding: Finding) -> str:
        """Return the kind of claim that fits; where lower is better, a rise by all that could is only a rise."""
        kind = kind_of(finding, self.context.judged_on(finding))
        is_lower_better = self.context.indicator(finding).direction == "lower"
        return "rise" if kind == "all_gained" and is_lower_better else kind

    def direction(self, finding: Finding) -> int:
        """Return 1 for a rise, -1 for a fall, else 0."""
        return direction_of(finding, self.context.judged_on(finding))
