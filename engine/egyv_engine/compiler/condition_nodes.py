"""Compiles conditions to the nodes that the engine runs: names resolved, items filled in, `not` moved to the leaves."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import assert_never

from egyv_engine.link.items import item_of
from egyv_engine.link.linked_programme import RELATIVE_WAVES, LinkedProgramme
from egyv_engine.link.side_types import MeasuredType, attribute_types
from egyv_engine.model import conditions as c
from egyv_engine.model import documents as d
from egyv_engine.model import plan as p
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import children, right_words, sides
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import Frozen, replace
from egyv_engine.model.typed_values import days, looks_like_date, number

_Types = Mapping[DocumentPath, MeasuredType]  # of the attributes that are read as numbers or dates


class Scope(Frozen):
    """The basket that a rule is repeated over, and the item it is compiled for; None for a rule without items."""

    for_each: str | None
    item: str | None


class _Named(Frozen):
    """The condition of an indicator, or its negation, for an item."""

    indicator: d.Indicator
    item: str | None
    negated: bool


class ConditionCompiler:
    """Compiles the conditions of a programme that has no errors.

    Attributes:
        nodes: The compiled conditions by name; a condition comes after those it depends on.
    """

    def __init__(self, linked: LinkedProgramme) -> None:
        self.linked = linked
        self.nodes: dict[str, p.Node] = {}

    def of_indicator(self, indicator: d.Indicator, item: str | None, *, negated: bool = False) -> str:
        """Return the name of an indicator's condition, which is compiled when it is first asked for."""
        wanted = _Named(indicator=indicator, item=item, negated=negated)
        self._compile([wanted])
        return self._name(wanted)

    def _compile(self, pending: list[_Named]) -> None:
        """Compile conditions, and first those that they need: a long chain takes no nested calls."""
        while pending:
            one = pending[-1]
            name = self._name(one)
            if name in self.nodes:
                pending.pop()
                continue
            scope = Scope(for_each=one.indicator.for_each, item=one.item)
            needed = self._needed(one.indicator.met_when, scope, negated=one.negated)
            missing = [other for other in needed if self._name(other) not in self.nodes]
            if not missing:
                path = self._path(one)
                self.nodes[name] = self._node(one.indicator.met_when, scope, path, negated=one.negated)
            pending += missing

    def _path(self, one: _Named) -> str:
        principle = self.linked.indicators[one.indicator.id].principle
        return f"{dotted(principle, one.indicator.id, one.item)}/met_when"

    def _name(self, one: _Named) -> str:
        return f"{p.NEGATED if one.negated else ''}{self._path(one)}"

    def _needed(self, condition: c.Condition, scope: Scope, *, negated: bool) -> Iterator[_Named]:
        """Yield the indicators whose conditions a condition needs."""
        if isinstance(condition, c.Met):
            yield self._met(condition, scope, negated=negated)
        for child in children(condition):
            inside = negated and not isinstance(condition, c.Leaf)
            yield from self._needed(child, scope, negated=inside != isinstance(condition, c.Not))
        for side in sides(condition):
            if isinstance(side, c.NumberOfItems):
                yield from self._each(side.each, side.met)

    def _met(self, condition: c.Met, scope: Scope, *, negated: bool) -> _Named:
        other = self.linked.indicators[condition.indicator].indicator
        return _Named(indicator=other, item=scope.item if other.for_each else None, negated=negated)

    def _each(self, each: str, met: str) -> Iterator[_Named]:
        other = self.linked.indicators[met].indicator
        return (_Named(indicator=other, item=item, negated=False) for item in self.linked.baskets[each].items)

    def node(self, condition: c.Condition, scope: Scope, path: str, *, negated: bool = False) -> p.Node:
        """Compile a condition.

        Args:
            condition: The condition as written.
            scope: The item for which it is compiled.
            path: The indicator and the keys that lead to the condition, for people.
            negated: Whether it is under an odd number of `not`.

        Returns:
            The node, linked to the condition as written. The outcome of the node is that of `written`: for a condition
            under `not`, that is the negation, even if no key of its own says so.
        """
        self._compile(list(self._needed(condition, scope, negated=negated)))
        return self._node(condition, scope, path, negated=negated)

    def _node(self, condition: c.Condition, scope: Scope, path: str, *, negated: bool) -> p.Node:
        written = c.Not(member=condition, doc_path=condition.doc_path) if negated else condition
        return replace(self._unlinked(condition, scope, path, negated=negated), written=written)

    def _unlinked(self, condition: c.Condition, scope: Scope, path: str, *, negated: bool) -> p.Node:
        match condition:
            case c.All(members=members, doc_path=doc_path):
                nodes = self._members(members, scope, f"{path}/all", negated=negated)
                return (p.Or if negated else p.And)(members=nodes, path=path, doc_path=doc_path)
            case c.Any(members=members, doc_path=doc_path):
                nodes = self._members(members, scope, f"{path}/any", negated=negated)
                return (p.And if negated else p.Or)(members=nodes, path=path, doc_path=doc_path)
            case c.Not(member=member):
                return self._node(member, scope, f"{path}/not", negated=not negated)
            case c.Met(doc_path=doc_path):
                name = self._name(self._met(condition, scope, negated=negated))
                return p.Derived(name=name, path=path, doc_path=doc_path)
            case c.Leaf():
                return self._leaf(condition, scope, path, negated=negated)
            case _:
                assert_never(condition)

    def _members(
        self, members: tuple[c.Condition, ...], scope: Scope, path: str, *, negated: bool
    ) -> tuple[p.Node, ...]:
        return tuple(self._node(m, scope, f"{path}/{i}", negated=negated) for i, m in enumerate(members))

    def _leaf(self, leaf: c.Leaf, scope: Scope, path: str, *, negated: bool) -> p.Node:
        left, right = leaf.left, leaf.right
        if isinstance(right, bool):
            assert isinstance(left, c.QuestionSide | c.AttributeSide)
            return p.Answered(
                ref=self._ref(left, scope), negated=negated == right, path=path, doc_path=leaf.doc_path
            )
        types = {side.doc_path: value_type for side, value_type in attribute_types(self.linked, leaf)}
        return self._lookup(leaf, scope, path, negated=negated) or p.Compare(
            comparator=leaf.comparator,
            negated=negated,
            left=self._operand(left, scope, path, types),
            right=self._right(leaf, scope, path, types),
            path=path,
            doc_path=leaf.doc_path,
        )

    def _lookup(self, leaf: c.Leaf, scope: Scope, path: str, *, negated: bool) -> p.Lookup | None:
        """Return the comparison as a set of answers or texts that meet it; None where it compares numbers or dates."""
        left, comparator = leaf.left, COMPARATORS[leaf.comparator]
        met = tuple(word.text for word in right_words(leaf))
        if not met or not isinstance(left, c.QuestionSide | c.AttributeSide):
            return None
        if isinstance(left, c.AttributeSide):
            if comparator.needs_order:
                return None
        else:
            question = self.linked.questions[left.question]
            scale = self.linked.labels(question)
            if not (scale or question.scale == "text"):
                return None
            if scale:
                met = comparator.met_labels(scale, met)
                if negated:
                    met, negated = tuple(label for label in scale if label not in met), False
        return p.Lookup(
            ref=self._ref(left, scope), labels=met, negated=negated, path=path, doc_path=leaf.doc_path
        )

    def _right(self, leaf: c.Leaf, scope: Scope, path: str, types: _Types) -> tuple[p.Operand, ...]:
        if isinstance(leaf.right, bool | tuple):
            return tuple(p.Constant(_constant(word.text)) for word in right_words(leaf))
        return (self._operand(leaf.right, scope, f"{path}/{leaf.comparator}", types),)

    def _operand(self, side: c.Side, scope: Scope, path: str, types: _Types) -> p.Operand:
        match side:
            case c.QuestionSide():
                return self._answer(side, scope)
            case c.AttributeSide(attribute=name, doc_path=doc_path):
                return p.AttributeRef(name, types[doc_path])
            case c.NumberSide(number=value):
                return p.Constant(value)
            case c.QuantileSide(of=of, doc_path=doc_path):
                return p.QuantileOf(self._answer(of, scope), int(of.parts), doc_path)
            case c.CalculatedSide(left=left, operator=operator, right=right, doc_path=doc_path):
                inner = self._operand(left, scope, path, types)
                other = self._operand(right, scope, f"{path}/{operator}", types)
                return p.Calculation(operator, inner, other, doc_path)
            case c.NumberOf(members=members, doc_path=doc_path):
                nodes = self._members(members, scope, f"{path}/number_of", negated=False)
                return p.CountOf(members=nodes, path=path, doc_path=doc_path)
            case c.NumberOfItems(each=each, met=met, doc_path=doc_path):
                return self._number_of_items(each, met, doc_path, path)
            case _:
                assert_never(side)

    def _number_of_items(self, each: str, met: str, doc_path: DocumentPath, path: str) -> p.CountOf:
        members = tuple(
            p.Derived(
                name=self._name(one),
                path=f"{path}/number_of/{one.item}",
                doc_path=doc_path,
                written=c.Met(indicator=met, doc_path=doc_path),
            )
            for one in self._each(each, met)
        )
        return p.CountOf(members=members, path=path, doc_path=doc_path)

    def _ref(self, side: c.QuestionSide | c.AttributeSide, scope: Scope) -> p.AnswerRef | p.AttributeRef:
        if isinstance(side, c.AttributeSide):
            return p.AttributeRef(side.attribute)
        return self._answer(side, scope)

    def _answer(self, answer: c.Answer, scope: Scope) -> p.AnswerRef:
        wave = p.CURRENT_WAVE if answer.wave is None else RELATIVE_WAVES.get(answer.wave, answer.wave)
        item = item_of(self.linked, answer, scope.for_each, scope.item)
        return p.AnswerRef(answer.question, item, wave)


def dotted(*parts: str | None) -> str:
    """Return the parts of a name that are there, joined by points."""
    return ".".join(part for part in parts if part is not None)


def _constant(word: str) -> Fraction:
    value = days(word) if looks_like_date(word) else number(word)
    assert value is not None
    return Fraction(value)
