"""Lists the kinds of chart by the word that `of:` takes."""

from collections.abc import Mapping

from egyv_engine.model.frozen import replace
from egyv_engine.model.report import Chart
from egyv_engine.narrative.blocks.block import BlockInputs
from egyv_engine.narrative.charts.changes_chart import CHANGES
from egyv_engine.narrative.charts.chart_options import ChartKind, ChartOptions
from egyv_engine.narrative.charts.number_chart import NUMBERS
from egyv_engine.narrative.charts.recommendations_chart import RECOMMENDATION_STATUSES
from egyv_engine.narrative.charts.response_chart import RESPONSE
from egyv_engine.narrative.charts.series_chart import WAVES
from egyv_engine.narrative.charts.unit_chart import UNIT
from egyv_engine.narrative.charts.verdict_charts import BASKET_VERDICTS, PRINCIPLES

CHART_KINDS: Mapping[str, ChartKind] = {
    kind.name: kind
    for kind in (
        *(CHANGES, PRINCIPLES, BASKET_VERDICTS, RECOMMENDATION_STATUSES),
        *(RESPONSE, WAVES, NUMBERS, UNIT),
    )
}


def charts_shown(inputs: BlockInputs, options: ChartOptions) -> list[Chart]:
    """Return the charts of a block: one, or one for each indicator, cohort or comparison; none where nothing is to show.

    Args:
        inputs: The inputs of the block.
        options: The block as declared.
    """
    if options.cohort is not None:
        inputs = replace(inputs, cohorts=(options.cohort,), groups=(options.cohort,))
    return CHART_KINDS[options.of].function(inputs, options)
