"""The short claims of a summary: what changed most, or is furthest from good, with the two counts and their bases."""

from typing import Any, Self

from egyv_engine.model.findings import Finding
from egyv_engine.narrative.claims.change_words import by_words, is_as_share
from egyv_engine.narrative.claims.changes import change_of, is_of_one
from egyv_engine.narrative.claims.claim import FALL, RISE, ClaimFacts, Direction, claim
from egyv_engine.narrative.claims.claim_kinds import is_gap as is_gap_of
from egyv_engine.narrative.claims.claim_kinds import met_where_not_known, move_of
from egyv_engine.narrative.claims.facts import FactMaker, LevelFacts
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.language.parts import Parts, term


class ShortFacts(ClaimFacts):
    """Names what changed, or is far from good, and both levels.

    topic: what the indicator is about; by: the size of the change, or nothing; is_before_partial, is_after_partial: whether
    more units were asked than gave an answer that settles it; is_as_share: as in a claim on one finding; is_of_one: whether one unit alone is compared.
    """

    topic: Parts
    item: Parts
    before: LevelFacts
    after: LevelFacts
    by: Parts
    is_lower_better: bool
    is_before_partial: bool
    is_after_partial: bool
    is_as_share: bool
    is_of_one: bool

    @classmethod
    def from_finding(
        cls, finding: Finding, bases: StatedBases, make: FactMaker, book: Phrasebook, **own: Any
    ) -> Self:
        """Return the facts of a finding that is compared.

        Args:
            finding: The finding.
            bases: The bases that the paragraph has stated.
            make: Makes its facts.
            book: The phrases of the report.
            own: The facts that only this kind of claim has.
        """
        context = make.context
        indicator = context.indicator(finding)
        _, before, after, _ = change_of(finding)
        before_facts, after_facts = make.both_levels(finding, bases)
        return cls(
            topic=term(indicator.says.topic or indicator.title),
            item=() if finding.item is None else term(context.name(indicator, finding.item).label),
            before=before_facts,
            after=after_facts,
            by=by_words(finding, make, book),
            is_lower_better=context.direction(finding) == "lower",
            is_before_partial=before.base < before.asked,
            is_after_partial=after.base < after.asked,
            is_as_share=is_as_share(finding, make),
            is_of_one=is_of_one(finding),
            **own,
        )


@claim("largest_rise", directions=RISE)
class LargestRiseFacts(ShortFacts):
    """A rise, among the widest."""


@claim("largest_fall", directions=FALL)
class LargestFallFacts(ShortFacts):
    """A fall, among the widest."""


@claim("widest_gap", directions=(Direction(move=1, flag="is_rise"), Direction(move=-1, flag="is_fall")))
class WidestGapFacts(ShortFacts):
    """Few or no units have it, or nearly all where lower is better, however it moved to that.

    is_for_dont_know: whether it would be none, were it met where the answer was don't know.
    """

    is_for_dont_know: bool
    is_rise: bool
    is_fall: bool


def short_claim(
    finding: Finding, bases: StatedBases, make: FactMaker, book: Phrasebook, *, is_gap: bool
) -> ShortFacts:
    """Return the facts of the short claim on a finding.

    Args:
        finding: The finding, which is compared; it rose or fell, or it is a gap.
        bases: The bases that the paragraph has stated.
        make: Makes its facts.
        book: The phrases of the report.
        is_gap: Whether it was picked as a gap.
    """
    move = move_of(finding, make.context.judged_on(finding))
    if is_gap:
        own = {
            "is_rise": move > 0,
            "is_fall": move < 0,
            "is_for_dont_know": not is_gap_of(met_where_not_known(finding), make.context.direction(finding)),
        }
        return WidestGapFacts.from_finding(finding, bases, make, book, **own)
    kind = LargestRiseFacts if move > 0 else LargestFallFacts
    return kind.from_finding(finding, bases, make, book)
