"""Gathers what the web page says of a number when a reader asks: its rule, who was counted, and how it was judged."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.evaluation import Trace
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import Criterion, Indicator
from egyv_engine.model.findings import CERTAINTIES, VERDICTS, Finding, Level
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.report import RowFinding
from egyv_engine.model.sources import Sourced
from egyv_engine.narrative.blocks.block import BlockInputs
from egyv_engine.narrative.blocks.finding_tables import verdict_in_words
from egyv_engine.narrative.blocks.level_cells import LevelCells
from egyv_engine.narrative.caveat_marks import CaveatMarks
from egyv_engine.publish.html.page_links import PageLinks
from egyv_engine.rules.yaml_extent import WrittenRules

# Beyond these numbers the page names no units, and explains no number: it would be too large to open. It then says so.
MOST_UNITS, MOST_OUTCOMES, MOST_FINDINGS = 100, 200_000, 4_000
MOST_WRITTEN = 2_000  # characters of a rule
LEDGER = ("surveyed", "returned", "analysed", "asked", "base", "count", "dont_know")
_DIGITS = b"0123456789".ljust(256)  # by outcome, which has a number of one digit
CHANGE = ("gained", "lost", "met_both", "met_neither")


class NamedUnits(Frozen):
    """The units of each cohort, and their outcomes by finding and wave: a digit for each unit, in the order of the names."""

    names: Mapping[str | None, Sequence[str]]
    outcomes: Mapping[tuple[RowFinding, str], str]


class Texts:
    """Keeps each different text once."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the number of a text among all those that were asked for."""
        return self.texts.setdefault(text, len(self.texts))


class Explanations:
    """Makes the explanations of a page."""

    def __init__(
        self, inputs: BlockInputs, links: PageLinks, files: Mapping[PurePosixPath, bytes], trace: Trace
    ) -> None:
        self.inputs, self.context, self.links, self.trace = inputs, inputs.context, links, trace
        self.cells, self.marks = LevelCells(inputs=inputs), CaveatMarks(inputs.context, inputs.book)
        self.texts = Texts()
        self.rules = WrittenRules(files)
        declared = self.context.linked.programme
        self.indicators = {name: i for i, name in enumerate(self.context.linked.indicators)}
        pairs = dict.fromkeys((f.from_wave, f.to_wave) for f in self.context.findings.findings)
        self.compared = {pair: i for i, pair in enumerate(pairs)}
        self.criteria = {name: i for i, name in enumerate(declared.criteria.criteria)}

    @property
    def is_too_large(self) -> bool:
        """Return whether there are too many findings for the page to explain each of them."""
        return len(self.context.findings.findings) > MOST_FINDINGS

    def values(self) -> dict[str, Any]:
        """Return everything as plain values; the script of the page reads them."""
        context = self.context
        if self.is_too_large:
            return {"findings": {}}
        units = self._units()
        findings = {self.links.rows[_row(f)]: self._finding(f, units) for f in context.findings.findings}
        cohorts = context.linked.reported_cohorts
        return {
            "waves": {wave.id: wave.label for wave in context.linked.programme.file.waves},
            "cohorts": {cohort: context.cohort_label(cohort) for cohort in cohorts if cohort is not None},
            "principles": {name: p.title for name, p in context.linked.programme.principles.items()},
            "rules": [self._rule(each.indicator) for each in context.linked.indicators.values()],
            "criteria": [
                self._criterion(each) for each in context.linked.programme.criteria.criteria.values()
            ],
            "units": None
            if units is None
            else [[cohort, list(names)] for cohort, names in units.names.items()],
            "compared": list(self.compared),
            "verdicts": VERDICTS,
            "certainties": CERTAINTIES,
            "ledger": LEDGER,
            "change": CHANGE,
            "findings": findings,
            "facts": self._facts(),
            "files": self._files(),
            "texts": list(self.texts.texts),  # last: the others fill it
        }

    def _finding(self, finding: Finding, units: NamedUnits | None) -> list[Any]:
        """Return a finding as a list, which is shorter than names in each of thousands of findings; the script names its parts."""
        row, change, certainty = _row(finding), finding.change, finding.certainty
        waves = [wave for wave in (finding.from_wave, finding.to_wave) if wave is not None]
        return [
            self.indicators[finding.indicator],
            None if finding.item is None else self.texts.number(self.cells.item(finding).text),
            self.compared[finding.from_wave, finding.to_wave],
            _level(finding.from_level),
            _level(finding.to_level),
            None if change is None else [getattr(change, name) for name in CHANGE],
            VERDICTS.index(finding.verdict),
            self.texts.number(verdict_in_words(self.inputs, finding)),
            None
            if certainty is None
            else [
                CERTAINTIES.index(certainty.certainty),
                certainty.net_low,
                certainty.net_high,
                CERTAINTIES.index(certainty.certainty_surveyed),
            ],
            [self.texts.number(note) for note in self.marks.notes_on(finding)],
            None if units is None else [units.outcomes.get((row, wave)) for wave in waves],
            *([] if self.links.rows[row] == finding.finding else [finding.finding]),
        ]

    def _rule(self, indicator: Indicator) -> dict[str, Any]:
        programme = self.context.linked.programme
        criterion = indicator.criterion or programme.file.default_criterion
        return {
            "id": indicator.id,
            "title": indicator.title,
            "when": self._written(indicator.doc_path / "met_when"),
            "base": None if indicator.base is None else self._written(indicator.doc_path / "base"),
            "better": indicator.direction,
            "scored": indicator.scored,
            "basket": indicator.for_each and self.context.linked.baskets[indicator.for_each].whole,
            "criterion": self.criteria.get(criterion),
            **self._source(indicator),
        }

    def _criterion(self, criterion: Criterion) -> dict[str, Any]:
        return {"when": self._written(criterion.doc_path), **self._source(criterion)}

    def _written(self, doc_path: DocumentPath) -> list[Any]:
        """Return a value as its file has it, with the file and the line of its key."""
        span = self.context.linked.positions.span_at(KeyAt(doc_path))
        written = self.rules.value(doc_path)
        cut = f"{written[:MOST_WRITTEN]}…" if len(written) > MOST_WRITTEN else written
        return [cut, str(span.file), span.line]

    @staticmethod
    def _source(sourced: Sourced) -> dict[str, Any]:
        source = sourced.source
        cited = [] if source is None else [source.document, source.paragraph, source.checked]
        return {"source": [each for each in cited if each], "why": sourced.rationale}

    def _facts(self) -> dict[str, Any]:
        """Return the source of each fact: numbers of the report that are not in the data."""
        declared, positions = self.context.linked.programme.facts, self.context.linked.positions
        if declared is None:
            return {}
        found = {}
        for name, fact in declared.facts.items():
            cited = declared.sources[fact.source]
            span = positions.span_at(fact.doc_path)
            source = [each for each in (cited.document, fact.paragraph, fact.checked) if each]
            found[name] = {"source": source, "at": [str(span.file), span.line]}
        return found

    def _files(self) -> dict[str, list[str]]:
        """Return the data files behind the numbers of no finding: by the first word of their paths, or by wave."""
        programme = self.context.linked.programme
        register = programme.file.register.file
        found = {
            wave.id: [file for file in (register, wave.answers.file) if file is not None]
            for wave in programme.file.waves
        }
        for name, selection in (programme.selection.selections if programme.selection else {}).items():
            if selection.rank_by.mean_of is not None:
                found[name] = [selection.rank_by.mean_of.file]
        records = programme.records
        if records is not None:
            named = {
                "recommendations": records.recommendations,
                "evidence": records.evidence,
                "interviews": records.interviews,
                "published": records.published,
            }
            found |= {name: [each.file] for name, each in named.items() if each is not None}
        return found

    def _units(self) -> NamedUnits | None:
        """Return the units behind the counts; None where the programme does not let them be named, or has too many."""
        findings = self.context.findings.findings
        surveyed = [
            level.surveyed for f in findings for level in (f.from_level, f.to_level) if level is not None
        ]
        if not self.context.linked.programme.file.names_units or not surveyed:
            return None
        if max(surveyed) > MOST_UNITS or sum(surveyed) > MOST_OUTCOMES:
            return None
        names: dict[str | None, Sequence[str]] = {}
        outcomes: dict[tuple[RowFinding, str], str] = {}
        for f in findings:
            waves = [(f.from_wave, f.from_level), (f.to_wave, f.to_level)]
            for wave, level in waves:
                if wave is not None and level is not None:
                    comparison = None if f.from_wave is None else (f.from_wave, f.to_wave)
                    if f.cohort not in names:
                        names[f.cohort] = self.trace.units_of(f.cohort)
                    about = (f.indicator, f.item, f.cohort, wave, comparison)
                    outcomes[_row(f), wave] = self.trace.outcome_numbers(*about).translate(_DIGITS).decode()
        return NamedUnits(names=names, outcomes=outcomes)


def _row(finding: Finding) -> RowFinding:
    return RowFinding(finding.finding, finding.from_wave, finding.to_wave)


def _level(level: Level | None) -> list[int] | None:
    return None if level is None else [getattr(level, name) for name in LEDGER]
