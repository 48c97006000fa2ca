"""Writes the block on how far the scores of units lie apart, by principle and cohort."""

from egyv_engine.model.report import Paragraph, Section
from egyv_engine.model.supplements import Score
from egyv_engine.narrative.blocks.block import BlockInputs, ComparisonOptions, block, sections
from egyv_engine.narrative.blocks.chosen_findings import CohortHeadingFacts, cohort_heading
from egyv_engine.narrative.blocks.needs import SCORES
from egyv_engine.narrative.claims.accompanying_claims import ComparisonFacts
from egyv_engine.narrative.claims.score_claims import ScoreSpreadFacts


@block(
    "score_spread",
    options=ComparisonOptions,
    scope="principles",
    needs=(SCORES,),
    claims=(ScoreSpreadFacts, CohortHeadingFacts, ComparisonFacts),
)
def score_spread(inputs: BlockInputs, options: ComparisonOptions) -> list[Section]:
    """State the lowest, middle and highest score of each principle, and how many units scored higher and lower."""
    context = inputs.context
    fewest = context.linked.programme.file.minimum.base_for_words
    paragraphs = []
    for cohort in inputs.cohorts:
        units = context.units_of(cohort)
        for comparison in inputs.comparisons(options) or (None,):
            waves = comparison or (context.later_wave,)
            sentences = []
            for principle in inputs.principles:
                scores: dict[str, list[Score]] = {wave: [] for wave in waves}
                for each in context.supplements.scores:
                    is_wanted = each.principle == principle and each.wave in scores and each.unit in units
                    if is_wanted and each.score is not None:
                        scores[each.wave].append(each)
                changes = [
                    each
                    for each in context.supplements.score_changes
                    if (each.principle, each.from_wave, each.to_wave) == (principle, *waves)
                    and each.unit in units
                ]
                if all(len(found) >= fewest for found in scores.values()):
                    facts = ScoreSpreadFacts.from_scores(principle, cohort, scores, changes, inputs.make)
                    basis = tuple(f.finding for f in context.findings_for(principle, cohort, comparison))
                    sentences.append(inputs.book.sentence(facts, basis=basis))
            if sentences:
                lead = cohort_heading(inputs, cohort, comparison)
                paragraphs.append(Paragraph(sentences=tuple(sentences), lead=lead))
    return sections(options, paragraphs)
