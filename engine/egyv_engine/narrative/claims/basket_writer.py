"""Writes a paragraph on the items of a basket: what moved, widest first, what did not, and what was first asked."""

from collections.abc import Sequence

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import Paragraph, Sentence
from egyv_engine.narrative.claims import basket_claims
from egyv_engine.narrative.claims.basket_claims import BasketVerdictFacts, GroupFacts
from egyv_engine.narrative.claims.changes import answered_once, basket_path
from egyv_engine.narrative.claims.claim_kinds import is_compared, is_gap, net
from egyv_engine.narrative.claims.claim_writer import ClaimWriter
from egyv_engine.narrative.claims.first_asked_claims import BasketFirstAskedFacts
from egyv_engine.narrative.claims.group_input import GroupInput
from egyv_engine.narrative.claims.grouping import Group, alike, alike_later
from egyv_engine.narrative.claims.stated_bases import StatedBases

# For each direction the claims on the widest change, on one of a single unit, and on a further one.
_MOVES = {
    1: (
        basket_claims.BasketRiseFacts,
        basket_claims.BasketRiseByOneFacts,
        basket_claims.BasketRiseMoreFacts,
    ),
    -1: (
        basket_claims.BasketFallFacts,
        basket_claims.BasketFallByOneFacts,
        basket_claims.BasketFallMoreFacts,
    ),
}


class BasketWriter(ClaimWriter):
    """Writes findings, and the items of baskets, in the words of a phrasebook."""

    def basket(self, findings: Sequence[Finding], most: int) -> Paragraph | None:
        """Return a paragraph on an indicator over its items; None where no item has anything to state.

        Args:
            findings: The findings of one indicator.
            most: The largest number of sentences on changes of one direction, or on levels.
        """
        indicator = self.context.indicator(findings[0])
        basis = tuple(f.finding for f in findings)
        bases = StatedBases()
        if findings[0].from_wave is None:
            groups = alike_later([f for f in findings if f.to_level is not None and f.to_level.base])
            levels = [
                self._group(basket_claims.BasketLevelFacts, group, basis, bases) for group in groups[:most]
            ]
            return Paragraph(sentences=tuple(levels), lead=indicator.title) if levels else None
        # A compared finding has an answer that counts in both waves, so none has an empty base.
        compared = [f for f in findings if is_compared(f)]
        if not compared:
            sentences = self._not_compared(findings, most, basis, bases)
            return Paragraph(sentences=tuple(sentences), lead=indicator.title) if sentences else None
        sentences = [] if len(compared) < 2 else [self._verdict(compared, basis)]
        sentences += self._moves(compared, most, basis, bases)
        still = [f for f in compared if self.direction(f) == 0]
        sentences += self._still(still, indicator.direction, basis, bases)
        return Paragraph(sentences=tuple(sentences), lead=indicator.title) if sentences else None

    def first_asked(self, findings: Sequence[Finding], most: int) -> list[Sentence]:
        """Return sentences on items first asked about at the later wave, the largest level first, ties together.

        Args:
            findings: The findings of one indicator.
            most: The largest number of groups in one sentence.
        """
        basis = tuple(f.finding for f in findings)
        bases = StatedBases()
        groups = alike_later([f for f in findings if f.to_level is not None and f.to_level.base])
        sentences = []
        for start in range(0, len(groups), most):
            some = groups[start : start + most]
            facts = BasketFirstAskedFacts.from_groups(some, self.make, self.book, bases, number=len(basis))
            mentions = tuple(f.finding for group in some for f in group.findings)
            sentences.append(self.book.sentence(facts, basis=basis, mentions=mentions, variant_key=basis[0]))
        return sentences

    def _verdict(self, compared: Sequence[Finding], basis: tuple[str, ...]) -> Sentence:
        facts = BasketVerdictFacts.from_findings(compared, self.make)
        return self.book.sentence(facts, basis=basis, variant_key=basket_path(compared[0]))

    def _moves(
        self, compared: Sequence[Finding], most: int, basis: tuple[str, ...], bases: StatedBases
    ) -> list[Sentence]:
        """Return sentences on items that moved: the wider direction first, rises in a tie, then those whose counts differ."""
        sentences = []
        agreeing = [f for f in compared if self.kind(f) not in ("counts_moved", "units_moved")]
        moves = [(sign, [f for f in agreeing if self.direction(f) == sign]) for sign in _MOVES]
        moves.sort(key=lambda move: -max((abs(net(f)) for f in move[1]), default=0))
        for sign, moved in moves:
            widest, by_one, further = _MOVES[sign]
            for i, group in enumerate(alike(moved, order=lambda f: -abs(net(f)))[:most]):
                is_by_one = abs(net(group.first)) == 1
                facts: type[GroupFacts] = further if i else by_one if is_by_one else widest
                sentences.append(self._group(facts, group, basis, bases))
        disagreeing = [f for f in compared if self.kind(f) == "units_moved"]
        groups = alike(disagreeing, order=lambda f: -abs(net(f)), also_alike=answered_once)
        sentences += [
            self._group(basket_claims.BasketUnitsMovedFacts, group, basis, bases) for group in groups[:1]
        ]
        return sentences

    def _still(
        self, still: Sequence[Finding], direction: str, basis: tuple[str, ...], bases: StatedBases
    ) -> list[Sentence]:
        """Return sentences on items that did not move: the widest gaps, then those that could not rise."""
        floor = [f for f in still if self.kind(f) == "floor"]
        ceiling = [f for f in still if self.kind(f) == "ceiling"]
        if direction == "lower":
            # None of what there should be none of needs no sentence; all of it is a gap.
            ceiling, floor = [], []
        gaps = [f for f in still if is_gap(f, direction) and f not in floor]
        widest = alike_later(gaps, is_lowest_first=direction != "lower")
        chosen: list[tuple[type[GroupFacts], list[Group]]] = [
            (basket_claims.BasketFloorFacts, alike(floor, order=_as_declared)),
            (basket_claims.BasketGapFacts, widest),
            (basket_claims.BasketCeilingFacts, alike(ceiling, order=_as_declared)),
        ]
        return [self._group(facts, groups[0], basis, bases) for facts, groups in chosen if groups]

    def _not_compared(
        self, findings: Sequence[Finding], most: int, basis: tuple[str, ...], bases: StatedBases
    ) -> list[Sentence]:
        """Return sentences on the later level of items that no sentence on what was first asked states."""
        levels = [
            f for f in findings if f.reason != "not_asked" and f.to_level is not None and f.to_level.base
        ]
        reasons = dict.fromkeys(f.reason for f in levels)
        groups = [group for r in reasons for group in alike_later([f for f in levels if f.reason == r])]
        return [
            self._group(basket_claims.BasketNotComparedFacts, group, basis, bases) for group in groups[:most]
        ]

    def _group(
        self, kind: type[GroupFacts], group: Group, basis: tuple[str, ...], bases: StatedBases
    ) -> Sentence:
        given = GroupInput(group=group, make=self.make, book=self.book, bases=bases)
        return self.book.sentence(
            kind.from_group(given),
            basis=basis,
            mentions=tuple(f.finding for f in group.findings),
            variant_key=f"{kind.kind}{group.first.finding}",
        )


def _as_declared(_: Finding) -> int:
    return 0
