"""Word documents of a report keep the rules on accessible documents, and no number in them differs from the report's."""

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

import egyv_engine as ee
from egyv_engine.model.frozen import replace
from egyv_engine.model.report import (
    Chapter,
    Column,
    Figure,
    Paragraph,
    Report,
    Section,
    Sentence,
    Style,
    Table,
    Term,
    Text,
)
from egyv_engine.publish import chart_pictures, word_document
from egyv_engine.publish.chart_pictures import PICTURE_WIDTH, ChartPictureError
from egyv_engine.publish.report_json import render_report_json
from egyv_engine.publish.svg import svg_file
from egyv_engine.publish.word_document import PandocError
from tests.publish.document_rules import RULES, broken_rules, text_of, unbound_numbers

ROOT = Path(__file__).parents[2]


def sentence(*nodes: Text | Term, link: str | None = None) -> Sentence:
    linked = () if link is None else (Text(text="see there", style=Style(link=link)),)
    return Sentence(kind="made", nodes=(*nodes, *linked), basis=())


def made_report(status: str | None = "Draft") -> Report:
    """A report with lists inside each other, a link, a table with an empty cell and one without a title."""
    items = tuple(
        Paragraph(sentences=(sentence(Text(text=text)),), bullet=number is None, number=number, level=level)
        for text, number, level in (("one", None, 0), ("inside", 3, 1), ("more", 4, 1), ("two", None, 0))
    )
    rows = ((Term(text="hall"), Figure(ref="a.b#c.count", value=1234)), (Term(text="yard"), None))
    columns = (Column(title="Room"), Column(title="Visits", type="count"))
    table = Table(title="Visits by room", columns=columns, rows=rows)
    first = Section(
        id="text",
        heading=None,
        blocks=(
            Paragraph(
                sentences=(sentence(Text(text="Of it, "), link="#second.rooms"),),
                lead="Rooms",
                is_warning=True,
            ),
            *items,
        ),
    )
    second = Section(id="rooms", heading="Rooms", blocks=(table, replace(table, title=None)))
    return Report(
        title="Rooms & halls <2>",
        notice="Made up.",
        note="Note.",
        status=status,
        contents="Contents",
        chapters=(
            Chapter(id="first", title="First", annex=False, sections=(first,)),
            Chapter(id="second", title="Second", annex=True, sections=(second,)),
        ),
    )


@cache
def made_document() -> bytes:
    return word_document.word_document(made_report(), language="en-GB")


def edited(edit: Callable[[Any], Any]) -> bytes:
    document = docx.Document(io.BytesIO(made_document()))
    edit(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def properties_of_table(document: Any) -> Any:
    return document.tables[0]._tbl.tblPr


def without_caption(document: Any) -> None:
    properties = properties_of_table(document)
    properties.remove(properties.find(qn("w:tblCaption")))


def without_headings(document: Any) -> None:
    for mark in list(document.element.iter(qn("w:tblHeader"))):
        mark.getparent().remove(mark)


def with_picture(document: Any) -> None:
    run = document.paragraphs[0].add_run()._r
    drawing, properties = OxmlElement("w:drawing"), OxmlElement("wp:docPr")
    drawing.append(properties)
    run.append(drawing)


def small(document: Any) -> None:
    document.paragraphs[0].runs[0].font.size = Pt(8)


def pale(document: Any) -> None:
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x99, 0x99, 0x99)


def fancy(document: Any) -> None:
    document.styles["Heading 1"].font.name = "Papyrus"


def lost_link(document: Any) -> None:
    next(document.element.iter(qn("w:hyperlink"))).set(qn("w:anchor"), "nowhere")


def without_language(document: Any) -> None:
    document.core_properties.language = ""


def emptied(document: Any) -> None:
    document.tables[0].cell(1, 0).text = ""


def leap(document: Any) -> None:
    document.add_heading("Deep", level=4)


BAD: Mapping[str, list[Callable[[Any], Any]]] = {
    "the document has a title, an author and a language": [
        without_language,
        lambda document: setattr(document.core_properties, "title", ""),
    ],
    "headings follow each other without a gap, after one title": [
        leap,
        lambda document: setattr(document.paragraphs[0], "style", "Body Text"),
    ],
    "every table has a row of headings that is repeated on each page": [without_headings],
    "every table has a text in its place": [without_caption],
    "no cells are merged, and none is empty": [
        emptied,
        lambda document: document.tables[0].cell(1, 0).merge(document.tables[0].cell(1, 1)),
    ],
    "text has a plain font, 10 points or more, and a dark colour": [small, pale, fancy],
    "every link leads somewhere": [lost_link],
    "what is drawn has a text in its place": [with_picture],
}


def test_every_rule_has_a_bad_file() -> None:
    assert set(BAD) == set(RULES)


@pytest.mark.parametrize(
    ("rule", "edit"),
    [(rule, edit) for rule, edits in BAD.items() for edit in edits],
    ids=[f"{rule}-{n}" for rule, edits in BAD.items() for n in range(len(edits))],
)
def test_bad_file_breaks_its_rule(rule: str, edit: Callable[[Any], Any]) -> None:
    assert rule in broken_rules(edited(edit), [rule])


def test_made_document_keeps_the_rules_and_is_equal_whenever_it_is_written() -> None:
    assert broken_rules(made_document()) == {}
    assert word_document.word_document(made_report(), language="en-GB") == made_document()
    with zipfile.ZipFile(io.BytesIO(made_document())) as parts:
        assert {one.date_time for one in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = docx.Document(io.BytesIO(made_document())).core_properties
    assert (properties.title, properties.language, properties.content_status) == (
        "Rooms & halls <2>",
        "en-GB",
        "Draft",
    )


def test_draft_is_at_the_top_of_every_page_and_of_every_chapter() -> None:
    drafted = docx.Document(io.BytesIO(made_document()))
    assert {section.header.paragraphs[0].text for section in drafted.sections} == {"Draft"}
    assert [p.text for p in drafted.paragraphs].count("Draft") == 3
    final = docx.Document(io.BytesIO(word_document.word_document(made_report(status=None), language="en-GB")))
    assert "Draft" not in [p.text for p in (*final.paragraphs, *final.sections[0].header.paragraphs)]


def test_lists_captions_and_texts_are_as_in_the_report() -> None:
    document = docx.Document(io.BytesIO(made_document()))
    levels = [
        (p.text, int(numbering.find(qn("w:ilvl")).get(qn("w:val"))))
        for p in document.paragraphs
        if p._p.pPr is not None and (numbering := p._p.pPr.find(qn("w:numPr"))) is not None
    ]
    assert levels[2:] == [("one", 0), ("inside", 1), ("more", 1), ("two", 0)]
    captions = [table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for table in document.tables]
    assert captions == ["Visits by room", "Rooms"]
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert cells == ["Room", "Visits", "hall", "1,234", "yard", "\u2013"]


def test_wide_table_is_on_a_page_across_with_its_heading_and_notes() -> None:
    columns = tuple(Column(title=f"Measurement{n}") for n in range(9))
    note = (sentence(Text(text="A note on it.")),)
    wide = Table(title="Wide", columns=columns, rows=((Term(text="word"),) * 9,), notes=note)
    after = Paragraph(sentences=(sentence(Text(text="Text after it.")),))
    sections = tuple(
        Section(id=name, heading=name, blocks=blocks)
        for name, blocks in (("Before", (after,)), ("Above", (wide, after)))
    )
    chapter = Chapter(id="first", title="First", annex=False, sections=sections)
    data = word_document.word_document(replace(made_report(), chapters=(chapter,)), language="en-GB")
    document = docx.Document(io.BytesIO(data))
    first, second = (
        place
        for place, paragraph in enumerate(document.paragraphs)
        if paragraph._p.pPr is not None and paragraph._p.pPr.find(qn("w:sectPr")) is not None
    )
    assert [p.text for p in document.paragraphs[first + 1 : second]] == ["Above", "Wide", "A note on it."]
    sizes = [(section.page_width or 0, section.page_height or 0) for section in document.sections]
    assert [width > height for width, height in sizes] == [False, True, False]


def test_charts_are_pictures_with_their_alternative_text_before_their_words_and_table() -> None:
    report = ee.evaluate(ROOT).report
    assert report is not None
    charts = [chart for chapter in report.chapters for chart in chapter.charts()]
    document = docx.Document(io.BytesIO(word_document.word_document(report, language="en-GB")))
    drawn = list(document.element.iter(qn("wp:inline")))
    assert [each.find(qn("wp:docPr")).get("descr") for each in drawn] == [c.description.text for c in charts]
    assert [inner.get("descr") for each in drawn for inner in each.iter(qn("pic:cNvPr"))] == [
        chart.description.text for chart in charts
    ]
    paragraphs = [paragraph._p for paragraph in document.paragraphs]
    for each, chart, shape in zip(drawn, charts, document.inline_shapes, strict=True):
        after = paragraphs[paragraphs.index(each.getparent().getparent().getparent()) + 1]
        assert text_of(after).startswith(chart.description.sentences[0].text)
        assert (shape.width.cm, shape.height.cm) <= (17.01, 21.01)
        root = ET.fromstring(svg_file(chart, width=PICTURE_WIDTH))
        ratio = int(root.attrib["height"]) / int(root.attrib["width"])
        assert shape.height / shape.width == pytest.approx(ratio, rel=0.01)


def test_charts_without_a_font_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chart_pictures, "_png", lambda _: b"the same without letters")
    chart_pictures._has_font.cache_clear()
    report = ee.evaluate(ROOT).report
    assert report is not None
    with pytest.raises(ChartPictureError, match="need a font, and this computer has none"):
        chart_pictures.chart_pictures(report)
    chart_pictures._has_font.cache_clear()
    assert chart_pictures.chart_pictures(replace(report, chapters=())) == {}


@pytest.mark.slow
def test_every_number_of_the_egyv_report_is_bound_and_a_changed_one_is_found() -> None:
    report = ee.evaluate(ROOT).report
    assert report is not None
    data = word_document.word_document(report, language="en-GB")
    assert broken_rules(data) == {}
    bound = json.loads(render_report_json(report))
    assert unbound_numbers(data, bound) == []
    document = docx.Document(io.BytesIO(data))
    cell = next(t for t in document.element.iter(qn("w:t")) if (t.text or "").isdigit())
    cell.text = f"{cell.text}0"
    words = next(
        t
        for p in document.paragraphs
        if p.style is not None and not str(p.style.name).startswith(("Title", "Heading"))
        for t in p._p.iter(qn("w:t"))
        if re.search(r"\b\d\d of", t.text or "")
    )
    words.text = re.sub(r"\b(\d\d) of", r"\g<1>1 of", words.text, count=1)
    stream = io.BytesIO()
    document.save(stream)
    assert len(unbound_numbers(stream.getvalue(), bound)) == 2


def test_pandoc_that_is_missing_or_too_old_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    old = tmp_path / "pandoc"
    old.write_text("#!/bin/sh\necho 'Incompatible API versions' >&2\nexit 64\n")
    old.chmod(0o755)
    monkeypatch.setattr(word_document, "find_pandoc", lambda: str(old))
    with pytest.raises(PandocError, match="version 3 or later is needed, and it said: Incompatible"):
        word_document.word_document(made_report(), language="en-GB")
    monkeypatch.undo()
    monkeypatch.setitem(__import__("sys").modules, "pypandoc", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert word_document.find_pandoc() == str(old)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(PandocError, match=r"pip install 'egyv-engine\[word\]'"):
        word_document.find_pandoc()


def test_pandoc_is_the_version_whose_document_model_is_written() -> None:
    said = subprocess.run(
        [word_document.find_pandoc(), "--version"], capture_output=True, check=True, text=True
    )
    assert int(said.stdout.split()[1].split(".")[0]) >= 3
