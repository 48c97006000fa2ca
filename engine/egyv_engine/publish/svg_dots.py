"""Draws charts of dots: markers on one line per row, with their numbers at their sides."""

from egyv_engine.model.report import Chart, ChartMark
from egyv_engine.publish.svg_canvas import LINE, NARROWEST, ON_LINE, Canvas, runs_width
from egyv_engine.publish.svg_parts import on_axis, printed_runs, tick_runs, values_of, write_heads

_WIDEST_SIDE = 0.36  # of the width, for the numbers at each end
_AGAIN = 8  # rows: the axis of a longer chart is written below it, too


def draw_dots(canvas: Canvas, chart: Chart) -> None:
    """Draw the rows of a chart of dots; a line joins two values that are compared.

    Args:
        canvas: The drawing.
        chart: The chart.
    """
    printed = [runs_width(printed_runs(mark.printed)) for row in chart.rows for mark in values_of(row)]
    side = 100 * min(_WIDEST_SIDE, (max(printed, default=0) + 16) / NARROWEST)
    scale = 100 - 2 * side
    _ticks(canvas, chart, side, scale)
    for i, row in enumerate(chart.rows):
        write_heads(canvas, chart, i)
        values = values_of(row)
        if not values:
            continue
        canvas.y += 12
        y = canvas.y
        canvas.scale(side, side + scale, [side + scale * on_axis(chart, at) for at, _ in chart.axis.ticks])
        places = [side + scale * on_axis(chart, mark.value.value) for mark in values]
        if row.joined:
            canvas.join(places[0], y, places[1], y, colour="text")
        _numbers(canvas, values, places, y)
        for mark, x in zip(values, places, strict=True):
            if places.count(x) == 1 or mark.series:
                canvas.marker(mark.series, x, y)
        if len(set(places)) < len(places):
            canvas.marker(0, places[0], y, is_around=True)
        canvas.y += 10
    if len(chart.rows) > _AGAIN:
        canvas.y += 4
        _ticks(canvas, chart, side, scale)


def _numbers(canvas: Canvas, values: list[ChartMark], places: list[float], y: float) -> None:
    """Write the numbers of a row: the lower at the left, the higher at the right; one where two markers have the same."""
    order = sorted(zip(places, values, strict=True), key=lambda each: each[0])
    (first, lower), (last, higher) = order[0], order[-1]
    if first != last or _text(lower) != _text(higher):
        canvas.runs(printed_runs(lower.printed), at=first, y=y + 5, anchor="end", shift=-14, font=ON_LINE)
    canvas.runs(printed_runs(higher.printed), at=last, y=y + 5, shift=14, font=ON_LINE)


def _text(mark: ChartMark) -> str:
    return "".join(text for text, _ in printed_runs(mark.printed))


def _ticks(canvas: Canvas, chart: Chart, side: float, scale: float) -> None:
    canvas.y += LINE
    for at, words in chart.axis.ticks:
        x = side + scale * on_axis(chart, at)
        canvas.runs(tick_runs(words), at=x, y=canvas.y - 5, anchor="middle")
