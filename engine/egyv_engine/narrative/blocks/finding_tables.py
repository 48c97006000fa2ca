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
from egyv_engine.narrative.blocks.block import (
    BlockInputs,
    ComparisonOptions,
    IndicatorOptions,
    block,
    cohort_cell,
    cohort_suffix,
    sections,
)
from egyv_engine.narrative.blocks.chosen_findings import of_indicators
from egyv_engine.narrative.blocks.needs import BASKETS, COMPARISONS, PUBLISHED
from egyv_engine.narrative.claims.changes import change_path

PublishedMarks = Mapping[tuple[str, str], tuple[Mark, ...]]  # of a finding in a wave
_REASONS = {
    "not_asked": "not asked both times",
    "does_not_move": "does not move",
    "looks_back": "looks back",
    "reworded": "reworded",
    "too_few_matched": "too few matched",
    "different_groups": "asked of different cohorts",
}


@block("findings_table", options=IndicatorOptions, scope="principles")
def findings_table(inputs: BlockInputs, options: IndicatorOptions) -> list[Section]:
    """Show one table per principle and comparison: levels, change, verdict and certainty of every finding."""
    context = inputs.context
    marks = _marks(inputs)
    tables = []
    for principle in inputs.principles:
        title = context.linked.programme.principles[principle].title
        for comparison in inputs.comparisons(options) or (None,):
            found = of_indicators(
                options,
                tuple(
                    f
                    for f in context.findings.findings
                    if f.principle == principle
                    and (comparison is None or (f.from_wave, f.to_wave) == comparison)
                ),
            )
            if found:
                tables.append(_findings(inputs, title, comparison, found, marks))
    return sections(options, tables)


def _marks(inputs: BlockInputs) -> PublishedMarks:
    marks: dict[tuple[str, str], set[Mark]] = {}
    for p in inputs.context.supplements.published:
        if p.outcome != "cannot_be_checked":
            mark: Mark = "agrees" if p.outcome == "agree" else "differs"
            marks.setdefault((p.finding, p.wave), set()).add(mark)
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
        cohort_cell(inputs, finding.cohort),
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
    if wave is not None and level is None and finding.reason in ("does_not_move", "looks_back"):
        return None  # it was asked, but the rule has no level in this wave
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


@block("baskets_table", options=ComparisonOptions, needs=(COMPARISONS, BASKETS), scope="principles")
def baskets_table(inputs: BlockInputs, options: ComparisonOptions) -> list[Section]:
    """Show how many items of each basket improved or declined, with the waves where several comparisons are declared."""
    has_waves = len(inputs.context.comparisons) > 1
    chosen = inputs.comparisons(options)
    titles = ("Items", "Improved", "Declined", "Unchanged", "Not comparable", "By one unit")
    columns = (
        *(Column(title="Indicator"), Column(title="Cohort")),
        *((Column(title="From"), Column(title="To")) if has_waves else ()),
        *(Column(title=title, type="count", unit="items") for title in titles),
    )
    rows = tuple(
        _basket(inputs, verdict, has_waves=has_waves)
        for verdict in inputs.context.findings.baskets
        if verdict.principle in inputs.principles and (verdict.from_wave, verdict.to_wave) in chosen
    )
    return sections(options, [Table(title="Verdicts by basket", columns=columns, rows=rows)] if rows else [])


def _basket(inputs: BlockInputs, verdict: BasketVerdict, *, has_waves: bool) -> tuple[Cell, ...]:
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
        cohort_cell(inputs, verdict.cohort),
        *(Term(text=inputs.context.wave_label(w)) for w in (verdict.from_wave, verdict.to_wave) if has_waves),
        *(
            Figure(ref=f"{path}#{verdict.from_wave}:{verdict.to_wave}.{name}", value=n)
            for name, n in counts.items()
        ),
    )


@block("published_table", options=BlockOptions, scope="principles", needs=(PUBLISHED,))
def published_table(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """List the published figures that differ from the engine's, or cannot be compared, with the reason."""
    units = inputs.context.unit.many
    columns = (
        *(Column(title=title) for title in ("Source", "Finding", "When")),
        *(Column(title=title, type="count_of_base", unit=units) for title in ("Published", "Found")),
        Column(title="Why"),
    )
    listed = [
        p
        for p in inputs.context.supplements.published
        if p.principle in inputs.principles and p.outcome != "agree"
    ]
    rows = tuple(_published(inputs, published) for published in listed)
    title = "Published figures that differ"
    if any(p.outcome == "cannot_be_checked" for p in listed):
        title += " or cannot be checked"
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
        _found(published, found),
        None if published.reason is None else Term(text=published.reason),
    )


def _found(published: PublishedComparison, path: str) -> Cell:
    if published.found_count is None or published.found_base is None:
        return Text(text="not asked")
    return CountOfBase(
        count=Figure(ref=f"{path}.count", value=published.found_count),
        base=Figure(ref=f"{path}.base", value=published.found_base),
    )
