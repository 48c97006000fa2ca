"""What the instrument alone says: which leaves a wave asked, and whether two waves can be compared."""

from collections.abc import Mapping

from egyv_engine.link import LinkedProgramme
from egyv_engine.model import plan as p

Leaf = tuple[p.AnswerRef, ...]  # the answers one comparison reads; empty where it reads attributes only


class Static:
    """Answers about a programme's instrument, before any data."""

    def __init__(
        self,
        linked: LinkedProgramme,
        questions: Mapping[str, p.PlannedQuestion],
        conditions: Mapping[str, p.Node],
    ) -> None:
        self.linked = linked
        self.questions = questions
        self.conditions = conditions
        self._asked: dict[tuple[str, str | None, str | None, str], bool] = {}

    def leaves(self, node: p.Node | p.Number) -> tuple[Leaf, ...]:
        """Every comparison below a node, those of other indicators included, each with the answers it reads."""
        match node:
            case p.And(members=members) | p.Or(members=members) | p.Number(members=members):
                return tuple(leaf for m in members for leaf in self.leaves(m))
            case p.Derived(name=name):
                return self.leaves(self.conditions[name])
            case p.Lookup(ref=ref) | p.Answered(ref=ref):
                return ((ref,) if isinstance(ref, p.AnswerRef) else (),)
            case p.Compare(left=left, right=right):
                inner = tuple(
                    leaf
                    for side in (left, *right)
                    if isinstance(side, p.Number)
                    for leaf in self.leaves(side)
                )
                refs = tuple(ref for side in (left, *right) for ref in _refs(side))
                only_numbers = all(isinstance(side, p.Number | p.Constant) for side in (left, *right))
                return inner if only_numbers else (refs, *inner)

    def is_question_asked(self, question: str, item: str | None, cohort: str | None, wave: str) -> bool:
        """Whether a question was put to a cohort in a wave: not declared not asked, and its skip logic can be met."""
        known = (question, item, cohort, wave)
        if known not in self._asked:
            planned = self.questions[question]
            asked = (item, cohort, wave) not in planned.not_asked
            if asked and item in planned.asked_if:
                leaves = self.leaves(planned.asked_if[item])
                asked = any(self._leaf_asked(leaf, cohort, wave) for leaf in leaves)
            self._asked[known] = asked
        return self._asked[known]

    def _leaf_asked(self, leaf: Leaf, cohort: str | None, wave: str) -> bool:
        return all(self.is_question_asked(r.question, r.item, cohort, r.wave or wave) for r in leaf)

    def is_asked(self, counts: str, base: str | None, cohort: str | None, wave: str) -> bool:
        """Whether a wave, by itself, asked anything that a finding needs; from and to count as that wave."""
        return all(
            any(
                self._leaf_asked(_bound(leaf, wave, wave, wave), cohort, wave)
                for leaf in self.leaves(self.conditions[name])
            )
            for name in (counts, base)
            if name is not None
        )

    def compared(self, question: str, item: str | None, cohort: str | None, pair: tuple[str, str]) -> str:
        """yes, with_care or no, as declared for a question's answers of two waves; no beats with_care."""
        found = "yes"
        for entry in self.linked.questions[question].comparable:
            items = self.linked.listed(entry.items)
            applies = (
                entry.cohort in (None, cohort)
                and entry.from_ in (None, pair[0])
                and entry.to in (None, pair[1])
                and (items is None or item in items)
            )
            if applies and (entry.is_ == "no" or (entry.is_ == "with_care" and found == "yes")):
                found = entry.is_
        return found

    def comparability(
        self,
        counts: str,
        base: str | None,
        cohort: str | None,
        pair: tuple[str, str],
        *,
        looks_back: bool,
        over: bool,
    ) -> p.Comparability:
        """The first reason that holds for a finding in a comparison, and what `over: asked_in_both` leaves out."""
        parts = [self.leaves(self.conditions[name]) for name in (counts, base) if name is not None]
        every = [leaf for leaves in parts for leaf in leaves]
        in_from = [self._leaf_asked(_bound(leaf, pair[0], *pair), cohort, pair[0]) for leaf in every]
        in_to = [self._leaf_asked(_bound(leaf, pair[1], *pair), cohort, pair[1]) for leaf in every]
        kept = [a and b for a, b in zip(in_from, in_to, strict=True)]
        asked = (kept, kept) if over else (in_from, in_to)
        from_asked, to_asked = (_each_part_asked(parts, flags) for flags in asked)
        put = [a or b for a, b in zip(*asked, strict=True)]  # a leaf no wave put to anyone has no wording
        words = {
            self.compared(r.question, r.item, cohort, pair)
            for leaf, is_put in zip(every, put, strict=True)
            if is_put
            for r in leaf
        }
        reason = None
        if not (from_asked and to_asked):
            reason = "not_asked"
        elif looks_back:
            reason = "looks_back"
        elif "no" in words:
            reason = "reworded"
        elif not over and in_from != in_to:
            reason = "different_leaves"
        dropped = [leaf for leaf, keep in zip(every, kept, strict=True) if over and not keep]
        return p.Comparability(
            reason=reason,
            care="with_care" in words,
            from_asked=from_asked and not looks_back,
            to_asked=to_asked,
            from_dropped=self._dropped(dropped, pair[0], pair, cohort),
            to_dropped=self._dropped(dropped, pair[1], pair, cohort),
        )

    def _dropped(
        self, leaves: list[Leaf], wave: str, pair: tuple[str, str], cohort: str | None
    ) -> frozenset[p.AnswerRef]:
        """The references, as read in a wave, that were not asked in one of the two waves."""
        gone: set[p.AnswerRef] = set()
        for leaf in leaves:
            for ref in leaf:
                asked = all(
                    self.is_question_asked(b.question, b.item, cohort, b.wave)
                    for w in pair
                    for b in _bound((ref,), w, *pair)
                )
                if not asked:
                    gone.update(_bound((ref,), wave, *pair))
        return frozenset(gone)


def _each_part_asked(parts: list[tuple[Leaf, ...]], flags: list[bool]) -> bool:
    start = 0
    for leaves in parts:
        if not any(flags[start : start + len(leaves)]):
            return False
        start += len(leaves)
    return True


def _bound(leaf: Leaf, hand: str, from_: str, to: str) -> Leaf:
    waves = {p.HAND: hand, p.FROM: from_, p.TO: to}
    return tuple(p.AnswerRef(r.question, r.item, waves.get(r.wave, r.wave)) for r in leaf)


def _refs(side: p.Operand) -> tuple[p.AnswerRef, ...]:
    match side:
        case p.AnswerRef():
            return (side,)
        case p.Delta(minuend=a, subtrahend=b):
            return (a, b)
        case _:
            return ()
