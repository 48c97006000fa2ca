"""Holds the parts of an SVG drawing: text, lines, bars and markers, from top to bottom.

Positions across are percentages of the width, and sizes are pixels: a chart fills the width that it has, and its text keeps its
size. The rows are laid out for NARROWEST, so that nothing collides in a chart that is wider.
"""

from collections.abc import Sequence
from html import escape

from egyv_engine.model.frozen import Frozen
from egyv_engine.publish.chart_palette import LIGHT, PREFIX, names_of
from egyv_engine.publish.svg_text import width, wrapped

NARROWEST = 300  # pixels
TEXT, SMALL = 14, 13  # the sizes of text in pixels
SEPARATOR = " · "
LINE = 18  # the height of a line of text
_COLOURS = names_of(LIGHT)
_SHAPES = (  # of the markers, by series
    '<circle r="6" stroke-width="3"{}/>',
    '<path d="M0 -8 8 0 0 8 -8 0Z"{}/>',
    '<path d="M-6 -6H6V6H-6Z"{}/>',
    '<path d="M0 -7 7 6H-7Z"{}/>',
)
_AROUND = '<circle r="10" fill="none" stroke-width="3"{}/>'
# What is drawn later covers what is drawn before.
_GROUND, _LINES, _BARS, _JOINS, _ON_LINES, _MARKERS, _WORDS = range(7)


class Font(Frozen):
    """The look of text. size: in pixels; ground: the colour around its letters, so that it can be read across lines."""

    size: int = SMALL
    is_bold: bool = False
    colour: str = "text"
    ground: str | None = None

    @property
    def attributes(self) -> str:
        """The attributes of text with this look."""
        size = "" if self.size == SMALL else f' font-size="{self.size}"'
        weight = ' font-weight="bold"' if self.is_bold else ""
        around = "" if self.ground is None else ' stroke-width="5" paint-order="stroke"'
        return f"{size}{weight}{around}{paint(self.colour, self.ground)}"


# A run of text: its words, and the path and the value of the number that they write, if they do.
Run = tuple[str, tuple[str, str] | None]


PLAIN = Font()
BODY = Font(size=TEXT)
HEADING = Font(size=TEXT, is_bold=True)
ON_LINE = Font(ground="page")


class Canvas:
    """A drawing, filled from the top. y: where the next row begins.

    What has the same look is in one group, so that the look is written once.
    """

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.y = 0.0
        self.shapes: dict[str, str] = {}  # those that are drawn by their ids
        self._groups: dict[tuple[int, str], list[str]] = {}

    def runs(
        self,
        runs: Sequence[Run],
        *,
        at: float = 0,
        y: float,
        anchor: str = "start",
        shift: float = 0,
        font: Font = PLAIN,
    ) -> None:
        """Write text in one line.

        Args:
            runs: The words and numbers.
            at: Where, in per cent of the width.
            y: The base line.
            anchor: Which end of the text is there.
            shift: How many pixels it is away from there.
            font: How it looks.
        """
        placed = f' x="{_number(at)}%"' if at else ""
        placed += f' dx="{_number(shift)}"' if shift else ""
        text = f'<text{placed} y="{_number(y)}">{"".join(map(_run, runs))}</text>'
        layer = _WORDS if font.ground is None else _ON_LINES
        ends = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._add(layer, f"{font.attributes}{ends}", text)

    def paragraph(self, text: str, *, after: Sequence[Run] = (), font: Font = BODY) -> None:
        """Write text in as many lines as it needs, and move down. after: what follows the last line."""
        *lines, last = wrapped(text, font.size, NARROWEST) or [""]
        for line in lines:
            self.y += LINE
            self.runs([(line, None)], y=self.y - 5, font=font)
        self.y += LINE
        fits = width(last, font.size) + runs_width(after) <= NARROWEST
        self.runs([(last, None), *(after if fits else ())], y=self.y - 5, font=font)
        if after and not fits:
            (first, ref), *others = after
            self.y += LINE
            self.runs([(first.removeprefix(SEPARATOR), ref), *others], y=self.y - 5)

    def line(self, x1: float, y1: float, x2: float, y2: float, *, colour: str = "line") -> None:
        """Draw a thin line. x1, x2: per cent of the width."""
        self._add(_LINES, paint(stroke=colour), _line(x1, y1, x2, y2))

    def join(self, x1: float, y1: float, x2: float, y2: float, *, colour: str) -> None:
        """Draw a line that joins two values. x1, x2: per cent of the width."""
        self._add(_JOINS, f'{paint(stroke=colour)} stroke-width="3"', _line(x1, y1, x2, y2))

    def scale(self, x1: float, x2: float, ticks: Sequence[float]) -> None:
        """Draw the line of a row at y, with its ticks. x1, x2 and ticks: per cent of the width."""
        drawn = _line(x1, 0, x2, 0) + "".join(_line(x, -5, x, 5) for x in ticks)
        self._add(_LINES, paint(stroke="line"), self._use("scale", drawn, y=self.y))

    def marker(self, series: int, at: float, y: float, *, shift: float = 0, is_around: bool = False) -> None:
        """Draw the marker of a series: its shape differs from others, as well as its colour; the first one is hollow.

        Args:
            series: The place of the series.
            at: Where, in per cent of the width.
            y: The middle of the marker.
            shift: How many pixels it is away from there.
            is_around: Whether it is drawn around another marker that is in the same place.
        """
        look = paint("page", "s0") if series == 0 else paint(f"s{series}", "page")
        name, drawn = (
            ("around", _AROUND.format(paint(stroke="s0")))
            if is_around
            else (f"m{series}", _SHAPES[series].format(look))
        )
        used = self._use(name, drawn, at=at, y=y)
        self._add(_MARKERS, f' transform="translate({_number(shift)} 0)"' if shift else "", used)

    def bar(
        self, x1: float, x2: float, y: float, height: float, *, series: int, is_gap: bool = False
    ) -> None:
        """Draw a bar between two percentages of the width: solid, with lines or dots in it, or empty for a gap."""
        bar = f'<rect x="{_number(x1)}%" y="{_number(y)}" width="{_number(x2 - x1)}%" height="{_number(height)}"/>'
        self._add(_BARS, self._look(series, is_gap=is_gap), bar)

    def swatch(self, series: int, x: float, y: float, *, is_gap: bool) -> None:
        """Draw a small bar, for a key. x, y: pixels."""
        bar = f'<rect x="{_number(x + 1)}" y="{_number(y + 1)}" width="14" height="12"/>'
        self._add(_BARS, self._look(series, is_gap=is_gap), bar)

    def ground(self, height: str) -> None:
        """Draw a ground of the page's colour below everything. height: in pixels, as it is written."""
        self._add(_GROUND, "", f'<rect width="100%" height="{height}"{paint("page")}/>')

    def svg(self, *, title: str, description: str, attributes: str, style: str = "") -> str:
        """Return the drawing.

        Args:
            title: Its title, which is read out.
            description: Its alternative text.
            attributes: More attributes of the whole, as they are written.
            style: A style sheet.
        """
        opening = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{PREFIX}" role="img" '
            f'aria-labelledby="{self.prefix}-title {self.prefix}-desc" {attributes} '
            f'font-family="Arial, Helvetica, sans-serif" font-size="{SMALL}">'
        )
        shapes = "".join(self.shapes[name] for name in sorted(self.shapes))
        groups = sorted(self._groups.items(), key=lambda each: each[0][0])
        return "\n".join(
            [
                opening,
                f'<title id="{self.prefix}-title">{escape(title, quote=False)}</title>',
                f'<desc id="{self.prefix}-desc">{escape(description, quote=False)}</desc>',
                *([f"<style>{style}</style>"] if style else []),
                *([f"<defs>{shapes}</defs>"] if shapes else []),
                *(part for (_, look), parts in groups for part in (f"<g{look}>", *parts, "</g>")),
                "</svg>",
                "",
            ]
        )

    def _add(self, layer: int, look: str, part: str) -> None:
        self._groups.setdefault((layer, look), []).append(part)

    def _use(self, name: str, drawn: str, *, at: float = 0, y: float) -> str:
        """Return a shape that is drawn in several places by its id."""
        shape = f"{self.prefix}-{name}"
        self.shapes[shape] = f'<g id="{shape}">{drawn}</g>'
        place = f' x="{_number(at)}%"' if at else ""
        return f'<use href="#{shape}"{place} y="{_number(y)}"/>'

    def _look(self, series: int, *, is_gap: bool) -> str:
        """Return the attributes of a bar: solid for the first series, with a pattern for the others, empty for a gap."""
        if is_gap:
            return f'{paint("page", "text")} stroke-dasharray="4 3"'
        if series:
            return f' fill="url(#{self._pattern(series)})"{paint(stroke="page")}'
        return paint("s0", "page")

    def _pattern(self, series: int) -> str:
        """Return the id of the pattern of a series: lines, dots or a grid on its colour."""
        name = f"{self.prefix}-p{series}"
        page = paint(stroke="page")
        drawn = {
            1: f'<path d="M0 8 8 0M-2 2 2 -2M6 10 10 6"{page} stroke-width="1.5"/>',
            2: f'<circle cx="4" cy="4" r="1.4"{paint("page")}/>',
            3: f'<path d="M0 4H8"{page} stroke-width="1.5"/>',
        }[series]
        self.shapes[name] = (
            f'<pattern id="{name}" width="8" height="8" patternUnits="userSpaceOnUse">'
            f'<rect width="8" height="8"{paint(f"s{series}")}/>{drawn}</pattern>'
        )
        return name


def runs_width(runs: Sequence[Run]) -> float:
    """Return about how wide small text is.

    Args:
        runs: The words and numbers.
    """
    return width("".join(text for text, _ in runs), SMALL)


def _run(run: Run) -> str:
    text, number = run
    if number is None:
        return escape(text, quote=False)
    path, value = number
    of_value = "" if value == text else f' data-value="{escape(value)}"'
    return f'<tspan data-of="{escape(path)}"{of_value}>{escape(text, quote=False)}</tspan>'


def paint(fill: str | None = None, stroke: str | None = None) -> str:
    """Return the attributes that colour a shape or text: classes for a style sheet, and the colours where there is none.

    Args:
        fill: The name of the colour inside; None for none of these.
        stroke: The name of the colour of the outline; None for no outline.
    """
    parts = [("f", "fill", fill), ("l", "stroke", stroke)]
    classes = " ".join(f"{letter}-{name}" for letter, _, name in parts if name is not None)
    colours = "".join(f' {what}="{_COLOURS[name]}"' for _, what, name in parts if name is not None)
    return f' class="{classes}"{colours}'


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{_number(x1)}%" y1="{_number(y1)}" x2="{_number(x2)}%" y2="{_number(y2)}"/>'


def _number(value: float) -> str:
    """Return a number with at most two decimals: a hundredth of a pixel is not seen."""
    return f"{round(value, 2) + 0:g}"
