"""A programme whose names are resolved: the types that later stages read."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from egyv_engine.diagnostics.span import Positions
from egyv_engine.link.columns import column_name, has_ticked_columns, several_in
from egyv_engine.link.file_shapes import FileShape, declared_file, file_shape
from egyv_engine.link.groups import OTHERS, DeclaredGroup
from egyv_engine.link.special_answers import SpecialAnswers, special_answers
from egyv_engine.model import conditions as c
from egyv_engine.model import documents as d
from egyv_engine.model.condition_walk import leaves
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.plan import FROM, TO
from egyv_engine.model.typed_values import whole_number

RELATIVE_WAVES = {"from": FROM, "to": TO}


class LinkedIndicator(Frozen):
    """An indicator and the id of the principle that it belongs to."""

    principle: str
    indicator: d.Indicator


class LinkedBasket(Frozen):
    """A basket with its items in order.

    Attributes:
        whole: The id of the basket that this one is a subset of; its own id if it is not a subset.
    """

    id: str
    items: tuple[str, ...]
    whole: str
    labels: Mapping[str, d.Item]


class LinkedProgramme(Frozen):
    """A programme with a table for each type of object. The tables hold only objects without faults.

    Attributes:
        questions_unplaced: Questions whose columns are known, but not the units that they were asked of.
        groups: The declared groups by id; empty if the programme declares none, or one per value that is not yet read.
        cohorts: The cohorts that units belong to: the ids of the groups, and OTHERS once the register shows units of no
            group that count among all units; `(None,)` if the programme declares none.
        everyone: The id of the group of all units; None if it is not declared.
        cohorts_unresolved: Each cohort that a rule names before the groups are known, with the path of its name.
        questions_unknown: The names of questions that rules have and no question has.
        attributes_used: Each attribute that the rules read, with the path of its name.
        waves_unread: The waves whose answers are not read, because the declaration of their source has a fault.
        is_register_read: Whether the declaration of the register's source has no fault.
    """

    programme: d.Programme
    positions: Positions
    questions: Mapping[str, d.Question]
    questions_unplaced: Mapping[str, d.Question]
    baskets: Mapping[str, LinkedBasket]
    indicators: Mapping[str, LinkedIndicator]
    waves: Mapping[str, d.Wave]
    groups: Mapping[str, DeclaredGroup]
    cohorts: tuple[str | None, ...]
    everyone: str | None
    cohorts_unresolved: tuple[tuple[str, DocumentPath], ...]
    attributes_used: tuple[tuple[str, DocumentPath], ...]
    questions_unknown: frozenset[str] = frozenset()
    waves_unread: frozenset[str] = frozenset()
    is_register_read: bool = True

    @property
    def reported_cohorts(self) -> tuple[str | None, ...]:
        """The groups that findings are about, in the order of the report: all units last."""
        last = () if self.everyone is None else (self.everyone,)
        return (*(cohort for cohort in self.cohorts if cohort != OTHERS), *last)

    def conditions_on_answers(self) -> Iterator[c.Condition]:
        """Yield the conditions that are evaluated on answers: what indicators count, their bases, and skip logic."""
        for entry in self.indicators.values():
            yield entry.indicator.met_when
            if entry.indicator.base is not None:
                yield entry.indicator.base
        yield from (q.asked_if for q in self.questions.values() if q.asked_if is not None)

    def declares_indicator(self, name: str) -> bool:
        """Return whether an indicator is declared, or may be: one that has a fault counts, as the fault is reported."""
        declared = (indicator.id for indicator in self.programme.indicators)
        return name in declared or self.programme.is_broken("indicator", name)

    def cohort_label(self, cohort: str) -> str:
        """Return what sentences call a group; a word that is no group is called by itself."""
        if cohort == self.everyone:
            declared = self.programme.file.cohorts
            return (declared.all_.label if declared and declared.all_ else None) or cohort
        return self.groups[cohort].label if cohort in self.groups else cohort

    @property
    def cohort_words(self) -> tuple[str, str]:
        """The programme's words for one cohort and for several."""
        declared = self.programme.file.cohorts
        words = None if declared is None else declared.called
        return ("cohort", "cohorts") if words is None else (words.one, words.many)

    def labels(self, question: d.Question) -> tuple[str, ...]:
        """Return the ordinary answers of a question's scale; empty for a number, date or text."""
        scale = self.scale(question)
        return () if scale is None else scale.ordinary

    def scale(self, question: d.Question) -> d.Scale | None:
        """Return the scale of a question; None for a number, date or text."""
        return None if self.is_open(question) else self.programme.scales.scales.get(question.scale)

    def has_order(self, question: d.Question) -> bool:
        """Return whether a question has a scale whose answers have an order."""
        scale = self.scale(question)
        return scale is not None and (scale.answers is not None or scale.choices is None)

    def special_answers(self, question: d.Question) -> SpecialAnswers:
        """Return the answers to a question that are not ordinary."""
        return special_answers(self.programme.scales, self.scale(question) or question)

    def is_open(self, question: d.Question) -> bool:
        """Return whether a question takes a number, date or text instead of an answer of a scale."""
        return question.scale in d.OPEN_VALUE_TYPES

    def knows_key(self, file: str) -> bool:
        """Return whether the column of a data file that identifies the unit is known, although the register may have a fault.

        Args:
            file: The path of the file, or the name of a query.
        """
        entry = declared_file(self.programme, PurePosixPath(file))
        is_unknown = self.programme.is_register_broken or self.programme.file.register.lacks_key
        return (entry is not None and entry.key is not None) or not is_unknown

    def items(self, question: d.Question) -> tuple[str | None, ...]:
        """Return the items that a question is asked of; `(None,)` for a question without items."""
        return self.baskets[question.items].items if question.items else (None,)

    def column_of(self, question: d.Question, item: str | None, wave: str) -> str:
        """Return the name of the column in the table of a wave that has the answers to a question.

        The name is that in the file, with the end that the wave's columns have. Several items share a column where
        its cells have several answers; items that have rows of their own get the column `question.item`.

        Args:
            question: The question.
            item: One of its items; None for a question without items.
            wave: The id of the wave.
        """
        labels = self.baskets[question.items].labels if question.items else {}
        items = {name: item.label for name, item in labels.items()}
        return column_name(question, item, self.waves[wave], waves=self.waves, items=items)

    def column_of_item_rows(self, question: d.Question, wave: str) -> str | None:
        """Return the column that has the answers about every item, where each item has a row of its own in the file; else None.

        Args:
            question: The question.
            wave: The id of the wave.
        """
        return (self.waves[wave].answers.values or {}).get(question.id)

    def several(self, question: d.Question, wave: str) -> str | None:
        """Return what separates the items in the question's cells of a wave; None where a cell has one answer."""
        return several_in(question, wave)

    def has_ticked_columns(self, question: d.Question, wave: str) -> bool:
        """Return whether an item that was not ticked is a blank cell in the item's own column."""
        return has_ticked_columns(question, wave)

    def codes(self, question: d.Question) -> Mapping[str, str]:
        """Return the answer, or the number, for each code that a data file may hold instead of it."""
        return (self.scale(question) or question).codes or {}

    def spellings(self, question: d.Question) -> Mapping[str, str]:
        """Return the answer for each other spelling that a data file may have."""
        scale = self.scale(question)
        declared = {} if scale is None else scale.spellings or {}
        return {word: answer for answer, words in declared.items() for word in words}

    def item_words(self, question: d.Question) -> Mapping[str, str]:
        """Return the item for each word that cells may have for it: its id, its label and its other spellings."""
        basket = self.baskets.get(question.items or "")
        labels = basket.labels if basket is not None else {}
        items = labels.items()
        by_label = {item.label: name for name, item in items}
        return {
            **by_label,
            **{name: name for name in labels},
            **{w: name for name, item in items for w in item.spellings},
        }

    def file_shape(self, file: str) -> FileShape | None:
        """Return how a data file is written; None if its entry in surveys/files.yaml has a fault, which is reported.

        Args:
            file: The path of the file, or the name of a query.
        """
        return file_shape(self.programme, PurePosixPath(file))

    def thresholds(self, indicator: d.Indicator) -> dict[str, int]:
        """Return the numbers of an indicator's rule that its wording may name.

        Returns:
            `threshold`, if the rule compares with one whole number; also `parts`, if the rule counts conditions or
            items: how many there are. `threshold.lowest` and `threshold.highest`, if the rule is between two whole
            numbers. If it has several conditions, the number of each question or attribute that one of them compares
            with a whole number: `threshold.loans`, or `threshold.loans.lowest`. Empty for every other rule.
        """
        if isinstance(indicator.met_when, c.Leaf):
            left = indicator.met_when.left
            found = {f"threshold{name}": n for name, n in _whole_numbers(indicator.met_when).items()}
            if isinstance(left, c.NumberOf) and found:
                found["parts"] = len(left.members)
            elif isinstance(left, c.NumberOfItems) and left.each in self.baskets and found:
                found["parts"] = len(self.baskets[left.each].items)
            return found
        by_name: dict[str, list[dict[str, int]]] = {}
        for leaf in leaves(indicator.met_when):
            match leaf.left:
                case c.QuestionSide(question=name) | c.AttributeSide(attribute=name):
                    by_name.setdefault(name, []).append(_whole_numbers(leaf))
        return {
            f"threshold.{name}{part}": n
            for name, found in by_name.items()
            if len(found) == 1
            for part, n in found[0].items()
        }

    @property
    def has_separate_waves(self) -> bool:
        """Return whether no unit is in two waves: each row is another unit, and no file has waves side by side."""
        is_side_by_side = any(wave.answers.columns_end is not None for wave in self.waves.values())
        return self.programme.file.register.has_row_units and not is_side_by_side

    def listed(self, items: tuple[str, ...] | str | None) -> tuple[str, ...] | None:
        """Return the items that are given as a list or by the name of a list; None means all items."""
        if isinstance(items, str):
            return (self.programme.instrument.lists or {})[items]
        return items

    def is_on_record(self, indicator: d.Indicator, questions: Iterable[str]) -> bool:
        """Return whether an indicator comes from records, so that nobody reported, said or answered what it counts.

        Args:
            indicator: The indicator. One that does not say so comes from records if all questions do that its rule reads,
                or the programme does if the rule reads none.
            questions: The ids of the questions that its rule reads, also through other indicators.
        """
        if indicator.evidence is not None:
            return indicator.evidence == d.RECORDS
        of_questions = {self.is_recorded(self.questions[name]) for name in questions}
        return of_questions == {True} if of_questions else self.programme.file.evidence == d.RECORDS

    def is_recorded(self, question: d.Question) -> bool:
        """Return whether the answers to a question come from records, so that nobody was asked it."""
        return (question.evidence or self.programme.file.evidence) == d.RECORDS

    def comparable_entries(
        self, question: str, item: str | None, cohort: str | None, pair: tuple[str, str]
    ) -> Iterator[d.Comparable]:
        """Yield the entries of `comparable` that hold for a question's answers of two waves, in declared order.

        Args:
            question: The id of the question.
            item: One of its items; None for a question without items.
            cohort: A cohort that units belong to, thus not the group of all units.
            pair: The earlier and the later wave.
        """
        for entry in self.questions[question].comparable:
            items = self.listed(entry.items)
            if (
                entry.cohort in (None, cohort)
                and entry.from_ in (None, pair[0])
                and entry.to in (None, pair[1])
                and (items is None or item in items)
            ):
                yield entry


def _whole_numbers(leaf: c.Leaf) -> dict[str, int]:
    """Return the whole number on the right of a comparator, or the lowest and the highest of two; empty for all else."""
    if not isinstance(leaf.right, tuple):
        return {}
    numbers = [whole_number(word.text) for word in leaf.right]
    names = (".lowest", ".highest") if leaf.comparator == "between" else ("",)
    found = {name: n for name, n in zip(names, numbers, strict=False) if n is not None}
    return found if len(found) == len(numbers) else {}
