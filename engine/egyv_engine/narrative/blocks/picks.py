"""Picks what a reader should hear of first: from which comparisons and findings, in which order, and who ties."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from operator import attrgetter

from egyv_engine.model.findings import Finding
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.report import Sentence
from egyv_engine.model.shapes import ListOf, ObjectOf, OneOf, key
from egyv_engine.narrative.blocks.block import BlockInputs, ChosenComparison, ComparisonOptions, RankedOptions
from egyv_engine.narrative.blocks.chosen_findings import finding_ids, of_indicators, scored
from egyv_engine.narrative.claims.accompanying_claims import (
    ComparisonFacts,
    FindingFacts,
    OpeningFacts,
)
from egyv_engine.narrative.claims.as_large_claims import AsLargeFacts
from egyv_engine.narrative.claims.changes import comparison_of
from egyv_engine.narrative.claims.claim import ClaimFacts, claims_of
from egyv_engine.narrative.claims.claim_kinds import is_compared, is_gap, shortfall
from egyv_engine.narrative.claims.claim_writer import stated_levels
from egyv_engine.narrative.claims.left_out_claims import as_written, is_far_as_written
from egyv_engine.narrative.claims.message_claims import MessageClauseFacts, MessageFacts, MessageWriter
from egyv_engine.narrative.claims.ranking import DEFAULT_RANK, as_large_as, widest_first
from egyv_engine.narrative.claims.short_claims import short_claim
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.report_context import Comparison

PICKED_CLAIMS: tuple[type[ClaimFacts], ...] = (*claims_of(FindingFacts), AsLargeFacts, ComparisonFacts)
MESSAGE_CLAIMS: tuple[type[ClaimFacts], ...] = (MessageFacts, MessageClauseFacts)


class PickedOptions(RankedOptions):
    """A block that picks what leads."""

    rank: tuple[str, ...] = key(
        ListOf(OneOf(DEFAULT_RANK)),
        "What decides which comes first, and what decides in a tie.",
        ["net_change", "firm"],
        default=DEFAULT_RANK,
    )
    comparison: ChosenComparison | None = key(
        ObjectOf(ChosenComparison),
        "The comparison it picks from; if left out, the widest and the shortest of those that end last.",
        {"from": "before", "to": "after"},
        default=None,
    )


MOST_LISTS = 4  # of main points that a summary has room for
Scope = tuple[str | None, Comparison]  # a cohort and a comparison


class Lead(Frozen):
    """The cohorts and comparisons of the main points of a summary, which may have no room for each of them.

    scopes: the cohorts and comparisons; is_together: the cohorts are counted, and main points are about all units together, or, where
    the programme does not declare these, about none; left_out: comparisons that no main point is about.
    """

    scopes: Sequence[Scope]
    is_together: bool = False
    left_out: Sequence[Comparison] = ()


class Picked(Frozen):
    """Findings in the order in which a block names them.

    size: what two of them that tie have alike; way: where they moved, or which way is better for gaps; is_gap: whether they
    were picked as gaps, by how far they are from good; stated: those that the chapter states before, and that a tie alone mentions.
    """

    ordered: Sequence[Finding]
    size: Callable[[Finding], object]
    way: Callable[[Finding], object]
    is_gap: bool = False
    stated: Sequence[Finding] = ()


def leading_comparisons(inputs: BlockInputs, options: ComparisonOptions) -> tuple[Comparison, ...]:
    """Return the comparisons that a summary is about: the one of the block, or else the whole time and the last step.

    Of the declared comparisons that end last, these are the one that begins first and the one that begins last.

    Args:
        inputs: The programme with its results.
        options: The block as declared.
    """
    if options.comparison is not None:
        return inputs.comparisons(options)
    waves = [wave.id for wave in inputs.context.linked.programme.file.waves]
    declared = sorted(inputs.context.comparisons, key=lambda pair: waves.index(pair[0]))
    end = max((waves.index(later) for _, later in declared), default=None)
    ending_last = [pair for pair in declared if waves.index(pair[1]) == end]
    return tuple(dict.fromkeys((*ending_last[:1], *ending_last[-1:])))


def lead_of(inputs: BlockInputs, options: ComparisonOptions) -> Lead:
    """Return what main points are about: every cohort in each comparison, as long as a summary has room for these.

    Of more, it is all units together where the programme declares them, or else the whole time; and where there is no room for
    each cohort even so, these are counted.

    Args:
        inputs: The programme with its results.
        options: The block as declared.
    """
    pairs, everyone = leading_comparisons(inputs, options), inputs.context.linked.everyone
    most = min(inputs.context.most_groups, MOST_LISTS)
    if len(inputs.cohorts) == 1 or len(inputs.cohorts) * len(pairs) <= most:
        return Lead(scopes=[(cohort, pair) for cohort in inputs.cohorts for pair in pairs])
    if everyone is not None:
        return Lead(scopes=[(everyone, pair) for pair in pairs], is_together=True)
    if len(inputs.cohorts) > most:
        return Lead(scopes=(), is_together=True)
    return Lead(scopes=[(cohort, pairs[0]) for cohort in inputs.cohorts], left_out=pairs[1:])


def to_pick_from(
    inputs: BlockInputs,
    options: PickedOptions,
    principles: Sequence[str],
    cohort: str | None,
    comparison: Comparison,
) -> list[Finding]:
    """Return the findings of scored indicators that a block picks from; one with `summary: false` only if it is named.

    Args:
        inputs: The programme with its results.
        options: The block as declared.
        principles: The principles whose findings these are.
        cohort: The cohort.
        comparison: The earlier and the later wave.
    """
    context = inputs.context
    found = (of_indicators(options, context.findings_for(p, cohort, comparison)) for p in principles)
    picked = [f for each in found for f in scored(inputs, each)]
    return picked if options.indicators else [f for f in picked if context.indicator(f).summary]


def messages_of(inputs: BlockInputs, options: PickedOptions, found: Sequence[Finding] = ()) -> MessageWriter:
    """Return the writer of sentences on whole baskets.

    Args:
        inputs: The programme with its results.
        options: The block as declared.
        found: The findings that these are chosen from.
    """
    return MessageWriter(inputs.context, inputs.book, options.rank, finding_ids(found))


def is_improvement(inputs: BlockInputs, finding: Finding) -> bool:
    """Return whether a finding improved, and is not so far from good all the same that it is a gap.

    Args:
        inputs: The programme with its results.
        finding: The finding.
    """
    return finding.verdict == "improved" and not is_gap(finding, inputs.context.direction(finding))


def changes_in_order(
    inputs: BlockInputs, options: PickedOptions, found: Sequence[Finding], *, is_widest_first: bool = False
) -> Picked:
    """Return changes in the order of the block.

    Args:
        inputs: The programme with its results.
        options: The block as declared.
        found: The findings that are picked from.
        is_widest_first: Whether the widest come first whatever the order of the block, which then decides in a tie.
    """
    rank = ("net_change", *options.rank) if is_widest_first else options.rank
    return Picked(
        ordered=widest_first(found, inputs.context, rank),
        size=as_large_as(found, inputs.context),
        way=attrgetter("judged_move"),
    )


def gaps_in_order(inputs: BlockInputs, options: PickedOptions, found: Sequence[Finding]) -> Picked:
    """Return the gaps, however they moved, the widest first; those as wide in the order of the block.

    A gap is one by the rule as the later wave asked it, too, where the comparison leaves out what only that wave asked.

    Args:
        inputs: The programme with its results.
        options: The block as declared.
        found: The findings that are picked from.
    """
    context = inputs.context

    def width(finding: Finding) -> Fraction:
        return shortfall(as_written(finding, context), context.direction(finding))

    far = [f for f in found if is_compared(f) and is_far_as_written(f, context)]
    ordered = sorted(widest_first(far, context, options.rank), key=lambda f: -width(f))
    return Picked(ordered=ordered, size=width, way=context.direction, is_gap=True)


def first_picked(
    inputs: BlockInputs,
    picked: Picked,
    most: int,
    among: tuple[str, ...],
    *,
    cohort: str | None = None,
    opening: type[OpeningFacts] | None = None,
    is_short: bool = False,
) -> list[Sentence]:
    """Return the claims on the first of some findings; after the last of a size, who else ties with it.

    Args:
        inputs: The programme with its results.
        picked: The findings in order.
        most: The largest number of claims.
        among: The findings it was picked among.
        cohort: The cohort that the opening of the first claim names.
        opening: That opening.
        is_short: Whether a claim names the two counts alone, and leaves all else to marks.
    """
    bases, sentences = StatedBases(), []
    named, others = picked.ordered[:most], (*picked.ordered[most:], *picked.stated)
    for i, finding in enumerate(named):
        if is_short and inputs.writer.kind(finding) != "units_moved":
            book, names = inputs.writer.book_of(finding), (finding.finding,)
            facts = short_claim(finding, bases, inputs.make, book, is_gap=picked.is_gap)
            sentences.append(book.sentence(facts, basis=among, mentions=names, variant_key=finding.finding))
            sentences += inputs.writer.left_out(stated_levels(finding), among, bases)
        elif is_short:  # the two counts alone would say the opposite
            sentences.append(inputs.writer.claim(finding, bases, among=among))
            sentences += inputs.writer.left_out(stated_levels(finding), among, bases)
        else:
            sentences += inputs.writer.claim_with_answers(
                finding,
                bases,
                cohort=cohort if i == 0 else None,
                opening=opening if i == 0 else None,
                among=among,
            )
        size = picked.size(finding)
        tied = [f for f in others if picked.size(f) == size]
        if all(picked.size(f) != size for f in named[i + 1 :]):
            sentences += _as_large(inputs, picked, finding, tied, among)
    return sentences


def _as_large(
    inputs: BlockInputs, picked: Picked, first: Finding, tied: Sequence[Finding], among: tuple[str, ...]
) -> list[Sentence]:
    """Return the sentences on those that tie with a finding: on those that moved its way, and on those that moved the other.

    Of the first, those for which that is worse have a sentence of their own, where it is better for the finding, and the reverse. A
    sentence that names them is about their change; a gap is a level.
    """
    sentences = []
    same_way = [f for f in tied if picked.way(f) == picked.way(first)]
    same_verdict = [f for f in same_way if picked.is_gap or f.verdict == first.verdict]
    other_verdict = [f for f in same_way if f not in same_verdict]
    other_way = [f for f in tied if f not in same_way]
    for alike, is_other_way in ((same_verdict, False), (other_verdict, False), (other_way, True)):
        if alike:
            facts = AsLargeFacts.from_findings(
                [first, *alike], inputs.make, is_gap=picked.is_gap, is_other_way=is_other_way
            )
            comparison = comparison_of(first) if facts.others and not picked.is_gap else None
            names = finding_ids(alike)
            sentences.append(inputs.book.sentence(facts, basis=among, mentions=names, comparison=comparison))
    return sentences
