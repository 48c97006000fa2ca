"""Draws charts as PNG, for documents: programs for documents draw SVG each in its own way, or not at all."""

from functools import cache

from egyv_engine.model.report import Chart, Report
from egyv_engine.publish.svg import svg_file

PICTURE_WIDTH = 600  # pixels of the drawing, on which the size of its letters depends
_ZOOM = 2  # pixels of the picture for each of the drawing, so that it is sharp on paper
_PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{}</svg>'


class ChartPictureError(Exception):
    """A chart cannot be drawn as a picture. The message says what to do."""


def chart_pictures(report: Report) -> dict[str, bytes]:
    """Return a PNG file of each chart of a report, by the id of the chart, with its title and on a white ground.

    The letters are those of a font of this computer, so equal charts give equal bytes where the fonts are the same.

    Args:
        report: The report.

    Raises:
        ChartPictureError: This computer has no font.
        ImportError: resvg-py is not installed, and the report has charts.
    """
    charts = [chart for chapter in report.chapters for chart in chapter.charts()]
    if charts and not _has_font():
        raise ChartPictureError(
            "the pictures of charts need a font, and this computer has none; install one, for example Debian's package "
            "fonts-liberation"
        )
    return {chart.id: _picture(chart) for chart in charts}


def _picture(chart: Chart) -> bytes:
    return _png(svg_file(chart, width=PICTURE_WIDTH).decode())


@cache
def _has_font() -> bool:
    """Return whether letters are drawn: without a font they are left out, and nothing is said."""
    return _png(_PROBE.format('<text y="16">0</text>')) != _png(_PROBE.format(""))


def _png(drawing: str) -> bytes:
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=drawing, zoom=_ZOOM))
