"""Writes the block of a principle's chapter on what changed, cohort by cohort."""

from collections.abc import Sequence
from dataclasses import dataclass

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import Paragraph, Section
from egyv_engine.model.shapes import OneOf, key
from egyv_engine.narrative.blocks.block import BlockInputs, RankedOptions, block
from egyv_engine.narrative.blocks.chosen_findings import (
    CohortHeadingFacts,
    CohortLeadFacts,
    cohort_heading,
    cohort_lead,
    finding_ids,
    of_indicators,
    scored,
)
from egyv_engine.narrative.claims.accompanying_claims import (
    ComparisonFacts,
    FindingFacts,
)
from egyv_engine.narrative.claims.basket_claims import BasketFacts
from egyv_engine.narrative.claims.claim import ClaimFacts, claim, claims_of
from egyv_engine.narrative.claims.claim_kinds import in_paragraph_order, is_gap
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
    """Show what each cohort reported: single indicators in one paragraph, then one paragraph per basket.

    Indicators that are not scored, which restate or refine others, are left out unless the block names them.
    """
    parts = []
    for name in inputs.cohorts:
        paragraphs: list[Paragraph] = []
        for comparison in inputs.comparisons(options) or (None,):
            found = of_indicators(options, inputs.context.findings_for(principle, name, comparison))
            if options.indicators is None:
                found = tuple(scored(inputs, found))
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
        basket = writer.basket(each, int(options.limit))
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
