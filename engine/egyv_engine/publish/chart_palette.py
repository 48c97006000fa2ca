"""Names the colours of charts, on a light and on a dark page, and the styles that choose between them.

The light colours are those of the Analysis Function of the UK Government. Neighbours alternate between dark and light, so that
each has a contrast of at least 3:1 with its neighbours and with the page.
"""

from collections.abc import Mapping

from egyv_engine.model.frozen import Frozen

PREFIX = "egyv-chart"


class Palette(Frozen):
    """Colours as `#RRGGBB`. series: of the categories, in order; on_series: of a number written on each."""

    page: str
    text: str
    line: str
    series: tuple[str, str, str, str]
    on_series: tuple[str, str, str, str]


LIGHT = Palette(
    page="#FFFFFF",
    text="#0B0C0C",
    line="#767676",
    series=("#12436D", "#F46A25", "#3D3D3D", "#A285D1"),
    on_series=("#FFFFFF", "#0B0C0C", "#FFFFFF", "#0B0C0C"),
)
DARK = Palette(
    page="#151617",
    text="#F3F2F1",
    line="#8A8A8A",
    series=("#A8CDF0", "#B8480F", "#D0D0D0", "#7A52B8"),
    on_series=("#0B0C0C", "#FFFFFF", "#0B0C0C", "#FFFFFF"),
)


def names_of(palette: Palette) -> dict[str, str]:
    """Return the colours of a palette by the names that charts have for them.

    Args:
        palette: The palette.
    """
    return {
        "page": palette.page,
        "text": palette.text,
        "line": palette.line,
        **{f"s{i}": colour for i, colour in enumerate(palette.series)},
        **{f"on{i}": colour for i, colour in enumerate(palette.on_series)},
    }


_NAMES = tuple(names_of(LIGHT))
_ON_SERIES = tuple(name for name in _NAMES if name == "page" or name.startswith("on"))


def _values(colours: Mapping[str, str]) -> str:
    return f".{PREFIX}{{{';'.join(f'--{name}:{colour}' for name, colour in colours.items())}}}"


_FORCED = {name: "Canvas" if name in _ON_SERIES else "CanvasText" for name in _NAMES}

_CLASSES = tuple(
    (f".{letter}-{name}", what, name) for name in _NAMES for letter, what in (("f", "fill"), ("l", "stroke"))
)


def _rules(colours: Mapping[str, str]) -> str:
    return "".join(f"{selector}{{{what}:{colours[name]}}}" for selector, what, name in _CLASSES)


# The styles of a chart in a file of its own: nothing for a light page, because programs for pictures ignore variables.
FILE_STYLE = (
    f"@media screen and (prefers-color-scheme:dark){{{_rules(names_of(DARK))}}}"
    f"@media (forced-colors:active){{.{PREFIX}{{forced-color-adjust:none}}{_rules(_FORCED)}}}"
)

# The styles of a page with charts: they take the place of the colours that a chart itself has.
CHART_STYLE = (
    _values(names_of(LIGHT))
    + f"@media screen and (prefers-color-scheme:dark){{{_values(names_of(DARK))}}}"
    + f"@media (forced-colors:active){{.{PREFIX}{{forced-color-adjust:none}}{_values(_FORCED)}}}"
    # Without the class of the chart: a shape that is drawn by its id matches no selector with what is around it.
    + "".join(f"{selector}{{{what}:var(--{name})}}" for selector, what, name in _CLASSES)
)
