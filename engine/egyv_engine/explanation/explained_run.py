"""Holds the products of a run that explanations are made from, and looks up what several of them need."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import PurePosixPath

from egyv_engine.data.survey_types import Survey
from egyv_engine.diagnostics.span import KeyAt, Location, Span
from egyv_engine.evaluation import Trace
from egyv_engine.explanation.report_uses import uses_by_finding
from egyv_engine.link.condition_words import LabelWords, condition_in_words
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import Unit
from egyv_engine.model.explanation import ReportUse, Statement, Units, WordedCondition
from egyv_engine.model.findings import Finding, Findings, LedgerRow, cohort_suffix
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.plan import NEGATED, AnswerRef, Operand, Plan, PlannedIndicator
from egyv_engine.model.plan_walk import operands_read, refs_in
from egyv_engine.model.report import Report, Term, Text
from egyv_engine.model.supplements import Supplements
from egyv_engine.narrative.language.idiom import with_group_words
from egyv_engine.narrative.language.parts import GroupWord
from egyv_engine.rules.yaml_extent import WrittenRules

_OF_ALL = ("programme", "programmes")  # what follows the label of the cohort of all units
LABELS = ("label", "name")  # the columns of a register that may hold the labels of its units


class ExplainedRun(Frozen, dict=True):
    """A programme and its results.

    Attributes:
        files: The files of the programme, of which rule files are quoted.
        report: The report; None if the programme declares none.
        trace: Lists the units behind the counts.
    """

    files: Mapping[PurePosixPath, bytes]
    linked: LinkedProgramme
    plan: Plan
    survey: Survey
    findings: Findings
    supplements: Supplements
    report: Report | None
    trace: Trace

    @cached_property
    def planned(self) -> Mapping[tuple[str, str | None], PlannedIndicator]:
        """The indicators of the plan, by id and item."""
        return {(each.indicator, each.item): each for each in self.plan.indicators}

    @cached_property
    def _by_condition(self) -> Mapping[str, PlannedIndicator]:
        return {each.counts: each for each in self.plan.indicators}

    def indicator_of(self, condition: str) -> PlannedIndicator | None:
        """Return the indicator that counts a condition or its negation, by the name of either in the plan; None for others."""
        return self._by_condition.get(condition.removeprefix(NEGATED))

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings of each id, one per comparison."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings.findings:
            found.setdefault(finding.finding, []).append(finding)
        return {name: tuple(each) for name, each in found.items()}

    @cached_property
    def ledger(self) -> Mapping[str, tuple[LedgerRow, ...]]:
        """The rows of the ledger of each finding."""
        found: dict[str, list[LedgerRow]] = {}
        for row in self.findings.ledger:
            found.setdefault(row.finding, []).append(row)
        return {name: tuple(rows) for name, rows in found.items()}

    @cached_property
    def uses(self) -> Mapping[str, tuple[ReportUse, ...]]:
        """The sentences and tables of the report that use each finding."""
        return {} if self.report is None else uses_by_finding(self.report)

    @cached_property
    def short_names(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the findings that a shorter name stands for: without the principle, the item or the cohort."""
        found: dict[str, dict[str, None]] = {}
        for name, (finding, *_) in self.by_id.items():
            suffix = cohort_suffix(finding.cohort)
            of_indicator = {finding.indicator, f"{finding.principle}.{finding.indicator}"}
            whole = (
                of_indicator if finding.item is None else {f"{one}.{finding.item}" for one in of_indicator}
            )
            for short in of_indicator | whole:
                for one in (short, f"{short}{suffix}"):
                    if one not in self.by_id:
                        found.setdefault(one, {})[name] = None
        return {short: tuple(names) for short, names in found.items()}

    def has_unit(self, unit: str) -> bool:
        """Return whether the survey has a unit."""
        units = self.survey.units
        place = int(units.search_sorted(unit))
        return place < units.len() and units[place] == unit

    def place_of(self, unit: str) -> int:
        """Return the position of a unit that the survey has."""
        return int(self.survey.units.search_sorted(unit))

    def cohort_of(self, unit: str) -> str | None:
        """Return the cohort of a unit of the survey; None in a programme without cohorts."""
        position: int = self.survey.cohort[self.place_of(unit)]
        return self.plan.parts[position]

    def group_in_words(self, cohort: str) -> str:
        """Return the label of a cohort with the programme's word for one, such as "Northgate district"."""
        forms = _OF_ALL if cohort == self.plan.everyone else self.linked.cohort_words
        label = Term(text=self.linked.cohort_label(cohort))
        parts = with_group_words([label, Text(text=" "), GroupWord(text=forms[0], forms=forms)], article="")
        return "".join(part.text for part in parts if isinstance(part, Term | Text)).strip()

    @property
    def words(self) -> Unit:
        """The programme's words for its units."""
        return self.linked.programme.file.unit

    @property
    def names_units(self) -> bool:
        """Return whether explanations may name units: they are for analysts, so they may unless the programme says no."""
        return self.linked.programme.file.names_units is not False

    def units(self, ids: tuple[str, ...]) -> Units:
        """Return units by their ids, which are left out where the programme does not let units be named."""
        return Units(number=len(ids), ids=ids if self.names_units else None)

    def operands_of(self, planned: PlannedIndicator) -> tuple[Operand, ...]:
        """Return what the condition and the base of an indicator read, each once."""
        names = (planned.counts, planned.base)
        nodes = [self.plan.conditions[name] for name in names if name is not None]
        found = (part for node in nodes for part in operands_read(node, self.plan.conditions))
        return tuple(dict.fromkeys(found))

    def is_on_record(self, planned: PlannedIndicator) -> bool:
        """Return whether an indicator comes from records, so that nobody was asked what it counts."""
        indicator = self.linked.indicators[planned.indicator].indicator
        return self.linked.is_on_record(indicator, {ref.question for ref in self.questions_of(planned)})

    def questions_of(self, planned: PlannedIndicator) -> tuple[AnswerRef, ...]:
        """Return the questions and items that an indicator reads, each once whatever the wave."""
        refs = refs_in(self.operands_of(planned))
        return tuple(dict.fromkeys(AnswerRef(ref.question, ref.item) for ref in refs))

    def span(self, location: Location) -> Span:
        """Return the position of a part of the rules."""
        return self.linked.positions.span_at(location)

    def at_key(self, doc_path: DocumentPath) -> Span:
        """Return the position of a key of the rules."""
        return self.span(KeyAt(doc_path))

    def wave_label(self, wave: str) -> str:
        """Return the label of a wave."""
        return self.linked.waves[wave].label

    def item_label(self, basket: str | None, item: str | None) -> str | None:
        """Return the label of an item.

        Args:
            basket: The basket that has it; None for none.
            item: The item; None for none.
        """
        return None if basket is None or item is None else self.linked.baskets[basket].labels[item].label

    def number_of(self, number: int) -> str:
        """Return a number of units, such as "1 area" or "12 areas"."""
        return f"{number:,} {self.words.one if number == 1 else self.words.many}"

    def label_words(self, for_each: str | None = None, item: str | None = None) -> LabelWords:
        """Return what puts the names in a condition into words.

        Args:
            for_each: The basket that its rule is repeated over; None for none.
            item: The item for which it is explained; None for none.
        """
        return LabelWords(linked=self.linked, for_each=for_each, item=item)

    def label_words_of(self, planned: PlannedIndicator) -> LabelWords:
        """Return what puts the names in the conditions of an indicator into words, for its item."""
        return self.label_words(planned.basket, planned.item)

    def worded(
        self, condition: c.Condition, names: LabelWords, doc_path: DocumentPath | None = None
    ) -> WordedCondition:
        """Return a condition in words and as it is written.

        Args:
            condition: The condition.
            names: Puts the names in it into words.
            doc_path: The position of the text that is quoted; None for that of the condition.
        """
        path = doc_path or condition.doc_path
        return WordedCondition(
            in_words=condition_in_words(condition, names), as_written=self.written(path), at=self.span(path)
        )

    def written(self, doc_path: DocumentPath) -> str:
        """Return the YAML of a value as its file has it."""
        return self._rules.value(doc_path)

    @cached_property
    def _rules(self) -> WrittenRules:
        return WrittenRules(self.files)

    def labels_of(self, units: Iterable[str]) -> Mapping[str, str]:
        """Return the labels of units by id; empty if the register has no column for them."""
        name = next((label for label in LABELS if label in self.survey.attributes), None)
        if name is None:
            return {}
        by_unit = dict(zip(self.survey.units.to_list(), self.survey.attributes[name].to_list(), strict=True))
        return {unit: by_unit[unit] for unit in units if by_unit[unit]}


def statement(text: str, at: Span | None = None) -> Statement:
    """Return a sentence of an explanation.

    Args:
        text: The sentence.
        at: Where the rule that it states is declared.
    """
    return Statement(text=text, at=at)
