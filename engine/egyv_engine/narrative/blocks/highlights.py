"""Writes the blocks that pick what a reader should hear of after the main points: improvements, declines and gaps."""

from collections.abc import Callable, Sequence

from egyv_engine.model.findings import Finding
from egyv_engine.model.frozen import replace
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.model.shapes import FLAG, key
from egyv_engine.narrative.blocks.block import BlockInputs, block, sections
from egyv_engine.narrative.blocks.chosen_findings import CohortHeadingFacts, cohort_heading, finding_ids
from egyv_engine.narrative.blocks.group_gaps import GroupsShortFacts, GroupsShortMoreFacts, group_gaps
from egyv_engine.narrative.blocks.headline import headline, principle_summary
from egyv_engine.narrative.blocks.needs import COMPARISONS
from egyv_engine.narrative.blocks.picks import (
    MESSAGE_CLAIMS,
    PICKED_CLAIMS,
    Picked,
    PickedOptions,
    Scope,
    changes_in_order,
    first_picked,
    gaps_in_order,
    is_improvement,
    lead_of,
    leading_comparisons,
    messages_of,
    to_pick_from,
)
from egyv_engine.narrative.blocks.said_before import is_said, said_before
from egyv_engine.narrative.claims.claim import ClaimFacts
from egyv_engine.narrative.claims.message_claims import GapClauseFacts, GapMessageFacts
from egyv_engine.narrative.claims.short_claims import WidestGapFacts
from egyv_engine.narrative.report_context import Comparison

_RANKED: tuple[type[ClaimFacts], ...] = (*PICKED_CLAIMS, *MESSAGE_CLAIMS, CohortHeadingFacts)
Lead = Callable[[Sequence[Finding]], list[Sentence]]
Pick = Callable[[Sequence[Finding]], Picked]


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

    def pick(found: Sequence[Finding]) -> Picked:
        return changes_in_order(inputs, options, [f for f in found if is_improvement(inputs, f)])

    return sections(options, _paragraphs(inputs, lead_of(inputs, options).scopes, options, lead, pick))


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

    def pick(found: Sequence[Finding]) -> Picked:
        return changes_in_order(inputs, options, [f for f in found if f.verdict == "declined"])

    return sections(options, _paragraphs(inputs, lead_of(inputs, options).scopes, options, lead, pick))


class GapsOptions(PickedOptions):
    """A block that picks gaps."""

    brief: bool = key(
        FLAG, "Whether it names the widest gaps by their counts alone, as in a summary.", True, default=False
    )


@block(
    "gaps",
    options=GapsOptions,
    needs=(COMPARISONS,),
    scope="principles",
    scored_only=True,
    claims=(
        *_RANKED,
        GapMessageFacts,
        GapClauseFacts,
        WidestGapFacts,
        GroupsShortFacts,
        GroupsShortMoreFacts,
    ),
)
def gaps(inputs: BlockInputs, options: GapsOptions) -> list[Section]:
    """State what few or none reported at the later wave, however it moved to that, by cohort; in the widest comparison.

    A gap that the main points, the lead of the chapter or its declines state is not stated again. Where there are many cohorts, or a brief one has no room for
    each, it states in how many of them each measure is short, and names few of them.
    """

    def lead(found: Sequence[Finding]) -> list[Sentence]:
        if options.brief:
            return []
        baskets = messages_of(inputs, options, found)
        return baskets.gap_message(baskets.gaps(found), int(options.limit))

    said = said_before(inputs, headline.name, principle_summary.name, declines.name)

    def pick(found: Sequence[Finding]) -> Picked:
        picked = gaps_in_order(inputs, options, found)
        stated = [f for f in picked.ordered if is_said(f, said)]
        return replace(picked, ordered=[f for f in picked.ordered if f not in stated], stated=stated)

    # The level at the last wave is the same in each comparison that ends with it.
    main = lead_of(inputs, options)
    widest = {cohort: (cohort, pair) for cohort, pair in reversed(main.scopes)}
    scopes = list(reversed(widest.values()))
    shown = _paragraphs(inputs, scopes, options, lead, pick, is_short=options.brief)
    pairs = leading_comparisons(inputs, options) if inputs.is_many or main.is_together else ()
    pair = max(pairs, key=lambda each: _steps(inputs, each), default=None)
    return sections(options, [*shown, *([] if pair is None else group_gaps(inputs, options, pair))])


def _steps(inputs: BlockInputs, comparison: Comparison) -> int:
    waves = list(inputs.context.linked.waves)
    return waves.index(comparison[1]) - waves.index(comparison[0])


def _paragraphs(
    inputs: BlockInputs,
    scopes: Sequence[Scope],
    options: PickedOptions,
    lead: Lead,
    pick: Pick,
    *,
    is_short: bool = False,
) -> list[Paragraph]:
    """Return a paragraph for each cohort: what leads it, then the first of those that are picked, with who ties."""
    paragraphs = []
    for cohort, comparison in scopes:
        found = to_pick_from(inputs, options, inputs.principles, cohort, comparison)
        sentences = [
            *lead(found),
            *first_picked(inputs, pick(found), int(options.limit), finding_ids(found), is_short=is_short),
        ]
        if sentences:
            heading = cohort_heading(inputs, cohort, comparison)
            paragraphs.append(Paragraph(sentences=tuple(sentences), lead=heading))
    return paragraphs


def _moves_by_verdict(
    inputs: BlockInputs, options: PickedOptions, found: Sequence[Finding], verdict: str
) -> list[Sentence]:
    baskets = messages_of(inputs, options, found)
    moves = [each for each in baskets.moves(found) if each.findings[0].verdict == verdict]
    return baskets.message(moves, int(options.limit), is_cohort_named=True)
