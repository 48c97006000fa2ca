"""Makes the chart of a series: the levels of three or more waves, joined where neighbouring waves can be compared."""

from collections.abc import Mapping, Sequence

from egyv_engine.model.findings import Finding
from egyv_engine.model.frozen import replace
from egyv_engine.model.label_forms import with_capital
from egyv_engine.model.report import Chart, ChartMark, ChartRow, Paragraph, Sentence, Series, Term, Text
from egyv_engine.narrative.blocks.block import BlockInputs
from egyv_engine.narrative.blocks.chosen_findings import group_text, titled
from egyv_engine.narrative.blocks.level_cells import LevelCells
from egyv_engine.narrative.blocks.measure_table import MeasureTables
from egyv_engine.narrative.blocks.needs import FEWEST_IN_SERIES, SERIES
from egyv_engine.narrative.blocks.series import (
    SERIES_CLAIMS,
    findings_in_series,
    levels_of_waves,
    series_sentences,
    waves_of_series,
)
from egyv_engine.narrative.charts.changes_chart import level_mark
from egyv_engine.narrative.charts.chart_options import ChartKind, ChartOptions, cohort_at_row, share_axis
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.claim_kinds import is_compared
from egyv_engine.narrative.language.parts import Parts


@claim("chart_cohort")
class ChartCohortFacts(ClaimFacts):
    """Words before the claims on a cohort, where a chart shows several."""

    cohort: Parts


ByCohort = Mapping[
    str | None, Mapping[str, Sequence[Finding]]
]  # findings by their id, each in every comparison


def series_charts(inputs: BlockInputs, options: ChartOptions) -> list[Chart]:
    """Return a chart for each indicator that three or more waves asked about; of items, one for each cohort.

    Args:
        inputs: The inputs of the block.
        options: The block as declared.
    """
    charts = []
    for principle in inputs.principles:
        found = {c: findings_in_series(inputs, options, principle, c) for c in inputs.cohorts}
        names = dict.fromkeys(each[0].indicator for of in found.values() for each in of.values())
        for name in names:
            own = {
                c: {f: each for f, each in of.items() if each[0].indicator == name} for c, of in found.items()
            }
            is_single = inputs.context.linked.indicators[name].indicator.for_each is None
            parts = [own] if is_single else [{cohort: each} for cohort, each in own.items()]
            charts += [chart for part in parts if (chart := _chart(inputs, options, part)) is not None]
    return charts


def _chart(inputs: BlockInputs, options: ChartOptions, found: ByCohort) -> Chart | None:
    """Return the chart of an indicator; None where no finding of it has levels in three waves."""
    levels = levels_of_waves(inputs, options)
    found = {cohort: {f: each for f, each in of.items() if f in levels} for cohort, of in found.items()}
    every = [each for of in found.values() for each in of.values()]
    if not any(len(levels[each[0].finding]) >= FEWEST_IN_SERIES for each in every):
        return None
    waves = waves_of_series(inputs, options)
    first = every[0][0]
    indicator = inputs.context.indicator(first)
    is_single = first.item is None
    sentences: list[Sentence] = []
    for cohort, of in found.items():
        own = series_sentences(inputs, of, levels)
        if own and cohort is not None and len(found) > 1:
            facts = ChartCohortFacts(cohort=inputs.make.cohort(cohort))
            sentences.append(inputs.book.sentence(facts, basis=()))
        sentences += own
    cells = LevelCells(inputs=inputs)
    maker = replace(MeasureTables.of(inputs, options), waves=waves)
    head = inputs.heading("measure") if is_single else with_capital(inputs.context.basket_label(indicator))
    flat = {cohort: [f for each in of.values() for f in each] for cohort, of in found.items()}
    table = maker.table("", head, flat, by_item=not is_single)
    assert table is not None
    return Chart(
        id="",
        form="lines",
        title=indicator.title if is_single else titled(indicator.title, group_text(inputs, first.cohort)),
        series=(Series(label=Term(text=indicator.title)),),
        places=tuple(Term(text=inputs.context.wave_label(wave)) for wave in waves),
        axis=share_axis(inputs),
        rows=tuple(_row(inputs, cells, waves, each) for each in every),
        description=Paragraph(sentences=tuple(sentences)),
        table=replace(table, title=None),
    )


def _row(inputs: BlockInputs, cells: LevelCells, waves: Sequence[str], found: Sequence[Finding]) -> ChartRow:
    """Return the line of a finding: joined where two neighbouring waves are compared. found: it in each comparison."""
    first = found[0]
    by_pair = {(f.from_wave, f.to_wave): f for f in found}
    levels = inputs.context.levels
    marks = tuple(
        level_mark(cells, replace(first, reason=None), wave, levels.get((first.finding, wave)), 0)
        for wave in waves
    )
    joined, unjoined = [], []
    for place in range(1, len(waves)):
        if isinstance(marks[place - 1], ChartMark) and isinstance(marks[place], ChartMark):
            pair = by_pair.get((waves[place - 1], waves[place]))
            if pair is not None and is_compared(pair):
                joined.append(place)
                continue
            change = None if pair is None else cells.change(pair)
            not_compared = Text(text=inputs.heading("chart_not_compared"))
            unjoined.append((place, change if isinstance(change, Text) else not_compared))
    label = cohort_at_row(inputs, first.cohort) if first.item is None else cells.item(first)
    return ChartRow(label=label, marks=marks, joined=tuple(joined), unjoined=tuple(unjoined))


WAVES = ChartKind(
    name="series",
    uses=frozenset({"comparison", "cohort", "indicators", "except"}),
    needs=(SERIES,),
    fewest_waves=FEWEST_IN_SERIES,
    claims=(*SERIES_CLAIMS, ChartCohortFacts),
    function=series_charts,
)
