"""The claims on whole baskets: for how many items each of several indicators rose, fell or is far from good."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, TypeVar

from egyv_engine.model.documents import Indicator
from egyv_engine.model.findings import Finding
from egyv_engine.model.frozen import Frozen, replace
from egyv_engine.model.report import Sentence
from egyv_engine.narrative.claims.changes import basket_path, comparison_of
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.claim_kinds import GAP_SHARE, is_compared, is_gap, move_of
from egyv_engine.narrative.claims.facts import FactMaker, NumberFacts
from egyv_engine.narrative.claims.left_out_claims import is_far_as_written
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.claims.ranking import ranked_together
from egyv_engine.narrative.language.lists import listed, listed_clauses
from egyv_engine.narrative.language.parts import Parts, quoted, term
from egyv_engine.narrative.report_context import Comparison, ReportContext

_MOST_TOPICS = 4  # in one sentence
_TWO = 2
FEWEST = 2  # items: one is a finding of its own
_ALSO = Fraction(
    1, 4
)  # of the items of a basket: where as many moved the other way, the sentence says so of each
_PARTS = {1: "rose", -1: "fell", 0: "far"}  # the last step of the path of their number, by how items moved


class ItemsAlike(Frozen):
    """Items of an indicator that moved the same way, or are all far from good, and the compared items that they are of.

    number: how many items the basket has, compared or not; against: those that moved the other way.
    """

    findings: tuple[Finding, ...]
    compared: tuple[Finding, ...]
    number: int
    move: int = 0
    against: tuple[Finding, ...] = ()


class ItemsCountFacts(ClaimFacts):
    """For how many of the compared items of a basket something holds of some indicators; the same number for each of them."""

    topics: Parts
    number: NumberFacts
    compared: NumberFacts
    basket: Parts
    is_many: bool
    is_all: bool
    is_all_compared: bool
    is_base_stated: bool


@claim("message_clause")
class MessageClauseFacts(ItemsCountFacts):
    """A clause on indicators that rose, or fell."""

    against: NumberFacts
    is_rise: bool
    is_lower_better: bool
    is_verb_stated: bool


@claim("message")
class MessageFacts(ClaimFacts):
    """For how many items of their baskets some indicators rose or fell: the direction of the widest first."""

    is_tally = True
    cohort: Parts
    is_opening: bool
    first: Parts
    second: Parts


@claim("gap_clause")
class GapClauseFacts(ItemsCountFacts):
    """A clause on indicators that few or no units meet."""


@claim("gap_message")
class GapMessageFacts(ClaimFacts):
    """For how many items of their baskets few or no units meet some indicators. below, below_of: fewer than so many of so many."""

    is_tally = True
    is_of_levels = True
    below: NumberFacts
    below_of: NumberFacts
    clauses: Parts


Count = TypeVar("Count", bound=ItemsCountFacts)


class MessageWriter:
    """Writes sentences on whole baskets, those that a reader should hear of first in front.

    among: the ids of the findings that its sentences are chosen from.
    """

    def __init__(
        self, context: ReportContext, book: Phrasebook, rank: Sequence[str], among: tuple[str, ...] = ()
    ) -> None:
        self.context, self.book, self.rank, self.among = context, book, rank, among
        self.make = FactMaker(context)

    def moves(self, findings: Sequence[Finding]) -> list[ItemsAlike]:
        """Return, for each scored basket, the items that moved the way most of the moved ones did, ranked.

        A rise that leaves most of its items far from good is left out: it is a gap.

        Args:
            findings: The findings of a cohort and comparison.
        """
        found: list[ItemsAlike] = []
        for compared, number in self._baskets(findings):
            fell, rose = self._moved(compared, -1), self._moved(compared, 1)
            sign, most, fewer = (1, rose, fell) if len(rose) > len(fell) else (-1, fell, rose)
            if most and not self._is_far(most):
                found.append(
                    ItemsAlike(findings=most, compared=compared, number=number, move=sign, against=fewer)
                )
        return self._ranked(found)

    def gaps(self, findings: Sequence[Finding]) -> list[ItemsAlike]:
        """Return, for each scored basket, the items that few or no units meet, if there are several.

        Args:
            findings: The findings of a cohort and comparison.
        """
        found = []
        for compared, number in self._baskets(findings):
            far = tuple(f for f in compared if is_far_as_written(f, self.context))
            if len(far) >= FEWEST and self.context.direction(far[0]) != "lower":
                found.append(ItemsAlike(findings=far, compared=compared, number=number))
        return sorted(found, key=lambda each: -Fraction(len(each.findings), len(each.compared)))

    def message(
        self,
        found: Sequence[ItemsAlike],
        most: int,
        *,
        most_topics: int = _MOST_TOPICS,
        is_cohort_named: bool = False,
        is_opening: bool = True,
    ) -> list[Sentence]:
        """Return one sentence on the items that moved; none where there are none.

        Args:
            found: The items, the first of which leads.
            most: The largest number of clauses of a direction.
            most_topics: The largest number of indicators that they name together.
            is_cohort_named: Whether the words before the sentence name the cohort.
            is_opening: Whether it opens its paragraph, and says that units reported it.
        """
        if not found:
            return []
        shown = _clauses_of(found, most, most_topics)
        every = [each for side in shown for group in side for each in group]
        # Where it is said of one basket that some moved the other way, another of which it is not would seem to have none.
        if not any(len(each.against) >= _ALSO * len(each.compared) for each in every):
            shown = _clauses_of([replace(each, against=()) for each in found], most, most_topics)
        clauses: list[list[Parts]] = []
        before: Sequence[ItemsAlike] = ()
        for groups in shown:
            clauses.append([])
            for group in groups:
                path = basket_path(group[0].findings[0])
                own = {
                    "against": self.make.number(f"{path}.{_PARTS[-group[0].move]}", len(group[0].against)),
                    "is_rise": group[0].move > 0,
                    "is_lower_better": self.context.direction(group[0].findings[0]) == "lower",
                    # After "and fell for three" a clause without a verb would read as a fall, too.
                    "is_verb_stated": bool(clauses[-1]) and not group[0].against and not before[0].against,
                }
                clauses[-1].append(self.book.clause(self._count(MessageClauseFacts, group, before, **own)))
                before = group
        facts = MessageFacts(
            cohort=() if is_cohort_named else self.make.cohort(found[0].findings[0].cohort),
            is_opening=is_opening,
            first=listed_clauses(clauses[0]),
            second=listed_clauses(clauses[1]),
        )
        comparison = comparison_of(found[0].findings[0])
        return [self._sentence(facts, [group for groups in shown for group in groups], comparison)]

    def gap_message(self, found: Sequence[ItemsAlike], most: int) -> list[Sentence]:
        """Return one sentence on the items that few or no units meet; none where there are none.

        Args:
            found: The items of each indicator.
            most: The largest number of clauses.
        """
        if not found:
            return []
        (groups,), clauses = _within_reach([_alike(found)[:most]], _MOST_TOPICS), []
        for i, group in enumerate(groups):
            clauses.append(self.book.clause(self._count(GapClauseFacts, group, groups[i - 1] if i else ())))
        facts = GapMessageFacts(
            below=self.make.number("#gap.below", GAP_SHARE.numerator),
            below_of=self.make.number("#gap.below_of", GAP_SHARE.denominator),
            clauses=listed_clauses(clauses),
        )
        return [self._sentence(facts, groups)]

    def _baskets(self, findings: Sequence[Finding]) -> list[tuple[tuple[Finding, ...], int]]:
        """Return the compared findings of each scored indicator over items, where there are several, and how many items it has."""
        items = tuple(f for f in findings if f.item is not None and self.context.indicator(f).scored)
        by_indicator = self.context.by_indicator(items).values()
        found = [(tuple(filter(is_compared, each)), len(each)) for each in by_indicator]
        return [(compared, number) for compared, number in found if len(compared) >= FEWEST]

    def _moved(self, compared: Sequence[Finding], sign: int) -> tuple[Finding, ...]:
        return tuple(f for f in compared if move_of(f, self.context.judged_on(f)) == sign)

    def _is_far(self, moved: Sequence[Finding]) -> bool:
        """Return whether the items got better and most of them are far from good all the same."""
        better = [f for f in moved if f.verdict == "improved"]
        far = [f for f in better if is_gap(f, self.context.direction(f))]
        return bool(better) and 2 * len(far) > len(better)

    def _ranked(self, found: Sequence[ItemsAlike]) -> list[ItemsAlike]:
        by_findings = {id(each.findings): each for each in found}  # the hash of a finding takes long
        tied = ranked_together([each.findings for each in found], self.context, self.rank)
        return [by_findings[id(findings)] for group in tied for findings in group]

    def _sentence(
        self,
        facts: ClaimFacts,
        groups: Sequence[Sequence[ItemsAlike]],
        comparison: Comparison | None = None,
    ) -> Sentence:
        counted = tuple(dict.fromkeys(f.finding for group in groups for each in group for f in each.compared))
        basis = dict.fromkeys((*counted, *self.among))
        first = groups[0][0].findings[0]
        book = self.book.on_record(is_records=self.context.is_on_record(first))
        return book.sentence(
            facts,
            basis=tuple(basis),
            counted=counted,
            comparison=comparison,
            variant_key=basket_path(first),
        )

    def _count(
        self, kind: type[Count], group: Sequence[ItemsAlike], before: Sequence[ItemsAlike], **own: Any
    ) -> Count:
        """Return the facts of a clause. before: the items of the clause before it; own: the facts that only its kind has."""
        first = group[0]
        indicator, path = self.context.indicator(first.findings[0]), basket_path(first.findings[0])
        is_all = len(first.findings) == len(first.compared)
        # "Both" gives no number that "one" could be a part of: "for both things; for one of the two things".
        is_base_said = is_all or not _is_both(before)
        return kind(
            topics=listed([topic_of(self.context.indicator(each.findings[0])) for each in group]),
            number=self.make.number(f"{path}.{_PARTS[first.move]}", len(first.findings)),
            compared=self.make.number(f"{path}.compared", len(first.compared)),
            basket=term(self.context.basket_label(indicator)),
            is_many=len(group) > 1,
            is_all=is_all,
            is_all_compared=all(len(each.compared) == each.number for each in group),
            is_base_stated=bool(before) and _base(group) == _base(before) and is_base_said,
            **own,
        )


def topic_of(indicator: Indicator) -> Parts:
    """Return what an indicator is about: "raw data sharing", or its title in quotation marks."""
    return term(indicator.says.topic) or quoted(indicator.title)


def _within_reach(sides: Sequence[Sequence[list[ItemsAlike]]], most: int) -> list[list[list[ItemsAlike]]]:
    """Return the first clauses of each side, so that the sentence has no more indicators than a reader can take in."""
    left = most - (1 if len(sides) > 1 and sides[1] else 0)  # the other side has a clause, if it has any
    shown: list[list[list[ItemsAlike]]] = []
    for side in sides:
        kept: list[list[ItemsAlike]] = []
        for group in side:
            if kept and len(group) > left:
                break
            kept.append(group)
            left -= len(group)
        shown.append(kept)
        left = max(left, 0) + (1 if len(shown) == 1 else 0)
    return shown


def _clauses_of(found: Sequence[ItemsAlike], most: int, most_topics: int) -> list[list[list[ItemsAlike]]]:
    """Return what the clauses of a sentence state: the direction of the first, then the other one.

    Args:
        found: The items, the first of which leads.
        most: The largest number of clauses of a direction.
        most_topics: The largest number of indicators that they name together.
    """
    lead = found[0].move
    sides = [[each for each in found if (each.move == lead) == is_lead] for is_lead in (True, False)]
    return _within_reach([_alike(side)[:most] for side in sides], most_topics)


def _alike(found: Sequence[ItemsAlike]) -> list[list[ItemsAlike]]:
    """Return the items that one clause states: the same numbers of the same basket."""
    groups: dict[object, list[ItemsAlike]] = {}
    for each in found:
        key = (len(each.findings), len(each.against), _base([each]), each.move)
        groups.setdefault(key, []).append(each)
    return list(groups.values())


def _is_both(group: Sequence[ItemsAlike]) -> bool:
    """Return whether a clause is on all of two items, which it counts in a word."""
    return bool(group) and len(group[0].findings) == len(group[0].compared) == _TWO


def _base(group: Sequence[ItemsAlike]) -> frozenset[str | None]:
    """Return the items that the first of a group is compared over: what "of the twelve partners" refers to."""
    return frozenset(f.item for f in group[0].compared)
