"""Writes the block on each item of a basket, such as a partner, across all indicators that are repeated over it."""

from dataclasses import dataclass
from fractions import Fraction

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.model.shapes import ID, ListOf, key
from egyv_engine.narrative.blocks.block import BlockInputs, RankedOptions, block
from egyv_engine.narrative.blocks.chosen_findings import (
    CohortHeadingFacts,
    cohort_heading,
    finding_ids,
    of_indicators,
    scored,
)
from egyv_engine.narrative.blocks.needs import BASKETS, COMPARISONS
from egyv_engine.narrative.claims.accompanying_claims import ComparisonFacts, FindingFacts
from egyv_engine.narrative.claims.claim import claims_of
from egyv_engine.narrative.claims.claim_kinds import is_compared
from egyv_engine.narrative.claims.item_claims import ItemVerdictFacts
from egyv_engine.narrative.claims.stated_bases import StatedBases


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemOptions(RankedOptions):
    """A block on the items of a basket, one after another."""

    basket: str = key(ID, "The basket whose items it shows, also those of its subsets.", "services")
    items: tuple[str, ...] | None = key(
        ListOf(ID), "The items it shows, in this order; all if left out.", ["evenings"], default=None
    )


@block(
    "by_item",
    options=ItemOptions,
    scope="principles",
    scored_only=True,
    needs=(COMPARISONS, BASKETS),
    claims=(*claims_of(FindingFacts), ItemVerdictFacts, ComparisonFacts, CohortHeadingFacts),
)
def by_item(inputs: BlockInputs, options: ItemOptions) -> list[Section]:
    """State for each item of a basket how many indicators improved and declined, and its widest changes."""
    context = inputs.context
    shown = []
    for cohort in inputs.cohorts:
        paragraphs = []
        for comparison in inputs.comparisons(options):
            found: dict[str, list[Finding]] = {}
            for principle in inputs.principles:
                of_principle = of_indicators(options, context.findings_for(principle, cohort, comparison))
                for finding in scored(inputs, of_principle):
                    if finding.item is not None and context.whole_basket(finding) == options.basket:
                        found.setdefault(finding.item, []).append(finding)
            for item in options.items or tuple(found):
                sentences = _item(inputs, options, found.get(item, []))
                if sentences:
                    label = context.linked.baskets[options.basket].labels[item].label
                    paragraphs.append(Paragraph(sentences=tuple(sentences), lead=label))
        if paragraphs:
            section = Section(
                id=f"{options.show}{'' if cohort is None else f'@{cohort}'}",
                heading=cohort_heading(inputs, cohort) or options.heading,
                blocks=tuple(paragraphs),
            )
            shown.append(section)
    return shown


def _item(inputs: BlockInputs, options: ItemOptions, found: list[Finding]) -> list[Sentence]:
    """Return the claim on an item, and those on its widest changes; none where it has nothing to compare."""
    writer = inputs.writer
    compared = [f for f in found if is_compared(f) and f.verdict != "not_judged"]
    if not compared:
        return []
    among, bases = finding_ids(compared), StatedBases()
    facts = ItemVerdictFacts.from_findings(compared, inputs.make, inputs.book)
    sentences = [inputs.book.sentence(facts, basis=among)]
    moved = sorted((f for f in compared if writer.move(f)), key=lambda f: -abs(Fraction(writer.size(f))))
    for finding in moved[: int(options.limit)]:
        sentences += writer.claim_with_answers(finding, bases, among=among)
    return sentences
