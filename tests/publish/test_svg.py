"""Charts as SVG: where their marks are, by hand; numbers with their paths; and text that is nothing but text."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from egyv_engine.files.folder import read_folder
from egyv_engine.model.report import (
    Axis,
    Caveat,
    Chart,
    ChartForm,
    ChartMark,
    ChartRow,
    CountOfBase,
    Figure,
    Paragraph,
    Sentence,
    Series,
    Table,
    Term,
    Text,
)
from egyv_engine.pipeline.run import Until, evaluate_files, run
from egyv_engine.publish.chart_palette import CHART_STYLE, DARK, FILE_STYLE, LIGHT, Palette
from egyv_engine.publish.svg import FILE_WIDTH, svg, svg_file
from egyv_engine.publish.svg_canvas import NARROWEST
from egyv_engine.publish.svg_text import width, wrapped
from egyv_engine.publish.table_cells import figure_text
from tests.narrative.every_block import every_block, first_unit

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
FORMS: tuple[ChartForm, ...] = ("dots", "stacks", "bars", "lines")


def count(number: int, base: int) -> CountOfBase:
    return CountOfBase(
        count=Figure(ref=f"a#w.count{number}", value=number), base=Figure(ref="a#w.base", value=base), of="of"
    )


def mark(series: int, value: int, printed: Figure | CountOfBase | None = None) -> ChartMark:
    figure = Figure(ref=f"a#w.v{value}", value=value)
    return ChartMark(series=series, value=figure, printed=printed or figure)


def chart(
    form: ChartForm, *rows: ChartRow, series: tuple[str, ...] = ("before", "after"), end: int = 100
) -> Chart:
    said = Sentence(kind="said", nodes=(Text(text="It rose."),), basis=())
    return Chart(
        id="summary-chart-1",
        form=form,
        title="Results",
        series=tuple(
            Series(label=Term(text=each), is_gap=each == "gap")
            for each in (series[:1] if form == "lines" else series)
        ),
        places=tuple(Term(text=each) for each in series) if form == "lines" else (),
        axis=Axis(end=end, ticks=((0, Text(text="none")), (end, Text(text="all")))),
        rows=rows,
        description=Paragraph(sentences=(said,)),
        table=Table(title=None, columns=(), rows=()),
    )


def drawn(made: Chart) -> ET.Element:
    return ET.fromstring(svg(made))


def at(element: ET.Element, name: str = "x") -> float:
    return float(element.attrib[name].removesuffix("%"))


def texts(root: ET.Element) -> list[str]:
    """The texts of a drawing from the top, those of a line from the left."""
    found = sorted(root.iter(f"{SVG}text"), key=lambda each: (at(each, "y"), float(each.get("x", "0%")[:-1])))
    return ["".join(each.itertext()) for each in found]


def markers(root: ET.Element) -> dict[str, float]:
    """The markers in the rows of a drawing by name, with where they are; those of the key are at the left edge."""
    used = (each for each in root.iter(f"{SVG}use") if "x" in each.attrib)
    return {each.attrib["href"].rpartition("-")[2]: at(each) for each in used}


def joins(root: ET.Element) -> list[ET.Element]:
    groups = (each for each in root.iter(f"{SVG}g") if each.get("stroke-width") == "3")
    return [line for group in groups for line in group]


def bars(root: ET.Element) -> list[ET.Element]:
    """The bars of a drawing in the order in which their values are, row by row."""
    found = [each for each in root.iter(f"{SVG}rect") if each.attrib.get("x", "").endswith("%")]
    return sorted(found, key=lambda each: (at(each, "y"), at(each)))


def test_dots_are_where_their_shares_are() -> None:
    """The sides hold "5 of 9": 2.7 em of 13 pixels and 16 pixels, 51.1 of 300, thus 17.03%; the scale has the other 65.93%."""
    row = ChartRow(
        label=Term(text="Police"), marks=(mark(0, 20, count(5, 9)), mark(1, 80, count(7, 9))), joined=(1,)
    )
    root = drawn(chart("dots", row))
    assert markers(root) == pytest.approx({"m0": 17.03 + 0.2 * 65.93, "m1": 17.03 + 0.8 * 65.93}, abs=0.02)
    named = (each for each in root.iter(f"{SVG}g") if "id" in each.attrib)
    shapes = {each.attrib["id"].rpartition("-")[2]: each[0].tag for each in named}
    assert (shapes["m0"], shapes["m1"]) == (f"{SVG}circle", f"{SVG}path")
    (join,) = joins(root)
    assert (at(join, "x1"), at(join, "x2")) == (markers(root)["m0"], markers(root)["m1"])
    assert texts(root) == ["before", "after", "none", "all", "Police", "5 of 9", "7 of 9"]


def test_dots_that_do_not_compare_are_not_joined_and_say_why() -> None:
    marks = (mark(0, 20, count(5, 9)), mark(1, 80, count(7, 9)))
    row = ChartRow(label=Term(text="Police"), marks=marks, unjoined=((1, Text(text="reworded")),))
    root = drawn(chart("dots", row))
    assert joins(root) == []
    assert "Police · reworded" in texts(root)


def test_value_that_is_not_there_has_words_and_no_marker() -> None:
    row = ChartRow(label=Term(text="Police"), marks=(Text(text="not asked"), mark(1, 0, count(0, 9))))
    root = drawn(chart("dots", row))
    assert "Police · before: not asked" in texts(root)
    assert list(markers(root)) == ["m1"]
    assert "0 of 9" in texts(root)
    whole = ChartRow(label=Term(text="Police"), marks=(Text(text="not asked"), Text(text="no answer")))
    assert texts(drawn(chart("dots", whole)))[-1] == "Police · before: not asked · after: no answer"


def test_one_place_with_two_markers_has_one_number_if_both_have_it() -> None:
    same = ChartRow(label=Term(text="Police"), marks=(mark(0, 50, count(4, 8)), mark(1, 50, count(4, 8))))
    assert texts(drawn(chart("dots", same))).count("4 of 8") == 1
    other = ChartRow(label=Term(text="Police"), marks=(mark(0, 50, count(4, 8)), mark(1, 50, count(5, 10))))
    assert [t for t in texts(drawn(chart("dots", other))) if "of" in t] == ["4 of 8", "5 of 10"]


def test_stacks_add_up() -> None:
    """Shares of 50, 25 and 25 per cent follow each other; the part of 2 per cent is 6 pixels wide, so its 1 is below the bar."""
    parts = (mark(0, 50), mark(1, 25), mark(2, 25))
    narrow = (mark(0, 98), mark(1, 2))
    base = (Text(text="Items"), Figure(ref="a#w.items", value=4))
    rows = (
        ChartRow(label=Term(text="Data"), marks=parts, base=base),
        ChartRow(label=Term(text="Plans"), marks=narrow),
    )
    root = drawn(chart("stacks", *rows, series=("rose", "fell", "gap")))
    found = bars(root)
    assert [(at(each), at(each, "width")) for each in found] == [
        (0, 50),
        (50, 25),
        (75, 25),
        (0, 98),
        (98, 2),
    ]
    gaps = [each for group in root.iter(f"{SVG}g") if "stroke-dasharray" in group.attrib for each in group]
    assert found[2] in gaps
    assert "Data · Items: 4" in texts(root)
    assert texts(root)[-1] == "fell: 2"


def test_bars_start_at_nought_and_keep_their_proportion() -> None:
    """The longest text is "12 surveyed": 5.86 em of 13 pixels and 10, 86.2 of 300, so the longest bar has 71.27%."""
    row = ChartRow(label=Term(text="Early"), marks=(mark(0, 12), mark(1, 9), mark(2, 0)))
    root = drawn(chart("bars", row, series=("surveyed", "returned", "analysed"), end=12))
    found = bars(root)
    assert [at(each) for each in found] == [0, 0]
    assert [at(each, "width") for each in found] == pytest.approx([71.27, 71.27 * 9 / 12], abs=0.01)
    assert texts(root)[-3:] == ["12 surveyed", "9 returned", "0 analysed"]


def test_lines_join_neighbours_that_compare_and_no_others() -> None:
    """Three places are at 1/6, 3/6 and 5/6 of the width; a panel is 84 pixels high, so 25 and 75 per cent lie 42 apart."""
    row = ChartRow(
        label=Term(text="Open"),
        marks=(mark(0, 25, count(1, 4)), mark(0, 75, count(3, 4)), mark(0, 50, count(2, 4))),
        joined=(1,),
        unjoined=((2, Text(text="reworded")),),
    )
    root = drawn(chart("lines", row, series=("spring", "summer", "autumn")))
    (join,) = joins(root)
    assert (at(join, "x1"), at(join, "x2")) == pytest.approx((100 / 6, 50), abs=0.01)
    assert at(join, "y1") - at(join, "y2") == 42
    assert "Open · autumn: reworded" in texts(root)
    assert sorted(each for each in texts(root) if " of " in each) == ["1 of 4", "2 of 4", "3 of 4"]


def test_words_in_place_of_the_first_value_are_beside_the_words_at_the_axis() -> None:
    """The first of three waves has 100 of 300 pixels. "none" is 30 pixels wide: 4 letters of 0.58 em of 13 pixels."""
    marks = (Text(text="not recorded"), mark(0, 75, count(3, 4)), mark(0, 50, count(2, 4)))
    root = drawn(chart("lines", ChartRow(label=Term(text="Open"), marks=marks), series=("a", "b", "c")))
    words = [each for each in root.iter(f"{SVG}text") if "".join(each.itertext()) in ("not", "recorded")]
    assert len(words) == 2  # both together would be 84 pixels wide, and 100 - 6 - 30 are left
    for each in words:
        left = NARROWEST / 6 + at(each, "dx") - width("".join(each.itertext()), 13) / 2
        assert left >= width("none", 13)


def test_line_of_many_waves_writes_every_other_number() -> None:
    waves = tuple(f"in {letter}" for letter in "abcdefgh")
    marks = tuple(mark(0, 10 * n, count(n, 10)) for n in range(1, 9))
    root = drawn(chart("lines", ChartRow(label=Term(text="Open"), marks=marks), series=waves))
    assert sorted(each for each in texts(root) if " of " in each) == [
        "2 of 10",
        "4 of 10",
        "6 of 10",
        "8 of 10",
    ]
    assert [each for each in texts(root) if each.startswith("in ")] == ["in b", "in d", "in f", "in h"]


def test_marks_of_a_row_are_next_to_its_label() -> None:
    caveats = (
        Caveat(kind="care", mark="c", note="With care."),
        Caveat(kind="open", mark="m", note="Open.", number=None),
    )
    row = ChartRow(label=Term(text="Police"), marks=(mark(0, 5),), caveats=caveats)
    assert "Police [c, m]" in texts(drawn(chart("bars", row, series=("n",))))


HOSTILE = '<script>alert("x")</script> & <b>'


@pytest.mark.parametrize("form", FORMS)
def test_markup_in_texts_is_text(form: ChartForm) -> None:
    words = Term(text=HOSTILE)
    printed = Figure(ref=f'"{HOSTILE}', value=3)
    row = ChartRow(
        label=words,
        heading=words,
        marks=(ChartMark(series=0, value=Figure(ref="v", value=30), printed=printed), Text(text=HOSTILE)),
        base=(Text(text=HOSTILE), printed),
    )
    made = chart(form, row, series=(HOSTILE, "gap"))
    root = ET.fromstring(svg(made))
    tags = {each.tag.removeprefix(SVG) for each in root.iter()}
    shapes = {"defs", "pattern", "rect", "path", "circle", "line", "g", "use"}
    assert tags <= {"svg", "title", "desc", "text", "tspan"} | shapes
    assert HOSTILE.split(maxsplit=1)[0] in " ".join(texts(root))
    assert {each.attrib["data-of"] for each in root.iter(f"{SVG}tspan")} <= {f'"{HOSTILE}', "v"}


def made_charts(folder: Path) -> list[Chart]:
    """A chart of each kind that has something to show in a programme."""
    files = {f: data for f, data in read_folder(folder).items() if f.parts[0] != "reports"}
    report = next(iter(files)).with_name("report.yaml")
    at_report = type(report)("reports/report.yaml")
    bare = "title: All\nchapters: [{id: all, title: All, blocks: [{show: response}]}]\n"
    declared = run({**files, at_report: bare.encode()}, until=Until.RULES).programme
    assert declared is not None
    register = files[type(report)(declared.file.register.file or "")]
    blocks = [each for each in every_block(declared, unit=first_unit(register)) if "chart" in each]
    text = f"title: All\nchapters: [{{id: all, title: All, blocks: [{', '.join(blocks)}]}}]\n"
    outputs = evaluate_files({**files, at_report: text.encode()})
    assert outputs.report is not None
    return [each for chapter in outputs.report.chapters for each in chapter.charts()]


@pytest.fixture(scope="module", params=["libraries", "hospitals"])
def charts(request: pytest.FixtureRequest) -> list[Chart]:
    return made_charts(ROOT / "tests" / "programmes" / request.param)


def figures(made: Chart) -> Iterator[Figure]:
    """Every number of a chart's values, bases and axis."""
    for row in made.rows:
        yield from [row.base[1]] if row.base else []
        for each in row.marks:
            match each:
                case ChartMark(printed=Figure() as figure):
                    yield figure
                case ChartMark(printed=CountOfBase(count=number, base=base, share=share)):
                    yield from (figure for figure in (number, base, share) if figure is not None)
    yield from (each for _, each in made.axis.ticks if isinstance(each, Figure))


def test_every_number_that_is_drawn_is_bound_to_a_figure(charts: list[Chart]) -> None:
    assert {each.form for each in charts} >= {"dots", "stacks", "bars"}
    for made in charts:
        known = {(figure.ref, figure_text(figure)) for figure in figures(made)}
        known |= {
            (node.ref, node.text)
            for row in made.rows
            if isinstance(row.label, Sentence)
            for node in row.label.nodes
            if hasattr(node, "ref")
        }
        marks = {c.number.ref: c.number.text for row in made.rows for c in row.caveats if c.number}
        bound = 0
        for text in drawn(made).iter(f"{SVG}text"):
            for run_ in text.iter(f"{SVG}tspan"):
                pair = (run_.attrib["data-of"], run_.text or "")
                assert pair in known or marks.get(pair[0]) == pair[1], pair
                bound += 1
            loose = "".join([text.text or "", *(each.tail or "" for each in text)])
            assert not re.search(r"\d", loose) or loose in declared_texts(made), loose
        assert bound >= len(made.rows)


def declared_texts(made: Chart) -> set[str]:
    """The texts of a chart that a programme declares and that may hold digits, and the labels of ranges."""
    terms = [row.label for row in made.rows] + [each.label for each in made.series] + list(made.places)
    return {line for each in terms for line in wrapped(each.text, 14, NARROWEST)}


def test_chart_is_the_same_every_time_and_named_by_its_id(charts: list[Chart]) -> None:
    for made in charts:
        assert svg(made) == svg(made)
        root, file = drawn(made), ET.fromstring(svg_file(made))
        for each in (root, file):
            assert each.attrib["role"] == "img"
            ids = [x.attrib["id"] for x in each.iter() if "id" in x.attrib]
            assert len(ids) == len(set(ids))
            assert all(name.startswith(f"{made.id}-") for name in ids)
            assert each.attrib["aria-labelledby"].split() == ids[:2]
            assert each.findtext(f"{SVG}title") == made.title
            assert each.findtext(f"{SVG}desc") == made.description.text
        assert file.attrib["viewBox"] == f"0 0 {FILE_WIDTH} {file.attrib['height']}"
        assert file.findtext(f"{SVG}style") == FILE_STYLE
        sizes = {int(x.attrib["font-size"]) for x in file.iter() if "font-size" in x.attrib}
        assert min(sizes) * 320 / FILE_WIDTH >= 12


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_have_the_contrast_that_guidance_asks_for(palette: Palette) -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    for colour in (*palette.series, palette.line):
        assert contrast(colour, palette.page) >= 3
    for one, other in pairwise(palette.series):
        assert contrast(one, other) >= 3
    assert contrast(palette.text, palette.page) >= 7
    for colour, written in zip(palette.series, palette.on_series, strict=True):
        assert contrast(colour, written) >= 4.5


def test_colours_of_a_light_page_are_those_that_a_chart_has_itself() -> None:
    row = ChartRow(label=Term(text="Data"), marks=(mark(0, 50), mark(1, 30), mark(2, 10), mark(3, 10)))
    text = svg(chart("stacks", row, series=("a", "b", "c", "d")))
    light = CHART_STYLE.partition("@media")[0]
    for name, colour in re.findall(r'class="f-(\w+)[^"]*" fill="(#\w+)"', text):
        assert f"--{name}:{colour}" in light
        assert f".f-{name}{{fill:var(--{name})}}" in CHART_STYLE
    assert set(LIGHT.series) <= set(re.findall(r'fill="(#\w+)"', text))
    # A selector with an ancestor would not reach a marker, which is drawn by its id.
    assert re.findall(r"\S+ \.[fl]-", CHART_STYLE) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Police", ["Police"]),
        ("Community safety partnership", ["Community safety", "partnership"]),
        ("Donaudampfschifffahrtsgesellschaft", ["Donaudampfschifffahrt", "sgesellschaft"]),
    ],
)
def test_text_is_wrapped_and_a_long_word_is_cut(text: str, expected: list[str]) -> None:
    lines = wrapped(text, 14, 160)
    assert lines == expected
    assert all(width(line, 14) <= 160 for line in lines)
