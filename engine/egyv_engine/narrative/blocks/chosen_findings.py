"""Chooses the findings that a block writes about, and answers what blocks ask of them."""

from collections.abc import Sequence
from fractions import Fraction

from egyv_engine.model.findings import Finding
from egyv_engine.narrative.blocks.block import BlockInputs, IndicatorOptions, cohort_name
from egyv_engine.narrative.claims import claim_kinds
from egyv_engine.narrative.templates.placeholders import Placeholders


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
    return claim_kinds.lack(finding, inputs.context.indicator(finding).direction)


def finding_ids(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the ids of findings, which a sentence names as its basis."""
    return tuple(f.finding for f in findings)


def cohort_phrase(inputs: BlockInputs, kind: str, cohort: str | None) -> str:
    """Return a heading or a lead that names the cohort, as the phrase of this kind words it."""
    placeholders = Placeholders()
    facts = {"cohort": cohort_name(placeholders, cohort)}
    return inputs.book.say(kind, placeholders, facts, basis=()).text
