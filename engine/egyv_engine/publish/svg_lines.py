"""Draws charts of lines: a panel for each row, with its values over places that are equally far apart."""

from egyv_engine.model.report import Chart, ChartMark, ChartRow
from egyv_engine.publish.svg_canvas import NARROWEST, ON_LINE, SMALL, Canvas, runs_width
from egyv_engine.publish.svg_parts import on_axis, printed_runs, tick_runs, write_heads
from egyv_engine.publish.svg_text import wrapped

HEIGHT = 84  # of a panel, in pixels
MOST_WRITTEN = 6  # places: of more, some have no number written at them
_LINE = 15  # the height of a line of text below a panel


def draw_lines(canvas: Canvas, chart: Chart) -> None:
    """Draw the panels of a chart of lines; a line joins two values that are compared.

    Args:
        canvas: The drawing.
        chart: The chart.
    """
    for i, row in enumerate(chart.rows):
        write_heads(canvas, chart, i)
        canvas.y += 22
        foot = canvas.y + HEIGHT
        _axis(canvas, chart, foot)
        _line(canvas, chart, row, foot)
        canvas.y = foot
        _places(canvas, chart)


def _axis(canvas: Canvas, chart: Chart, foot: float) -> None:
    for at, words in chart.axis.ticks:
        y = foot - HEIGHT * on_axis(chart, at)
        canvas.line(0, y, 100, y, colour="line" if at else "text")
        canvas.runs(tick_runs(words), y=y - 3)


def _line(canvas: Canvas, chart: Chart, row: ChartRow, foot: float) -> None:
    """Draw the values of a row, and words in place of those that it does not have."""
    spots = {
        place: (_middle(chart, place), foot - HEIGHT * on_axis(chart, mark.value.value))
        for place, mark in enumerate(row.marks)
        if isinstance(mark, ChartMark)
    }
    for place in row.joined:
        canvas.join(*spots[place - 1], *spots[place], colour="s0")
    for place, mark in enumerate(row.marks):
        if not isinstance(mark, ChartMark):
            taken = _width_of_ticks(chart) if place == 0 else 0  # which are written at the left of a panel
            lines = wrapped(mark.text, SMALL, _room(chart) - taken)
            y = foot - HEIGHT / 2 - _LINE * len(lines) / 2
            _centred(canvas, lines, _middle(chart, place), y, shift=taken / 2)
            continue
        x, y = spots[place]
        canvas.marker(mark.series, x, y)
        if _is_written(chart, place):
            canvas.runs(printed_runs(mark.printed), at=x, y=y - 12, anchor="middle", font=ON_LINE)


def _places(canvas: Canvas, chart: Chart) -> None:
    """Write what the places stand for below a panel, and move down."""
    longest = 0
    for place, label in enumerate(chart.places):
        x = _middle(chart, place)
        canvas.line(x, canvas.y, x, canvas.y + 4, colour="text")
        if _is_written(chart, place):
            lines = wrapped(label.text, SMALL, _room(chart))
            _centred(canvas, lines, x, canvas.y + 17)
            longest = max(longest, len(lines))
    canvas.y += 6 + _LINE * longest


def _width_of_ticks(chart: Chart) -> float:
    """Return how wide the widest words at the axis are, in pixels."""
    return max((runs_width(tick_runs(words)) for _, words in chart.axis.ticks), default=0)


def _centred(canvas: Canvas, lines: list[str], x: float, y: float, *, shift: float = 0) -> None:
    for n, line in enumerate(lines):
        canvas.runs([(line, None)], at=x, y=y + n * _LINE, anchor="middle", shift=shift, font=ON_LINE)


def _middle(chart: Chart, place: int) -> float:
    """Return where a place is, in per cent of the width."""
    return 100 * (place + 0.5) / len(chart.places)


def _every(chart: Chart) -> int:
    """Return how many places there are to each one at which something is written."""
    return 1 + (len(chart.places) - 1) // MOST_WRITTEN


def _is_written(chart: Chart, place: int) -> bool:
    return (len(chart.places) - 1 - place) % _every(chart) == 0


def _room(chart: Chart) -> float:
    """Return how wide the text at a place may be, in pixels."""
    return NARROWEST * _every(chart) / len(chart.places) - 6
