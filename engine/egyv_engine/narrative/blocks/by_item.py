"""Writes the block on each item of a basket, such as a partner, across all indicators that are repeated over it."""

from collections.abc import Sequence
from fractions import Fraction

from egyv_engine.model.findings import Finding, cohort_suffix
from egyv_engine.model.frozen import replace
from egyv_engine.model.label_forms import with_capital
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.model.shapes import FLAG, ID, ListOf, NumberShape, key
from egyv_engine.narrative.blocks.block import BlockInputs, RankedOptions, block
from egyv_engine.narrative.blocks.chosen_findings import (
    CohortHeadingFacts,
    by_basket,
    finding_ids,
    section_of_cohort,
)
from egyv_engine.narrative.blocks.needs import BASKETS, COMPARISONS
from egyv_engine.narrative.blocks.tallies import improved_less_declined
from egyv_engine.narrative.claims.accompanying_claims import ComparisonFacts, FindingFacts
from egyv_engine.narrative.claims.claim import claims_of
from egyv_engine.narrative.claims.claim_kinds import is_compared
from egyv_engine.narrative.claims.item_claims import ItemVerdictFacts
from egyv_engine.narrative.claims.ranking import widest_first
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.language.lists import listed
from egyv_engine.narrative.language.parts import term
from egyv_engine.narrative.report_context import Comparison


class ItemOptions(RankedOptions):
    """A block on the items of a basket, one after another."""

    basket: str | None = key(
        ID,
        "The basket whose items it shows; each that several indicators are repeated over if left out.",
        "services",
        default=None,
    )
    limit: Fraction = key(
        NumberShape(minimum=0, whole=True),
        "The largest number of changes of an item, besides how many there are.",
        3,
        default=Fraction(3),
    )
    items: tuple[str, ...] | None = key(
        ListOf(ID), "The items it shows, in this order; all if left out.", ["evenings"], default=None
    )
    extremes: bool = key(
        FLAG,
        "Only the items of which most indicators improved on balance, and those of which fewest did.",
        True,
        default=False,
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
    """State for each item of a basket how many indicators improved and declined, and its widest changes.

    Items of which nothing but the same numbers is said share a paragraph.
    """
    context = inputs.context
    shown = []
    for cohort in inputs.cohorts:
        paragraphs = []
        for comparison in inputs.comparisons(options):
            found = _by_item(inputs, options, (cohort, comparison))
            if options.extremes:
                found = _extremes(found)
            alike: dict[object, list[tuple[str, list[Sentence]]]] = {}
            for basket, item in sorted(found, key=lambda each: _place(inputs, options, *each)):
                sentences = _item(inputs, options, found[basket, item])
                if sentences:
                    label = context.linked.baskets[basket].labels[item].label
                    of = sentences[0].text if len(sentences) == 1 else item
                    alike.setdefault((basket, of), []).append((label, sentences))
            paragraphs += [_paragraph(inputs, each) for each in alike.values()]
        if paragraphs:
            section = f"{options.show}{cohort_suffix(cohort)}"
            shown.append(section_of_cohort(inputs, options, (cohort, None), paragraphs, name=section))
    return shown


def _paragraph(inputs: BlockInputs, alike: Sequence[tuple[str, list[Sentence]]]) -> Paragraph:
    """Return the paragraph of an item, or of several of which the same sentence is said. alike: their labels and sentences."""
    labels = inputs.book.text(listed([term(label) for label, _ in alike]))
    first, *others = alike[0][1]
    basis = tuple(name for _, sentences in alike for name in sentences[0].basis)
    return Paragraph(sentences=(replace(first, basis=basis), *others), lead=with_capital(labels))


def _place(inputs: BlockInputs, options: ItemOptions, basket: str, item: str) -> tuple[int, int]:
    """Return the place of an item: as the block names them, else as the baskets do."""
    baskets = inputs.context.linked.baskets
    named = options.items or baskets[basket].items
    return list(baskets).index(basket), named.index(item)


def _by_item(
    inputs: BlockInputs, options: ItemOptions, scope: tuple[str | None, Comparison]
) -> dict[tuple[str, str], list[Finding]]:
    """Return the findings of a cohort and comparison by basket and item."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for basket, each in by_basket(inputs, options, scope, options.basket).items():
        for finding in each:
            if finding.item and (options.items is None or finding.item in options.items):
                found.setdefault((basket, finding.item), []).append(finding)
    return found


def _extremes(found: dict[tuple[str, str], list[Finding]]) -> dict[tuple[str, str], list[Finding]]:
    """Return the items at both ends of their basket by indicators improved less declined; none where all are alike."""
    balance = {
        name: improved_less_declined(each)
        for name, each in found.items()
        if any(is_compared(f) for f in each)
    }
    ends = {
        basket: (min(numbers), max(numbers))
        for basket in {basket for basket, _ in balance}
        if len(numbers := {n for (of, _), n in balance.items() if of == basket}) > 1
    }
    return {name: each for name, each in found.items() if balance.get(name) in ends.get(name[0], ())}


def _item(inputs: BlockInputs, options: ItemOptions, found: list[Finding]) -> list[Sentence]:
    """Return the claim on an item, and those on its widest changes; none where it has nothing to compare."""
    writer = inputs.writer
    compared = [f for f in found if is_compared(f) and f.verdict != "not_judged"]
    if not compared:
        return []
    among, bases = finding_ids(compared), StatedBases()
    facts = ItemVerdictFacts.from_findings(compared, inputs.make, inputs.book)
    sentences = [inputs.book.sentence(facts, basis=among)]
    moved = widest_first([f for f in compared if writer.move(f)], inputs.context)
    for finding in moved[: int(options.limit)]:
        sentences += writer.claim_with_answers(finding, bases, among=among)
    return sentences
