"""Shows a chart, with its alternative text and the table of its numbers."""

from egyv_engine.model.report import Section
from egyv_engine.narrative.blocks.block import BlockInputs, block, sections
from egyv_engine.narrative.charts.chart_kinds import CHART_KINDS, charts_shown
from egyv_engine.narrative.charts.chart_options import ChartOptions


@block(
    "chart",
    options=ChartOptions,
    scope="principles",
    needs_of=lambda options: CHART_KINDS[options.of].needs,
    claims=tuple(dict.fromkeys(facts for kind in CHART_KINDS.values() for facts in kind.claims)),
)
def chart(inputs: BlockInputs, options: ChartOptions) -> list[Section]:
    """Show the charts of a kind: one, or one for each indicator, cohort or comparison."""
    return sections(options, charts_shown(inputs, options))
