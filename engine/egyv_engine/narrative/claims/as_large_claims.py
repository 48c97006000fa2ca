"""The claim that owns up to a tie: which other findings changed by as much as the one that was picked."""

from collections.abc import Sequence
from typing import Self

from egyv_engine.model.findings import Finding
from egyv_engine.narrative.claims.changes import change_path
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import FactMaker, NumberFacts
from egyv_engine.narrative.claims.message_claims import topic_of
from egyv_engine.narrative.language.lists import listed
from egyv_engine.narrative.language.parts import Parts, term, words

MOST_NAMED = 3  # named; of more, only the number is given


@claim("as_large")
class AsLargeFacts(ClaimFacts):
    """Other findings changed by as much. others: which, where they are few; is_gap: they were picked as gaps.

    is_other_way: the others moved the other way, or are gaps where the other way is better; is_other_verdict: they moved the same
    way, which is worse for them and better for the first, or the reverse; is_lower_better: fewer is; all_improved, all_declined: the
    others did.
    """

    is_tally = True
    others: Parts
    number: NumberFacts
    is_gap: bool
    is_other_way: bool
    is_other_verdict: bool
    is_lower_better: bool
    all_improved: bool
    all_declined: bool

    @classmethod
    def from_findings(
        cls, group: Sequence[Finding], make: FactMaker, *, is_gap: bool, is_other_way: bool = False
    ) -> Self:
        """Return the facts of findings that tie.

        Args:
            group: The findings, of which the first was stated; changes of the others the same way have one verdict.
            make: The maker of facts.
            is_gap: Whether they were picked as gaps, by how far they are from good.
            is_other_way: Whether those after the first moved the other way, or are gaps where the other way is better.
        """
        first = group[0]
        is_other_verdict = not (is_gap or is_other_way) and group[1].verdict != first.verdict
        which = "_other_way" if is_other_way else "_other_verdict" if is_other_verdict else ""
        about = make.context.level_path(first, first.to_wave) if is_gap else change_path(first)
        # Those of the same indicator come first: they are named by their items alone.
        others = sorted(group[1:], key=lambda f: f.indicator != first.indicator)
        named = [_name(finding, first, make) for finding in others]
        return cls(
            others=listed(named) if len(named) <= MOST_NAMED else (),
            number=make.number(f"{about}.tied{which}", len(others)),
            is_gap=is_gap,
            is_other_way=is_other_way,
            is_other_verdict=is_other_verdict,
            is_lower_better=make.context.direction(group[-1]) == "lower",
            all_improved=all(f.verdict == "improved" for f in others),
            all_declined=all(f.verdict == "declined" for f in others),
        )


def listed_name(finding: Finding, make: FactMaker) -> Parts:
    """Return what a list of measures calls a finding: what its indicator is about, with the item in brackets.

    Args:
        finding: The finding.
        make: The maker of facts.
    """
    indicator = make.context.indicator(finding)
    topic = topic_of(indicator)
    if finding.item is None:
        return topic
    item = term(make.context.name(indicator, finding.item).label)
    return (*topic, *words(" ("), *item, *words(")"))


def _name(finding: Finding, first: Finding, make: FactMaker) -> Parts:
    """Return what a list calls a finding: its item, after one of the same indicator; else its title, with the item."""
    if finding.item is not None and finding.indicator == first.indicator:
        return term(make.context.name(make.context.indicator(finding), finding.item).label)
    return listed_name(finding, make)
