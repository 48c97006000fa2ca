"""Chooses the findings that a block writes about, and answers what blocks ask of them."""

from collections.abc import Sequence
from fractions import Fraction

from egyv_engine.model.findings import Finding
from egyv_engine.narrative.blocks.block import BlockInputs, IndicatorOptions
from egyv_engine.narrative.claims import claim_kinds
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.language.parts import Parts, term


@claim("cohort_heading")
class CohortHeadingFacts(ClaimFacts):
    """A heading that names a cohort."""

    cohort: Parts


@claim("cohort_lead")
class CohortLeadFacts(ClaimFacts):
    """The words in bold before a paragraph on a cohort."""

    cohort: Parts


def of_indicators(options: IndicatorOptions, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings of the block's indicators, in the order of these; all where the block names none."""
    if options.indicators is None:
        return found
    return tuple(f for name in options.indicators for f in found if f.indicator == name)


def scored(inputs: BlockInputs, found: Sequence[Finding]) -> list[Finding]:
    """Return the findings of scored indicators."""
    return [f for f in found if inputs.context.indicator(f).scored]


def is_gap(inputs: BlockInputs, finding: Finding) -> bool:
    """Return whether few units or none were met at the later wave; where lower is better, most or all."""
    return claim_kinds.is_gap(finding, inputs.context.indicator(finding).direction)


def shortfall(inputs: BlockInputs, finding: Finding) -> Fraction:
    """Return the share of units that fall short of what is good at the later wave."""
    return claim_kinds.shortfall(finding, inputs.context.indicator(finding).direction)


def finding_ids(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the ids of findings, which a sentence names as its basis."""
    return tuple(f.finding for f in findings)


def cohort_heading(inputs: BlockInputs, cohort: str | None) -> str | None:
    """Return a heading that names the cohort; none without cohorts."""
    facts = CohortHeadingFacts(cohort=term(cohort))
    return None if cohort is None else inputs.book.sentence(facts, basis=()).text


def cohort_lead(inputs: BlockInputs, cohort: str | None) -> str:
    """Return the words in bold before a paragraph on a cohort."""
    return inputs.book.sentence(CohortLeadFacts(cohort=term(cohort)), basis=()).text
