"""Writes the main points of a summary, and the lead of a principle's chapter: whole baskets first, then the widest changes."""

from collections.abc import Sequence

from egyv_engine.model.findings import Finding
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.narrative.blocks.block import BlockInputs, block, paragraph, sections
from egyv_engine.narrative.blocks.chosen_findings import finding_ids
from egyv_engine.narrative.blocks.needs import COMPARISONS
from egyv_engine.narrative.blocks.picks import (
    MESSAGE_CLAIMS,
    PICKED_CLAIMS,
    PickedOptions,
    changes_in_order,
    first_picked,
    gaps_in_order,
    is_improvement,
    messages_of,
    scopes_of,
    to_pick_from,
)
from egyv_engine.narrative.claims.accompanying_claims import InCohortFacts, InOtherCohortFacts, OpeningFacts
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.message_claims import ItemsAlike
from egyv_engine.narrative.claims.ranking import ranked_together
from egyv_engine.narrative.claims.short_claims import LargestFallFacts, LargestRiseFacts
from egyv_engine.narrative.language.parts import Parts
from egyv_engine.narrative.report_context import Comparison


@claim("headline_opening")
class HeadlineOpeningFacts(ClaimFacts):
    """The opening of the main points of a cohort: it names the two waves, which the points leave out.

    is_both: some of them come from records, and some from reports.
    """

    cohort: Parts
    before_label: Parts
    after_label: Parts
    is_both: bool


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
        LargestRiseFacts,
        LargestFallFacts,
        *PICKED_CLAIMS,
        *MESSAGE_CLAIMS,
    ),
)
def headline(inputs: BlockInputs, options: PickedOptions) -> list[Section]:
    """State by cohort which baskets of each principle moved, the widest first, then the largest rises and falls of all."""
    shown: list[Paragraph] = []
    for cohort, comparison in scopes_of(inputs, options):
        found = to_pick_from(inputs, options, inputs.principles, cohort, comparison)
        scope = PointsScope(cohort=cohort, comparison=comparison, found=found)
        largest = [
            Paragraph(sentences=tuple(sentences), lead=inputs.heading(name), bullet=True)
            for name, move in (("largest_rises", 1), ("largest_falls", -1))
            if (sentences := _widest(inputs, options, scope, found, move, int(options.limit)))
        ]
        named = {name for each in largest for sentence in each.sentences for name in sentence.mentions}
        points = [*_points(inputs, options, scope, named), *largest]
        if points:
            shown += [Paragraph(sentences=(_opening(inputs, scope),)), *points]
    return sections(options, shown)


def _opening(inputs: BlockInputs, scope: PointsScope) -> Sentence:
    on_record = {inputs.context.is_on_record(f) for f in scope.found}
    facts = HeadlineOpeningFacts(
        cohort=inputs.make.cohort(scope.cohort),
        before_label=inputs.make.wave(scope.comparison[0]),
        after_label=inputs.make.wave(scope.comparison[1]),
        is_both=len(on_record) > 1,
    )
    return inputs.book.on_record(is_records=on_record == {True}).sentence(facts, basis=())


def _points(
    inputs: BlockInputs, options: PickedOptions, scope: PointsScope, named: set[str]
) -> list[Paragraph]:
    """Return a point for each principle, that with the widest basket first. named: the findings that need no further claim."""
    titles, widest = inputs.context.linked.programme.principles, {}
    points: dict[str, list[Sentence]] = {}
    for principle in inputs.principles:
        found = [f for f in scope.found if f.principle == principle]
        baskets = messages_of(inputs, options, found)
        moves = baskets.moves(found)
        if moves:
            widest[moves[0].findings] = principle
            points[principle] = [
                *baskets.message(moves, int(options.limit), is_cohort_named=True, is_opening=False),
                *_ends_of_mixed(inputs, options, scope, moves, named),
            ]
        else:
            others = [f for f in found if f.finding not in named]
            points[principle] = [
                s for move in (1, -1) for s in _widest(inputs, options, scope, others, move, 1)
            ]
    tied = ranked_together(list(widest), inputs.context, options.rank)
    first = [widest[findings] for group in tied for findings in group]
    order = [*first, *(name for name in points if name not in first and points[name])]
    return [Paragraph(sentences=tuple(points[name]), lead=titles[name].title, bullet=True) for name in order]


def _ends_of_mixed(
    inputs: BlockInputs,
    options: PickedOptions,
    scope: PointsScope,
    moves: Sequence[ItemsAlike],
    named: set[str],
) -> list[Sentence]:
    """Return the claims on the widest change each way of the first basket that moved both ways; none where none did."""
    mixed = next((each for each in moves if each.against), None)
    if mixed is None:
        return []
    return [
        sentence
        for move in (mixed.move, -mixed.move)
        for sentence in _widest(inputs, options, scope, mixed.compared, move, 1)
        if not named.issuperset(sentence.mentions)
    ]


def _widest(
    inputs: BlockInputs,
    options: PickedOptions,
    scope: PointsScope,
    found: Sequence[Finding],
    move: int,
    most: int,
) -> list[Sentence]:
    """Return short claims on the widest rises, or falls, among some findings, and on who ties with the last of them."""
    moved = [f for f in found if inputs.writer.move(f) == move]
    picked = changes_in_order(inputs, options, moved, is_widest_first=True)
    return first_picked(inputs, picked, most, scope.among, is_short=True)


@block(
    "principle_summary",
    options=PickedOptions,
    needs=(COMPARISONS,),
    scope="principle",
    scored_only=True,
    claims=(InCohortFacts, InOtherCohortFacts, *PICKED_CLAIMS, *MESSAGE_CLAIMS),
)
def principle_summary(inputs: BlockInputs, options: PickedOptions, principle: str) -> list[Section]:
    """State which baskets of a principle moved, or else its widest rise and fall, by cohort."""
    sentences: list[Sentence] = []
    for cohort, comparison in scopes_of(inputs, options):
        found = to_pick_from(inputs, options, (principle,), cohort, comparison)
        baskets = messages_of(inputs, options, found)
        messages = baskets.message(baskets.moves(found), int(options.limit), is_opening=not sentences)
        opening = InOtherCohortFacts if sentences else InCohortFacts
        sentences += messages or _best_and_worst(inputs, options, found, cohort, opening)
    return paragraph(options, sentences)


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
