"""Draws a chart as SVG: real text, a title and an alternative text, and the same bytes for the same chart.

A chart is drawn without a file, without the time and without a script. Each number in it has the path of the figure that it
writes, as `data-of`, and its value.
"""

from collections.abc import Callable, Mapping

from egyv_engine.model.report import Chart, ChartForm
from egyv_engine.publish.chart_palette import FILE_STYLE
from egyv_engine.publish.svg_bars import draw_bars, draw_stacks
from egyv_engine.publish.svg_canvas import LINE, NARROWEST, SMALL, Canvas, Font
from egyv_engine.publish.svg_dots import draw_dots
from egyv_engine.publish.svg_lines import draw_lines
from egyv_engine.publish.svg_text import width as width_of
from egyv_engine.publish.svg_text import wrapped

FILE_WIDTH = 340  # pixels, of a chart in a file of its own: its text is legible on the narrowest screens
_TITLE = Font(size=16, is_bold=True)
_MARGIN = 4
_FORMS: Mapping[ChartForm, Callable[[Canvas, Chart], None]] = {
    "dots": draw_dots,
    "stacks": draw_stacks,
    "bars": draw_bars,
    "lines": draw_lines,
}


def svg(chart: Chart) -> str:
    """Return a chart for a page: as wide as its place there, with text of a fixed size.

    Its ids begin with the id of the chart. Its colours are those of a light page; a page that includes
    `chart_palette.CHART_STYLE` has those for a dark page and for forced colours, too. It shows no title: the page does.

    Args:
        chart: The chart.
    """
    canvas = _drawn(chart)
    return canvas.svg(
        title=chart.title,
        description=chart.description.text,
        attributes=f'width="100%" height="{canvas.y + _MARGIN:.0f}"',
    )


def svg_file(chart: Chart, *, width: int = FILE_WIDTH) -> bytes:
    """Return a chart as a file of its own, with its title, a ground, and the colours for dark pages.

    Args:
        chart: The chart.
        width: How wide it is, in pixels; its letters have the same size whatever the width.
    """
    canvas = _drawn(chart, has_title=True)
    height = f"{canvas.y + _MARGIN:.0f}"
    canvas.ground(height)
    text = canvas.svg(
        title=chart.title,
        description=chart.description.text,
        attributes=f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"',
        style=FILE_STYLE,
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()


def _drawn(chart: Chart, *, has_title: bool = False) -> Canvas:
    canvas = Canvas(chart.id)
    if has_title:
        canvas.paragraph(chart.title, font=_TITLE)
        canvas.y += 6
    if len(chart.series) > 1 and chart.form != "bars":  # whose numbers have the words of their series
        _key(canvas, chart)
    _FORMS[chart.form](canvas, chart)
    return canvas


def _key(canvas: Canvas, chart: Chart) -> None:
    """Draw what each shape and colour means, in the order in which they are drawn; several in a line where they fit."""
    x = 0.0
    canvas.y += LINE
    for i, series in enumerate(chart.series):
        lines = wrapped(series.label.text, SMALL, NARROWEST - 22)
        wide = 22 + max(width_of(line, SMALL) for line in lines)
        if x and x + wide > NARROWEST:
            x, canvas.y = 0.0, canvas.y + LINE + 2
        if chart.form == "dots":
            canvas.marker(i, 0, canvas.y - 4, shift=x + 8)
        else:
            canvas.swatch(i, x, canvas.y - 12, is_gap=series.is_gap)
        for n, line in enumerate(lines):
            canvas.y += LINE if n else 0
            canvas.runs([(line, None)], y=canvas.y, shift=x + 22)
        x += wide + 14
    canvas.y += 12
