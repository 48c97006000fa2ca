"""Makes the chart of recommendations: how many have each status, by cohort."""

from egyv_engine.model.frozen import replace
from egyv_engine.model.label_forms import with_capital
from egyv_engine.model.report import Axis, Chart, ChartMark, ChartRow, Figure, Paragraph, Series, Term, Text
from egyv_engine.model.supplements import RecommendationCount
from egyv_engine.narrative.blocks.block import BlockInputs
from egyv_engine.narrative.blocks.level_cells import LevelCells
from egyv_engine.narrative.blocks.needs import RECOMMENDATIONS
from egyv_engine.narrative.blocks.recommendations import (
    StatusesFacts,
    recommendation_totals,
    recommendations_path,
    status_label,
)
from egyv_engine.narrative.blocks.supplement_tables import recommendations_table_of
from egyv_engine.narrative.charts.chart_options import ChartKind, ChartOptions, cohort_at_row, largest
from egyv_engine.narrative.claims.claim import claim


@claim("chart_recommendations")
class ChartRecommendationsFacts(StatusesFacts):
    """The statuses of the recommendations of a cohort, which a chart shows."""


def recommendations_charts(inputs: BlockInputs, _options: ChartOptions) -> list[Chart]:
    """Return a chart of the statuses of each cohort, of many cohorts of all together; none without any recommendation.

    Args:
        inputs: The inputs of the block.
        _options: The block as declared, which has been followed already.
    """
    chosen = (None,) if inputs.is_many else inputs.groups
    counts = [count for count in recommendation_totals(inputs) if count.cohort in chosen]
    if not counts:
        return []
    rows = tuple(row for count in counts for row in _rows(inputs, count))
    sentences = (
        inputs.book.sentence(
            ChartRecommendationsFacts.from_count(count, inputs),
            basis=(),
            variant_key=recommendations_path(count),
        )
        for count in counts
    )
    return [
        Chart(
            id="",
            form="bars",
            title=inputs.heading("chart_recommendations"),
            series=(Series(label=Text(text=inputs.heading("chart_recommendations"))),),
            axis=Axis(end=largest(rows)),
            rows=rows,
            description=Paragraph(sentences=tuple(sentences)),
            table=replace(recommendations_table_of(inputs, counts), title=None),
        )
    ]


def _rows(inputs: BlockInputs, count: RecommendationCount) -> list[ChartRow]:
    """Return a row for each status of a cohort, without the sums of statuses."""
    records = inputs.context.linked.programme.records
    counted = records.recommendations if records else None
    sums = counted.status.combined or {} if counted else {}
    path = recommendations_path(count)
    cells = LevelCells(inputs=inputs)
    heading = cohort_at_row(inputs, count.cohort) if inputs.has_cohorts else None
    total = Figure(ref=f"{path}#total", value=count.total)
    rows = []
    for name, n in count.statuses.items():
        if name not in sums:
            number = Figure(ref=f"{path}#{name}", value=n)
            printed = cells.part_of(number, total, share_path=f"{path}#{name}.percent")
            mark = ChartMark(series=0, value=number, printed=printed)
            label = Term(text=with_capital(status_label(inputs, name)))
            rows.append(ChartRow(label=label, heading=heading, marks=(mark,)))
    return rows


RECOMMENDATION_STATUSES = ChartKind(
    name="recommendations",
    uses=frozenset({"cohort"}),
    needs=(RECOMMENDATIONS,),
    claims=(ChartRecommendationsFacts,),
    function=recommendations_charts,
)
