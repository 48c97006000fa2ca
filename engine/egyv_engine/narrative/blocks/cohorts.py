"""Writes the block of a principle's chapter on what changed, cohort by cohort."""

from collections.abc import Sequence
from fractions import Fraction

from egyv_engine.model.findings import Finding, Level, cohort_suffix
from egyv_engine.model.report import Paragraph, Section
from egyv_engine.model.shapes import FLAG, NumberShape, OneOf, key
from egyv_engine.narrative.blocks.block import BlockInputs, RankedOptions, block
from egyv_engine.narrative.blocks.chosen_findings import (
    CohortHeadingFacts,
    CohortLeadFacts,
    cohort_lead,
    finding_ids,
    of_indicators,
    scored,
    section_of_cohort,
)
from egyv_engine.narrative.blocks.headline import principle_summary
from egyv_engine.narrative.blocks.said_before import is_said, said_before
from egyv_engine.narrative.claims.accompanying_claims import (
    ComparisonFacts,
    FindingFacts,
)
from egyv_engine.narrative.claims.basket_claims import BasketFacts
from egyv_engine.narrative.claims.basket_remarks import basket_lead
from egyv_engine.narrative.claims.basket_writer import BasketWriter
from egyv_engine.narrative.claims.changes import comparison_of
from egyv_engine.narrative.claims.claim import claims_of
from egyv_engine.narrative.claims.ranking import in_paragraph_order
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.report_context import Comparison


class CohortOptions(RankedOptions):
    """A block that writes a principle's indicators one after another."""

    order: str = key(
        OneOf(("size", "declared")),
        "Widest change first, or as the principle declares its indicators.",
        "size",
        default="size",
    )
    singles: Fraction | None = key(
        NumberShape(minimum=1, whole=True),
        "The largest number of single indicators of a cohort; all if left out.",
        3,
        default=None,
    )
    answers: bool = key(
        FLAG,
        "Whether it says how many of those asked gave an answer, which the tables of indicators show, too.",
        False,
        default=True,
    )


@block(
    "cohort",
    options=CohortOptions,
    scope="principle",
    claims=(
        *claims_of(FindingFacts),
        *claims_of(BasketFacts),
        *(ComparisonFacts, CohortHeadingFacts, CohortLeadFacts),
    ),
)
def cohort(inputs: BlockInputs, options: CohortOptions, principle: str) -> list[Section]:
    """Show what each cohort reported: single indicators in one paragraph, then one paragraph per basket, then targets.

    What the lead of the chapter says of a single indicator is not said again. Indicators that are not scored, which restate or
    refine others, are left out unless the block names them. Whether a target was met is said of each indicator that has one,
    also of those that are left out or exceed the limit.
    """
    parts = []
    said = said_before(inputs, principle_summary.name) if options.indicators is None else []
    for name in inputs.cohorts:
        paragraphs: list[Paragraph] = []
        every: list[Finding] = []
        written: list[Finding] = []
        for comparison in inputs.comparisons(options) or (None,):
            found = of_indicators(options, inputs.context.findings_for(principle, name, comparison))
            every += found
            if options.indicators is None:
                found = tuple(f for f in scored(inputs, found) if f.item is not None or not is_said(f, said))
            shown, about = _cohort(inputs, options, (name, comparison), found, written)
            paragraphs += shown
            written += about
        paragraphs += _targets(inputs, options, every, written)
        if paragraphs:
            section = f"{principle}{cohort_suffix(name)}"
            parts.append(section_of_cohort(inputs, options, (name, None), paragraphs, name=section))
    return parts


def _cohort(
    inputs: BlockInputs,
    options: CohortOptions,
    scope: tuple[str | None, Comparison | None],
    found: Sequence[Finding],
    before: Sequence[Finding],
) -> tuple[list[Paragraph], list[Finding]]:
    """Return the paragraphs, and the findings that they are about.

    A target at a wave is stated once. before: the findings that the paragraphs on other comparisons are about.
    """
    context, told = inputs.context, {_later(f) for f in before}

    def says_target(about: Sequence[Finding]) -> bool:
        return any(_later(f) not in told for f in about)

    writer = BasketWriter(context, inputs.book, says_answers=options.answers)
    single = [f for f in found if f.item is None and writer.kind(f) != "first_asked"]
    paragraphs: list[Paragraph] = []
    written = [f for f in found if f.item is not None]
    if single:
        bases = StatedBases()
        ordered = single if options.order == "declared" else in_paragraph_order(single, context)
        most = len(ordered) if options.singles is None else int(options.singles)
        written += ordered[:most]
        sentences = [
            s
            for f in ordered[:most]
            for s in writer.finding(f, bases, among=finding_ids(single), says_target=says_target([f]))
        ]
        if sentences:
            paragraphs.append(
                Paragraph(sentences=tuple(sentences), lead=cohort_lead(inputs, *scope, ordered[:most]))
            )
    for each in context.by_indicator(tuple(f for f in found if f.item is not None)).values():
        basket = writer.basket(each, int(options.limit), says_target=says_target(each))
        if basket is not None:
            paragraphs.append(basket)
    return paragraphs, written


def _targets(
    inputs: BlockInputs, options: CohortOptions, every: Sequence[Finding], written: Sequence[Finding]
) -> list[Paragraph]:
    """Return paragraphs on the targets that those on findings do not state: the missed ones first, each once for a wave.

    A rule that looks back counts other units in each comparison, so its targets are in a paragraph that names the comparison.

    Args:
        inputs: The programme with its results.
        options: The block as declared.
        every: The findings of a cohort that the block may mention, in all comparisons.
        written: Those that the paragraphs before are about.
    """
    writer = BasketWriter(inputs.context, inputs.book, says_answers=options.answers)
    told = {_later(f) for f in written}
    tested = [f for f in every if f.target_met is not None and writer.kind(f) != "first_asked"]
    left = {_later(f): f for f in tested if _later(f) not in told}
    ordered = sorted(left.values(), key=lambda f: f.target_met is True)
    single: dict[Comparison | None, list[Finding]] = {None: []}
    baskets: dict[tuple[str, str, Comparison | None], list[Finding]] = {}
    for f in ordered:
        named = comparison_of(f) if inputs.context.has_other_level(f, f.to_wave) else None
        if f.item is None:
            single.setdefault(named, []).append(f)
        else:
            baskets.setdefault((f.indicator, f.to_wave, named), []).append(f)
    paragraphs = []
    for named, found in single.items():
        bases = StatedBases()
        sentences = tuple(s for f in found for s in writer.target(f, bases))
        if sentences:
            lead = basket_lead(inputs.book, inputs.heading("targets"), inputs.comparison_words(named))
            paragraphs.append(Paragraph(sentences=sentences, lead=lead))
    return [
        *paragraphs,
        *(shown for each in baskets.values() if (shown := writer.basket_target(each)) is not None),
    ]


def _later(finding: Finding) -> tuple[str, str, Level | None]:
    """Return what the target of a finding is about, which several comparisons that end in one wave may share."""
    return finding.finding, finding.to_wave, finding.to_level
