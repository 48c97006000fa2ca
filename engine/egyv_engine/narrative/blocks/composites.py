"""Writes the block on composites beside their parts: "at least three of five", and how many met each of the five."""

from egyv_engine.model.report import Paragraph, Section
from egyv_engine.narrative.blocks.block import BlockInputs, IndicatorOptions, block, sections
from egyv_engine.narrative.blocks.chosen_findings import (
    CohortHeadingFacts,
    cohort_heading,
    of_indicators,
    one_for_each_later_wave,
)
from egyv_engine.narrative.blocks.needs import COMPOSITES
from egyv_engine.narrative.claims.accompanying_claims import ComparisonFacts
from egyv_engine.narrative.claims.composite_claims import CompositePartFacts, CompositePartsFacts, parts_of


@block(
    "composites",
    options=IndicatorOptions,
    scope="principles",
    needs=(COMPOSITES,),
    claims=(CompositePartsFacts, CompositePartFacts, CohortHeadingFacts, ComparisonFacts),
)
def composites(inputs: BlockInputs, options: IndicatorOptions) -> list[Section]:
    """State each composite at the later wave beside each of its parts, by cohort and item."""
    context = inputs.context
    paragraphs = []
    for cohort in inputs.cohorts:
        comparisons = one_for_each_later_wave(inputs.comparisons(options))
        for comparison in comparisons or (None,):
            later = comparison[1] if comparison else context.later_wave
            by_name = {
                (f.indicator, f.item): f
                for f in context.findings.findings
                if (f.cohort, f.to_wave) == (cohort, later) and f.to_level is not None and f.to_level.base
            }
            sentences = []
            for principle in inputs.principles:
                found = of_indicators(options, context.findings_for(principle, cohort, comparison))
                for finding in found:
                    names = parts_of(context.indicator(finding))
                    parts = [by_name[n, finding.item] for n in names if (n, finding.item) in by_name]
                    if (finding.indicator, finding.item) in by_name and names and len(parts) == len(names):
                        facts = CompositePartsFacts.from_findings(finding, parts, inputs.make, inputs.book)
                        mentions = (finding.finding, *(part.finding for part in parts))
                        sentences.append(inputs.book.sentence(facts, basis=mentions, mentions=mentions))
            if sentences:
                lead = cohort_heading(inputs, cohort, comparison)
                paragraphs.append(Paragraph(sentences=tuple(sentences), lead=lead))
    return sections(options, paragraphs)
