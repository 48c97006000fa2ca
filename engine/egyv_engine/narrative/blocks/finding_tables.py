"""Makes the tables of the annexes that findings fill: each finding, verdicts by basket, published figures that differ."""

from collections.abc import Mapping, Sequence

from egyv_engine.model.decimals import decimal
from egyv_engine.model.findings import Finding, Level
from egyv_engine.model.report import Section, Table
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.narrative.blocks.block import BlockInputs, block, sections

AGREES, DIFFERS = "●", "◆"
Published = Mapping[tuple[str, str], set[str]]  # the marks of a finding in a wave
_REASONS = {
    "not_asked": "not asked both times",
    "looks_back": "looks back",
    "reworded": "reworded",
    "different_leaves": "parts differ",
    "too_few_matched": "too few matched",
}


@block("findings_table", options=BlockOptions)
def findings_table(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """A table for each principle and comparison: levels, change, verdict and certainty of every finding."""
    context = inputs.context
    marks = _marks(inputs)
    tables = []
    for principle, plan in context.linked.programme.principles.items():
        for comparison in context.comparisons or (None,):
            found = [
                f
                for f in context.findings.findings
                if f.principle == principle and (comparison is None or (f.from_wave, f.to_wave) == comparison)
            ]
            if found:
                tables.append(_findings(inputs, plan.title, comparison, found, marks))
    return sections(options, tables)


def _marks(inputs: BlockInputs) -> Published:
    marks: dict[tuple[str, str], set[str]] = {}
    for p in inputs.context.supplements.published:
        marks.setdefault((p.finding, p.wave), set()).add(AGREES if p.agrees else DIFFERS)
    return marks


def _findings(
    inputs: BlockInputs,
    title: str,
    comparison: tuple[str, str] | None,
    found: Sequence[Finding],
    marks: Published,
) -> Table:
    context = inputs.context
    before = [context.wave_label(comparison[0])] if comparison else []
    after = context.wave_label(comparison[1] if comparison else context.later_wave)
    columns = (
        *("Finding", "Cohort", *before, after, "Asked", "Matched", "Gained", "Lost"),
        *("Verdict", "Certainty", "p"),
    )
    rows = []
    for finding in found:
        indicator = context.indicator(finding)
        name = indicator.title
        if finding.item is not None:
            name += f": {context.name(indicator, finding.item).label}"
        change, certainty = finding.change, finding.certainty
        earlier = [_level(finding, finding.from_wave, finding.from_level, marks)] if comparison else []
        rows.append(
            (
                name,
                finding.cohort or "",
                *earlier,
                _level(finding, finding.to_wave, finding.to_level, marks),
                str(finding.to_level.asked) if finding.to_level else "",
                *((str(change.matched), str(change.gained), str(change.lost)) if change else ("", "", "")),
                _verdict(finding),
                ""
                if certainty is None
                else f"{certainty.certainty} ({_signed(certainty.net_low)} to {_signed(certainty.net_high)})",
                decimal(finding.p_exact, 4),
            )
        )
    return Table(title=title, columns=columns, rows=tuple(rows), mentions=tuple(f.finding for f in found))


def _level(finding: Finding, wave: str | None, level: Level | None, marks: Published) -> str:
    if wave is not None and level is None and finding.reason == "looks_back":
        return ""  # the rule is of both waves at once: it has a level in the later one only
    if level is None or wave is None:
        return "not asked"
    found = marks.get((finding.finding, wave), set())
    return " ".join((f"{level.count} of {level.base}", *sorted(found)))


def _verdict(finding: Finding) -> str:
    if finding.verdict == "not_comparable":
        return f"not comparable: {_REASONS[finding.reason or 'not_asked']}"
    return finding.verdict.replace("_", " ") + (", with care" if finding.care else "")


def _signed(value: int) -> str:
    return f"+{value}" if value > 0 else str(value)


@block("baskets_table", options=BlockOptions)
def baskets_table(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """How many items of each basket improved or declined."""
    columns = (
        *("Indicator", "Cohort", "Items", "Improved", "Declined", "Unchanged", "Not comparable"),
        "By one unit",
    )
    rows = []
    for b in inputs.context.findings.baskets:
        indicator = inputs.context.linked.indicators[b.indicator].indicator
        by_one = b.improved_by_one + b.declined_by_one
        counts = (b.items, b.improved, b.declined, b.unchanged, b.not_comparable, by_one)
        rows.append((indicator.title, b.cohort or "", *map(str, counts)))
    if not rows:
        return []
    return sections(options, [Table(title="Verdicts by basket", columns=columns, rows=tuple(rows))])


@block("published_table", options=BlockOptions)
def published_table(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Published figures that differ from the engine's, with the reason."""
    rows = []
    for p in inputs.context.supplements.published:
        if not p.agrees:
            base = "" if p.base is None else f" of {p.base}"
            rows.append(
                (
                    p.source,
                    p.finding,
                    inputs.context.wave_label(p.wave),
                    f"{p.count}{base}",
                    f"{p.found_count} of {p.found_base}",
                    p.reason or "",
                )
            )
    if not rows:
        return []
    columns = ("Source", "Finding", "When", "Published", "Found", "Why")
    return sections(
        options, [Table(title="Published figures that differ", columns=columns, rows=tuple(rows))]
    )
