"""Writes the block on how far the scores of units lie apart, by principle and cohort."""

from collections.abc import Iterable
from fractions import Fraction

from egyv_engine.model.report import Paragraph, Section
from egyv_engine.narrative.blocks.block import BlockInputs, ComparisonOptions, block
from egyv_engine.narrative.blocks.chosen_findings import CohortHeadingFacts, section_of_cohort
from egyv_engine.narrative.blocks.needs import SCORES
from egyv_engine.narrative.claims.accompanying_claims import ComparisonFacts
from egyv_engine.narrative.claims.score_claims import ScoreSpreadFacts

Key = tuple[str, ...]  # a principle with a wave, or with the two waves of a comparison
OfUnits = dict[Key, list[tuple[str, Fraction]]]  # each number with its unit


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
    # Each is read once: its rows are made again whenever they are asked for.
    scores = _by_key(((s.principle, s.wave), s.unit, s.score) for s in context.supplements.scores)
    changes = _by_key(
        ((c.principle, c.from_wave, c.to_wave), c.unit, c.change) for c in context.supplements.score_changes
    )
    shown = []
    for cohort in inputs.cohorts:
        units = context.units_of(cohort)
        for comparison in inputs.comparisons(options) or (None,):
            waves = comparison or (context.later_wave,)
            paragraphs = []
            for principle in inputs.principles:
                own = {wave: _of_units(scores, (principle, wave), units) for wave in waves}
                if all(len(found) >= fewest for found in own.values()):
                    moves = _of_units(changes, (principle, *waves), units)
                    facts = ScoreSpreadFacts.from_scores(principle, cohort, own, moves, inputs.make)
                    basis = tuple(f.finding for f in context.findings_for(principle, cohort, comparison))
                    title = context.linked.programme.principles[principle].title
                    sentence = inputs.book.sentence(facts, basis=basis)
                    paragraphs.append(Paragraph(sentences=(sentence,), lead=title, bullet=True))
            if paragraphs:
                scope = (cohort, comparison)
                shown.append(section_of_cohort(inputs, options, scope, paragraphs, name=options.show))
    return shown


def _by_key(rows: Iterable[tuple[Key, str, Fraction | None]]) -> OfUnits:
    """Return the numbers of units by principle and wave or waves; a unit without one is left out."""
    found: OfUnits = {}
    for key, unit, number in rows:
        if number is not None:
            found.setdefault(key, []).append((unit, number))
    return found


def _of_units(numbers: OfUnits, key: Key, units: frozenset[str]) -> list[Fraction]:
    return [number for unit, number in numbers.get(key, ()) if unit in units]
