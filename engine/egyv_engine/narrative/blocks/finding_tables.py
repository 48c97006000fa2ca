"""Makes the tables of the annexes that findings fill: each finding, and verdicts by basket."""

from collections.abc import Sequence

from egyv_engine.model.findings import BasketVerdict, Finding, cohort_suffix
from egyv_engine.model.label_forms import with_capital
from egyv_engine.model.report import Cell, Column, Figure, RowFinding, Section, Table, Term, Text
from egyv_engine.narrative.blocks.block import (
    FINDINGS_TABLE,
    BlockInputs,
    ComparisonOptions,
    IndicatorOptions,
    block,
    cohort_cell,
    sections,
)
from egyv_engine.narrative.blocks.chosen_findings import comparison_text, finding_ids, of_indicators, titled
from egyv_engine.narrative.blocks.level_cells import LevelCells
from egyv_engine.narrative.blocks.needs import BASKETS, COMPARISONS
from egyv_engine.narrative.claims.changes import change_path
from egyv_engine.narrative.report_context import Comparison

MOVES = ("matched", "gained", "lost")


@block(FINDINGS_TABLE, options=IndicatorOptions, scope="principles")
def findings_table(inputs: BlockInputs, options: IndicatorOptions) -> list[Section]:
    """Show one table per principle and comparison: levels, change, verdict, certainty and target of every finding."""
    context, cells = inputs.context, LevelCells(inputs=inputs)
    order = {f.finding: i for i, f in enumerate(context.findings.findings)}
    tables = []
    for principle in inputs.principles:
        title = context.linked.programme.principles[principle].title
        for comparison in inputs.comparisons(options) or (None,):
            in_scope = tuple(f for c in inputs.groups for f in context.findings_for(principle, c, comparison))
            found = of_indicators(options, tuple(sorted(in_scope, key=lambda f: order[f.finding])))
            if found:
                words = "" if comparison is None else comparison_text(inputs, comparison)
                tables.append(_findings(inputs, titled(title, words), comparison, found, cells))
    return sections(options, tables)


def _findings(
    inputs: BlockInputs,
    title: str,
    comparison: Comparison | None,
    found: Sequence[Finding],
    cells: LevelCells,
) -> Table:
    context = inputs.context
    is_records = all(context.is_on_record(f) for f in found)
    heading = inputs.book.on_record(is_records=is_records).heading
    units = context.unit.many
    waves = comparison or (context.later_wave,)
    # A mark says where units that never replied could change it.
    certainty = "certainty" if context.plan.missing == "surveyed" else "certainty_of_replies"
    is_matched = not inputs.book.common.is_separate  # else no unit can gain or lose it
    has_targets = any(context.indicator(f).target is not None for f in found)
    columns = (
        Column(title=heading("measure")),
        *((Column(title=heading("cohort")),) if inputs.has_cohorts else ()),
        *(
            Column(title=with_capital(context.wave_label(wave)), type="count_of_base", unit=units)
            for wave in waves
        ),
        Column(title=heading("asked").format(wave=context.wave_label(waves[-1])), type="count", unit=units),
        *(
            (
                *(Column(title=heading(move), type="count", unit=units) for move in MOVES if is_matched),
                Column(title=heading("verdict")),
                Column(title=heading(certainty), type="bounds", unit=units),
                Column(title=heading("p_exact"), type="decimal"),
            )
            if comparison is not None
            else ()
        ),
        *((Column(title=heading("target")),) if has_targets else ()),
    )
    rows = tuple(
        (*_finding(inputs, f, cells), *((_target(inputs, f),) if has_targets else ())) for f in found
    )
    return Table(
        title=title,
        columns=columns,
        rows=rows,
        mentions=finding_ids(found),
        row_findings=tuple(RowFinding(f.finding, f.from_wave, f.to_wave) for f in found),
    )


def _finding(inputs: BlockInputs, finding: Finding, cells: LevelCells) -> tuple[Cell, ...]:
    later, is_compared = finding.to_level, finding.from_wave is not None
    earlier = [cells.level(finding, finding.from_wave, finding.from_level)] if is_compared else []
    asked = (
        Figure(ref=f"{inputs.context.level_path(finding, finding.to_wave)}.asked", value=later.asked)
        if later
        else None
    )
    return (
        cells.measure(finding),
        *((cohort_cell(inputs, finding.cohort),) if inputs.has_cohorts else ()),
        *earlier,
        cells.level(finding, finding.to_wave, later),
        asked,
        *(_change(inputs, finding, cells) if is_compared else ()),
    )


def _change(inputs: BlockInputs, finding: Finding, cells: LevelCells) -> list[Cell]:
    """Return the cells on the change of a finding: who moved, the verdict, and how certain it is."""
    change, ref, p_exact = finding.change, change_path(finding), finding.p_exact
    verdict = [
        Text(text=verdict_in_words(inputs, finding)),
        cells.certainty(finding),
        None if p_exact is None else Figure(ref=f"{ref}.p_exact", value=p_exact, places=4, is_trimmed=True),
    ]
    if inputs.book.common.is_separate:
        return verdict
    moves: list[Cell] = [None] * len(MOVES)
    if change is not None:
        numbers = {"matched": change.matched, "gained": change.gained, "lost": change.lost}
        moves = [Figure(ref=f"{ref}.{name}", value=numbers[name]) for name in MOVES]
    return [*moves, *verdict]


def _target(inputs: BlockInputs, finding: Finding) -> Cell:
    """Return whether the target of a finding was met, in words; an empty cell where its indicator has none."""
    if inputs.context.indicator(finding).target is None:
        return None
    if finding.target_met is None:
        return Text(text=inputs.heading("not_known"))
    met = inputs.heading("target_met" if finding.target_met else "target_not_met")
    return Text(
        text=f"{met}, {inputs.heading('certainty_open')}" if finding.target_certainty == "open" else met
    )


def verdict_in_words(inputs: BlockInputs, finding: Finding) -> str:
    """Return the verdict in words: with the reason why nothing is compared, or that it needs care.

    Args:
        inputs: The programme with its results.
        finding: The finding.
    """
    heading = inputs.writer.book_of(finding).heading
    if finding.verdict == "not_comparable":
        reason = heading(f"reason_{finding.reason or 'not_asked'}")
        return f"{heading('cannot_be_compared')}: {reason}"
    care = f", {heading('with_care')}" if finding.with_caution else ""
    return f"{heading(f'verdict_{finding.verdict}')}{care}"


@block("baskets_table", options=ComparisonOptions, needs=(COMPARISONS, BASKETS), scope="principles")
def baskets_table(inputs: BlockInputs, options: ComparisonOptions) -> list[Section]:
    """Show how many items of each basket improved or declined, with the waves where several comparisons are declared."""
    chosen = inputs.comparisons(options)
    verdicts = [
        verdict
        for verdict in inputs.context.findings.baskets
        if verdict.principle in inputs.principles
        and (verdict.from_wave, verdict.to_wave) in chosen
        and verdict.cohort in inputs.groups
    ]
    return sections(options, [baskets_table_of(inputs, verdicts)] if verdicts else [])


def baskets_table_of(inputs: BlockInputs, verdicts: Sequence[BasketVerdict]) -> Table:
    """Return a table of verdicts of baskets.

    Args:
        inputs: The inputs of the block.
        verdicts: The verdicts, in the order of the rows.
    """
    heading = inputs.heading
    has_waves = len(inputs.context.comparisons) > 1
    of_one = ("by_one",) if inputs.context.is_by_units else ()
    names = ("items", "improved", "declined", "unchanged", "not_comparable", *of_one)
    columns = (
        Column(title=heading("measure")),
        *((Column(title=heading("cohort")),) if inputs.has_cohorts else ()),
        *((Column(title=heading("from_wave")), Column(title=heading("to_wave"))) if has_waves else ()),
        *(
            Column(
                title=heading(n).format(unit=inputs.context.unit.one),
                type="count",
                unit=heading("unnamed_items"),
            )
            for n in names
        ),
    )
    rows = tuple(_basket(inputs, verdict, has_waves=has_waves) for verdict in verdicts)
    return Table(title=heading("baskets_table"), columns=columns, rows=rows)


def _basket(inputs: BlockInputs, verdict: BasketVerdict, *, has_waves: bool) -> tuple[Cell, ...]:
    indicator = inputs.context.linked.indicators[verdict.indicator].indicator
    path = f"{verdict.principle}.{verdict.indicator}{cohort_suffix(verdict.cohort)}"
    counts = {
        "items": verdict.items,
        "improved": verdict.improved,
        "declined": verdict.declined,
        "unchanged": verdict.unchanged,
        "not_comparable": verdict.not_comparable,
    }
    if inputs.context.is_by_units:
        counts["by_one"] = verdict.improved_by_one + verdict.declined_by_one
    return (
        Term(text=indicator.title),
        *((cohort_cell(inputs, verdict.cohort),) if inputs.has_cohorts else ()),
        *(Term(text=inputs.context.wave_label(w)) for w in (verdict.from_wave, verdict.to_wave) if has_waves),
        *(
            Figure(ref=f"{path}#{verdict.from_wave}:{verdict.to_wave}.{name}", value=n)
            for name, n in counts.items()
        ),
    )
