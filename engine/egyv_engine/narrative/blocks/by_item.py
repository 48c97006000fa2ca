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
from egyv_engine.narrative.language.wordings import with_capital


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemOptions(RankedOptions):
    """A block on the items of a basket, one after another."""

    basket: str | None = key(
        ID, "The basket whose items it shows; every one if left out.", "services", default=None
    )
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
            found: dict[tuple[str, str], list[Finding]] = {}  # by basket and item
            for principle in inputs.principles:
                of_principle = of_indicators(options, context.findings_for(principle, cohort, comparison))
                for finding in scored(inputs, of_principle):
                    basket = context.whole_basket(finding)
                    is_shown = options.items is None or finding.item in options.items
                    if basket and finding.item and is_shown and options.basket in (None, basket):
                        found.setdefault((basket, finding.item), []).append(finding)
            for basket, item in sorted(found, key=lambda each: _place(inputs, options, *each)):
                sentences = _item(inputs, options, found[basket, item])
                if sentences:
                    label = context.linked.baskets[basket].labels[item].label
                    paragraphs.append(Paragraph(sentences=tuple(sentences), lead=with_capital(label)))
        if paragraphs:
            section = Section(
                id=f"{options.show}{'' if cohort is None else f'@{cohort}'}",
                heading=cohort_heading(inputs, cohort) or options.heading,
                blocks=tuple(paragraphs),
            )
            shown.append(section)
    return shown


def _place(inputs: BlockInputs, options: ItemOptions, basket: str, item: str) -> tuple[int, int]:
    """Return the place of an item: as the block names them, else as the baskets do."""
    baskets = inputs.context.linked.baskets
    named = options.items or baskets[basket].items
    return list(baskets).index(basket), named.index(item)


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
