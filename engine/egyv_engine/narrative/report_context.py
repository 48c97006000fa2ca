"""Looks up what sentences need of a programme and its results."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import Criterion, Indicator, Question, Unit
from egyv_engine.model.findings import Finding, Findings, LedgerRow, Level, Movement
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.plan import Plan, PlannedIndicator
from egyv_engine.model.report_document import ReportFile
from egyv_engine.model.supplements import Measure, MetTogether, PublishedComparison, Supplements
from egyv_engine.narrative.claims.changes import answered_once, has_no_reply, has_single_reply
from egyv_engine.narrative.claims.claim_kinds import is_compared
from egyv_engine.narrative.wording import Wording

Comparison = tuple[str, str]
_Key = TypeVar("_Key", bound=Hashable)
_Member = TypeVar("_Member")


class Name(Frozen, kw_only=False):
    """Holds what sentences call an item, and whether it takes a plural verb."""

    label: str
    plural: bool


def _met_by_nobody(measures: Sequence[Measure], _cohort: str | None, _wave: str) -> MetTogether:
    """Return the counts of a survey without units."""
    return MetTogether(counts=(0,) * (len(measures) + 1), in_part=0)


def _surveyed_each_time(_before: str, _after: str) -> tuple[int, int]:
    """Return that no unit was surveyed in one of two waves only."""
    return 0, 0


class ReportContext(Frozen, dict=True):
    """A programme, its findings and other results, and how its report is declared."""

    linked: LinkedProgramme
    plan: Plan
    findings: Findings
    supplements: Supplements
    report: ReportFile
    wording: Wording
    cohorts_of_units: Callable[[], Mapping[str, str | None]] = dict  # the cohort of each unit
    met_together: Callable[[Sequence[Measure], str | None, str], MetTogether] = _met_by_nobody
    surveyed_once: Callable[[str, str], tuple[int, int]] = (
        _surveyed_each_time  # in the first of two waves only, in the second only
    )

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings with an id, one for each comparison, in declared order."""
        return _grouped((f.finding for f in self.findings.findings), self.findings.findings)

    @cached_property
    def levels(self) -> Mapping[tuple[str, str], Level]:
        """The levels of waves by themselves, by the id of a finding and a wave; without those of a comparison."""
        return {(row.finding, row.wave): row.level for row in self.findings.ledger if row.from_wave is None}

    @cached_property
    def published(self) -> Mapping[tuple[str, str], tuple[PublishedComparison, ...]]:
        """The published counts with an id, by the id of a finding and a wave."""
        published = self.supplements.published
        return _grouped(((p.finding, p.wave) for p in published), published)

    @cached_property
    def _index(self) -> Mapping[tuple[str | None, ...], tuple[Finding, ...]]:
        """The findings by principle, cohort and comparison."""
        findings = self.findings.findings
        return _grouped(((f.principle, f.cohort, f.from_wave, f.to_wave) for f in findings), findings)

    @cached_property
    def _asked(self) -> Mapping[str, set[str]]:
        """The waves that asked about each finding: those with a level, and any other in which a unit was asked."""
        asked: dict[str, set[str]] = {row.finding: set() for row in self.findings.ledger}
        for row in self.findings.ledger:
            if row.level.asked or self._was_asked_in_vain(row):
                asked[row.finding].add(row.wave)
        for f in self.findings.findings:
            levels = ((f.from_wave, f.from_level), (f.to_wave, f.to_level))
            asked.setdefault(f.finding, set()).update(
                w for w, level in levels if w is not None and level is not None
            )
        return asked

    def _was_asked_in_vain(self, row: LedgerRow) -> bool:
        """Return whether a wave asked units about a finding, of which none is analysed."""
        if row.level.analysed or not row.level.surveyed:
            return False
        finding = self.by_id[row.finding][0]
        return self.planned(finding).asked[finding.cohort, row.wave]

    @cached_property
    def _movements(self) -> Mapping[tuple[str | None, ...], Movement]:
        return {(m.question, m.item, m.cohort, m.from_wave, m.to_wave): m for m in self.findings.movements}

    @cached_property
    def _planned(self) -> Mapping[tuple[str, str | None], PlannedIndicator]:
        return {(each.indicator, each.item): each for each in self.plan.indicators}

    @property
    def unit(self) -> Unit:
        """Return what the programme calls the units that it surveys."""
        return self.linked.programme.file.unit

    @property
    def most_groups(self) -> int:
        """The largest number of cohorts that are written about one by one."""
        return int(self.report.most_groups)

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

    def planned(self, finding: Finding) -> PlannedIndicator:
        """Return the plan of the finding's indicator and item."""
        return self._planned[finding.indicator, finding.item]

    def direction(self, finding: Finding) -> str:
        """Return the direction of the finding's indicator: "higher", "lower" or "none"."""
        return self.indicator(finding).direction

    def judged_on(self, finding: Finding) -> str:
        """Return what the finding's change is judged on: "matched" units, or "all", the two shares."""
        criterion = self.criterion(finding)
        return criterion.judged_on if criterion else "matched"

    @cached_property
    def is_by_units(self) -> bool:
        """Return whether the change of some finding is that of its matched units, so that one unit alone can make it."""
        return any(self.judged_on(finding) == "matched" for finding in self.findings.findings)

    def level_path(self, finding: Finding, wave: str) -> str:
        """Return the path of a finding's level in a wave; with both waves, where another comparison has another level there.

        Args:
            finding: The finding of a comparison.
            wave: The wave.
        """
        if wave in (finding.from_wave, finding.to_wave) and self.has_other_level(finding, wave):
            return f"{finding.finding}#{finding.from_wave}:{finding.to_wave}.{wave}"
        return f"{finding.finding}#{wave}"

    def has_other_level(self, finding: Finding, wave: str) -> bool:
        """Return whether the comparisons of a finding have different levels in a wave, so that one of them has to say which it is of.

        Args:
            finding: The finding of a comparison.
            wave: The wave.
        """
        same = self.by_id.get(finding.finding, ())
        return len({level for f in same for at, level in levels_by_wave(f) if at == wave and level.asked}) > 1

    @cached_property
    def has_open_dont_know(self) -> bool:
        """Return whether answers of don't know could change the count of some finding that is compared."""
        compared = filter(is_compared, self.findings.findings)
        return any(self.is_dont_know_open(f, f.from_level, f.to_level) for f in compared)

    @cached_property
    def has_open_reply(self) -> bool:
        """Return whether units that did not reply each time could change the verdict of some finding that is compared."""
        return any(map(self.is_reply_open, self.findings.findings))

    def is_reply_open(self, finding: Finding) -> bool:
        """Return whether units that did not reply each time are among those that could change the verdict of a finding."""
        missing, certainty = self.linked.programme.file.missing, finding.certainty
        if certainty is None or certainty.certainty != "open" or self.linked.has_separate_waves:
            return False  # of separate waves, nobody is surveyed each time
        if missing == "surveyed":
            return has_no_reply(finding)
        return missing == "analysed_in_one_wave" and has_single_reply(finding)

    def is_later_reply_open(self, finding: Finding) -> bool:
        """Return whether units without a reply at the later wave of a finding could change whether its target is met."""
        level, missing = finding.to_level, self.linked.programme.file.missing
        if level is None or self.linked.has_separate_waves:
            return False
        if missing == "surveyed":
            return level.analysed < level.surveyed
        if missing == "blanks" or not is_compared(finding):
            return False
        before_only, _ = answered_once(finding)
        return before_only > level.analysed - level.base

    def stated_levels(self, finding: Finding) -> tuple[Level, ...]:
        """Return the levels that sentences on a finding state: both where it is compared, else the later one."""
        levels = (finding.from_level, finding.to_level) if is_compared(finding) else (finding.to_level,)
        return tuple(level for level in levels if level is not None)

    def says_shares(self, *levels: Level) -> bool:
        """Return whether sentences on these levels say percentages: all their bases are large enough."""
        least = self.linked.programme.file.minimum.base_for_percentages
        return bool(levels) and all(level.base >= least for level in levels)

    def targets(self, finding: Finding) -> tuple[Fraction, ...]:
        """Return the shares, from 0 to 1, that a finding's indicator should reach or not pass; empty without a target."""
        target = self.indicator(finding).target
        declared = () if target is None else (target.share_at_least, target.share_at_most)
        return tuple(share / 100 for share in declared if share is not None)

    def is_on_record(self, finding: Finding) -> bool:
        """Return whether a finding comes from records, so that nobody reported, said or answered what it counts."""
        questions = (ref.question for ref in self.planned(finding).leaves)
        return self.linked.is_on_record(self.indicator(finding), questions)

    def base_words(self, finding: Finding) -> Unit | None:
        """Return what sentences call the units of a finding's base; None where they have the programme's words for units."""
        return self.indicator(finding).says.base

    def criterion(self, finding: Finding) -> Criterion | None:
        """Return the criterion that judges the finding; None in a programme that has none."""
        programme = self.linked.programme
        name = self.indicator(finding).criterion or programme.file.default_criterion
        return programme.criteria.criteria[name] if name else None

    def is_first_asked(self, finding: Finding) -> bool:
        """Return whether no wave before the finding's later one asked about it."""
        waves = [wave.id for wave in self.linked.programme.file.waves]
        earlier = waves[: waves.index(finding.to_wave)]
        return not self._asked.get(finding.finding, set()).intersection(earlier)

    def is_dont_know_open(self, finding: Finding, *levels: Level | None) -> bool:
        """Return whether answers of don't know could change the count of one of these levels of a finding.

        Args:
            finding: The finding.
            levels: Its levels that matter. Where the base reads a question that has an answer of don't know, one may have
                kept a unit out of them, so that they do not show it.
        """
        if self.linked.programme.file.dont_know_is != "either":
            return False
        if any(level is not None and level.dont_know > 0 for level in levels):
            return True
        return self.plan.may_leave_out_dont_knows(self.planned(finding))

    def movement(self, finding: Finding, question: str, item: str | None) -> Movement | None:
        """Return how units moved on the scale of a question in the comparison of a finding; None if it is not known."""
        key = (question, item, finding.cohort, finding.from_wave, finding.to_wave)
        return self._movements.get(key)

    def whole_basket(self, finding: Finding) -> str | None:
        """Return the basket that has all items of a finding's indicator and is no subset; None without items."""
        basket = self.indicator(finding).for_each
        return None if basket is None else self.linked.baskets[basket].whole

    def units_of(self, cohort: str | None) -> frozenset[str]:
        """Return the ids of a cohort's units."""
        by_unit = self.cohorts_of_units()
        is_all = cohort is None or cohort == self.linked.everyone
        return frozenset(unit for unit, of in by_unit.items() if is_all or of == cohort)

    def name(self, indicator: Indicator, item: str) -> Name:
        """Return what sentences call an item of the indicator's basket."""
        return self._named(indicator.for_each, item)

    def name_of_answer(self, question: Question, item: str) -> Name:
        """Return what sentences call an item of the basket that a question is asked over."""
        return self._named(question.items, item)

    def _named(self, basket: str | None, item: str) -> Name:
        labels = self.linked.baskets[basket or ""].labels
        return Name(labels[item].label, labels[item].verb == "plural")

    def basket_label(self, indicator: Indicator) -> str:
        """Return what sentences call the items of the indicator together; a subset has its own label."""
        declared = self.linked.programme.baskets.baskets[indicator.for_each or ""]
        return declared.label or self.wording.headings["unnamed_items"]

    def findings_for(
        self, principle: str, cohort: str | None, comparison: Comparison | None
    ) -> tuple[Finding, ...]:
        """Return the findings of a principle in a cohort and comparison, in declared order."""
        return self._index.get((principle, cohort, *(comparison or (None, self.later_wave))), ())

    def by_indicator(self, findings: tuple[Finding, ...]) -> Mapping[str, tuple[Finding, ...]]:
        """Return findings by indicator, in declared order."""
        return _grouped((f.indicator for f in findings), findings)


def _grouped(keys: Iterable[_Key], members: Iterable[_Member]) -> dict[_Key, tuple[_Member, ...]]:
    """Return findings or published counts by their keys, in declared order."""
    found: dict[_Key, list[_Member]] = {}
    for name, member in zip(keys, members, strict=True):
        found.setdefault(name, []).append(member)
    return {name: tuple(each) for name, each in found.items()}


def levels_by_wave(finding: Finding) -> Iterator[tuple[str, Level]]:
    """Yield the levels of a finding, each with its wave.

    Args:
        finding: The finding of a comparison, or of none.
    """
    for wave, level in ((finding.from_wave, finding.from_level), (finding.to_wave, finding.to_level)):
        if wave is not None and level is not None:
            yield wave, level
