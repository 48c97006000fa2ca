"""Writes a paragraph on the items of a basket: what moved, widest first, what did not, and what was first asked."""

from collections.abc import Sequence
from fractions import Fraction

from egyv_engine.model.findings import REASONS, Finding
from egyv_engine.model.report import Paragraph, Sentence
from egyv_engine.narrative.claims import basket_claims, basket_remarks
from egyv_engine.narrative.claims.accompanying_claims import StatedLevel, comparison_words
from egyv_engine.narrative.claims.basket_claims import BasketVerdictFacts, GroupFacts
from egyv_engine.narrative.claims.changes import answered_once, basket_path, comparison_of
from egyv_engine.narrative.claims.claim_kinds import is_compared, is_gap, shortfall
from egyv_engine.narrative.claims.claim_writer import ClaimWriter, stated_levels
from egyv_engine.narrative.claims.first_asked_claims import BasketFirstAskedFacts
from egyv_engine.narrative.claims.group_input import GroupInput
from egyv_engine.narrative.claims.grouping import Group, alike, alike_later
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.language.parts import term

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
        basis = tuple(f.finding for f in findings)
        bases = StatedBases()
        # A compared finding has an answer that counts in both waves, so none has an empty base.
        compared = [f for f in findings if is_compared(f)]
        sentences: list[Sentence] = []
        if findings[0].from_wave is None:
            groups = alike_later([f for f in findings if f.to_level is not None and f.to_level.base])
            for group in groups[:most]:
                sentences += self._group(basket_claims.BasketLevelFacts, group, basis, bases)
        else:
            sentences += [] if len(compared) < 2 else [self._verdict(compared, basis)]
            sentences += self._moves(compared, most, basis, bases)
            still = [f for f in compared if self.move(f) == 0]
            sentences += self._still(still, self.context.direction(findings[0]), basis, bases)
            sentences += self._not_compared(findings, most, basis, bases)
        if not sentences:
            return None
        mentioned = {name for sentence in sentences for name in sentence.mentions}
        stated = [level for f in findings if f.finding in mentioned for level in stated_levels(f)]
        sentences += self.left_out(stated, basis, bases)
        sentences += self._target([f for f in findings if self.kind(f) != "first_asked"], basis)
        return Paragraph(sentences=tuple(sentences), lead=self._lead(findings[0]))

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
            sentences += self.answers(self._levels_of(some), basis)
        stated = [level for group in groups for f in group.findings for level in stated_levels(f)]
        sentences += self.left_out(stated, basis, bases)
        return [*sentences, *self._target(findings, basis)]

    def _lead(self, finding: Finding) -> str:
        title = term(self.context.indicator(finding).title)
        comparison = comparison_words(comparison_of(finding), self.make, self.book)
        return self.book.sentence(
            basket_remarks.BasketLeadFacts(title=title, comparison=comparison), basis=()
        ).text

    def _target(self, findings: Sequence[Finding], basis: tuple[str, ...]) -> list[Sentence]:
        """Return a sentence on the items that meet the target of the indicator; none where there is no target."""
        tested = [f for f in findings if f.target_met is not None]
        if not tested:
            return []
        facts = basket_remarks.BasketTargetFacts.from_findings(tested, self.make)
        return [self.book.sentence(facts, basis=basis)]

    def _verdict(self, compared: Sequence[Finding], basis: tuple[str, ...]) -> Sentence:
        facts = BasketVerdictFacts.from_findings(compared, self.make, self.book)
        return self.book.sentence(facts, basis=basis, variant_key=basket_path(compared[0]))

    def _moves(
        self, compared: Sequence[Finding], most: int, basis: tuple[str, ...], bases: StatedBases
    ) -> list[Sentence]:
        """Return sentences on items that moved: the wider direction first, rises in a tie, then those whose counts differ."""
        sentences: list[Sentence] = []
        agreeing = [f for f in compared if self.kind(f) != "units_moved"]
        moves = [(sign, [f for f in agreeing if self.move(f) == sign]) for sign in _MOVES]
        moves.sort(key=lambda move: -max(map(self.size, move[1]), default=Fraction(0)))
        for sign, moved in moves:
            widest, by_one, further = _MOVES[sign]
            for i, group in enumerate(alike(moved, order=lambda f: -self.size(f))[:most]):
                is_by_one = self.kind(group.first).endswith("_by_one")
                facts: type[GroupFacts] = further if i else by_one if is_by_one else widest
                sentences += self._group(facts, group, basis, bases)
        disagreeing = [f for f in compared if self.kind(f) == "units_moved"]
        groups = alike(disagreeing, order=lambda f: -self.size(f), also_alike=answered_once)
        for group in groups[:1]:
            sentences += self._group(basket_claims.BasketUnitsMovedFacts, group, basis, bases)
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
        far = [f for f in still if is_gap(f, direction) and f not in floor]
        gaps = [f for f in far if self.kind(f) != "little_changed"]
        little = [f for f in far if f not in gaps]
        widest = alike_later(gaps, is_lowest_first=direction != "lower")
        chosen: list[tuple[type[GroupFacts], list[Group]]] = [
            (basket_claims.BasketFloorFacts, alike(floor, order=_as_declared)),
            (basket_claims.BasketGapFacts, widest),
            (basket_claims.BasketLittleChangedFacts, alike(little, order=lambda f: -shortfall(f, direction))),
            (basket_claims.BasketCeilingFacts, alike(ceiling, order=_as_declared)),
        ]
        return [
            sentence
            for facts, groups in chosen
            if groups
            for sentence in self._group(facts, groups[0], basis, bases)
        ]

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
        given = GroupInput(group=group, make=self.make, book=self.book, bases=bases)
        sentence = self.book.sentence(
            kind.from_group(given),
            basis=basis,
            mentions=tuple(f.finding for f in group.findings),
            variant_key=f"{kind.kind}{group.first.finding}",
        )
        return [sentence, *self.answers(stated_levels(group.first, is_many=group.is_many), basis)]

    def _levels_of(self, groups: Sequence[Group]) -> list[StatedLevel]:
        """Return the later levels of groups that one sentence states; those with the same answers as one."""
        if len(groups) == 1:
            return stated_levels(groups[0].first, is_many=groups[0].is_many)
        alike_answers: dict[tuple[int, ...], list[Finding]] = {}
        for finding in (f for group in groups for f in group.findings):
            level = finding.to_level
            assert level is not None
            alike_answers.setdefault((level.base, level.asked, level.dont_know), []).append(finding)
        found = []
        for each in alike_answers.values():
            first, level = each[0], each[0].to_level
            assert level is not None
            named = Group(tuple(each)).items if len(alike_answers) > 1 else ()
            items = self.make.items(self.context.indicator(first), named)
            many = len(each) > 1
            found.append(
                StatedLevel(finding=first, wave=first.to_wave, level=level, items=items, is_many=many)
            )
        return found


def _as_declared(_: Finding) -> Fraction:
    return Fraction(0)
