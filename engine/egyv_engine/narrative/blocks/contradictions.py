"""Writes the block on counts that contradict each other: more units meet an indicator than meet what it implies."""

from egyv_engine.model.report import Paragraph, Section
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.narrative.blocks.block import BlockInputs, block
from egyv_engine.narrative.blocks.chosen_findings import CohortHeadingFacts, section_of_cohort
from egyv_engine.narrative.blocks.needs import IMPLIES
from egyv_engine.narrative.claims.contradiction_claims import ContradictionFacts, contradictions


@block(
    "contradictions",
    options=BlockOptions,
    scope="principles",
    needs=(IMPLIES,),
    claims=(ContradictionFacts, CohortHeadingFacts),
)
def contradictions_block(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """State where more units meet an indicator than meet another one that it implies, by cohort and wave."""
    shown = []
    for cohort in inputs.cohorts:
        paragraphs = []
        for principle in inputs.principles:
            for found in contradictions(inputs.context, principle, cohort):
                facts = ContradictionFacts.from_contradiction(found, inputs.make)
                sentence = inputs.book.sentence(facts, basis=found.among, mentions=found.findings)
                paragraphs.append(Paragraph(sentences=(sentence,), bullet=True))
        if paragraphs:
            scope = (cohort, None)
            shown.append(section_of_cohort(inputs, options, scope, paragraphs, name=options.show))
    return shown
