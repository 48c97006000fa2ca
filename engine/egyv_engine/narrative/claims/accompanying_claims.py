"""The claims that accompany the one on a finding: an opening, a clause or sentence on who answered, a target."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from egyv_engine.model.findings import Finding
from egyv_engine.narrative.claims.changes import answered_once, change_path
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import FactMaker, LevelFacts, NumberFacts
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.language.lists import joined_clauses
from egyv_engine.narrative.language.numbers import decimal_as_read
from egyv_engine.narrative.language.parts import Parts, percentage, term


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFacts(ClaimFacts):
    """A claim on one finding, or a part of one."""


@claim("answered_before_only")
class AnsweredBeforeOnlyFacts(FindingFacts):
    """A clause on units that answered at the earlier wave alone."""

    once: NumberFacts
    before_label: Parts


@claim("answered_after_only")
class AnsweredAfterOnlyFacts(FindingFacts):
    """A clause on units that answered at the later wave alone."""

    once: NumberFacts
    after_label: Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningFacts(FindingFacts):
    """A claim whose cohort is named first."""

    cohort: Parts
    claim: Parts


@claim("in_cohort")
class InCohortFacts(OpeningFacts):
    """The claim of the first cohort in a paragraph."""


@claim("in_other_cohort")
class InOtherCohortFacts(OpeningFacts):
    """The claim of a further cohort in a paragraph."""


@claim("partial")
class PartialFacts(FindingFacts):
    """A sentence on units that were asked and gave no answer that counts for or against."""

    after: LevelFacts
    low: NumberFacts
    high: NumberFacts

    @classmethod
    def from_finding(cls, finding: Finding, make: FactMaker) -> Self:
        """Return the facts of a finding whose later base is smaller than the number of units asked."""
        level = finding.to_level
        assert level is not None
        path = f"{finding.finding}#{finding.to_wave}"
        return cls(
            after=make.level(finding.finding, finding.to_wave, level),
            low=make.number(f"{path}.count", level.count),
            high=make.number(f"{path}.count_high", level.count + level.asked - level.base),
        )


@claim("target")
class TargetFacts(FindingFacts):
    """A sentence on whether a target was met."""

    says: Parts
    title: Parts
    after: LevelFacts
    target: Parts
    is_at_most: bool
    is_met: bool

    @classmethod
    def from_finding(cls, finding: Finding, make: FactMaker) -> Self:
        """Return the facts of a finding whose indicator has a target."""
        indicator = make.context.indicator(finding)
        target, level = indicator.target, finding.to_level
        assert target is not None
        assert level is not None
        share = target.share_at_most if target.share_at_least is None else target.share_at_least
        path = f"{finding.principle}.{finding.indicator}#target"
        return cls(
            says=make.says(finding),
            title=term(indicator.title),
            after=make.level(finding.finding, finding.to_wave, level),
            target=percentage(path, f"{decimal_as_read(share or Fraction(0))}%"),
            is_at_most=target.share_at_least is None,
            is_met=finding.target_met is True,
        )


def answered_once_clause(finding: Finding, make: FactMaker, book: Phrasebook) -> Parts:
    """Return a clause on units that answered in one of the two waves only; nothing where there are none.

    Args:
        finding: The finding of a comparison.
        make: The maker of facts, which gives numbers their paths.
        book: The phrases of the report.
    """
    path = change_path(finding)
    before_only, after_only = answered_once(finding)
    clauses = []
    if before_only:
        once = make.number(f"{path}.answered_before_only", before_only)
        clauses.append(
            book.clause(AnsweredBeforeOnlyFacts(once=once, before_label=make.wave(finding.from_wave)))
        )
    if after_only:
        once = make.number(f"{path}.answered_after_only", after_only)
        clauses.append(book.clause(AnsweredAfterOnlyFacts(once=once, after_label=make.wave(finding.to_wave))))
    return joined_clauses(clauses)
