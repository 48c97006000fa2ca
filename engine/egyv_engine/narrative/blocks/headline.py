"""Writes the main points of a summary, and the lead of a principle's chapter: whole baskets first, then the widest changes."""

from collections.abc import Sequence

from egyv_engine.model.findings import Finding
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.report import Paragraph, Section, Sentence, Style, Term
from egyv_engine.narrative.blocks.block import FINDINGS_TABLE, BlockInputs, block, sections
from egyv_engine.narrative.blocks.chosen_findings import cohort_heading, finding_ids
from egyv_engine.narrative.blocks.group_moves import GroupsBalanceFacts, groups_balance
from egyv_engine.narrative.blocks.needs import COMPARISONS
from egyv_engine.narrative.blocks.picks import (
    MESSAGE_CLAIMS,
    PICKED_CLAIMS,
    PickedOptions,
    changes_in_order,
    first_picked,
    gaps_in_order,
    is_improvement,
    lead_of,
    leading_comparisons,
    messages_of,
    to_pick_from,
)
from egyv_engine.narrative.blocks.tallies import TALLY_CLAIMS, tally_of
from egyv_engine.narrative.claims.accompanying_claims import InCohortFacts, InOtherCohortFacts, OpeningFacts
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.message_claims import FEWEST
from egyv_engine.narrative.claims.short_claims import LargestFallFacts, LargestRiseFacts
from egyv_engine.narrative.language.lists import listed
from egyv_engine.narrative.language.parts import Parts
from egyv_engine.narrative.report_context import Comparison

COHORT_BLOCK = "cohort"  # shows every cohort in each comparison
_MOST_PLACES = 3  # chapters that a sentence names
_MOST_COMPARISONS = 2
_TOPICS = 6  # the most that a main point names of what rose, or fell, for many items
_WIDELY = {1: "rose_widely", -1: "fell_widely"}  # the lead of a point on baskets, by how they moved
_LARGEST = {1: "largest_rises", -1: "largest_falls"}


@claim("headline_opening")
class HeadlineOpeningFacts(ClaimFacts):
    """The opening of the main points of a cohort: it names the two waves, which the points leave out.

    is_both: some of them come from records, and some from reports.
    """

    cohort: Parts
    before_label: Parts
    after_label: Parts
    is_both: bool


@claim("headline_left_out")
class HeadlineLeftOutFacts(ClaimFacts):
    """The place in the report of what the main points have no room for.

    is_of_groups: each cohort on its own; comparison: words for comparisons, or nothing; is_of_others: these are too many to name; places: the titles of the chapters, which
    lead to them, or nothing where no chapter has it; is_in_each: they are those of the principles, and too many to name.
    """

    is_of_groups: bool
    comparison: Parts
    is_of_others: bool
    places: Parts
    is_in_each: bool


class PointsScope(Frozen):
    """The cohort and comparison that some main points are about, and the findings that these are picked from."""

    cohort: str | None
    comparison: Comparison
    found: Sequence[Finding]

    @property
    def among(self) -> tuple[str, ...]:
        """The ids of the findings."""
        return finding_ids(self.found)


@block(
    "headline",
    options=PickedOptions,
    needs=(COMPARISONS,),
    scope="principles",
    scored_only=True,
    claims=(
        HeadlineOpeningFacts,
        HeadlineLeftOutFacts,
        LargestRiseFacts,
        LargestFallFacts,
        *PICKED_CLAIMS,
        *MESSAGE_CLAIMS,
        *TALLY_CLAIMS,
    ),
)
def headline(inputs: BlockInputs, options: PickedOptions) -> list[Section]:
    """State by cohort which baskets rose most widely and which fell, then the largest rises and falls of single measures.

    Where nothing rose or fell, that is the main point.
    """
    shown: list[Paragraph] = []
    lead = lead_of(inputs, options)
    for cohort, comparison in lead.scopes:
        found = to_pick_from(inputs, options, inputs.principles, cohort, comparison)
        scope = PointsScope(cohort=cohort, comparison=comparison, found=found)
        points = _points(inputs, options, scope)
        if points:
            shown += [Paragraph(sentences=(_opening(inputs, scope),)), *points]
        elif found and (tally := tally_of(inputs, cohort, comparison)):
            shown.append(Paragraph(sentences=tuple(tally)))
    told = {comparison for _, comparison in lead.scopes}
    left_out = [pair for pair in inputs.comparisons(options) if pair not in told]
    if shown and (lead.is_together or left_out):
        shown.append(
            Paragraph(sentences=(left_out_of_points(inputs, left_out, is_of_groups=lead.is_together),))
        )
    return sections(options, shown)


def left_out_of_points(
    inputs: BlockInputs, left_out: Sequence[Comparison], *, is_of_groups: bool
) -> Sentence:
    """Return where the report has what the main points leave out: comparisons, and each cohort on its own.

    Args:
        inputs: The inputs of the block.
        left_out: The comparisons that no main point is about.
        is_of_groups: Whether no main point is about a single cohort.
    """
    named = [(Term(text=title, style=Style(link=f"#{name}")),) for name, title in _places(inputs)]
    facts = HeadlineLeftOutFacts(
        is_of_groups=is_of_groups,
        comparison=listed([inputs.comparison_words(pair) for pair in left_out[:_MOST_COMPARISONS]]),
        is_of_others=len(left_out) > _MOST_COMPARISONS,
        places=listed(named[:_MOST_PLACES]),
        is_in_each=len(named) > _MOST_PLACES,
    )
    return inputs.book.sentence(facts, basis=())


def _places(inputs: BlockInputs) -> list[tuple[str, str]]:
    """Return the ids and titles of the chapters that have each cohort and comparison: of principles, or else the annex of findings."""
    principles = inputs.context.linked.programme.principles
    found: list[tuple[str, str]] = []
    for plan in inputs.chapters_with(COHORT_BLOCK) or inputs.chapters_with(FINDINGS_TABLE):
        if plan.for_each is None:
            found.append((plan.id, plan.title or ""))
        else:
            found += [(f"{plan.id}.{name}", principles[name].title) for name in inputs.principles]
    return found


def _opening(inputs: BlockInputs, scope: PointsScope) -> Sentence:
    book, is_both = inputs.book_on(scope.found)
    facts = HeadlineOpeningFacts(
        cohort=inputs.make.cohort(scope.cohort),
        before_label=inputs.make.wave(scope.comparison[0]),
        after_label=inputs.make.wave(scope.comparison[1]),
        is_both=is_both,
    )
    return book.sentence(facts, basis=())


def _points(inputs: BlockInputs, options: PickedOptions, scope: PointsScope) -> list[Paragraph]:
    """Return the points: the baskets that rose and those that fell, the widest first, then the largest single changes."""
    baskets, most = messages_of(inputs, options, scope.found), int(options.limit)
    moves = baskets.moves(scope.found)
    points: dict[str, list[Sentence]] = {}
    for move, name in _WIDELY.items():
        wide = [each for each in moves if each.move == move and len(each.findings) >= FEWEST]
        # As many rises as falls are no main point.
        wide = [each for each in wide if len(each.findings) > len(each.against)]
        points[name] = baskets.message(
            wide, most, most_topics=_TOPICS, is_cohort_named=True, is_opening=False
        )
    for move, name in _LARGEST.items():
        points[name] = _widest(inputs, options, scope, move)
    return [
        Paragraph(sentences=tuple(sentences), lead=inputs.heading(name), bullet=True)
        for name, sentences in points.items()
        if sentences
    ]


def _widest(inputs: BlockInputs, options: PickedOptions, scope: PointsScope, move: int) -> list[Sentence]:
    """Return short claims on the largest rises, or falls, of a scope, and on who ties with the last of them."""
    moved = [f for f in scope.found if inputs.writer.move(f) == move]
    picked = changes_in_order(inputs, options, moved, is_widest_first=True)
    return first_picked(inputs, picked, int(options.limit), scope.among, is_short=True)


@block(
    "principle_summary",
    options=PickedOptions,
    needs=(COMPARISONS,),
    scope="principle",
    scored_only=True,
    claims=(InCohortFacts, InOtherCohortFacts, GroupsBalanceFacts, *PICKED_CLAIMS, *MESSAGE_CLAIMS),
)
def principle_summary(inputs: BlockInputs, options: PickedOptions, principle: str) -> list[Section]:
    """State which baskets of a principle moved, or else its widest rise and fall, by cohort; or count the cohorts.

    Each cohort has a paragraph.
    """
    lead = lead_of(inputs, options)
    if not lead.scopes:
        counted = (groups_balance(inputs, pair, principle) for pair in leading_comparisons(inputs, options))
        return sections(options, [Paragraph(sentences=(each,)) for each in counted if each is not None])
    shown: list[Paragraph] = []
    opened: set[Comparison] = set()
    for comparison in dict.fromkeys(pair for _, pair in lead.scopes):
        for cohort in (name for name, pair in lead.scopes if pair == comparison):
            found = to_pick_from(inputs, options, (principle,), cohort, comparison)
            baskets = messages_of(inputs, options, found)
            is_first = comparison not in opened
            messages = baskets.message(baskets.moves(found), int(options.limit), is_opening=is_first)
            opening = InCohortFacts if is_first else InOtherCohortFacts
            if sentences := messages or _best_and_worst(inputs, options, found, cohort, opening):
                about = cohort_heading(inputs, None, comparison) if is_first else None
                shown.append(Paragraph(sentences=tuple(sentences), lead=about))
                opened.add(comparison)
    return sections(options, shown)


def _best_and_worst(
    inputs: BlockInputs,
    options: PickedOptions,
    found: Sequence[Finding],
    cohort: str | None,
    opening: type[OpeningFacts],
) -> list[Sentence]:
    """Return the claims on the widest improvement and the widest decline, or else a gap."""
    best = changes_in_order(inputs, options, [f for f in found if is_improvement(inputs, f)])
    worst = changes_in_order(inputs, options, [f for f in found if f.verdict == "declined"])
    sentences: list[Sentence] = []
    for picked in (best, worst if worst.ordered else gaps_in_order(inputs, options, found)):
        named = None if sentences else cohort
        sentences += first_picked(inputs, picked, 1, finding_ids(found), cohort=named, opening=opening)
    return sentences
