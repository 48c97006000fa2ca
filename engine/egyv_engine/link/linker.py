"""Finds what every name stands for (EGY3xx), and goes on with the objects whose names are all known."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar, assert_never

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.span import Positions, Span
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.model import conditions as c
from egyv_engine.model import documents as d
from egyv_engine.model.condition_walk import answers, sides, words
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.plan import FROM, TO

RELATIVE_WAVES = {"from": FROM, "to": TO}
DEFAULT_CRITERION = "default_criterion"
_Declared = TypeVar("_Declared", d.Wave, d.Question, d.Indicator)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedIndicator:
    """An indicator and the principle it belongs to."""

    principle: str
    indicator: d.Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedBasket:
    """A basket's items in order, and the basket it is part of (itself where it is whole)."""

    id: str
    items: tuple[str, ...]
    whole: str
    labels: Mapping[str, d.Item]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedProgramme:
    """The programme with a table for every kind of name; it holds only what is sound."""

    programme: d.Programme
    positions: Positions
    questions: Mapping[str, d.Question]
    set_aside: Mapping[str, d.Question]  # whom they were asked of is not known; their columns are
    baskets: Mapping[str, LinkedBasket]
    indicators: Mapping[str, LinkedIndicator]
    waves: Mapping[str, d.Wave]
    cohorts: tuple[str | None, ...]
    attributes_used: tuple[tuple[str, DocumentPath], ...]

    def labels(self, question: d.Question) -> tuple[str, ...]:
        """The answers of a question's scale, weakest first; empty for number, date, text."""
        scale = self.programme.scales.scales.get(question.scale)
        return scale.answers if scale and not self.is_open(question) else ()

    def never_counts(self, question: d.Question) -> tuple[str, ...]:
        """Answers to a question that satisfy no comparison."""
        defaults = self.programme.scales.defaults
        scale = None if self.is_open(question) else self.programme.scales.scales.get(question.scale)
        if scale is not None and scale.never_counts is not None:
            return scale.never_counts
        return defaults.never_counts if defaults else ()

    def is_open(self, question: d.Question) -> bool:
        """Whether a question takes a number, date or text instead of answers of a scale."""
        return question.scale in d.OPEN_KINDS

    def items(self, question: d.Question) -> tuple[str | None, ...]:
        """The items a question is asked of; (None,) without items."""
        return self.baskets[question.items].items if question.items else (None,)

    def threshold(self, indicator: d.Indicator) -> dict[str, int]:
        """Of a rule with one whole number on its right, the `threshold`; of one that counts conditions, its `parts`."""
        match indicator.counts:
            case c.Leaf(left=left, right=(c.Word(text=text),)) if text.isdecimal():
                found = {"threshold": int(text)}
                if isinstance(left, c.NumberOf):
                    found["parts"] = len(left.members)
                elif isinstance(left, c.NumberOfItems) and left.each in self.baskets:
                    found["parts"] = len(self.baskets[left.each].items)
                return found
            case _:
                return {}

    def listed(self, items: tuple[str, ...] | str | None) -> tuple[str, ...] | None:
        """Items given as a list or by a list's name; None means all."""
        if isinstance(items, str):
            return (self.programme.instrument.lists or {})[items]
        return items


def link(programme: d.Programme, positions: Positions) -> tuple[LinkedProgramme, list[Diagnostic]]:
    """The programme with its names resolved, and every name that nothing has (EGY301-312)."""
    return _Linker(programme, positions).link()


class _Linker:
    def __init__(self, programme: d.Programme, positions: Positions) -> None:
        self.p = programme
        self.positions = positions
        self.faults: list[Diagnostic] = []
        self.unsound = 0  # names told, or passed over because what they name is broken
        self.attributes: list[tuple[str, DocumentPath]] = []
        self.scales = {**programme.scales.scales}
        self.waves = self._unique("wave", programme.file.waves)
        self.questions = self._unique("question", programme.instrument.questions)
        named = (
            (name, indicator)
            for name, principle in programme.principles.items()
            for indicator in principle.indicators
        )
        pairs = list(named)
        kept = self._unique("indicator", [i for _, i in pairs])
        self.indicators = {
            i.id: LinkedIndicator(principle=name, indicator=i) for name, i in pairs if kept.get(i.id) is i
        }
        self.baskets = self._baskets()
        self.set_aside: dict[str, d.Question] = {}
        self.cohorts = programme.file.cohorts.ids if programme.file.cohorts else ()

    def link(self) -> tuple[LinkedProgramme, list[Diagnostic]]:
        self._programme()
        questions = {q.id: q for q in self.questions.values() if self._sound(partial(self._question, q))}
        indicators = {
            k: i for k, i in self.indicators.items() if self._sound(partial(self._indicator, i.indicator))
        }
        return (
            LinkedProgramme(
                programme=self.p,
                positions=self.positions,
                questions=questions,
                set_aside=self.set_aside,
                baskets=self.baskets,
                indicators=indicators,
                waves=self.waves,
                cohorts=self.cohorts or (None,),
                attributes_used=tuple(self.attributes),
            ),
            self.faults,
        )

    def _sound(self, check: Callable[[], None]) -> bool:
        before = self.unsound
        check()
        return self.unsound == before

    def _unique(self, kind: str, objects: Iterable[_Declared]) -> dict[str, _Declared]:
        found: dict[str, _Declared] = {}
        for one in objects:
            if one.id in found:
                doc_path = one.doc_path / "id"
                self.faults.append(
                    Diagnostic(
                        span=self.positions.of(doc_path),
                        code="EGY312",
                        message=f"the {kind} '{one.id}' is declared a second time",
                        hint="give one of the two another id",
                        related=((self.positions.of(found[one.id].doc_path / "id"), "the first one"),),
                    )
                )
            else:
                found[one.id] = one
        return found

    def _baskets(self) -> dict[str, LinkedBasket]:
        made: dict[str, LinkedBasket] = {}
        declared = self.p.baskets.baskets
        for name, basket in declared.items():
            if isinstance(basket.items, Mapping) and basket.subset_of is not None:
                self._fault(
                    "EGY413",
                    basket.doc_path / "subset_of",
                    f"'{name}' has items with labels of its own and is also a subset",
                    "a subset lists item ids only, as in items: [evenings, events]",
                )
            elif isinstance(basket.items, Mapping):
                made[name] = LinkedBasket(id=name, items=tuple(basket.items), whole=name, labels=basket.items)
        for name, basket in declared.items():
            if isinstance(basket.items, Mapping):
                continue
            if basket.subset_of is None:
                self._fault(
                    "EGY413",
                    basket.doc_path / "items",
                    f"the items of '{name}' have no labels, and it is not a subset",
                    "write item: {label: ...} for each, or subset_of",
                )
                continue
            if not self._named("basket", basket.subset_of, basket.doc_path / "subset_of", declared, "EGY303"):
                continue
            whole = made.get(basket.subset_of)
            if declared[basket.subset_of].subset_of is not None:
                self._fault(
                    "EGY413",
                    basket.doc_path / "subset_of",
                    f"'{basket.subset_of}' is itself a subset",
                    "name the whole basket",
                )
                continue
            if whole is None:
                continue  # told at the basket that it is part of
            wrong = False
            for i, item in enumerate(basket.items):
                at, of = basket.doc_path / "items" / i, self.positions.of(basket.doc_path / "subset_of")
                related = ((of, f"'{name}' is a subset"),)
                wrong |= not self._named("item", item, at, whole.items, "EGY304", related)
            if not wrong:
                labels = {item: whole.labels[item] for item in basket.items}
                made[name] = LinkedBasket(id=name, items=basket.items, whole=whole.id, labels=labels)
        return made

    def _programme(self) -> None:
        file = self.p.file
        if file.default_criterion:
            doc_path = file.doc_path / DEFAULT_CRITERION
            self._named("criterion", file.default_criterion, doc_path, self.p.criteria.criteria, "EGY309")
        for comparison in file.comparisons:
            self._named("wave", comparison.from_, comparison.doc_path / "from", self.waves, "EGY307")
            self._named("wave", comparison.to, comparison.doc_path / "to", self.waves, "EGY307")
        if file.cohorts:
            self.attributes.append((file.cohorts.attribute, file.cohorts.doc_path / "attribute"))
        for wave in file.waves:
            for condition in (wave.returned, wave.analysed):
                if condition is not None:
                    self._condition(condition, None)
            for note in wave.looking_back:
                self._cohort(note.cohort, note.doc_path / "cohort")
        for selection in self.p.selection.selections.values() if self.p.selection else ():
            if selection.available is not None:
                self._condition(selection.available, None)
            if selection.not_all_one is not None:
                self.attributes.append((selection.not_all_one, selection.doc_path / "not_all_one"))
        lists = self.p.instrument.lists or {}
        everything = [item for basket in self.baskets.values() for item in basket.items]
        for name, items in lists.items():
            for i, item in enumerate(items):
                doc_path = self.p.instrument.doc_path / "lists" / name / i
                self._named("item", item, doc_path, dict.fromkeys(everything), "EGY304")

    def _question(self, question: d.Question) -> None:
        if question.scale not in d.OPEN_KINDS:
            known = [*self.scales, *d.OPEN_KINDS]
            self._named("scale", question.scale, question.doc_path / "scale", known, "EGY306")
        basket = None
        if question.items is not None:
            doc_path = question.doc_path / "items"
            if self._basket(question.items, doc_path):
                basket = self.baskets[question.items]
        if question.asked_if is not None:
            self._condition(question.asked_if, question.items)
        before = self.unsound
        for entry in question.not_asked:
            self._cohort(entry.cohort, entry.doc_path / "cohort")
            self._wave(entry.wave, entry.doc_path / "wave")
            self._items(entry.items, entry.doc_path / "items", basket, question)
        for compared in question.comparable:
            self._cohort(compared.cohort, compared.doc_path / "cohort")
            self._wave(compared.from_, compared.doc_path / "from")
            self._wave(compared.to, compared.doc_path / "to")
            self._items(compared.items, compared.doc_path / "items", basket, question)
        if basket is not None and self.unsound > before:
            self.set_aside[question.id] = question

    def _items(
        self,
        items: tuple[str, ...] | str | None,
        doc_path: DocumentPath,
        basket: LinkedBasket | None,
        question: d.Question,
    ) -> None:
        if items is None:
            return
        lists = self.p.instrument.lists or {}
        if isinstance(items, str):
            if not self._named("list", items, doc_path, lists, "EGY311"):
                return
            named: tuple[str, ...] = lists[items]
        else:
            named = items
        if question.items is None:
            self._fault("EGY304", doc_path, f"the question '{question.id}' has no items", "leave items out")
        elif basket is not None:
            whole = self.positions.of(question.doc_path / "items")
            everything = {item for b in self.baskets.values() for item in b.items}
            for i, item in enumerate(named):
                at, related = doc_path / i, [(whole, f"'{question.id}' is asked over '{basket.id}'")]
                if isinstance(items, str):
                    if item not in everything:  # told where the list is declared
                        self.unsound += 1
                        continue
                    listed = self.p.instrument.doc_path / "lists" / items / i
                    at, related = doc_path, [(self.positions.of(listed), f"in the list '{items}'"), *related]
                self._named("item", item, at, basket.items, "EGY304", tuple(related))

    def _indicator(self, indicator: d.Indicator) -> None:
        if indicator.for_each is not None:
            doc_path = indicator.doc_path / "for_each"
            self._basket(indicator.for_each, doc_path)
        if indicator.criterion is not None:
            doc_path = indicator.doc_path / "criterion"
            self._named("criterion", indicator.criterion, doc_path, self.p.criteria.criteria, "EGY309")
        self._condition(indicator.counts, indicator.for_each)
        if indicator.base is not None:
            self._condition(indicator.base, indicator.for_each)

    def _condition(self, condition: c.Condition, for_each: str | None) -> None:
        match condition:
            case c.All(members=members) | c.Any(members=members):
                for member in members:
                    self._condition(member, for_each)
            case c.Not(member=member):
                self._condition(member, for_each)
            case c.Met(indicator=name, doc_path=doc_path):
                self._named("indicator", name, doc_path / "met", self.indicators, "EGY305")
            case c.Leaf():
                for side in sides(condition):
                    self._side(side, for_each)
                if isinstance(condition.left, c.QuestionSide) and condition.left.minus is None:
                    self._answers(condition.left, words(condition))
            case _:
                assert_never(condition)

    def _side(self, side: c.Side, for_each: str | None) -> None:
        match side:
            case c.QuestionSide():
                for answer in answers(side):
                    self._answer(answer)
            case c.AttributeSide(attribute=name, doc_path=doc_path):
                self.attributes.append((name, doc_path / "attribute"))
            case c.NumberOf(members=members):
                for member in members:
                    self._condition(member, for_each)
            case c.NumberOfItems(each=each, met=met, doc_path=doc_path):
                self._basket(each, doc_path / "each")
                self._named("indicator", met, doc_path / "met", self.indicators, "EGY305")
            case _:
                assert_never(side)

    def _answer(self, answer: c.Answer) -> None:
        self._named("question", answer.question, answer.doc_path / "question", self.questions, "EGY301")
        if answer.wave is not None and answer.wave not in RELATIVE_WAVES:
            known = [*self.waves, "from", "to"]
            self._named("wave", answer.wave, answer.doc_path / "wave", known, "EGY307")
        question = self.questions.get(answer.question)
        if answer.item is not None and question is not None and question.items in self.baskets:
            items = self.baskets[question.items].items
            self._named("item", answer.item, answer.doc_path / "item", items, "EGY304")

    def _answers(self, side: c.QuestionSide, words: tuple[c.Word, ...]) -> None:
        question = self.questions.get(side.question)
        scale = self.scales.get(question.scale) if question and question.scale not in d.OPEN_KINDS else None
        if question is None or scale is None:
            return
        never = scale.never_counts
        if never is None:
            never = self.p.scales.defaults.never_counts if self.p.scales.defaults else ()
        for word in words:
            if word.text not in scale.answers and word.text not in never:
                self.unsound += 1
                self.faults.append(
                    Diagnostic(
                        span=self.positions.of(word.doc_path),
                        code="EGY302",
                        message=f"unknown answer '{word.text}' for question '{question.id}'",
                        hint=hint(word.text, scale.answers, "the scale is"),
                        related=((self.positions.of(scale.doc_path), f"the scale '{question.scale}'"),),
                    )
                )

    def _cohort(self, name: str | None, doc_path: DocumentPath) -> None:
        if name is not None:
            self._named("cohort", name, doc_path, self.cohorts, "EGY308")

    def _wave(self, name: str | None, doc_path: DocumentPath) -> None:
        if name is not None:
            self._named("wave", name, doc_path, self.waves, "EGY307")

    def _basket(self, name: str, doc_path: DocumentPath) -> bool:
        """Whether a basket is there and sound; one that is not sound was told where it is declared."""
        declared = self._named("basket", name, doc_path, self.p.baskets.baskets, "EGY303")
        if declared and name not in self.baskets:
            self.unsound += 1
        return declared and name in self.baskets

    def _named(
        self,
        kind: str,
        name: str,
        doc_path: DocumentPath,
        known: Iterable[str],
        code: str,
        related: tuple[tuple[Span, str], ...] = (),
    ) -> bool:
        """Whether a name is known; where not it is told, unless it names something that is itself broken."""
        names = list(known)
        if name in names:
            return True
        self.unsound += 1
        broken = self.p.broken
        whole_file_lost = (kind == "indicator" and ("principle", "*") in broken) or (
            kind in ("basket", "item") and any(k == "baskets" and i == "*" for k, i in broken)
        )
        if (
            (kind, name) in broken
            or whole_file_lost
            or (kind == "item" and any(k == "basket" for k, _ in broken))
        ):
            return False
        near = did_you_mean(name, names)
        meant = self._declared(kind, near) if near else None
        self.faults.append(
            Diagnostic(
                span=self.positions.of(doc_path),
                code=code,
                message=f"unknown {kind} '{name}'",
                hint=hint(name, names, "declared"),
                related=((meant, f"'{near}' is declared here"), *related) if meant else related,
            )
        )
        return False

    def _declared(self, kind: str, name: str) -> Span | None:
        """Where a name is declared, for those whose misspelling is likelier in the declaration than in every use."""
        p = self.p
        places = {
            "scale": (p.scales.doc_path / "scales", self.scales),
            "basket": (p.baskets.doc_path / "baskets", p.baskets.baskets),
            "criterion": (p.criteria.doc_path / "criteria", p.criteria.criteria),
            "list": (p.instrument.doc_path / "lists", p.instrument.lists or {}),
        }
        if kind in places and name in places[kind][1]:
            return self.positions.key(places[kind][0] / name)
        if kind == "item":
            for basket_id, basket in p.baskets.baskets.items():
                if isinstance(basket.items, Mapping) and name in basket.items:
                    return self.positions.key(p.baskets.doc_path / "baskets" / basket_id / "items" / name)
        objects: Mapping[str, d.Wave | d.Question] = (
            self.waves if kind == "wave" else self.questions if kind == "question" else {}
        )
        if kind == "indicator" and name in self.indicators:
            return self.positions.of(self.indicators[name].indicator.doc_path / "id")
        if name in objects:
            return self.positions.of(objects[name].doc_path / "id")
        if kind == "cohort" and p.file.cohorts and name in self.cohorts:
            return self.positions.of(p.file.cohorts.doc_path / "ids" / self.cohorts.index(name))
        return None

    def _fault(self, code: str, doc_path: DocumentPath, message: str, said: str) -> None:
        self.unsound += 1
        self.faults.append(
            Diagnostic(span=self.positions.of(doc_path), code=code, message=message, hint=said)
        )
