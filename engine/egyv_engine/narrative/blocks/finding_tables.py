"""Makes the tables of the annexes that findings fill: each finding, verdicts by basket, published figures that differ."""

from collections.abc import Mapping, Sequence

from egyv_engine.model.findings import BasketVerdict, Finding, Level
from egyv_engine.model.report import (
    Bounds,
    Cell,
    Column,
    CountOfBase,
    Figure,
    Mark,
    Section,
    Table,
    Term,
    Text,
)
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.model.supplements import PublishedComparison
from egyv_engine.narrative.blocks.block import BlockInputs, block, cohort_suffix, sections
from egyv_engine.narrative.claims.changes import change_path

PublishedMarks = Mapping[tuple[str, str], tuple[Mark, ...]]  # of a finding in a wave
_REASONS = {
    "not_asked": "not asked both times",
    "looks_back": "looks back",
    "reworded": "reworded",
    "too_few_matched": "too few matched",
}


@block("findings_table", options=BlockOptions)
def findings_table(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Show one table per principle and comparison: levels, change, verdict and certainty of every finding."""
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


def _marks(inputs: BlockInputs) -> PublishedMarks:
    marks: dict[tuple[str, str], set[Mark]] = {}
    for p in inputs.context.supplements.published:
        marks.setdefault((p.finding, p.wave), set()).add("agrees" if p.agrees else "differs")
    return {key: tuple(sorted(each, reverse=True)) for key, each in marks.items()}


def _findings(
    inputs: BlockInputs,
    title: str,
    comparison: tuple[str, str] | None,
    found: Sequence[Finding],
    marks: PublishedMarks,
) -> Table:
    context = inputs.context
    units = context.unit.many
    waves = (*(comparison[:1] if comparison else ()), comparison[1] if comparison else context.later_wave)
    columns = (
        *(Column(title="Finding"), Column(title="Cohort")),
        *(Column(title=context.wave_label(wave), type="count_of_base", unit=units) for wave in waves),
        *(Column(title=t, type="count", unit=units) for t in ("Asked", "Matched", "Gained", "Lost")),
        Column(title="Verdict"),
        Column(title="Certainty", type="bounds", unit=units),
        Column(title="p", type="decimal"),
    )
    rows = tuple(_finding(inputs, finding, marks, has_earlier=comparison is not None) for finding in found)
    return Table(title=title, columns=columns, rows=rows, mentions=tuple(f.finding for f in found))


def _finding(
    inputs: BlockInputs, finding: Finding, marks: PublishedMarks, *, has_earlier: bool
) -> tuple[Cell, ...]:
    indicator = inputs.context.indicator(finding)
    name = indicator.title
    if finding.item is not None:
        name += f": {inputs.context.name(indicator, finding.item).label}"
    earlier = [_level(finding, finding.from_wave, finding.from_level, marks)] if has_earlier else []
    later, change, ref = finding.to_level, finding.change, change_path(finding)
    changed = {"matched": change.matched, "gained": change.gained, "lost": change.lost} if change else {}
    p_exact = finding.p_exact
    return (
        Term(text=name),
        None if finding.cohort is None else Term(text=finding.cohort),
        *earlier,
        _level(finding, finding.to_wave, later, marks),
        None
        if later is None
        else Figure(ref=f"{finding.finding}#{finding.to_wave}.asked", value=later.asked),
        *(Figure(ref=f"{ref}.{part}", value=value) for part, value in changed.items()),
        *([] if changed else [None] * 3),
        Text(text=_verdict(finding)),
        _certainty(finding, ref),
        None if p_exact is None else Figure(ref=f"{ref}.p_exact", value=p_exact, places=4),
    )


def _level(finding: Finding, wave: str | None, level: Level | None, marks: PublishedMarks) -> Cell:
    if wave is not None and level is None and finding.reason == "looks_back":
        return None  # the rule is of both waves at once: it has a level in the later one only
    if level is None or wave is None:
        return Text(text="not asked")
    ref = f"{finding.finding}#{wave}"
    return CountOfBase(
        count=Figure(ref=f"{ref}.count", value=level.count),
        base=Figure(ref=f"{ref}.base", value=level.base),
        marks=marks.get((finding.finding, wave), ()),
    )


def _certainty(finding: Finding, ref: str) -> Cell:
    certainty = finding.certainty
    if certainty is None:
        return None
    return Bounds(
        word=certainty.certainty,
        low=Figure(ref=f"{ref}.net_low", value=certainty.net_low, is_signed=True),
        high=Figure(ref=f"{ref}.net_high", value=certainty.net_high, is_signed=True),
    )


def _verdict(finding: Finding) -> str:
    if finding.verdict == "not_comparable":
        return f"not comparable: {_REASONS[finding.reason or 'not_asked']}"
    return finding.verdict.replace("_", " ") + (", with care" if finding.with_caution else "")


@block("baskets_table", options=BlockOptions)
def baskets_table(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Show how many items of each basket improved or declined."""
    titles = ("Items", "Improved", "Declined", "Unchanged", "Not comparable", "By one unit")
    columns = (
        *(Column(title="Indicator"), Column(title="Cohort")),
        *(Column(title=title, type="count", unit="items") for title in titles),
    )
    rows = tuple(_basket(inputs, verdict) for verdict in inputs.context.findings.baskets)
    return sections(options, [Table(title="Verdicts by basket", columns=columns, rows=rows)] if rows else [])


def _basket(inputs: BlockInputs, verdict: BasketVerdict) -> tuple[Cell, ...]:
    indicator = inputs.context.linked.indicators[verdict.indicator].indicator
    path = f"{verdict.principle}.{verdict.indicator}{cohort_suffix(verdict.cohort)}"
    counts = {
        "items": verdict.items,
        "improved": verdict.improved,
        "declined": verdict.declined,
        "unchanged": verdict.unchanged,
        "not_comparable": verdict.not_comparable,
        "by_one": verdict.improved_by_one + verdict.declined_by_one,
    }
    return (
        Term(text=indicator.title),
        None if verdict.cohort is None else Term(text=verdict.cohort),
        *(
            Figure(ref=f"{path}#{verdict.from_wave}:{verdict.to_wave}.{name}", value=n)
            for name, n in counts.items()
        ),
    )


@block("published_table", options=BlockOptions)
def published_table(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """List the published figures that differ from the engine's, with the reason."""
    units = inputs.context.unit.many
    columns = (
        *(Column(title=title) for title in ("Source", "Finding", "When")),
        *(Column(title=title, type="count_of_base", unit=units) for title in ("Published", "Found")),
        Column(title="Why"),
    )
    differing = (p for p in inputs.context.supplements.published if not p.agrees)
    rows = tuple(_published(inputs, published) for published in differing)
    title = "Published figures that differ"
    return sections(options, [Table(title=title, columns=columns, rows=rows)] if rows else [])


def _published(inputs: BlockInputs, published: PublishedComparison) -> tuple[Cell, ...]:
    found = f"{published.finding}#{published.wave}"
    ref = f"published.{published.source}.{found}"
    base = None if published.base is None else Figure(ref=f"{ref}.base", value=published.base)
    return (
        Term(text=published.source),
        Term(text=published.finding),
        Term(text=inputs.context.wave_label(published.wave)),
        CountOfBase(count=Figure(ref=f"{ref}.count", value=published.count), base=base),
        CountOfBase(
            count=Figure(ref=f"{found}.count", value=published.found_count),
            base=Figure(ref=f"{found}.base", value=published.found_base),
        ),
        None if published.reason is None else Term(text=published.reason),
    )
