"""What the instrument alone says: which leaves a wave asked, and whether two waves can be compared."""

from collections.abc import Callable, Mapping

from egyv_engine.link.linker import LinkedProgramme
from egyv_engine.model import plan as p
from egyv_engine.model.findings import Reason

Leaf = tuple[p.AnswerRef, ...]  # the answers one comparison reads; empty where it reads attributes only


class InstrumentFacts:
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

    def leaves(self, node: p.Node | p.CountOf) -> tuple[Leaf, ...]:
        """Every comparison below a node, those of other indicators included, each with the answers it reads."""
        match node:
            case p.And(members=members) | p.Or(members=members) | p.CountOf(members=members):
                return tuple(leaf for m in members for leaf in self.leaves(m))
            case p.Derived(name=name):
                return self.leaves(self.conditions[name])
            case p.Lookup(ref=ref) | p.Answered(ref=ref):
                return ((ref,) if isinstance(ref, p.AnswerRef) else (),)
            case p.Compare(left=left, right=right):
                inner = tuple(
                    leaf
                    for side in (left, *right)
                    if isinstance(side, p.CountOf)
                    for leaf in self.leaves(side)
                )
                refs = tuple(ref for side in (left, *right) for ref in _refs(side))
                only_numbers = all(isinstance(side, p.CountOf | p.Constant) for side in (left, *right))
                return inner if only_numbers else (refs, *inner)

    def is_question_asked(self, question: str, item: str | None, cohort: str | None, wave: str) -> bool:
        """Whether a question was put to a cohort in a wave: not declared not asked, and its skip logic can be met."""
        known = (question, item, cohort, wave)
        if known not in self._asked:
            planned = self.questions[question]
            asked = (item, cohort, wave) not in planned.not_asked
            if asked and item in planned.asked_if:
                asked = self._in_wave(planned.asked_if[item], cohort, wave) is not None
            self._asked[known] = asked
        return self._asked[known]

    def _leaf_asked(self, leaf: Leaf, cohort: str | None, wave: str) -> bool:
        return all(self.is_question_asked(r.question, r.item, cohort, r.wave or wave) for r in leaf)

    def _left(self, node: p.Node | p.CountOf, keep: Callable[[Leaf], bool]) -> tuple[Leaf, ...] | None:
        """The leaves left when those not kept fall away, and with them what they alone make up; None without any."""
        match node:
            case p.And(members=members) | p.Or(members=members) | p.CountOf(members=members):
                parts = [left for m in members if (left := self._left(m, keep)) is not None]
                return tuple(leaf for left in parts for leaf in left) if parts else None
            case p.Derived(name=name):
                return self._left(self.conditions[name], keep)
            case p.Lookup() | p.Answered():
                (leaf,) = self.leaves(node)
                return (leaf,) if keep(leaf) else None
            case p.Compare(left=one, right=others):
                inner = [self._left(side, keep) for side in (one, *others) if isinstance(side, p.CountOf)]
                refs = tuple(ref for side in (one, *others) for ref in _refs(side))
                if None in inner or (refs and not keep(refs)):
                    return None
                return (*((refs,) if refs else ()), *(leaf for left in inner if left for leaf in left))

    def _in_wave(self, node: p.Node, cohort: str | None, wave: str) -> tuple[Leaf, ...] | None:
        """The leaves that a wave, by itself, asked; None where it did not ask what the condition needs."""
        return self._left(node, lambda leaf: self._leaf_asked(_bound(leaf, wave, wave, wave), cohort, wave))

    def is_asked(self, counts: str, base: str | None, cohort: str | None, wave: str) -> bool:
        """Whether a wave, by itself, asked what a finding needs; from and to count as that wave."""
        return all(
            self._in_wave(self.conditions[name], cohort, wave) is not None
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
        parts = [self.conditions[name] for name in (counts, base) if name is not None]
        every = [leaf for part in parts for leaf in self.leaves(part)]
        asked = {w: {leaf: self._asked_of_pair(leaf, cohort, w, pair) for leaf in every} for w in pair}
        both = {leaf for leaf in every if asked[pair[0]][leaf] and asked[pair[1]][leaf]}
        keep: tuple[Callable[[Leaf], bool], ...] = (
            (both.__contains__,) * 2 if over else (asked[pair[0]].__getitem__, asked[pair[1]].__getitem__)
        )
        in_from, in_to = ([self._left(part, k) for part in parts] for k in keep)
        put = {
            leaf for left in (*in_from, *in_to) for leaf in left or ()
        }  # what neither asked has no wording
        words = {self.compared(r.question, r.item, cohort, pair) for leaf in put for r in leaf}
        reason: Reason | None = None
        if None in in_from or None in in_to:
            reason = "not_asked"
        elif looks_back:
            reason = "looks_back"
        elif "no" in words:
            reason = "reworded"
        elif not over and asked[pair[0]] != asked[pair[1]]:
            reason = "different_leaves"
        return p.Comparability(
            reason=reason,
            care="with_care" in words,
            from_asked=None not in in_from and not looks_back,
            to_asked=None not in in_to,
            dropped=self._dropped(every, cohort, pair) if over else frozenset(),
            left=tuple(dict.fromkeys(ref for leaf in in_to[0] or () for ref in leaf)),
        )

    def _asked_of_pair(self, leaf: Leaf, cohort: str | None, wave: str, pair: tuple[str, str]) -> bool:
        return self._leaf_asked(_bound(leaf, wave, *pair), cohort, wave)

    def _dropped(
        self, leaves: list[Leaf], cohort: str | None, pair: tuple[str, str]
    ) -> frozenset[p.AnswerRef]:
        """The references that were not asked in one of the two waves."""
        refs = {ref for leaf in leaves for ref in leaf}
        return frozenset(
            ref for ref in refs if not all(self._asked_of_pair((ref,), cohort, w, pair) for w in pair)
        )


def _bound(leaf: Leaf, hand: str, from_: str, to: str) -> Leaf:
    waves = {p.CURRENT_WAVE: hand, p.FROM: from_, p.TO: to}
    return tuple(p.AnswerRef(r.question, r.item, waves.get(r.wave, r.wave)) for r in leaf)


def _refs(side: p.Operand) -> tuple[p.AnswerRef, ...]:
    match side:
        case p.AnswerRef():
            return (side,)
        case p.Delta(minuend=a, subtrahend=b):
            return (a, b)
        case _:
            return ()
