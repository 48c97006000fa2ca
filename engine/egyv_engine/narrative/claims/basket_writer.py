"""Writes a paragraph on the items of a basket: what moved, widest first, what did not, and what was first asked."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import partial

from egyv_engine.model.findings import REASONS, Finding
from egyv_engine.model.report import Paragraph, Sentence
from egyv_engine.narrative.claims import basket_claims, basket_remarks
from egyv_engine.narrative.claims.accompanying_claims import comparison_words
from egyv_engine.narrative.claims.basket_claims import BasketVerdictFacts, GroupFacts
from egyv_engine.narrative.claims.changes import (
    answered_once,
    basket_path,
    change_of,
    comparison_of,
    is_apart,
)
from egyv_engine.narrative.claims.claim_kinds import is_compared, is_gap, shortfall
from egyv_engine.narrative.claims.claim_writer import ClaimWriter, stated_levels
from egyv_engine.narrative.claims.group_input import GroupInput
from egyv_engine.narrative.claims.grouping import Group, alike, alike_later
from egyv_engine.narrative.claims.ranking import ranked, size_of_change
from egyv_engine.narrative.claims.scale_claims import BasketMovedOnScaleFacts, moved_on_scale
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.language.lists import listed_clauses
from egyv_engine.narrative.language.parts import Parts, term

_MOVES: Mapping[int, tuple[type[GroupFacts], type[GroupFacts]]] = {  # the widest change, and a further one
    1: (basket_claims.BasketRiseFacts, basket_claims.BasketRiseMoreFacts),
    -1: (basket_claims.BasketFallFacts, basket_claims.BasketFallMoreFacts),
}
_BY_KIND: Mapping[str, type[GroupFacts]] = {  # of one of the items
    "rise_still_low": basket_claims.BasketRiseStillLowFacts,
    "fall_still_high": basket_claims.BasketFallStillHighFacts,
    "floor": basket_claims.BasketFloorFacts,
    "ceiling": basket_claims.BasketCeilingFacts,
    "churn": basket_claims.BasketChurnFacts,
    "flat": basket_claims.BasketFlatFacts,
    "counts_moved": basket_claims.BasketCountsMovedFacts,
    "little_changed": basket_claims.BasketLittleChangedFacts,
}
_STILL = ("floor", "gap", "little_gap", "counts_moved", "ceiling")  # in the order of a paragraph
_FEWEST_IN_WHOLE = 3  # items: two are listed


class BasketWriter(ClaimWriter):
    """Writes findings, and the items of baskets, in the words of a phrasebook."""

    def basket(self, findings: Sequence[Finding], most: int, *, says_target: bool = True) -> Paragraph | None:
        """Return a paragraph on an indicator over its items, with its target; None where no item has anything to state.

        Args:
            findings: The findings of one indicator.
            most: The largest number of sentences on changes of one direction, or on levels.
            says_target: Whether it says for how many items the target was met.
        """
        basis = tuple(f.finding for f in findings)
        bases = StatedBases()
        # A compared finding has an answer that settles it in both waves, so none has an empty base.
        compared = [f for f in findings if is_compared(f)]
        sentences: list[Sentence] = []
        if findings[0].from_wave is None:
            groups = alike_later([f for f in findings if f.to_level is not None and f.to_level.base])
            for group in groups[:most]:
                sentences += self._group(basket_claims.BasketLevelFacts, group, basis, bases)
        else:
            sentences += [] if len(compared) < 2 else [self._verdict(compared, basis)]
            sentences += self._moves(compared, most, basis, bases)
            sentences += self._still(compared, most, basis, bases)
            sentences += self._not_compared(findings, most, basis, bases)
        targets = self._target(findings, basis) if says_target else []
        if not sentences and not targets:
            return None
        mentioned = {name for sentence in sentences for name in sentence.mentions}
        stated = [level for f in findings if f.finding in mentioned for level in stated_levels(f)]
        sentences += self.left_out(stated, basis, bases)
        return Paragraph(sentences=(*sentences, *targets), lead=self._lead(findings[0]))

    def basket_target(self, findings: Sequence[Finding]) -> Paragraph | None:
        """Return a paragraph on the target of an indicator over its items alone; None where no item has an answer.

        Args:
            findings: The findings of one indicator, which has a target.
        """
        targets = self._target(findings, tuple(f.finding for f in findings))
        return Paragraph(sentences=tuple(targets), lead=self._lead(findings[0])) if targets else None

    def _lead(self, finding: Finding) -> str:
        comparison = comparison_words(comparison_of(finding), self.make, self.book)
        return basket_remarks.basket_lead(self.book, self.context.indicator(finding).title, comparison)

    def _target(self, findings: Sequence[Finding], basis: tuple[str, ...]) -> list[Sentence]:
        """Return a sentence on the items that meet the target of the indicator; none where there is no target.

        What was first asked about has a block of its own, which says its targets, too.
        """
        every = [f for f in findings if f.target_met is not None]
        tested = [f for f in every if self.kind(f) != "first_asked"]
        if not tested:
            return []
        facts = basket_remarks.BasketTargetFacts.from_findings(
            tested, self.make, is_asked_before=len(tested) < len(every)
        )
        return [self.book_of(tested[0]).sentence(facts, basis=basis)]

    def _verdict(self, compared: Sequence[Finding], basis: tuple[str, ...]) -> Sentence:
        book = self.book_of(compared[0])
        facts = BasketVerdictFacts.from_findings(compared, self.make, book, number=len(basis))
        comparison, key = comparison_of(compared[0]), basket_path(compared[0])
        return book.sentence(facts, basis=basis, comparison=comparison, variant_key=key)

    def _moves(
        self, compared: Sequence[Finding], most: int, basis: tuple[str, ...], bases: StatedBases
    ) -> list[Sentence]:
        """Return sentences on items that moved: the wider direction first, rises in a tie, then those whose counts differ."""
        sentences: list[Sentence] = []
        agreeing = [f for f in compared if self.kind(f) != "units_moved"]
        moves = [(sign, [f for f in agreeing if self.move(f) == sign]) for sign in _MOVES]
        size = size_of_change(compared, self.context)
        moves.sort(key=lambda move: -max(map(size, move[1]), default=Fraction(0)))
        for sign, moved in moves:
            widest, further = _MOVES[sign]
            groups = self._alike_moves(moved)
            to_none = [
                g for g in groups if sign < 0 and g.first.to_level is not None and g.first.to_level.count == 0
            ]
            if len(to_none) > 1 and groups[0] in to_none:
                sentences.append(self._fell_to_none(to_none, basis, bases))
                groups = [g for g in groups if g not in to_none]
                widest, most = further, most - 1
            for i, group in enumerate(groups[: max(most, 0)]):
                facts = _BY_KIND.get(self.kind(group.first), further if i else widest)
                sentences += self._group(facts, group, basis, bases)
        disagreeing = [f for f in compared if self.kind(f) == "units_moved"]
        for group in self._alike_moves(disagreeing)[:1]:
            sentences += self._group(basket_claims.BasketUnitsMovedFacts, group, basis, bases)
        return sentences

    def _fell_to_none(self, groups: Sequence[Group], basis: tuple[str, ...], bases: StatedBases) -> Sentence:
        """Return one sentence on items that fell to none, each group of them from another level."""
        book, first = self.book_of(groups[0].first), groups[0].first
        indicator, clauses, after = self.context.indicator(first), [], None
        for group in groups:
            given = GroupInput(group=group, make=self.make, book=book, bases=bases)
            before, later = given.levels()
            after = after or later
            items = self.make.items(indicator, group.items)
            clauses.append(book.clause(basket_claims.FellFromFacts(items=items, before=before)))
        assert after is not None
        facts = basket_claims.BasketFellToNoneFacts(
            after=after,
            clauses=listed_clauses(clauses),
            is_lower_better=self.context.direction(first) == "lower",
        )
        mentions = tuple(f.finding for group in groups for f in group.findings)
        return book.sentence(facts, basis=basis, mentions=mentions, variant_key=first.finding)

    def _still(
        self, compared: Sequence[Finding], most: int, basis: tuple[str, ...], bases: StatedBases
    ) -> list[Sentence]:
        """Return sentences on items that did not move: none, gaps, counts that moved alone, and all.

        Where the number changed for no item of the basket, its levels are stated, too.
        """
        direction = self.context.direction(compared[0]) if compared else "none"
        still = [f for f in compared if self.move(f) == 0]
        is_all = len(still) == len(compared)
        ranked: dict[int, list[Group]] = {}
        order = partial(shortfall, direction=direction)
        for group in alike(still, order=lambda f: -order(f), also_alike=self._alike_still):
            rank = self._rank_of_still(group.first, direction)
            if rank is not None or is_all:
                ranked.setdefault(len(_STILL) if rank is None else rank, []).append(group)
        stated = [group for _, each in sorted(ranked.items()) for group in each[: most if is_all else 1]]
        sentences = [
            sentence
            for group in stated
            for sentence in self._group(_BY_KIND[self.kind(group.first)], group, basis, bases)
        ]
        return [*sentences, *self._on_scale([f for group in stated for f in group.findings], basis)]

    def _on_scale(self, still: Sequence[Finding], basis: tuple[str, ...]) -> list[Sentence]:
        """Return a sentence on items for which units moved on the scale of their answers, though the counts did not."""
        pairs = [(f, moved_on_scale(f, self.context)) for f in still]
        found = [(f, moved) for f, moved in pairs if moved is not None and moved[0] != moved[1]]
        if not found:
            return []
        facts = BasketMovedOnScaleFacts.from_findings(
            [f for f, _ in found], [moved for _, moved in found], self.make
        )
        mentions = tuple(f.finding for f, _ in found)
        comparison = comparison_of(still[0])
        return [self.book_of(still[0]).sentence(facts, basis=basis, mentions=mentions, comparison=comparison)]

    def _alike_moves(self, moved: Sequence[Finding]) -> list[Group]:
        """Return items that moved in groups that one sentence can state: the widest change first, in a tie the most items."""
        tied = ranked(moved, self.context)
        place = {f.finding: i for i, group in enumerate(tied) for f in group}
        groups = alike(moved, order=lambda f: place[f.finding], also_alike=self._alike_moved)
        return sorted(groups, key=lambda group: (place[group.first.finding], -len(group.findings)))

    def _alike_moved(self, finding: Finding) -> object:
        """Return what is the same of items that moved and that one sentence can state: who changed, where that is said."""
        change = change_of(finding)[3]
        is_said = is_apart(finding, self.context.judged_on(finding))
        return (change.gained, change.lost, change.matched) if is_said else answered_once(finding)

    def _alike_still(self, finding: Finding) -> object:
        """Return what is the same of items that did not move and that one sentence can state."""
        change = change_of(finding)[3]
        return self.kind(finding), change.gained, change.lost, answered_once(finding)

    def _rank_of_still(self, finding: Finding, direction: str) -> int | None:
        """Return the place in a paragraph of a finding that did not move; None if nothing needs to be said of it.

        None of what there should be none of needs no sentence; all of it is a gap.
        """
        kind = self.kind(finding)
        if kind in ("floor", "ceiling") and direction != "lower":
            return _STILL.index(kind)
        if is_gap(finding, direction):
            return _STILL.index("little_gap" if kind == "little_changed" else "gap")
        return _STILL.index(kind) if kind == "counts_moved" else None

    def _not_compared(
        self, findings: Sequence[Finding], most: int, basis: tuple[str, ...], bases: StatedBases
    ) -> list[Sentence]:
        """Return sentences on items that cannot be compared, by reason; those first asked about have a block of their own."""
        sentences: list[Sentence] = []
        others = [f for f in findings if not is_compared(f)]
        for reason in REASONS:
            later = [
                f
                for f in others
                if f.reason == reason
                and self.kind(f) != "first_asked"
                and f.to_level is not None
                and f.to_level.base
            ]
            for group in alike_later(later)[:most]:
                sentences += self._group(basket_remarks.BasketNotComparedFacts, group, basis, bases)
        before_only = [f for f in others if f.to_level is None and f.from_level is not None]
        if before_only:
            group = Group(tuple(before_only))
            sentences += self._group(basket_remarks.BasketNotAskedLaterFacts, group, basis, bases)
        return sentences

    def _group(
        self, kind: type[GroupFacts], group: Group, basis: tuple[str, ...], bases: StatedBases
    ) -> list[Sentence]:
        book = self.book_of(group.first)
        given = GroupInput(
            group=group, make=self.make, book=book, bases=bases, whole=self._whole(group, len(basis))
        )
        sentence = book.sentence(
            kind.from_group(given),
            basis=basis,
            mentions=tuple(f.finding for f in group.findings),
            variant_key=f"{kind.kind}{group.first.finding}",
        )
        compared = self.net_change(group.first, basis) if is_compared(group.first) else []
        return [
            sentence,
            *compared,
            *self.answers(stated_levels(group.first, is_many=group.is_many), basis),
        ]

    def _whole(self, group: Group, number: int) -> Parts:
        """Return words for all items of a basket, if the group is all of them; else nothing. number: how many there are."""
        if not len(group.items) == number >= _FEWEST_IN_WHOLE:
            return ()
        facts = basket_claims.WholeBasketFacts(
            number=self.make.number(f"{basket_path(group.first)}.items", number),
            basket=term(self.context.basket_label(self.context.indicator(group.first))),
        )
        return self.book.clause(facts)
