"""The cells of the report's tables as text, and as JSON."""

import json
from fractions import Fraction

import pytest

from egyv_engine.model.report import (
    Bounds,
    Cell,
    Chapter,
    Column,
    CountOfBase,
    Figure,
    Report,
    Section,
    Table,
    Term,
    Text,
)
from egyv_engine.publish.markdown import render_markdown
from egyv_engine.publish.report_json import render_report_json
from egyv_engine.publish.table_cells import cell_text

COUNT, BASE = Figure(ref="f#w.count", value=8), Figure(ref="f#w.base", value=9)
SHARE = Figure(ref="f#w.share", value=Fraction(800, 9), unit="%")


def signed(value: int) -> Figure:
    return Figure(ref="f#a:b.net_low", value=value, is_signed=True)


def report_with(cell: Cell) -> Report:
    """A report of one table with one cell."""
    table = Table(title="A", columns=(Column(title="Met | not", unit="areas"),), rows=((cell,),))
    section = Section(id="s", heading=None, blocks=(table,))
    chapter = Chapter(id="c", title="C", annex=True, sections=(section,))
    return Report(title="R", notice=None, chapters=(chapter,))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (Text(text="not asked"), "not asked"),
        (Term(text="the police"), "the police"),
        (Figure(ref="r", value=1234), "1,234"),
        (Figure(ref="r", value=Fraction(1, 8), places=2), "0.13"),
        (Figure(ref="r", value=0.0039, places=4), "0.0039"),
        (Figure(ref="r", value=2**-20, places=4), "<0.0001"),
        (Figure(ref="r", value=Fraction(99999, 1000), places=2), "99.999"),
        (signed(4), "+4"),
        (signed(0), "0"),
        (signed(-4), "-4"),
        (CountOfBase(count=COUNT, base=BASE, of="of"), "8 of 9"),
        (CountOfBase(count=COUNT, base=None, of="of"), "8"),
        (CountOfBase(count=COUNT, base=BASE, of="of", marks=("differs", "agrees")), "8 of 9 ◆ ●"),
        (CountOfBase(count=COUNT, base=BASE, of="von", share=SHARE, change=signed(-2)), "8 von 9 (89%, -2)"),
        (Bounds(word="open", low=signed(-1), high=signed(2), to="to"), "open: -1 to +2"),
        (Bounds(word="the same", low=signed(2), high=signed(2), to="to"), "the same"),
        (Figure(ref="r", value=Fraction(1), places=4, is_trimmed=True), "1"),
        (Figure(ref="r", value=Fraction(5, 2), places=2, is_trimmed=True, unit=" points"), "2.5 points"),
        (Figure(ref="r", value=Fraction(-603, 100), places=1, is_trimmed=True, is_signed=True), "-6.0"),
        (Figure(ref="r", value=Fraction(50046, 10000), places=1, is_trimmed=True, is_signed=True), "+5.0"),
        (Figure(ref="r", value=Fraction(-6), places=1, is_trimmed=True, is_signed=True), "-6"),
    ],
)
def test_cell_text_is_as_a_reader_sees_it(cell: Cell, text: str) -> None:
    assert cell_text(cell) == text


def test_markdown_escapes_titles_and_cells_of_a_table() -> None:
    lines = render_markdown(report_with(Term(text="a|b"))).decode().splitlines()
    assert lines[-3:] == ["| Met \\| not |", "| --- |", "| a\\|b |"]


def test_markdown_escapes_an_entity_and_leaves_other_ampersands() -> None:
    lines = render_markdown(report_with(Text(text="&lt;b&gt; &#60; health & safety"))).decode().splitlines()
    assert lines[-1] == "| &amp;lt;b&amp;gt; &amp;#60; health & safety |"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (None, None),
        (Text(text="not asked"), {"text": "not asked"}),
        (Term(text="the police"), {"term": "the police"}),
        (
            Figure(ref="r", value=Fraction(7, 32), places=4),
            {"figure": "r", "value": "0.2188", "written": "0.2188"},
        ),
        (
            CountOfBase(count=COUNT, base=None, of="of", marks=("agrees",)),
            {
                "count": {"figure": "f#w.count", "value": "8", "written": "8"},
                "base": None,
                "marks": ["agrees"],
                "written": "8 ●",
            },
        ),
        (
            Bounds(word="firm", low=signed(1), high=signed(2), to="to"),
            {
                "word": "firm",
                "low": {"figure": "f#a:b.net_low", "value": "1", "written": "+1"},
                "high": {"figure": "f#a:b.net_low", "value": "2", "written": "+2"},
                "written": "firm: +1 to +2",
            },
        ),
    ],
)
def test_report_json_has_the_parts_of_a_cell_with_their_paths(cell: Cell, expected: object) -> None:
    made = json.loads(render_report_json(report_with(cell)))
    (block,) = made["chapters"][0]["sections"][0]["blocks"]
    assert made["version"] == 4
    assert block["columns"] == [{"title": "Met | not", "type": "text", "unit": "areas", "marks": []}]
    assert block["rows"] == [[expected]]
