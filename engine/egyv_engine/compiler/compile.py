"""Compiles a linked programme without errors into a Plan: conditions, criteria and comparability, no data."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import cast

from egyv_engine.compiler.comparability import InstrumentFacts
from egyv_engine.link.items import item_of
from egyv_engine.link.linker import RELATIVE_WAVES, LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model import documents as d
from egyv_engine.model import plan as p
from egyv_engine.model.document_path import DocumentPath

_EPOCH = date(1970, 1, 1)
_OPERATIONS = {"is": "eq", "is_one_of": "in", "at_least": "ge", "at_most": "le", "above": "gt", "below": "lt"}
_OPPOSITE = {"eq": "ne", "in": "not_in", "ge": "lt", "le": "gt", "gt": "le", "lt": "ge"}


def compile_programme(linked: LinkedProgramme) -> p.Plan:
    """The plan. The programme must be free of errors: what link and the checks refuse is not looked for again."""
    return _Compiler(linked).plan()


class _Compiler:
    def __init__(self, linked: LinkedProgramme) -> None:
        self.linked = linked
        self.file = linked.programme.file
        self.conditions: dict[str, p.Node] = {}

    def plan(self) -> p.Plan:
        questions = {q.id: self._question(q) for q in self.linked.questions.values()}
        comparisons = tuple((x.from_, x.to) for x in self.file.comparisons)
        static = InstrumentFacts(self.linked, questions, self.conditions)
        indicators = tuple(
            self._indicator(linked.principle, linked.indicator, item, static, comparisons)
            for linked in self.linked.indicators.values()
            for item in self._items(linked.indicator.for_each)
        )
        return p.Plan(
            waves=tuple(self.linked.waves),
            cohorts=self.linked.cohorts,
            comparisons=comparisons,
            questions={k: self._closed(q, static) for k, q in questions.items()},
            conditions=self.conditions,
            indicators=indicators,
            movements=self._movements(static, comparisons),
            missing=self.file.missing,
            minimum_matched=int(self.file.minimum.matched),
            base_for_words=int(self.file.minimum.base_for_words),
            coverage=self.file.minimum.coverage,
        )

    def _items(self, basket: str | None) -> tuple[str | None, ...]:
        return self.linked.baskets[basket].items if basket else (None,)

    def _question(self, question: d.Question) -> p.PlannedQuestion:
        items = self.linked.items(question)
        asked_if = {}
        if question.asked_if is not None:
            for item in items:
                path = f"{_dotted(question.id, item)}/asked_if"
                asked_if[item] = self._node(question.asked_if, question.items, item, False, path)
        not_asked = frozenset(
            (item, cohort, wave)
            for entry in question.not_asked
            for item in (self.linked.listed(entry.items) or items)
            for cohort in ((entry.cohort,) if entry.cohort is not None else self.linked.cohorts)
            for wave in ((entry.wave,) if entry.wave is not None else self.linked.waves)
        )
        return p.PlannedQuestion(
            id=question.id,
            kind=question.scale if self.linked.is_open(question) else "scale",
            labels=self.linked.labels(question),
            never_counts=self.linked.never_counts(question),
            items=tuple(i for i in items if i is not None),
            asked_if=asked_if,
            not_asked=not_asked,
        )

    def _closed(self, question: p.PlannedQuestion, static: InstrumentFacts) -> p.PlannedQuestion:
        """The question with what skip logic alone keeps from a whole cohort and wave counted as not asked, too."""
        not_asked = frozenset(
            (item, cohort, wave)
            for item in question.items or (None,)
            for cohort in self.linked.cohorts
            for wave in self.linked.waves
            if not static.is_question_asked(question.id, item, cohort, wave)
        )
        return replace(question, not_asked=not_asked)

    def _indicator(
        self,
        principle: str,
        indicator: d.Indicator,
        item: str | None,
        static: InstrumentFacts,
        comparisons: tuple[tuple[str, str], ...],
    ) -> p.PlannedIndicator:
        counts = self._derived(indicator, item, False)
        base = None
        if indicator.base is not None:
            base = f"{_dotted(principle, indicator.id, item)}/base"
            self.conditions[base] = self._node(indicator.base, indicator.for_each, item, False, base)
        leaves = static.leaves(self.conditions[counts])
        every = leaves + (static.leaves(self.conditions[base]) if base else ())
        looks_back = any(ref.wave in (p.FROM, p.TO) for leaf in every for ref in leaf)
        over = indicator.over is not None
        target = indicator.target
        criterion = indicator.criterion or self.file.default_criterion
        return p.PlannedIndicator(
            principle=principle,
            indicator=indicator.id,
            item=item,
            counts=counts,
            base=base,
            leaves=tuple(dict.fromkeys(ref for leaf in leaves for ref in leaf)),
            direction=cast(p.Direction, indicator.direction),  # the shape of the key allows no other word
            scored=indicator.scored,
            weight=indicator.weight,
            criterion=self._criterion(criterion),
            target_at_least=target.share_at_least if target else None,
            target_at_most=target.share_at_most if target else None,
            basket=indicator.for_each,
            looks_back=looks_back,
            over_asked_in_both=over,
            comparability={
                (cohort, *pair): static.comparability(
                    counts, base, cohort, pair, looks_back=looks_back, over=over
                )
                for cohort in self.linked.cohorts
                for pair in comparisons
            },
            asked={
                (cohort, wave): static.is_asked(counts, base, cohort, wave)
                for cohort in self.linked.cohorts
                for wave in self.linked.waves
            },
        )

    def _criterion(self, name: str) -> p.PlannedCriterion:
        made = self.linked.programme.criteria.criteria[name]
        return p.PlannedCriterion(
            id=name,
            judge=made.judge,
            improved_net=made.improved.net_at_least,
            improved_share=made.improved.share_change_at_least,
            declined_net=made.declined.net_at_most,
            declined_share=made.declined.share_change_at_most,
        )

    def _movements(
        self, static: InstrumentFacts, comparisons: tuple[tuple[str, str], ...]
    ) -> tuple[tuple[str, str | None, str | None, str, str], ...]:
        return tuple(
            (q.id, item, cohort, *pair)
            for q in self.linked.questions.values()
            if len(self.linked.labels(q)) >= 3
            for item in self.linked.items(q)
            for cohort in self.linked.cohorts
            for pair in comparisons
            if static.is_question_asked(q.id, item, cohort, pair[0])
            and static.is_question_asked(q.id, item, cohort, pair[1])
            and static.compared(q.id, item, cohort, pair) != "no"
        )

    def _derived(self, indicator: d.Indicator, item: str | None, negated: bool) -> str:
        """The name of an indicator's condition, compiled when first asked for."""
        principle = self.linked.indicators[indicator.id].principle
        path = f"{_dotted(principle, indicator.id, item)}/counts"
        name = f"not {path}" if negated else path
        if name not in self.conditions:
            self.conditions[name] = self._node(indicator.counts, indicator.for_each, item, negated, path)
        return name

    def _node(
        self, condition: c.Condition, for_each: str | None, item: str | None, negated: bool, path: str
    ) -> p.Node:
        """Compiles a condition, or its negation, and links the node to the condition as written."""
        written = c.Not(member=condition, doc_path=condition.doc_path) if negated else condition
        return replace(self._unlinked_node(condition, for_each, item, negated, path), written=written)

    def _unlinked_node(
        self, condition: c.Condition, for_each: str | None, item: str | None, negated: bool, path: str
    ) -> p.Node:
        match condition:
            case c.All(members=members, doc_path=doc_path) | c.Any(members=members, doc_path=doc_path):
                word = "all" if isinstance(condition, c.All) else "any"
                nodes = tuple(
                    self._node(m, for_each, item, negated, f"{path}/{word}/{i}")
                    for i, m in enumerate(members)
                )
                kind = p.And if isinstance(condition, c.All) != negated else p.Or
                return kind(members=nodes, path=path, doc_path=doc_path)
            case c.Not(member=member):
                return self._node(member, for_each, item, not negated, f"{path}/not")
            case c.Met(indicator=name, doc_path=doc_path):
                other = self.linked.indicators[name].indicator
                its_item = item if other.for_each else None
                return p.Derived(name=self._derived(other, its_item, negated), path=path, doc_path=doc_path)
            case c.Leaf():
                return self._leaf(condition, for_each, item, negated, path)

    def _leaf(self, leaf: c.Leaf, for_each: str | None, item: str | None, negated: bool, path: str) -> p.Node:
        left, right = leaf.left, leaf.right
        if isinstance(right, bool):
            assert isinstance(left, c.QuestionSide | c.AttributeSide)
            return p.Answered(
                ref=self._ref(left, for_each, item),
                negated=negated == right,
                path=path,
                doc_path=leaf.doc_path,
            )
        words = tuple(w.text for w in right) if isinstance(right, tuple) else ()
        if isinstance(left, c.QuestionSide) and left.minus is None and words:
            question = self.linked.questions[left.question]
            scale = self.linked.labels(question)
            if scale or question.scale == "text":
                ref = self._ref(left, for_each, item)
                met = _met_labels(scale, leaf.comparator, words) if scale else words
                if scale and negated:
                    met = tuple(label for label in scale if label not in met)
                return p.Lookup(
                    ref=ref, labels=met, negated=negated and not scale, path=path, doc_path=leaf.doc_path
                )
        if isinstance(left, c.AttributeSide) and words and leaf.comparator in ("is", "is_one_of"):
            return p.Lookup(
                ref=p.AttributeRef(left.attribute),
                labels=words,
                negated=negated,
                path=path,
                doc_path=leaf.doc_path,
            )
        operation = _OPERATIONS[leaf.comparator]
        as_date = any(_is_date(w) for w in words) or self._is_date_side(right)
        sides: tuple[p.Operand, ...] = tuple(p.Constant(_constant(w)) for w in words)
        if not isinstance(right, tuple):
            sides = (
                self._operand(right, for_each, item, f"{path}/{leaf.comparator}", self._is_date_side(left)),
            )
        return p.Compare(
            op=_OPPOSITE[operation] if negated else operation,
            left=self._operand(left, for_each, item, path, as_date),
            right=sides,
            path=path,
            doc_path=leaf.doc_path,
        )

    def _operand(
        self, side: c.Side, for_each: str | None, item: str | None, path: str, as_date: bool
    ) -> p.Operand:
        match side:
            case c.QuestionSide(minus=None):
                ref = self._ref(side, for_each, item)
                assert isinstance(ref, p.AnswerRef)
                return ref
            case c.QuestionSide():
                assert side.minus is not None
                minuend, subtrahend = self._ref(side, for_each, item), self._ref(side.minus, for_each, item)
                assert isinstance(minuend, p.AnswerRef)
                assert isinstance(subtrahend, p.AnswerRef)
                return p.Delta(minuend, subtrahend)
            case c.AttributeSide(attribute=name):
                return p.AttributeRef(name, "date" if as_date else "number")
            case c.NumberOf(members=members, doc_path=doc_path):
                nodes = tuple(
                    self._node(m, for_each, item, False, f"{path}/number_of/{i}")
                    for i, m in enumerate(members)
                )
                return p.CountOf(members=nodes, path=path, doc_path=doc_path)
            case c.NumberOfItems(each=each, met=met, doc_path=doc_path):
                return self._number_of_items(each, met, doc_path, path)

    def _number_of_items(self, each: str, met: str, doc_path: DocumentPath, path: str) -> p.CountOf:
        other = self.linked.indicators[met].indicator
        members = tuple(
            p.Derived(
                name=self._derived(other, item, False),
                path=f"{path}/number_of/{item}",
                doc_path=doc_path,
                written=c.Met(indicator=met, doc_path=doc_path),
            )
            for item in self.linked.baskets[each].items
        )
        return p.CountOf(members=members, path=path, doc_path=doc_path)

    def _ref(
        self, side: c.QuestionSide | c.AttributeSide, for_each: str | None, item: str | None
    ) -> p.AnswerRef | p.AttributeRef:
        if isinstance(side, c.AttributeSide):
            return p.AttributeRef(side.attribute)
        wave = p.CURRENT_WAVE if side.wave is None else RELATIVE_WAVES.get(side.wave, side.wave)
        return p.AnswerRef(side.question, item_of(self.linked, side, for_each, item), wave)

    def _is_date_side(self, side: object) -> bool:
        if isinstance(side, c.QuestionSide) and side.minus is None:
            return self.linked.questions[side.question].scale == "date"
        return False


def _met_labels(scale: tuple[str, ...], comparator: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The answers of a scale that satisfy a comparator."""
    if comparator in ("is", "is_one_of"):
        return tuple(label for label in scale if label in words)
    at = scale.index(words[0])
    kept = {"at_least": scale[at:], "at_most": scale[: at + 1], "above": scale[at + 1 :], "below": scale[:at]}
    return kept[comparator]


def _is_date(word: str) -> bool:
    return len(word) == 10 and word[4:5] == "-" and word[7:8] == "-"


def _constant(word: str) -> Fraction:
    return Fraction((date.fromisoformat(word) - _EPOCH).days) if _is_date(word) else Fraction(word)


def _dotted(*parts: str | None) -> str:
    named: Iterable[str] = (part for part in parts if part is not None)
    return ".".join(named)
