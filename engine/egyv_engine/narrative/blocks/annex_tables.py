"""The tables of the annexes: every finding with its ledger and certainty, baskets, records, selection, published."""

from collections.abc import Sequence

from egyv_engine.model.decimals import decimal
from egyv_engine.model.findings import Finding, Level
from egyv_engine.model.report import Section, Table
from egyv_engine.model.report_document import BlockPlan
from egyv_engine.narrative.blocks.sections import sections
from egyv_engine.narrative.report_context import ReportContext

AGREES, DIFFERS = "●", "◆"
_REASONS = {
    "not_asked": "not asked both times",
    "looks_back": "looks back",
    "reworded": "reworded",
    "different_leaves": "parts differ",
    "too_few_matched": "too few matched",
}


class Annex:
    """Makes the tables."""

    def __init__(self, context: ReportContext) -> None:
        self.context = context
        self.published: dict[tuple[str, str], set[str]] = {}
        for p in context.accounts.published:
            self.published.setdefault((p.finding, p.wave), set()).add(AGREES if p.agrees else DIFFERS)

    def findings_table(self, block: BlockPlan) -> list[Section]:
        """A table for each principle and comparison: levels, change, verdict and certainty of every finding."""
        tables = []
        for principle, plan in self.context.linked.programme.principles.items():
            for comparison in self.context.comparisons or (None,):
                found = [
                    f
                    for f in self.context.findings.findings
                    if f.principle == principle
                    and (comparison is None or (f.from_wave, f.to_wave) == comparison)
                ]
                if found:
                    tables.append(self._findings(plan.title, comparison, found))
        return sections(block, tables)

    def _findings(self, title: str, comparison: tuple[str, str] | None, found: Sequence[Finding]) -> Table:
        before = [f"{self.context.said(comparison[0])}"] if comparison else []
        after = self.context.said(comparison[1] if comparison else self.context.later_wave)
        columns = (
            "Finding",
            "Cohort",
            *before,
            after,
            "Asked",
            "Matched",
            "Gained",
            "Lost",
            "Verdict",
            "Certainty",
            "p",
        )
        rows = []
        for finding in found:
            indicator = self.context.indicator(finding)
            name = indicator.title
            if finding.item is not None:
                name += f": {self.context.name(indicator, finding.item).label}"
            change, certainty = finding.change, finding.certainty
            earlier = [self._level(finding, finding.from_wave, finding.from_level)] if comparison else []
            rows.append(
                (
                    name,
                    finding.cohort or "",
                    *earlier,
                    self._level(finding, finding.to_wave, finding.to_level),
                    str(finding.to_level.asked) if finding.to_level else "",
                    *(
                        (str(change.matched), str(change.gained), str(change.lost))
                        if change
                        else ("", "", "")
                    ),
                    _verdict(finding),
                    ""
                    if certainty is None
                    else f"{certainty.certainty} ({_signed(certainty.net_low)} to {_signed(certainty.net_high)})",
                    decimal(finding.p_exact, 4),
                )
            )
        return Table(title=title, columns=columns, rows=tuple(rows), mentions=tuple(f.finding for f in found))

    def _level(self, finding: Finding, wave: str | None, level: Level | None) -> str:
        if wave is not None and level is None and finding.reason == "looks_back":
            return ""  # the rule is of both waves at once: it has a level in the later one only
        if level is None or wave is None:
            return "not asked"
        marks = self.published.get((finding.finding, wave), set())
        return " ".join((f"{level.count} of {level.base}", *sorted(marks)))

    def baskets_table(self, block: BlockPlan) -> list[Section]:
        """How many items of each basket improved or declined."""
        columns = (
            "Indicator",
            "Cohort",
            "Items",
            "Improved",
            "Declined",
            "Unchanged",
            "Not comparable",
            "By one unit",
        )
        rows = []
        for b in self.context.findings.baskets:
            indicator = self.context.linked.indicators[b.indicator].indicator
            counts = (
                b.items,
                b.improved,
                b.declined,
                b.unchanged,
                b.not_comparable,
                b.improved_by_one + b.declined_by_one,
            )
            rows.append((indicator.title, b.cohort or "", *map(str, counts)))
        return sections(
            block, [Table(title="Verdicts by basket", columns=columns, rows=tuple(rows))] if rows else []
        )

    def records_table(self, block: BlockPlan) -> list[Section]:
        """Records by cohort, principle and status."""
        records = self.context.accounts.records
        if not records:
            return []
        statuses = tuple(records[0].statuses)
        columns = ("Cohort", "Principle", "Total", *(s.replace("_", " ").capitalize() for s in statuses))
        principles = self.context.linked.programme.principles
        rows = tuple(
            (
                r.cohort or "",
                "All" if r.principle is None else principles[r.principle].title,
                str(r.total),
                *(str(r.statuses[s]) for s in statuses),
            )
            for r in records
        )
        return sections(block, [Table(title=records[0].record.capitalize(), columns=columns, rows=rows)])

    def selection_table(self, block: BlockPlan) -> list[Section]:
        """Every unit of a selection, its rank and what became of it."""
        rows = tuple(
            (
                s.unit,
                s.cohort or "",
                s.spread or "",
                decimal(s.score, 2),
                "" if s.rank is None else str(s.rank),
                s.class_ or "",
                "yes" if s.selected else "no",
                s.reason,
            )
            for s in self.context.accounts.selection
        )
        columns = ("Unit", "Cohort", "Spread", "Score", "Rank", "Class", "Chosen", "Why")
        return sections(block, [Table(title="Selection", columns=columns, rows=rows)] if rows else [])

    def published_table(self, block: BlockPlan) -> list[Section]:
        """Published figures that differ from the engine's, with the reason."""
        rows = []
        for p in self.context.accounts.published:
            if not p.agrees:
                base = "" if p.base is None else f" of {p.base}"
                rows.append(
                    (
                        p.source,
                        p.finding,
                        self.context.said(p.wave),
                        f"{p.count}{base}",
                        f"{p.found_count} of {p.found_base}",
                        p.reason or "",
                    )
                )
        columns = ("Source", "Finding", "When", "Published", "Found", "Why")
        return sections(
            block,
            [Table(title="Published figures that differ", columns=columns, rows=tuple(rows))] if rows else [],
        )


def _verdict(finding: Finding) -> str:
    if finding.verdict == "not_comparable":
        return f"not comparable: {_REASONS[finding.reason or 'not_asked']}"
    return finding.verdict.replace("_", " ") + (", with care" if finding.with_caution else "")


def _signed(value: int) -> str:
    return f"+{value}" if value > 0 else str(value)
