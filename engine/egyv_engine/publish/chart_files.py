"""Names the files of a report's charts, and draws them."""

from egyv_engine.model.report import Chart, Report
from egyv_engine.publish.svg import svg_file

FOLDER = "charts"


def chart_file(chart: Chart) -> str:
    """Return the name of a chart's file in the output folder."""
    return f"{FOLDER}/{chart.id}.svg"


def render_charts(report: Report) -> dict[str, bytes]:
    """Return the file of each chart of a report, by its name."""
    return {chart_file(chart): svg_file(chart) for chapter in report.chapters for chart in chapter.charts()}
