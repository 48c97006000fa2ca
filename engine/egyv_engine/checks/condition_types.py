"""Checks of each condition: sides that fit, answers that count, items that can be had, waves that are in hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from egyv_engine.checks.references import circular
from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.link.items import is_part_of
from egyv_engine.link.linked_programme import RELATIVE_WAVES, LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model import documents as d
from egyv_engine.model.document_path import DocumentPath

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
MOST_DIGITS = 18
_NEVER = {"above": "name a weaker answer", "below": "name a stronger answer"}
_REGISTER_ONLY = {"return": "returned", "available": "is available"}  # where, and what is told there


def check_conditions(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Every fault in the conditions of indicators, skip logic and returns."""
    loops = circular(linked)
    for entry in linked.indicators.values():
        indicator = entry.indicator
        repeated = indicator.doc_path / "for_each" if indicator.for_each else None
        check = _Check(linked, indicator.for_each, "indicator", loops, repeated)
        yield from check.condition(indicator.met_when, negated=False)
        if indicator.base is not None:
            yield from check.condition(indicator.base, negated=False)
    for question in linked.questions.values():
        if question.asked_if is not None:
            yield from _Check(linked, question.items, "asked_if", loops, None).condition(
                question.asked_if, negated=False
            )
    for wave in linked.waves.values():
        for condition in (wave.returned, wave.analysed):
            if condition is not None:
                yield from _Check(linked, None, "return", loops, None).condition(condition, negated=False)
    selection = linked.programme.selection
    for chosen in selection.selections.values() if selection else ():
        if chosen.available is not None:
            yield from _Check(linked, None, "available", loops, None).condition(
                chosen.available, negated=False
            )


@dataclass(frozen=True, slots=True)
class _Check:
    linked: LinkedProgramme
    for_each: str | None
    where: str  # indicator | asked_if | return | available
    loops: frozenset[str]
    repeated: DocumentPath | None  # where for_each is declared

    def condition(self, condition: c.Condition, *, negated: bool) -> Iterator[Diagnostic]:
        match condition:
            case c.All(members=members) | c.Any(members=members):
                for member in members:
                    yield from self.condition(member, negated=negated)
            case c.Not(member=member):
                yield from self.condition(member, negated=not negated)
            case c.Met(indicator=name, doc_path=doc_path):
                yield from self._met(name, doc_path, negated)
            case c.Leaf():
                yield from self._leaf(condition, negated)

    def _met(self, name: str, doc_path: DocumentPath, negated: bool) -> Iterator[Diagnostic]:
        if self.where != "indicator":
            yield self._fault(
                "EGY412",
                doc_path / "met",
                "only attributes and questions can be read here, not indicators",
                "write the indicator's condition out",
            )
            return
        entry = self.linked.indicators.get(name)
        if entry is None or name in self.loops:
            return
        other = entry.indicator
        if other.for_each is not None and not is_part_of(self.linked, self.for_each, other.for_each):
            repeated = f"over '{self.for_each}'" if self.for_each else "over no basket"
            yield self._fault(
                "EGY416",
                doc_path / "met",
                f"'{name}' is repeated over '{other.for_each}', and this rule is repeated {repeated}",
                f"say for_each: {other.for_each}, or number_of: {{each: {other.for_each}, met: {name}}}",
            )
        if negated and self._has_number_of(other.met_when):
            yield self._fault(
                "EGY402",
                doc_path / "met",
                f"'{name}' counts with number_of, and stands under not",
                "turn the comparator round in an indicator of its own, and name that",
            )

    def _has_number_of(self, condition: c.Condition) -> bool:
        match condition:
            case c.All(members=members) | c.Any(members=members):
                return any(self._has_number_of(m) for m in members)
            case c.Not(member=member):
                return self._has_number_of(member)
            case c.Met(indicator=name):
                known = self.linked.indicators.get(name)
                return (
                    known is not None
                    and name not in self.loops
                    and self._has_number_of(known.indicator.met_when)
                )
            case c.Leaf(left=left, right=right):
                return any(isinstance(side, c.NumberOf | c.NumberOfItems) for side in (left, right))

    def _leaf(self, leaf: c.Leaf, negated: bool) -> Iterator[Diagnostic]:
        sides = [leaf.left]
        if isinstance(leaf.right, c.QuestionSide | c.AttributeSide | c.NumberOf | c.NumberOfItems):
            sides.append(leaf.right)
        before = 0
        for side in sides:
            for fault in self._side(side, negated):
                before += 1
                yield fault
        if before or self.where in _REGISTER_ONLY:
            if self.where in _REGISTER_ONLY and not before:
                yield from self._words_of_attribute(leaf)
            return
        yield from self._fit(leaf, sides)

    def _side(self, side: c.Side, negated: bool) -> Iterator[Diagnostic]:
        match side:
            case c.QuestionSide():
                yield from self._question(side)
                if side.minus is not None:
                    yield from self._side(side.minus, negated)
            case c.NumberOf(members=members, doc_path=doc_path):
                if self.where in _REGISTER_ONLY and not members:
                    return
                if negated:
                    yield self._under_not(doc_path)
                for member in members:
                    yield from self.condition(member, negated=False)
            case c.NumberOfItems(doc_path=doc_path):
                if negated:
                    yield self._under_not(doc_path)
                yield from self._each(side)
            case c.AttributeSide():
                pass

    def _under_not(self, doc_path: DocumentPath) -> Diagnostic:
        return self._fault(
            "EGY402",
            doc_path,
            "number_of stands under not",
            "turn the comparator round: not at_least 3 is below 3",
        )

    def _each(self, side: c.NumberOfItems) -> Iterator[Diagnostic]:
        if self.where != "indicator":
            told = "only attributes and questions can be read here, not indicators"
            yield self._fault("EGY412", side.doc_path / "met", told, "list the conditions: number_of: [...]")
            return
        entry = self.linked.indicators.get(side.met)
        if entry is None or side.each not in self.linked.baskets:
            return
        over = entry.indicator.for_each
        if not is_part_of(self.linked, side.each, over):
            repeated = f"over '{over}'" if over else "over no basket"
            yield self._fault(
                "EGY416",
                side.doc_path / "met",
                f"'{side.met}' is repeated {repeated}, not over '{side.each}'",
                f"each: {over}" if over else "name an indicator with for_each",
            )

    def _question(self, side: c.QuestionSide) -> Iterator[Diagnostic]:
        if self.where in _REGISTER_ONLY:
            yield self._fault(
                "EGY412",
                side.doc_path / "question",
                f"who {_REGISTER_ONLY[self.where]} is told by attributes of the register, not by answers",
                "for example {attribute: before_return, is: returned}",
            )
            return
        question = self.linked.questions.get(side.question)
        if question is None:
            return
        if side.wave in RELATIVE_WAVES:
            if self.where == "asked_if":
                told = f"'{side.wave}' has no meaning in asked_if, where no waves are compared"
                said = f"name a wave: {', '.join(self.linked.waves)}; without wave: it is the one in hand"
                yield self._fault("EGY408", side.doc_path / "wave", told, said)
            elif not self.linked.programme.file.comparisons:
                yield self._fault(
                    "EGY408",
                    side.doc_path / "wave",
                    f"'{side.wave}' is named, and programme.yaml declares no comparison",
                    f"declare comparisons, or name a wave: {', '.join(self.linked.waves)}",
                )
        if question.items is None:
            if side.item is not None:
                told = f"the question '{question.id}' has no items"
                yield self._fault("EGY405", side.doc_path / "item", told, "leave item out")
        elif side.item is None and not is_part_of(self.linked, self.for_each, question.items):
            yield self._fault(
                "EGY405",
                side.doc_path / "question",
                f"the question '{question.id}' is asked over '{question.items}', and no item is in hand",
                f"say for_each: {question.items}, or name one of its items with item:",
                question.doc_path / "items",
            )

    def _fit(self, leaf: c.Leaf, sides: list[c.Side]) -> Iterator[Diagnostic]:
        """Whether comparator and right side go with the left side's kind."""
        kinds = [self._kind(side) for side in sides]
        if None in kinds:
            return
        for side, kind in zip(sides, kinds, strict=True):
            if kind == "mixed":
                yield self._fault(
                    "EGY410",
                    side.doc_path / "minus",
                    "only a number can be taken off a number, and a date off a date",
                )
                return
        kind, name, doc_path = kinds[0], leaf.comparator, leaf.doc_path / leaf.comparator
        if isinstance(leaf.right, bool):
            plain = isinstance(leaf.left, c.AttributeSide) or (
                isinstance(leaf.left, c.QuestionSide) and leaf.left.minus is None
            )
            if not plain:
                yield self._fault(
                    "EGY403",
                    doc_path,
                    "only an answer or attribute is answered, not a difference or number",
                    "compare it with a number, for example at_least: 1",
                )
            return
        if kind == "text" and name not in ("is", "is_one_of"):
            yield self._fault(
                "EGY403", doc_path, f"text has no order, so '{name}' means nothing", "use is or answered"
            )
        elif len(sides) == 2:
            yield from self._two_sides(str(kind), str(kinds[1]), doc_path)
        else:
            assert isinstance(leaf.right, tuple)
            yield from self._words(leaf, str(kind), leaf.right)

    def _two_sides(self, kind: str, other: str, doc_path: DocumentPath) -> Iterator[Diagnostic]:
        fits = kind == other or (kind == "attribute" and other in ("number", "date"))
        fits = fits or (other == "attribute" and kind in ("number", "date"))
        if not fits or (kind in ("text", "attribute") and other in ("text", "attribute")):
            said = f"{_said(kind)} cannot be compared with {_said(other)}"
            yield self._fault("EGY410", doc_path, said, "two numbers, two dates, or two answers of one scale")

    def _words(self, leaf: c.Leaf, kind: str, words: tuple[c.Word, ...]) -> Iterator[Diagnostic]:
        question = self._read(leaf.left)
        if question is not None:
            never = self.linked.dont_know(question)
            for word in words:
                if word.text in never:
                    yield self._fault(
                        "EGY404",
                        word.doc_path,
                        f"'{word.text}' never counts, so no comparison with it is true",
                        f"answers that count: {', '.join(self.linked.labels(question))}"
                        if self.linked.labels(question)
                        else None,
                    )
                    return
        if kind in ("number", "date"):
            for word in words:
                yield from self._literal(word, kind)
        elif kind == "attribute":
            yield from self._words_of_attribute(leaf)
        if question is not None and kind.startswith("scale:"):
            yield from self._always(leaf, question, words)
        if isinstance(leaf.left, c.NumberOf | c.NumberOfItems):
            yield from self._number_always(leaf, words)

    def _words_of_attribute(self, leaf: c.Leaf) -> Iterator[Diagnostic]:
        if isinstance(leaf.right, tuple) and leaf.comparator not in ("is", "is_one_of"):
            for word in leaf.right:
                if not _NUMBER.fullmatch(word.text) and not _is_date(word.text):
                    yield self._fault(
                        "EGY417", word.doc_path, f"expected a number or a date, found '{word.text}'"
                    )

    def _literal(self, word: c.Word, kind: str) -> Iterator[Diagnostic]:
        if kind == "number" and not _NUMBER.fullmatch(word.text):
            yield self._fault(
                "EGY417", word.doc_path, f"expected a number, found '{word.text}'", "digits, with a point"
            )
        elif kind == "number" and sum(x.isdigit() for x in word.text) > MOST_DIGITS:
            yield self._fault("EGY417", word.doc_path, f"the number has more than {MOST_DIGITS} digits")
        elif kind == "date" and not _is_date(word.text):
            yield self._fault("EGY417", word.doc_path, f"expected a date, found '{word.text}'", "YYYY-MM-DD")

    def _always(self, leaf: c.Leaf, question: d.Question, words: tuple[c.Word, ...]) -> Iterator[Diagnostic]:
        scale = self.linked.labels(question)
        if any(w.text not in scale for w in words):
            return
        at = scale.index(words[0].text)
        met = {"at_least": len(scale) - at, "at_most": at + 1, "above": len(scale) - at - 1, "below": at}.get(
            leaf.comparator, len(words)
        )
        if met in (0, len(scale)):
            related = (
                (
                    self.linked.positions.span_at(
                        self.linked.programme.scales.scales[question.scale].doc_path
                    ),
                    "the scale",
                ),
            )
            told = "can never be met" if met == 0 else "is met by every ordinary answer"
            yield Diagnostic(
                span=self.linked.positions.span_at(words[0].doc_path),
                code="EGY411",
                message=f"this {told}: the scale is {', '.join(scale)}",
                hint="use answered for any answer" if met else _NEVER[leaf.comparator],
                related=related,
            )

    def _number_always(self, leaf: c.Leaf, words: tuple[c.Word, ...]) -> Iterator[Diagnostic]:
        members = (
            len(leaf.left.members)
            if isinstance(leaf.left, c.NumberOf)
            else len(self.linked.baskets[leaf.left.each].items)  # type: ignore[union-attr]
        )
        if len(words) != 1 or not _NUMBER.fullmatch(words[0].text):
            return
        value = float(words[0].text)
        met = [
            {"at_least": n >= value, "at_most": n <= value, "above": n > value, "below": n < value}.get(
                leaf.comparator, n == value
            )
            for n in range(members + 1)
        ]
        if all(met) or not any(met):
            told = "is always met" if all(met) else "can never be met"
            counted = "1 condition is" if members == 1 else f"{members} conditions are"
            yield self._fault("EGY411", words[0].doc_path, f"this {told}: {counted} counted")

    def _kind(self, side: c.Side) -> str | None:
        """number, date, text, attribute, scale:ID, mixed (a difference that has no kind), or None where unknown."""
        match side:
            case c.NumberOf() | c.NumberOfItems():
                return "number"
            case c.AttributeSide():
                return "attribute"
            case c.QuestionSide():
                question = self._read(side)
                if question is None:
                    return None
                kind = question.scale if self.linked.is_open(question) else f"scale:{question.scale}"
                if side.minus is None:
                    return kind
                other = self._kind(side.minus)
                if other is None:
                    return None
                return "number" if kind == other and kind in ("number", "date") else "mixed"

    def _read(self, side: c.Side) -> d.Question | None:
        return self.linked.questions.get(side.question) if isinstance(side, c.QuestionSide) else None

    def _fault(
        self,
        code: str,
        doc_path: DocumentPath,
        message: str,
        said: str | None = None,
        over: DocumentPath | None = None,
    ) -> Diagnostic:
        """over: where the basket of the question is named, for the faults of items (EGY405, EGY416)."""
        related = []
        if over is not None:
            related.append((over, "the question's items"))
        if code in ("EGY405", "EGY416") and self.repeated is not None:
            related.append((self.repeated, "for_each"))
            basket = self.linked.programme.baskets.baskets.get(self.for_each or "")
            if basket is not None and basket.subset_of is not None:
                related.append((basket.doc_path / "subset_of", f"'{self.for_each}' is a subset"))
        positions = self.linked.positions
        return Diagnostic(
            span=positions.span_at(doc_path),
            code=code,
            message=message,
            hint=said,
            related=tuple((positions.span_at(p), note) for p, note in related),
        )


def _said(kind: str) -> str:
    if kind.startswith("scale:"):
        return f"an answer of the scale '{kind[6:]}'"
    return {"number": "a number", "date": "a date", "text": "text", "attribute": "an attribute"}[kind]


def _is_date(word: str) -> bool:
    try:
        return len(word) == 10 and bool(date.fromisoformat(word))
    except ValueError:
        return False
