"""Draws charts of bars: parts of one bar per row, or a bar for each value."""

from egyv_engine.model.report import Chart, ChartMark
from egyv_engine.publish.svg_canvas import LINE, NARROWEST, Canvas, Font, Run, runs_width
from egyv_engine.publish.svg_parts import on_axis, printed_runs, values_of, write_heads

HEIGHT = 24  # of a bar with parts
THIN = 18  # the height of a bar for one value
_SHORTEST = 0.3  # of the width: the longest bar is never shorter


def draw_stacks(canvas: Canvas, chart: Chart) -> None:
    """Draw one bar for each row, its parts one after the other; a number that does not fit inside is written below.

    Args:
        canvas: The drawing.
        chart: The chart.
    """
    for i, row in enumerate(chart.rows):
        write_heads(canvas, chart, i)
        values = values_of(row)
        x = 0.0
        for mark in values:
            wide = 100 * on_axis(chart, mark.value.value)
            _part(canvas, chart, mark, x, x + wide)
            x += wide
        if values:
            canvas.line(0, canvas.y - 2, 0, canvas.y + HEIGHT + 2, colour="text")
            canvas.y += HEIGHT
            _below(canvas, chart, [mark for mark in values if not _fits(chart, mark)])


def _part(canvas: Canvas, chart: Chart, mark: ChartMark, x1: float, x2: float) -> None:
    """Draw a part of a bar, with its number where it fits."""
    is_gap = chart.series[mark.series].is_gap
    canvas.bar(x1, x2, canvas.y, HEIGHT, series=mark.series, is_gap=is_gap)
    if _fits(chart, mark):
        runs, middle = printed_runs(mark.printed), (x1 + x2) / 2
        colours = ("text", None) if is_gap else (f"on{mark.series}", f"s{mark.series}")
        font = Font(is_bold=True, colour=colours[0], ground=colours[1])
        canvas.runs(runs, at=middle, y=canvas.y + 17, anchor="middle", font=font)


def _fits(chart: Chart, mark: ChartMark) -> bool:
    """Return whether the number of a part fits inside the narrowest bar."""
    return on_axis(chart, mark.value.value) * NARROWEST >= runs_width(printed_runs(mark.printed)) + 6


def _below(canvas: Canvas, chart: Chart, marks: list[ChartMark]) -> None:
    """Write the numbers of a bar's parts below it, each after the words of its series."""
    x = 0.0
    canvas.y += LINE if marks else 0
    for mark in marks:
        runs: list[Run] = [(f"{chart.series[mark.series].label.text}: ", None), *printed_runs(mark.printed)]
        if x and x + runs_width(runs) > NARROWEST:
            x, canvas.y = 0.0, canvas.y + LINE
        canvas.runs(runs, y=canvas.y - 3, shift=x)
        x += runs_width(runs) + 14


def draw_bars(canvas: Canvas, chart: Chart) -> None:
    """Draw a bar for each value, with its number at its end, and the words of its series where there are several.

    Args:
        canvas: The drawing.
        chart: The chart.
    """
    widths = [runs_width(_at_end(chart, mark)) for row in chart.rows for mark in values_of(row)]
    scale = 100 * max(_SHORTEST, 1 - (max(widths, default=0) + 10) / NARROWEST)
    for i, row in enumerate(chart.rows):
        write_heads(canvas, chart, i)
        for mark in values_of(row):
            end = scale * on_axis(chart, mark.value.value)
            if end:
                canvas.bar(0, end, canvas.y, THIN, series=mark.series)
            canvas.line(0, canvas.y - 2, 0, canvas.y + THIN + 2, colour="text")
            canvas.runs(_at_end(chart, mark), at=end, y=canvas.y + 14, shift=7)
            canvas.y += THIN + 3


def _at_end(chart: Chart, mark: ChartMark) -> list[Run]:
    """Return what is written at the end of a bar."""
    series = chart.series[mark.series].label.text
    return [*printed_runs(mark.printed), *([(f" {series}", None)] if len(chart.series) > 1 else [])]
