"""Writes the blocks that pick what a reader should hear of first: headlines, improvements, declines and gaps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.model.shapes import ListOf, OneOf, key
from egyv_engine.narrative.blocks.block import BlockInputs, RankedOptions, block, sections
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
from egyv_engine.narrative.claims.as_large_claims import AsLargeFacts
from egyv_engine.narrative.claims.claim import claims_of
from egyv_engine.narrative.claims.claim_kinds import is_compared, is_gap, shortfall
from egyv_engine.narrative.claims.message_claims import (
    GapClauseFacts,
    GapMessageFacts,
    ItemsAlike,
    MessageClauseFacts,
    MessageFacts,
    MessageWriter,
)
from egyv_engine.narrative.claims.ranking import DEFAULT_RANK, ranked, ranked_together
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.report_context import Comparison

_SINGLE = (*claims_of(FindingFacts), AsLargeFacts, ComparisonFacts)
_MESSAGES = (MessageFacts, MessageClauseFacts)
_RANKED = (*_SINGLE, *_MESSAGES, CohortHeadingFacts)


@dataclass(frozen=True, slots=True, kw_only=True)
class PickedOptions(RankedOptions):
    """A block that picks what leads."""

    rank: tuple[str, ...] = key(
        ListOf(OneOf(DEFAULT_RANK)),
        "What decides which comes first, and what decides in a tie.",
        ["net_change", "firm"],
        default=DEFAULT_RANK,
    )


@block(
    "headline",
    options=PickedOptions,
    needs=(COMPARISONS,),
    scope="principles",
    scored_only=True,
    claims=(*_SINGLE, *_MESSAGES),
)
def headline(inputs: BlockInputs, options: PickedOptions) -> list[Section]:
    """State of each principle which baskets moved, or else its widest rise and fall, by cohort; the widest principle first."""
    said = {principle: _headline(inputs, options, principle) for principle in inputs.principles}
    order = _by_widest_basket(inputs, options, [name for name, sentences in said.items() if sentences])
    titles = inputs.context.linked.programme.principles
    return sections(
        options, [Paragraph(sentences=tuple(said[name]), lead=titles[name].title) for name in order]
    )


def _headline(inputs: BlockInputs, options: PickedOptions, principle: str) -> list[Sentence]:
    sentences: list[Sentence] = []
    for cohort, comparison in _scopes(inputs, options):
        found = _found(inputs, options, (principle,), cohort, comparison)
        baskets = _messages(inputs, options, found)
        messages = baskets.message(baskets.moves(found), int(options.limit), is_opening=not sentences)
        opening = InOtherCohortFacts if sentences else InCohortFacts
        sentences += messages or _best_and_worst(inputs, options, found, cohort, opening)
    return sentences


def _by_widest_basket(inputs: BlockInputs, options: PickedOptions, principles: Sequence[str]) -> list[str]:
    """Return principles by their widest basket in the first cohort; cohorts are not compared with each other."""
    scopes = _scopes(inputs, options)
    widest: dict[tuple[Finding, ...], str] = {}
    for principle in principles:
        moves: list[ItemsAlike] = _messages(inputs, options).moves(
            _found(inputs, options, (principle,), *scopes[0])
        )
        if moves:
            widest[moves[0].findings] = principle
    tied = ranked_together(list(widest), inputs.context, options.rank)
    first = [widest[findings] for group in tied for findings in group]
    return [*first, *(name for name in principles if name not in first)]


def _best_and_worst(
    inputs: BlockInputs,
    options: PickedOptions,
    found: Sequence[Finding],
    cohort: str | None,
    opening: type[OpeningFacts],
) -> list[Sentence]:
    """Return the claims on the widest improvement and the widest decline, or else a gap."""
    context = inputs.context
    best = ranked([f for f in found if _is_improvement(inputs, f)], context, options.rank)[:1]
    worst = ranked([f for f in found if f.verdict == "declined"], context, options.rank)[:1]
    gaps = [] if worst else _ranked_gaps(inputs, options, found)[:1]
    sentences: list[Sentence] = []
    bases, among = StatedBases(), finding_ids(found)
    for group in (*best, *worst, *gaps):
        named = cohort if not sentences else None
        sentences += inputs.writer.claim_with_answers(
            group[0], bases, cohort=named, opening=opening, among=among, says_dont_know=False
        )
        sentences += _as_large(inputs, group, among, is_gap=group in gaps)
    return sentences


@block(
    "largest_improvements",
    options=PickedOptions,
    needs=(COMPARISONS,),
    scope="principles",
    scored_only=True,
    claims=_RANKED,
)
def largest_improvements(inputs: BlockInputs, options: PickedOptions) -> list[Section]:
    """State the baskets in which most items improved, then the widest improvements, by cohort."""

    def lead(found: Sequence[Finding]) -> list[Sentence]:
        return _moves_by_verdict(inputs, options, found, "improved")

    def pick(found: Sequence[Finding]) -> list[list[Finding]]:
        return ranked([f for f in found if _is_improvement(inputs, f)], inputs.context, options.rank)

    return _by_cohort(inputs, options, lead, pick)


@block(
    "declines",
    options=PickedOptions,
    needs=(COMPARISONS,),
    scope="principles",
    scored_only=True,
    claims=_RANKED,
)
def declines(inputs: BlockInputs, options: PickedOptions) -> list[Section]:
    """State the baskets in which most items declined, then the widest declines, by cohort."""

    def lead(found: Sequence[Finding]) -> list[Sentence]:
        return _moves_by_verdict(inputs, options, found, "declined")

    def pick(found: Sequence[Finding]) -> list[list[Finding]]:
        return ranked([f for f in found if f.verdict == "declined"], inputs.context, options.rank)

    return _by_cohort(inputs, options, lead, pick)


@block(
    "gaps",
    options=PickedOptions,
    needs=(COMPARISONS,),
    scope="principles",
    scored_only=True,
    claims=(*_RANKED, GapMessageFacts, GapClauseFacts),
)
def gaps(inputs: BlockInputs, options: PickedOptions) -> list[Section]:
    """State what few or none reported at the later wave, however it moved to that, by cohort."""

    def lead(found: Sequence[Finding]) -> list[Sentence]:
        baskets = _messages(inputs, options, found)
        return baskets.gap_message(baskets.gaps(found), int(options.limit), is_cohort_named=True)

    def pick(found: Sequence[Finding]) -> list[list[Finding]]:
        return _ranked_gaps(inputs, options, found)

    return _by_cohort(inputs, options, lead, pick, is_gap=True)


Lead = Callable[[Sequence[Finding]], list[Sentence]]
Pick = Callable[[Sequence[Finding]], list[list[Finding]]]


def _by_cohort(
    inputs: BlockInputs, options: PickedOptions, lead: Lead, pick: Pick, *, is_gap: bool = False
) -> list[Section]:
    """Return a paragraph for each cohort: what leads it, then the first of each group that is picked, with who ties."""
    paragraphs = []
    for cohort, comparison in _scopes(inputs, options):
        found = _found(inputs, options, inputs.principles, cohort, comparison)
        bases, among = StatedBases(), finding_ids(found)
        sentences = lead(found)
        for group in pick(found)[: int(options.limit)]:
            sentences += inputs.writer.claim_with_answers(group[0], bases, among=among)
            sentences += _as_large(inputs, group, among, is_gap=is_gap)
        if sentences:
            heading = cohort_heading(inputs, cohort, comparison)
            paragraphs.append(Paragraph(sentences=tuple(sentences), lead=heading))
    return sections(options, paragraphs)


def _moves_by_verdict(
    inputs: BlockInputs, options: PickedOptions, found: Sequence[Finding], verdict: str
) -> list[Sentence]:
    baskets = _messages(inputs, options, found)
    moves = [each for each in baskets.moves(found) if each.findings[0].verdict == verdict]
    return baskets.message(moves, int(options.limit), is_cohort_named=True)


def _is_improvement(inputs: BlockInputs, finding: Finding) -> bool:
    """Return whether a finding improved, and is not so far from good all the same that it is a gap."""
    return finding.verdict == "improved" and not is_gap(finding, inputs.context.direction(finding))


def _ranked_gaps(
    inputs: BlockInputs, options: PickedOptions, found: Sequence[Finding]
) -> list[list[Finding]]:
    """Return the gaps, however they moved, the widest first; those as wide in the order of the block."""
    context = inputs.context
    far = [f for f in found if is_compared(f) and is_gap(f, context.direction(f))]
    widths = sorted({shortfall(f, context.direction(f)) for f in far}, reverse=True)
    return [
        group
        for width in widths
        for group in ranked(
            [f for f in far if shortfall(f, context.direction(f)) == width], context, options.rank
        )
    ]


def _as_large(
    inputs: BlockInputs, group: Sequence[Finding], among: tuple[str, ...], *, is_gap: bool
) -> list[Sentence]:
    """Return a sentence that names those who tie with the first of a group; none where nobody does."""
    if len(group) < 2:
        return []
    facts = AsLargeFacts.from_findings(group, inputs.make, is_gap=is_gap)
    return [inputs.book.sentence(facts, basis=among, mentions=finding_ids(group[1:]))]


def _messages(inputs: BlockInputs, options: PickedOptions, found: Sequence[Finding] = ()) -> MessageWriter:
    return MessageWriter(inputs.context, inputs.book, options.rank, finding_ids(found))


def _scopes(inputs: BlockInputs, options: PickedOptions) -> list[tuple[str | None, Comparison]]:
    return [(cohort, pair) for cohort in inputs.cohorts for pair in inputs.comparisons(options)]


def _found(
    inputs: BlockInputs,
    options: PickedOptions,
    principles: Sequence[str],
    cohort: str | None,
    comparison: Comparison,
) -> list[Finding]:
    """Return the findings of scored indicators that a block picks from; one with `summary: false` only if it is named."""
    context = inputs.context
    found = (of_indicators(options, context.findings_for(p, cohort, comparison)) for p in principles)
    picked = [f for each in found for f in scored(inputs, each)]
    return picked if options.indicators else [f for f in picked if context.indicator(f).summary]
