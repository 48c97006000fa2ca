"""Makes the chart of changes: for each item of a basket, its levels in two waves, and a line between those that compare."""

from fractions import Fraction

from egyv_engine.model.findings import Finding, Level
from egyv_engine.model.frozen import replace
from egyv_engine.model.label_forms import with_capital
from egyv_engine.model.report import (
    Chart,
    ChartMark,
    ChartRow,
    CountOfBase,
    Figure,
    Paragraph,
    Series,
    Term,
    Text,
)
from egyv_engine.narrative.blocks.block import BlockInputs
from egyv_engine.narrative.blocks.chosen_findings import group_text, of_indicators, titled
from egyv_engine.narrative.blocks.level_cells import LevelCells
from egyv_engine.narrative.blocks.measure_table import MeasureTables, is_asked
from egyv_engine.narrative.blocks.needs import BASKETS, COMPARISONS
from egyv_engine.narrative.charts.chart_options import ChartKind, ChartOptions, share_axis
from egyv_engine.narrative.charts.verdict_charts import (
    ChartBasketFacts,
    ChartBasketNotComparedFacts,
    basket_sentence,
)
from egyv_engine.narrative.claims.accompanying_claims import ComparisonFacts
from egyv_engine.narrative.claims.claim_kinds import is_compared
from egyv_engine.narrative.report_context import Comparison


def changes_charts(inputs: BlockInputs, options: ChartOptions) -> list[Chart]:
    """Return a chart for each indicator that is repeated over items, in each cohort and comparison.

    Args:
        inputs: The inputs of the block.
        options: The block as declared.
    """
    charts = []
    for principle in inputs.principles:
        for comparison in inputs.comparisons(options):
            for cohort in inputs.cohorts:
                found = of_indicators(options, inputs.context.findings_for(principle, cohort, comparison))
                for each in inputs.context.by_indicator(found).values():
                    asked = [f for f in each if f.item is not None and is_asked(f)]
                    if asked:
                        charts.append(_chart(inputs, options, comparison, asked))
    return charts


def _chart(inputs: BlockInputs, options: ChartOptions, comparison: Comparison, found: list[Finding]) -> Chart:
    """Return the chart of an indicator. found: the findings of its items that somebody was asked about."""
    context, cohort = inputs.context, found[0].cohort
    cells = LevelCells(inputs=inputs)
    maker = replace(MeasureTables.of(inputs, options), comparisons=(comparison,), waves=comparison)
    label = with_capital(context.basket_label(context.indicator(found[0])))
    table = maker.table("", label, {cohort: found}, by_item=True)
    assert table is not None
    title = titled(context.indicator(found[0]).title, group_text(inputs, cohort, comparison))
    return Chart(
        id="",
        form="dots",
        title=title,
        series=tuple(Series(label=Term(text=context.wave_label(wave))) for wave in comparison),
        axis=share_axis(inputs),
        rows=tuple(_row(cells, f) for f in found),
        description=Paragraph(sentences=(basket_sentence(inputs, found),)),
        table=replace(table, title=None),
    )


def _row(cells: LevelCells, finding: Finding) -> ChartRow:
    """Return the row of an item; a line joins its two levels only if they can be compared."""
    marks = tuple(
        level_mark(cells, finding, wave, level, series)
        for series, (wave, level) in enumerate(
            ((finding.from_wave, finding.from_level), (finding.to_wave, finding.to_level))
        )
    )
    are_drawn = all(isinstance(mark, ChartMark) for mark in marks)
    change = cells.change(finding)
    return ChartRow(
        label=cells.item(finding),
        marks=marks,
        joined=(1,) if are_drawn and is_compared(finding) else (),
        unjoined=((1, change),) if are_drawn and isinstance(change, Text) else (),
    )


def level_mark(
    cells: LevelCells, finding: Finding, wave: str | None, level: Level | None, series: int
) -> ChartMark | Text:
    """Return what a chart draws of a level: where its share is, and its count of its base; words where it draws nothing.

    Args:
        cells: The maker of cells.
        finding: The finding.
        wave: The wave of the level.
        level: The level; None where the wave has none.
        series: The place of its series in the chart.
    """
    cell = cells.level(finding, wave, level)
    if isinstance(cell, Text):
        return cell
    heading = cells.inputs.writer.book_of(finding).heading
    if not isinstance(cell, CountOfBase) or level is None:
        return Text(text=heading("chart_no_level"))
    if level.base < cells.inputs.context.linked.programme.file.minimum.base_for_words:
        return Text(text=heading("chart_small_base"))
    share = Figure(
        ref=f"{finding.finding}#{wave}.share", value=Fraction(100 * level.count, level.base), unit="%"
    )
    return ChartMark(series=series, value=share, printed=replace(cell, share=None, marks=()))


CHANGES = ChartKind(
    name="changes",
    uses=frozenset({"comparison", "cohort", "indicators", "except"}),
    needs=(COMPARISONS, BASKETS),
    claims=(ChartBasketFacts, ChartBasketNotComparedFacts, ComparisonFacts),
    of_items=True,
    fewest_waves=2,
    function=changes_charts,
)
