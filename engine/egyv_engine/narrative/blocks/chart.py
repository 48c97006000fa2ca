"""Shows a chart, with its alternative text and the table of its numbers."""

from dataclasses import replace

from egyv_engine.model.report import Section
from egyv_engine.narrative.blocks.block import BlockInputs, block, sections
from egyv_engine.narrative.charts.chart_kinds import CHART_KINDS
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
    if options.cohort is not None:
        inputs = replace(inputs, cohorts=(options.cohort,), groups=(options.cohort,))
    return sections(options, CHART_KINDS[options.of].function(inputs, options))
