"""Looks up what sentences need of a programme and its results."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import Indicator, Unit
from egyv_engine.model.findings import Finding, Findings
from egyv_engine.model.report_document import ReportFile, WordingFile
from egyv_engine.model.supplements import Supplements
from egyv_engine.narrative.language.wordings import ITEMS

Comparison = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Name:
    """Holds what sentences call an item, and whether it takes a plural verb."""

    label: str
    plural: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContext:
    """A programme, its findings and other results, and how its report is declared."""

    linked: LinkedProgramme
    findings: Findings
    supplements: Supplements
    report: ReportFile
    wording: WordingFile
    _index: dict[tuple[str | None, ...], tuple[Finding, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the findings by principle, cohort and comparison: sentences ask for them often."""
        found: dict[tuple[str | None, ...], list[Finding]] = {}
        for f in self.findings.findings:
            found.setdefault((f.principle, f.cohort, f.from_wave, f.to_wave), []).append(f)
        object.__setattr__(self, "_index", {key: tuple(each) for key, each in found.items()})

    @property
    def unit(self) -> Unit:
        """Return what the programme calls the units that it surveys."""
        return self.linked.programme.file.unit

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """The declared pairs of waves."""
        return tuple((c.from_, c.to) for c in self.linked.programme.file.comparisons)

    @property
    def later_wave(self) -> str:
        """The last wave."""
        return self.linked.programme.file.waves[-1].id

    def cohort_label(self, cohort: str | None) -> str | None:
        """Return what sentences and tables call a cohort; None in a programme without cohorts."""
        return None if cohort is None else self.linked.cohort_label(cohort)

    def wave_label(self, wave: str) -> str:
        """Return what sentences call a wave."""
        return self.linked.waves[wave].label

    def indicator(self, finding: Finding) -> Indicator:
        """Return the indicator of a finding."""
        return self.linked.indicators[finding.indicator].indicator

    def direction(self, finding: Finding) -> str:
        """Return the direction of the finding's indicator: "higher", "lower" or "none"."""
        return self.indicator(finding).direction

    def judged_on(self, finding: Finding) -> str:
        """Return what the finding's change is judged on: "matched" units, or "all", the two shares."""
        programme = self.linked.programme
        name = self.indicator(finding).criterion or programme.file.default_criterion
        return programme.criteria.criteria[name].judged_on if name else "matched"

    def name(self, indicator: Indicator, item: str) -> Name:
        """Return what sentences call an item of the indicator's basket."""
        labels = self.linked.baskets[indicator.for_each or ""].labels
        return Name(labels[item].label, labels[item].verb == "plural")

    def basket_label(self, indicator: Indicator) -> str:
        """Return what sentences call the items of the indicator together; a subset has its own label."""
        declared = self.linked.programme.baskets.baskets[indicator.for_each or ""]
        return declared.label or ITEMS

    def findings_for(
        self, principle: str, cohort: str | None, comparison: Comparison | None
    ) -> tuple[Finding, ...]:
        """Return the findings of a principle in a cohort and comparison, in declared order."""
        return self._index.get((principle, cohort, *(comparison or (None, self.later_wave))), ())

    def by_indicator(self, findings: tuple[Finding, ...]) -> Mapping[str, tuple[Finding, ...]]:
        """Return findings by indicator, in declared order."""
        found: dict[str, list[Finding]] = {}
        for finding in findings:
            found.setdefault(finding.indicator, []).append(finding)
        return {name: tuple(each) for name, each in found.items()}
