"""Derives from the instrument alone what a wave asked, and whether two waves can be compared."""

from collections.abc import Callable, Iterable, Mapping
from typing import assert_never

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import plan as p
from egyv_engine.model.findings import Reason
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.plan_walk import dependencies_first, sides_of

Leaf = tuple[p.AnswerRef, ...]  # the answers that one comparison reads; empty where it reads attributes only
_RELATIVE = frozenset({p.CURRENT_WAVE, p.FROM, p.TO})


class WavesRead(Frozen):
    """The waves that an indicator reads, so that nothing is compared with itself.

    Attributes:
        looks_back: It names from or to.
        does_not_move: Its condition reads only waves by their ids, and attributes.
        without_level: The waves up to one that a condition names by its id together with the current wave.
    """

    looks_back: bool
    does_not_move: bool
    without_level: frozenset[str]

    def compared_with_itself(self, earlier: str) -> Reason | None:
        """Return the reason why a change since an earlier wave says nothing; None if it says something."""
        if self.does_not_move:
            return "does_not_move"
        return "looks_back" if self.looks_back or earlier in self.without_level else None


class InstrumentFacts:
    """The questions that a programme's instrument asked, and which can be compared, before any data is read."""

    def __init__(
        self,
        linked: LinkedProgramme,
        questions: Mapping[str, p.PlannedQuestion],
        conditions: Mapping[str, p.Node],
    ) -> None:
        self.linked = linked
        self.questions = questions
        self.conditions = conditions
        self._leaves: dict[str, tuple[Leaf, ...]] = {}
        self._visited: dict[tuple[object, ...], dict[str, tuple[Leaf, ...] | None]] = {}
        self._asked: dict[tuple[str, str | None, str | None, str], bool] = {}

    def leaves(self, node: p.Node | p.CountOf) -> tuple[Leaf, ...]:
        """Return the comparisons inside of a node and of the indicators that it names, each as the answers it reads."""
        match node:
            case p.And(members=members) | p.Or(members=members) | p.CountOf(members=members):
                return tuple(dict.fromkeys(leaf for member in members for leaf in self.leaves(member)))
            case p.Derived(name=name):
                for needed in dependencies_first(name, self.conditions, self._leaves):
                    self._leaves[needed] = self.leaves(self.conditions[needed])
                return self._leaves[name]
            case p.Lookup(ref=ref) | p.Answered(ref=ref):
                return (p.answers_in(ref),)
            case p.Compare():
                counted = tuple(leaf for count in _counts(node) for leaf in self.leaves(count))
                only_counts = all(isinstance(side, p.CountOf | p.Constant) for side in sides_of(node))
                return counted if only_counts else (_compared_answers(node), *counted)
            case _:
                assert_never(node)

    def answers_read(self, name: str) -> tuple[p.AnswerRef, ...]:
        """Return the answers that a condition reads, also through the indicators that it names, each once.

        Args:
            name: The name of the condition.
        """
        return tuple(dict.fromkeys(ref for leaf in self.leaves(self.conditions[name]) for ref in leaf))

    def is_question_asked(self, question: str, item: str | None, cohort: str | None, wave: str) -> bool:
        """Return whether a question was put to anybody of a cohort in a wave.

        It was not where that is declared, or where its skip logic reads only what was not asked.
        """
        known = (question, item, cohort, wave)
        if known not in self._asked:
            planned = self.questions[question]
            asked = (item, cohort, wave) not in planned.not_asked
            if asked and item in planned.asked_if:
                asked = self._in_wave(planned.asked_if[item], cohort, wave) is not None
            self._asked[known] = asked
        return self._asked[known]

    def may_not_be_asked(self, ref: p.AnswerRef) -> bool:
        """Return whether a unit may be outside of a question that its wave asked: skip logic, "not applicable", surveyed."""
        question, wave = self.questions[ref.question], self.linked.waves.get(ref.wave)
        is_of_some = wave is not None and wave.surveyed is not None
        return bool(question.asked_if or question.not_applicable or is_of_some)

    def _leaf_asked(self, leaf: Leaf, cohort: str | None, wave: str) -> bool:
        return all(self.is_question_asked(r.question, r.item, cohort, r.wave or wave) for r in leaf)

    def _comparisons_asked(
        self,
        node: p.Node | p.CountOf,
        keep: Callable[[Leaf], bool],
        known: dict[str, tuple[Leaf, ...] | None] | None = None,
        *,
        leaves_out: bool,
    ) -> tuple[Leaf, ...] | None:
        """Return the comparisons of a node that was asked; None where it was not.

        Args:
            node: The node.
            keep: Whether a comparison was asked.
            known: The named conditions that were visited, because a condition may be named many times.
            leaves_out: Whether comparisons that were not asked are left out, with every node of which nothing remains.
                Otherwise one of them is enough for the node not to be asked.
        """
        known = {} if known is None else known

        def asked(part: p.Node | p.CountOf) -> tuple[Leaf, ...] | None:
            return self._comparisons_asked(part, keep, known, leaves_out=leaves_out)

        match node:
            case p.And(members=members) | p.Or(members=members) | p.CountOf(members=members):
                found = [asked(member) for member in members]
                parts = [part for part in found if part is not None]
                if not parts or (len(parts) < len(found) and not leaves_out):
                    return None
                return tuple(dict.fromkeys(leaf for part in parts for leaf in part))
            case p.Derived(name=name):
                for needed in dependencies_first(name, self.conditions, known):
                    known[needed] = asked(self.conditions[needed])
                return known[name]
            case p.Lookup() | p.Answered():
                (leaf,) = self.leaves(node)
                return (leaf,) if keep(leaf) else None
            case p.Compare():
                counted = [asked(count) for count in _counts(node)]
                answers = _compared_answers(node)
                if None in counted or (answers and not keep(answers)):
                    return None
                own = (answers,) if answers else ()
                return (*own, *(leaf for part in counted if part for leaf in part))
            case _:
                assert_never(node)

    def _in_wave(
        self, node: p.Node, cohort: str | None, wave: str, *, leaves_out: bool = False
    ) -> tuple[Leaf, ...] | None:
        """Return the comparisons that a wave by itself asked; None where it did not ask what the condition needs."""
        return self._comparisons_asked(
            node,
            lambda leaf: self._leaf_asked(_bound(leaf, wave, wave, wave), cohort, wave),
            self._visited.setdefault((cohort, wave, leaves_out), {}),
            leaves_out=leaves_out,
        )

    def waves_read(self, counts: str, base: str | None) -> WavesRead:
        """Return how an indicator depends on time.

        Args:
            counts: The name of the indicator's condition.
            base: The name of the condition of its base, if it has one.
        """
        order = list(self.linked.waves)
        read = [{ref.wave for ref in self.answers_read(name)} for name in (counts, base) if name is not None]
        moving = {p.CURRENT_WAVE, p.TO}  # evaluated in the later wave, to is the current wave
        last = max((order.index(w) for part in read if part & moving for w in part - _RELATIVE), default=-1)
        return WavesRead(
            looks_back=any(part & {p.FROM, p.TO} for part in read),
            does_not_move=not read[0] & _RELATIVE,
            without_level=frozenset(order[: last + 1]),
        )

    def is_asked(self, counts: str, base: str | None, cohort: str | None, wave: str, *, over: bool) -> bool:
        """Return whether a wave by itself asked what a finding needs; from and to count as that wave.

        Args:
            counts: The name of the indicator's condition.
            base: The name of the condition of its base, if it has one.
            cohort: The cohort.
            wave: The wave.
            over: Whether comparisons that the wave did not ask are left out (`items_compared: asked_in_both`).
        """
        return all(
            self._in_wave(self.conditions[name], cohort, wave, leaves_out=over) is not None
            for name in (counts, base)
            if name is not None
        )

    def remaining(self, counts: str, cohort: str | None, wave: str) -> tuple[p.AnswerRef, ...]:
        """Return the answers that a condition reads in a wave by itself, without comparisons that were not asked.

        Args:
            counts: The name of the condition.
            cohort: The cohort.
            wave: The wave; from and to count as that wave.
        """
        leaves = self._in_wave(self.conditions[counts], cohort, wave, leaves_out=True) or ()
        return tuple(dict.fromkeys(ref for leaf in leaves for ref in leaf))

    def not_asked(self, counts: str, cohort: str | None, wave: str) -> frozenset[p.AnswerRef]:
        """Return the answers that a condition reads and a wave by itself did not ask for.

        Args:
            counts: The name of the condition.
            cohort: The cohort.
            wave: The wave; from and to count as that wave.
        """
        refs = self.answers_read(counts)
        return frozenset(
            r for r in refs if not self._leaf_asked(_bound((r,), wave, wave, wave), cohort, wave)
        )

    def compared(self, question: str, item: str | None, cohort: str | None, pair: tuple[str, str]) -> str:
        """Return whether a question's answers of two waves can be compared: yes, with_caution or no; no beats with_caution."""
        found = "yes"
        for entry in self.linked.comparable_entries(question, item, cohort, pair):
            if entry.is_ == "no" or (entry.is_ == "with_caution" and found == "yes"):
                found = entry.is_
        return found

    def _care_notes(
        self, refs: Iterable[p.AnswerRef], cohort: str | None, pair: tuple[str, str]
    ) -> tuple[str, ...]:
        """Return the declared notes on why answers of two waves are compared only with caution, each once."""
        entries = (
            entry
            for ref in refs
            for entry in self.linked.comparable_entries(ref.question, ref.item, cohort, pair)
        )
        return tuple(
            dict.fromkeys(entry.note for entry in entries if entry.is_ == "with_caution" and entry.note)
        )

    def comparability(
        self,
        counts: str,
        base: str | None,
        cohort: str | None,
        pair: tuple[str, str],
        *,
        waves: WavesRead,
        over: bool,
    ) -> p.Comparability:
        """Decide from the instrument whether a finding can be compared.

        Args:
            counts: The name of the indicator's condition.
            base: The name of the condition of its base, if it has one.
            cohort: The cohort.
            pair: The earlier and the later wave.
            waves: How the indicator depends on time.
            over: Whether comparisons that one of the waves did not ask are left out (`items_compared: asked_in_both`).
        """
        parts = [self.conditions[name] for name in (counts, base) if name is not None]
        every = [leaf for part in parts for leaf in self.leaves(part)]
        asked = {w: {leaf: self._asked_of_pair(leaf, cohort, w, pair) for leaf in every} for w in pair}
        both = {leaf for leaf in every if asked[pair[0]][leaf] and asked[pair[1]][leaf]}
        keep: tuple[Callable[[Leaf], bool], ...] = (
            (both.__contains__,) * 2 if over else (asked[pair[0]].__getitem__, asked[pair[1]].__getitem__)
        )
        visited = [self._visited.setdefault((cohort, *pair, wave, over), {}) for wave in pair]
        in_from, in_to = (
            [self._comparisons_asked(part, k, known, leaves_out=over) for part in parts]
            for k, known in zip(keep, visited, strict=True)
        )
        # The wording of what neither wave asked does not matter.
        put = {leaf for part in (*in_from, *in_to) for leaf in part or ()}
        refs = [ref for leaf in dict.fromkeys(every) if leaf in put for ref in leaf]
        words = {self.compared(r.question, r.item, cohort, pair) for r in refs}
        waves_asked = None not in in_from, None not in in_to
        with_itself = waves.compared_with_itself(pair[0])
        reason: Reason | None = with_itself or ("reworded" if "no" in words else None)
        return p.Comparability(
            reason=reason if all(waves_asked) else "not_asked",
            care="with_caution" in words,
            care_notes=self._care_notes(refs, cohort, pair) if "with_caution" in words else (),
            from_asked=waves_asked[0] and with_itself is None,
            to_asked=waves_asked[1] and pair[1] not in waves.without_level,
            waves_asked=waves_asked,
            compared_with_itself=with_itself,
            dropped=self._dropped(every, cohort, pair) if over else frozenset(),
            remaining=tuple(dict.fromkeys(ref for leaf in in_to[0] or () for ref in leaf)),
        )

    def _asked_of_pair(self, leaf: Leaf, cohort: str | None, wave: str, pair: tuple[str, str]) -> bool:
        return self._leaf_asked(_bound(leaf, wave, *pair), cohort, wave)

    def _dropped(
        self, leaves: list[Leaf], cohort: str | None, pair: tuple[str, str]
    ) -> frozenset[p.AnswerRef]:
        """Return the answers that were not asked in one of the two waves."""
        refs = {ref for leaf in leaves for ref in leaf}
        return frozenset(
            ref for ref in refs if not all(self._asked_of_pair((ref,), cohort, w, pair) for w in pair)
        )


def _bound(leaf: Leaf, current: str, from_: str, to: str) -> Leaf:
    """Return the answers with the waves that they are read in."""
    waves = {p.CURRENT_WAVE: current, p.FROM: from_, p.TO: to}
    return tuple(p.AnswerRef(r.question, r.item, waves.get(r.wave, r.wave)) for r in leaf)


def _counts(node: p.Compare) -> tuple[p.CountOf, ...]:
    return tuple(side for side in sides_of(node) if isinstance(side, p.CountOf))


def _compared_answers(node: p.Compare) -> Leaf:
    """Return the answers that a comparison reads itself."""
    return tuple(answer for side in sides_of(node) for answer in p.answers_in(side))
