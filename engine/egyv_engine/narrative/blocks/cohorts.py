"""Writes the blocks of a principle's chapter, cohort by cohort: what changed, and what was first asked later."""

from collections.abc import Sequence
from dataclasses import dataclass

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import Paragraph, Section
from egyv_engine.model.shapes import OneOf, key
from egyv_engine.narrative.blocks.block import BlockInputs, RankedOptions, block, sections
from egyv_engine.narrative.blocks.chosen_findings import (
    CohortHeadingFacts,
    CohortLeadFacts,
    cohort_heading,
    cohort_lead,
    finding_ids,
    of_indicators,
    one_for_each_later_wave,
)
from egyv_engine.narrative.blocks.needs import COMPARISONS
from egyv_engine.narrative.claims.accompanying_claims import (
    ComparisonFacts,
    DontKnowFacts,
    FindingFacts,
    PartialFacts,
    TargetFacts,
)
from egyv_engine.narrative.claims.basket_claims import BasketFacts
from egyv_engine.narrative.claims.basket_remarks import BasketTargetFacts
from egyv_engine.narrative.claims.claim import ClaimFacts, claim, claims_of
from egyv_engine.narrative.claims.claim_kinds import in_paragraph_order, is_gap
from egyv_engine.narrative.claims.finding_claims import FirstAskedFacts
from egyv_engine.narrative.claims.first_asked_claims import BasketFirstAskedFacts, BasketFirstAskedMoreFacts
from egyv_engine.narrative.claims.left_out_claims import LeftOutFacts
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.language.lists import listed
from egyv_engine.narrative.language.parts import Parts, term
from egyv_engine.narrative.report_context import Comparison


@claim("with_caution")
class WithCautionFacts(ClaimFacts):
    """The items whose figures are compared with caution."""

    cohort: Parts
    comparison: Parts
    items: Parts


@claim("first_asked_opening", has_history=False)
class FirstAskedOpeningFacts(ClaimFacts):
    """The opening of a paragraph on what was first asked about at the later wave."""

    cohort: Parts
    comparison: Parts
    before_label: Parts
    after_label: Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortOptions(RankedOptions):
    """A block that writes a principle's indicators one after another."""

    order: str = key(
        OneOf(("size", "declared")),
        "Widest change first, or as the principle declares its indicators.",
        "size",
        default="size",
    )


@block(
    "cohort",
    options=CohortOptions,
    scope="principle",
    claims=(
        *claims_of(FindingFacts),
        *claims_of(BasketFacts),
        *(ComparisonFacts, CohortHeadingFacts, CohortLeadFacts, WithCautionFacts),
    ),
)
def cohort(inputs: BlockInputs, options: CohortOptions, principle: str) -> list[Section]:
    """Show what each cohort reported: single indicators in one paragraph, then one paragraph per basket."""
    parts = []
    for name in inputs.cohorts:
        paragraphs: list[Paragraph] = []
        for comparison in inputs.comparisons(options) or (None,):
            found = of_indicators(options, inputs.context.findings_for(principle, name, comparison))
            paragraphs += _cohort(inputs, options, (name, comparison), found)
        if paragraphs:
            parts.append(
                Section(
                    id=principle if name is None else f"{principle}@{name}",
                    heading=options.heading or cohort_heading(inputs, name),
                    blocks=tuple(paragraphs),
                )
            )
    return parts


def _cohort(
    inputs: BlockInputs,
    options: CohortOptions,
    scope: tuple[str | None, Comparison | None],
    found: Sequence[Finding],
) -> list[Paragraph]:
    context, writer = inputs.context, inputs.writer
    single = [f for f in found if f.item is None and writer.kind(f) != "first_asked"]
    paragraphs = []
    if single:
        bases = StatedBases()
        ordered = (
            single
            if options.order == "declared"
            else in_paragraph_order(single, writer.size, lambda f: is_gap(f, inputs.context.direction(f)))
        )
        sentences = [s for f in ordered for s in writer.finding(f, bases, among=finding_ids(single))]
        if sentences:
            paragraphs.append(Paragraph(sentences=tuple(sentences), lead=cohort_lead(inputs, *scope)))
    for each in context.by_indicator(tuple(f for f in found if f.item is not None)).values():
        refines = not context.indicator(each[0]).scored
        basket = writer.basket(each, 1 if refines else int(options.limit))
        if basket is not None:
            paragraphs.append(basket)
    return [*paragraphs, *_with_caution(inputs, found, *scope)]


def _with_caution(
    inputs: BlockInputs, found: Sequence[Finding], cohort: str | None, comparison: Comparison | None
) -> list[Paragraph]:
    """Return a paragraph on the items whose figures in these findings are compared with caution, if there are any."""
    context = inputs.context
    careful = [f for f in found if f.with_caution and f.item is not None]
    if not careful:
        return []
    labels = {context.name(context.indicator(f), f.item or "").label: None for f in careful}
    facts = WithCautionFacts(
        cohort=inputs.make.cohort(cohort),
        comparison=inputs.comparison_words(comparison),
        items=listed([term(label) for label in labels]),
    )
    sentence = inputs.book.sentence(facts, basis=finding_ids(careful))
    return [Paragraph(sentences=(sentence,))]


@block(
    "first_asked",
    options=RankedOptions,
    needs=(COMPARISONS,),
    scope="principle",
    claims=(
        *(FirstAskedOpeningFacts, ComparisonFacts, FirstAskedFacts, BasketFirstAskedFacts),
        *(
            BasketFirstAskedMoreFacts,
            PartialFacts,
            DontKnowFacts,
            LeftOutFacts,
            TargetFacts,
            BasketTargetFacts,
        ),
    ),
)
def first_asked(inputs: BlockInputs, options: RankedOptions, principle: str) -> list[Section]:
    """State the levels of what was first asked about at the later wave, by cohort."""
    context, writer = inputs.context, inputs.writer
    paragraphs = []
    for name in inputs.cohorts:
        for comparison in one_for_each_later_wave(inputs.comparisons(options)):
            found = of_indicators(options, context.findings_for(principle, name, comparison))
            new = tuple(
                f for f in found if writer.kind(f) == "first_asked" and f.to_level and f.to_level.base
            )
            if not new:
                continue
            facts = FirstAskedOpeningFacts(
                cohort=inputs.make.cohort(name),
                comparison=inputs.comparison_words(comparison),
                before_label=inputs.make.wave(comparison[0]),
                after_label=inputs.make.wave(comparison[1]),
            )
            sentences = [inputs.book.sentence(facts, basis=finding_ids(new))]
            for each in context.by_indicator(new).values():
                if each[0].item is None:
                    sentences += writer.finding(each[0], StatedBases())
                else:
                    sentences += writer.first_asked(each, int(options.limit))
            paragraphs.append(Paragraph(sentences=tuple(sentences)))
    return sections(options, paragraphs)
