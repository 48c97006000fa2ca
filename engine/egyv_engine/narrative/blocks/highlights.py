"""Writes the blocks that pick findings by the size of their change: headlines, improvements, declines and gaps."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.narrative.blocks.block import BlockInputs, IndicatorOptions, RankedOptions, block, sections
from egyv_engine.narrative.blocks.chosen_findings import (
    CohortHeadingFacts,
    cohort_heading,
    finding_ids,
    of_indicators,
    scored,
)
from egyv_engine.narrative.blocks.needs import COMPARISONS
from egyv_engine.narrative.claims.accompanying_claims import (
    ComparisonFacts,
    FindingFacts,
    InCohortFacts,
    InOtherCohortFacts,
    OpeningFacts,
)
from egyv_engine.narrative.claims.claim import claims_of
from egyv_engine.narrative.claims.claim_kinds import is_compared, is_gap, shortfall
from egyv_engine.narrative.claims.stated_bases import StatedBases

_FINDING = claims_of(FindingFacts)
_RANKED = (*_FINDING, ComparisonFacts, CohortHeadingFacts)


@block(
    "headline",
    options=IndicatorOptions,
    needs=(COMPARISONS,),
    scope="principles",
    scored_only=True,
    claims=_FINDING,
)
def headline(inputs: BlockInputs, options: IndicatorOptions) -> list[Section]:
    """State the widest rise and the widest fall of each principle, or else a gap, by cohort."""
    context = inputs.context
    paragraphs = []
    for principle in inputs.principles:
        sentences: list[Sentence] = []
        for i, cohort in enumerate(inputs.cohorts):
            for comparison in inputs.comparisons(options):
                found = scored(
                    inputs, of_indicators(options, context.findings_for(principle, cohort, comparison))
                )
                opening = InOtherCohortFacts if i else InCohortFacts
                sentences += _best_and_worst(inputs, found, cohort, opening)
        if sentences:
            lead = context.linked.programme.principles[principle].title
            paragraphs.append(Paragraph(sentences=tuple(sentences), lead=lead))
    return sections(options, paragraphs)


def _best_and_worst(
    inputs: BlockInputs, found: Sequence[Finding], cohort: str | None, opening: type[OpeningFacts]
) -> list[Sentence]:
    writer, bases = inputs.writer, StatedBases()
    best = max((f for f in found if f.verdict == "improved"), key=writer.size, default=None)
    worst = max((f for f in found if f.verdict == "declined"), key=writer.size, default=None)
    if worst is None:
        gaps = [
            f for f in found if is_compared(f) and f is not best and is_gap(f, inputs.context.direction(f))
        ]
        worst = max(
            gaps,
            key=lambda f: (f.verdict == "unchanged", shortfall(f, inputs.context.direction(f))),
            default=None,
        )
    sentences: list[Sentence] = []
    for finding in (best, worst):
        if finding is not None:
            named = cohort if not sentences else None
            among = finding_ids(found)
            sentences += writer.claim_with_answers(finding, bases, cohort=named, opening=opening, among=among)
    return sentences


@block(
    "largest_improvements",
    options=RankedOptions,
    needs=(COMPARISONS,),
    scope="principles",
    scored_only=True,
    claims=_RANKED,
)
def largest_improvements(inputs: BlockInputs, options: RankedOptions) -> list[Section]:
    """State the widest improvements, by cohort."""
    return _ranked(inputs, options, lambda f: f.verdict == "improved")


@block(
    "declines",
    options=RankedOptions,
    needs=(COMPARISONS,),
    scope="principles",
    scored_only=True,
    claims=_RANKED,
)
def declines(inputs: BlockInputs, options: RankedOptions) -> list[Section]:
    """State the declines, the widest first, by cohort."""
    return _ranked(inputs, options, lambda f: f.verdict == "declined")


@block(
    "gaps", options=RankedOptions, needs=(COMPARISONS,), scope="principles", scored_only=True, claims=_RANKED
)
def gaps(inputs: BlockInputs, options: RankedOptions) -> list[Section]:
    """Show what few or none reported at the later wave and did not change, by cohort."""
    return _ranked(
        inputs,
        options,
        lambda f: f.verdict == "unchanged" and is_gap(f, inputs.context.direction(f)),
        lambda f: shortfall(f, inputs.context.direction(f)),
    )


def _ranked(
    inputs: BlockInputs,
    options: RankedOptions,
    is_wanted: Callable[[Finding], bool],
    size: Callable[[Finding], Fraction] | None = None,
) -> list[Section]:
    context, writer = inputs.context, inputs.writer
    paragraphs = []
    for cohort in inputs.cohorts:
        for comparison in inputs.comparisons(options):
            found = [
                f
                for p in inputs.principles
                for f in scored(inputs, of_indicators(options, context.findings_for(p, cohort, comparison)))
            ]
            of_size = size or writer.size
            ranked = sorted(filter(is_wanted, found), key=lambda f: -of_size(f))[: int(options.limit)]
            bases, among = StatedBases(), finding_ids(found)
            sentences = tuple(
                sentence for f in ranked for sentence in writer.claim_with_answers(f, bases, among=among)
            )
            if sentences:
                lead = cohort_heading(inputs, cohort, comparison)
                paragraphs.append(Paragraph(sentences=sentences, lead=lead))
    return sections(options, paragraphs)
