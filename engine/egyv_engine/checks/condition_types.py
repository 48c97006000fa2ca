"""Checks what each condition reads: indicators, questions with their items and waves, and what `not` negates."""

from collections.abc import Iterator
from typing import assert_never

from egyv_engine.checks.compared_sides import check_comparison
from egyv_engine.checks.condition_scope import ConditionScope
from egyv_engine.checks.references import circular
from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.link.items import is_part_of
from egyv_engine.link.linked_programme import RELATIVE_WAVES, LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import parts_of, right_words, sides, walk
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import Frozen, replace

_NO_INDICATORS = "only attributes and questions can be read here, not indicators"
_REGISTER_DECIDES = {
    "only": "only attributes of the register decide which units are kept, not answers",
    "surveyed": "only attributes of the register decide who was surveyed, not answers",
    "returned": "only attributes of the register decide who returned, not answers",
    "available": "only attributes of the register decide who is available, not answers",
}


def check_conditions(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report every fault in the conditions of indicators, skip logic, returns and selections."""
    for scope, condition in scoped_conditions(linked):
        yield from _ConditionCheck(scope).condition(condition, negated=False)


def scoped_conditions(linked: LinkedProgramme) -> Iterator[tuple[ConditionScope, c.Condition]]:
    """Yield every condition of the programme with the rule that it belongs to."""
    loops = circular(linked)
    for entry in linked.indicators.values():
        indicator = entry.indicator
        scope = ConditionScope(
            linked=linked,
            rule="indicator",
            circular=loops,
            for_each=indicator.for_each,
            for_each_path=indicator.doc_path / "for_each" if indicator.for_each else None,
        )
        yield scope, indicator.met_when
        if indicator.base is not None:
            yield replace(scope, is_base=True), indicator.base
    for question in linked.questions.values():
        if question.asked_if is not None:
            scope = ConditionScope(linked=linked, rule="asked_if", circular=loops, for_each=question.items)
            yield scope, question.asked_if
    only = linked.programme.file.register.only
    if only is not None:
        yield ConditionScope(linked=linked, rule="only", circular=loops), only
    scope = ConditionScope(linked=linked, rule="surveyed", circular=loops)
    yield from ((scope, wave.surveyed) for wave in linked.waves.values() if wave.surveyed is not None)
    scope = ConditionScope(linked=linked, rule="returned", circular=loops)
    for wave in linked.waves.values():
        yield from ((scope, one) for one in (wave.returned, wave.analysed) if one is not None)
    scope = ConditionScope(linked=linked, rule="available", circular=loops)
    selection = linked.programme.selection
    for chosen in selection.selections.values() if selection else ():
        if chosen.available is not None:
            yield scope, chosen.available


class _ConditionCheck(Frozen, kw_only=False):
    scope: ConditionScope

    @property
    def linked(self) -> LinkedProgramme:
        return self.scope.linked

    def condition(self, condition: c.Condition, *, negated: bool) -> Iterator[Diagnostic]:
        match condition:
            case c.All() | c.Any():
                for member in condition.members:
                    yield from self.condition(member, negated=negated)
            case c.Not(member=member):
                yield from self.condition(member, negated=not negated)
            case c.Met(indicator=name, doc_path=doc_path):
                yield from self._met(name, doc_path, negated)
            case c.Leaf():
                yield from self._leaf(condition, negated)
            case _:
                assert_never(condition)

    def _met(self, name: str, doc_path: DocumentPath, negated: bool) -> Iterator[Diagnostic]:
        if self.scope.rule != "indicator":
            hint = "write out the indicator's condition here"
            yield self.scope.fault("EGY412", doc_path / "met", _NO_INDICATORS, hint)
            return
        entry = self.linked.indicators.get(name)
        if entry is None or name in self.scope.circular:
            return
        other, for_each = entry.indicator, self.scope.for_each
        if other.for_each is not None and not is_part_of(self.linked, for_each, other.for_each):
            repeated = f"repeated over '{for_each}'" if for_each else "not repeated"
            yield self.scope.fault(
                "EGY416",
                doc_path / "met",
                f"'{name}' is repeated over '{other.for_each}', and this rule is {repeated}",
                f"add for_each: {other.for_each}, or use number_of: {{each: {other.for_each}, met: {name}}}",
            )
        if negated and self._counts_conditions(other.met_when):
            yield self.scope.fault(
                "EGY402",
                doc_path / "met",
                f"'{name}' uses number_of, which cannot be negated",
                "use the opposite comparator in an indicator of its own, and name that one",
            )

    def _counts_conditions(self, condition: c.Condition) -> bool:
        """Return whether number_of is part of a condition, or of an indicator that it names."""
        pending, seen = [condition], set[str]()
        while pending:
            for part in walk(pending.pop()):
                if any(isinstance(side, c.NumberOf | c.NumberOfItems) for side in sides(part)):
                    return True
                if isinstance(part, c.Met) and part.indicator not in seen:
                    seen.add(part.indicator)
                    named = self.linked.indicators.get(part.indicator)
                    if named is not None:
                        pending.append(named.indicator.met_when)
        return False

    def _leaf(self, leaf: c.Leaf, negated: bool) -> Iterator[Diagnostic]:
        parts = [part for side in sides(leaf) for part in parts_of(side)]
        found = [fault for part in parts for fault in self._side(part, leaf, negated)]
        yield from found
        if not found:
            yield from check_comparison(self.scope, leaf)

    def _side(self, side: c.Side, leaf: c.Leaf, negated: bool) -> Iterator[Diagnostic]:
        match side:
            case c.QuestionSide():
                yield from self._answer(side)
            case c.QuantileSide(of=of):
                yield from self._answer(of)
            case c.NumberOf(members=members):
                if negated:
                    yield self._under_not(side, leaf)
                for member in members:
                    yield from self.condition(member, negated=False)
            case c.NumberOfItems():
                if negated:
                    yield self._under_not(side, leaf)
                yield from self._number_of_items(side)
            case c.AttributeSide() | c.NumberSide() | c.CalculatedSide():
                pass
            case _:
                assert_never(side)

    def _under_not(self, side: c.NumberOf | c.NumberOfItems, leaf: c.Leaf) -> Diagnostic:
        opposite = COMPARATORS[leaf.comparator].opposite
        hint = "leave out not, and name the counts that meet the rule"
        if opposite is not None and len(right_words(leaf)) == 1:
            value = right_words(leaf)[0].text
            hint = f"leave out not, and use the opposite comparator: {opposite}: {value}"
        return self.scope.fault("EGY402", side.doc_path, "number_of cannot be negated", hint)

    def _number_of_items(self, side: c.NumberOfItems) -> Iterator[Diagnostic]:
        if self.scope.rule != "indicator":
            hint = "list the conditions instead: number_of: [...]"
            yield self.scope.fault("EGY412", side.doc_path / "met", _NO_INDICATORS, hint)
            return
        entry = self.linked.indicators.get(side.met)
        if entry is None or side.each not in self.linked.baskets:
            return
        basket = entry.indicator.for_each
        if not is_part_of(self.linked, side.each, basket):
            repeated = f"repeated over '{basket}', not over '{side.each}'" if basket else "not repeated"
            yield self.scope.fault(
                "EGY416",
                side.doc_path / "met",
                f"'{side.met}' is {repeated}",
                f"each: {basket}" if basket else "name an indicator that has for_each",
            )

    def _answer(self, answer: c.Answer) -> Iterator[Diagnostic]:
        if self.scope.reads_register_only:
            message = _REGISTER_DECIDES[self.scope.rule]
            hint = "for example {attribute: before_return, is: returned}"
            yield self.scope.fault("EGY412", answer.doc_path / "question", message, hint)
            return
        if answer.question in self.linked.questions:
            yield from self._wave(answer)
            yield from self._item(answer)

    def _wave(self, answer: c.Answer) -> Iterator[Diagnostic]:
        if answer.wave not in RELATIVE_WAVES:
            return
        doc_path, waves = answer.doc_path / "wave", ", ".join(self.linked.waves)
        if self.scope.rule == "asked_if":
            message = f"'{answer.wave}' has no meaning in asked_if, where no waves are compared"
            hint = f"name a wave: {waves}; without wave, the current wave is read"
            yield self.scope.fault("EGY408", doc_path, message, hint)
        elif not self.linked.programme.file.comparisons and not self.linked.programme.is_broken(
            "comparison", ""
        ):
            message = f"'{answer.wave}' needs a comparison, and programme.yaml declares none"
            yield self.scope.fault(
                "EGY408", doc_path, message, f"declare comparisons, or name a wave: {waves}"
            )

    def _item(self, answer: c.Answer) -> Iterator[Diagnostic]:
        question = self.linked.questions[answer.question]
        if question.items is None:
            if answer.item is not None:
                message = f"the question '{question.id}' has no items"
                yield self.scope.fault("EGY405", answer.doc_path / "item", message, "leave item out")
        elif answer.item is None and not is_part_of(self.linked, self.scope.for_each, question.items):
            yield self.scope.fault(
                "EGY405",
                answer.doc_path / "question",
                f"the question '{question.id}' is asked over '{question.items}', "
                "but this rule does not say for which item",
                f"add for_each: {question.items}, or name one of its items with item",
                question.doc_path / "items",
            )
