"""Contrast of the colours of the web page, by the formula of WCAG: 4.5 for text, 3 for lines that carry meaning."""

import re
from importlib.resources import files

import pytest

STYLE = files("egyv_engine.publish.html").joinpath("page.css").read_text(encoding="utf-8")
TEXT = [
    ("text", "back"),
    ("text", "tint"),
    ("text", "hit"),
    ("soft", "back"),
    ("link", "back"),
    ("link", "tint"),
    ("seen", "back"),
    ("on-band", "band"),
    ("on-focus", "focus"),
    ("on-tag", "tag"),
]
LINES = [("rule", "back"), ("focus", "on-focus")]


def palettes() -> dict[str, dict[str, str]]:
    """The colours by name: light, dark, and those of paper; what one does not name is as in the light one."""
    found = [
        dict(re.findall(r"--([\w-]+):(#[0-9a-f]+)", block)) for block in re.findall(r":root\{[^}]*\}", STYLE)
    ]
    light, dark, paper = found
    return {"light": light, "dark": {**light, **dark}, "paper": {**light, **paper}}


def luminance(colour: str) -> float:
    digits = colour[1:]
    parts = [c * 2 for c in digits] if len(digits) == 3 else [digits[i : i + 2] for i in (0, 2, 4)]
    channels = [int(part, 16) / 255 for part in parts]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(
        4.48, abs=0.01
    )  # the figure that WCAG's own pages give


@pytest.mark.parametrize("name", ["light", "dark", "paper"])
def test_colours_have_enough_contrast(name: str) -> None:
    colours = palettes()[name]
    pairs = dict.fromkeys(TEXT, 4.5) | dict.fromkeys(LINES, 3.0)
    too_low = {
        p: contrast(colours[p[0]], colours[p[1]])
        for p, least in pairs.items()
        if contrast(colours[p[0]], colours[p[1]]) < least
    }
    assert too_low == {}
