"""Writes what the forms of charts have in common: headings, labels and the numbers at marks."""

from fractions import Fraction

from egyv_engine.model.decimals import decimal
from egyv_engine.model.report import (
    Caveat,
    Chart,
    ChartMark,
    ChartRow,
    CountOfBase,
    Figure,
    Text,
    with_words_before,
)
from egyv_engine.publish.svg_canvas import HEADING, SEPARATOR, Canvas, Run
from egyv_engine.publish.table_cells import figure_text

_PAIR = 2  # of values, of which it is clear which two are not compared


def write_heads(canvas: Canvas, chart: Chart, number: int) -> None:
    """Write the heading of a row, where it is another than that of the row before; then its label and what follows it.

    Args:
        canvas: The drawing.
        chart: The chart.
        number: The place of the row in the chart.
    """
    row, before = chart.rows[number], chart.rows[number - 1] if number else None
    canvas.y += 6 if before is not None else 0
    if row.heading is not None and (before is None or before.heading != row.heading):
        canvas.y += 6 if before is not None else 0
        canvas.paragraph(row.heading.text, font=HEADING)
    after: list[Run] = []
    if row.base is not None:
        words, figure = row.base
        after += [(f"{SEPARATOR}{words.text}: ", None), _number(figure)]
    after += _marks(row.caveats)
    after += [(f"{SEPARATOR}{text}", None) for text in _not_drawn(chart, row)]
    canvas.paragraph(row.label.text, after=after)
    canvas.y += 2


def _marks(caveats: tuple[Caveat, ...]) -> list[Run]:
    """Return the marks of a row's caveats in brackets, each number with its path; nothing where there are none."""
    found: list[Run] = []
    for before, caveat in with_words_before(caveats):
        found.append((before if found else f" [{before}", None))
        found.append((caveat.mark, None))
        number = caveat.number
        found += [(number.text, (number.ref, number.value))] if number else []
    return [*found, ("]", None)] if found else []


def _not_drawn(chart: Chart, row: ChartRow) -> list[str]:
    """Return the words in place of values, and of lines between two of them, with the names of their places.

    The panel of a line has the words in place of a value where the value would be.
    """
    names = [place.text for place in chart.places] or [series.label.text for series in chart.series]
    values = enumerate(row.marks) if chart.form != "lines" else ()
    missing = [(i, mark.text) for i, mark in values if isinstance(mark, Text)]
    found = [f"{names[i]}: {text}" if len(row.marks) > 1 else text for i, text in missing]
    is_clear = len(names) <= _PAIR
    return [*found, *(why.text if is_clear else f"{names[i]}: {why.text}" for i, why in row.unjoined)]


def printed_runs(cell: Figure | CountOfBase) -> list[Run]:
    """Return what is written at a mark, each number with its path.

    Args:
        cell: A number, or a count of its base.
    """
    if isinstance(cell, Figure):
        return [_number(cell)]
    found: list[Run] = [_number(cell.count)]
    if cell.base is not None:
        found += [(f" {cell.of} ", None), _number(cell.base)]
    if cell.share is not None:
        found += [(" (", None), _number(cell.share), (")", None)]
    return found


def _number(figure: Figure) -> Run:
    return figure_text(figure), (figure.ref, decimal(figure.value, figure.places))


def tick_runs(words: Text | Figure) -> list[Run]:
    """Return the words or the number at a place of the axis.

    Args:
        words: The words or the number.
    """
    return [(words.text, None)] if isinstance(words, Text) else [_number(words)]


def on_axis(chart: Chart, value: float | Fraction) -> float:
    """Return where a value is on the axis, from 0 to 1.

    Args:
        chart: The chart.
        value: The value.
    """
    return float(Fraction(value) / Fraction(chart.axis.end))


def values_of(row: ChartRow) -> list[ChartMark]:
    """Return the values of a row that are drawn.

    Args:
        row: The row.
    """
    return [mark for mark in row.marks if isinstance(mark, ChartMark)]
