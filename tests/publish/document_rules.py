"""Tests a finished Word document: rules on accessible documents, and whether each number is bound to one of report.json."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from tests.publish.file_rules import FileRules
from tests.publish.workbook_rules import luminance

NOTHING = "\u2013"
_MARK = r"[a-z]+(?:[+\u2212]?\d+)?"
MARKS = re.compile(rf" ?\[({_MARK}(?:, {_MARK})*)\]")
_FILES = FileRules(docx.Document)
RULES, rule, broken_rules = _FILES.rules, _FILES.rule, _FILES.broken


def text_of(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t"))).replace("\u00a0", " ")


@rule("the document has a title, an author and a language")
def has_properties(document: Any, _: zipfile.ZipFile) -> Iterator[str]:
    for name in ("title", "author", "language"):
        if not getattr(document.core_properties, name):
            yield name
    if not any(lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))):
        yield "the language of the text"


@rule("headings follow each other without a gap, after one title")
def has_headings(document: Any, _: zipfile.ZipFile) -> Iterator[str]:
    names = [p.style.name for p in document.paragraphs]
    if names.count("Title") != 1 or names[0] != "Title":
        yield "the title"
    level = 0
    for paragraph in document.paragraphs:
        found = re.fullmatch(r"Heading (\d)", paragraph.style.name)
        if found is not None:
            if int(found[1]) > level + 1:
                yield paragraph.text
            level = int(found[1])


@rule("every table has a row of headings that is repeated on each page")
def repeats_headings(document: Any, _: zipfile.ZipFile) -> Iterator[str]:
    for number, table in enumerate(document.tables, 1):
        marked = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table._tbl.tr_lst]
        if marked != [True, *[False] * (len(marked) - 1)]:
            yield f"table {number}"


@rule("every table has a text in its place")
def describes_tables(document: Any, _: zipfile.ZipFile) -> Iterator[str]:
    for number, table in enumerate(document.tables, 1):
        for name in ("w:tblCaption", "w:tblDescription"):
            found = table._tbl.tblPr.find(qn(name))
            if found is None or not found.get(qn("w:val")):
                yield f"table {number}: {name}"


@rule("no cells are merged, and none is empty")
def has_whole_cells(document: Any, _: zipfile.ZipFile) -> Iterator[str]:
    for number, table in enumerate(document.tables, 1):
        for cell in table._tbl.iter(qn("w:tc")):
            if not text_of(cell).strip():
                yield f"table {number}: an empty cell"
            if next(cell.iter(qn("w:gridSpan"), qn("w:vMerge")), None) is not None:
                yield f"table {number}: merged cells"


@rule("text has a plain font, 10 points or more, and a dark colour")
def has_plain_font(document: Any, parts: zipfile.ZipFile) -> Iterator[str]:
    for name in ("word/styles.xml", "word/document.xml"):
        root = etree.fromstring(parts.read(name))
        for fonts in root.iter(qn("w:rFonts")):
            if fonts.get(qn("w:ascii")) != "Arial":
                yield f"{name}: {dict(fonts.attrib)}"
        for size in root.iter(qn("w:sz")):
            if size.getparent().tag == qn("w:rPr") and int(size.get(qn("w:val"))) < 20:
                yield f"{name}: {size.get(qn('w:val'))} half points"
        for colour in root.iter(qn("w:color")):
            if luminance(colour.get(qn("w:val"))) > 0.18:  # 4.5 to 1 on white
                yield f"{name}: {colour.get(qn('w:val'))}"


@rule("every link leads somewhere")
def has_links(document: Any, _: zipfile.ZipFile) -> Iterator[str]:
    marks = {mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))}
    for link in document.element.iter(qn("w:hyperlink")):
        anchor = link.get(qn("w:anchor"))
        if not text_of(link) or (anchor is not None and anchor not in marks):
            yield text_of(link)


@rule("what is drawn has a text in its place")
def describes_drawings(document: Any, _: zipfile.ZipFile) -> Iterator[str]:
    for number, drawn in enumerate(document.element.iter(qn("wp:docPr")), 1):
        if not drawn.get("descr"):
            yield f"picture {number}"


def unbound_numbers(data: bytes, report: Any) -> list[str]:
    """Each line of the document with a number that the line of the report at its place does not have.

    report: what report.json holds. Lines are paragraphs, cells and footnotes. Marks are compared by chapter.
    """
    document = docx.Document(io.BytesIO(data))
    reader = _Reader(report)
    expected = [line for line in reader.lines() if re.search(r"\d", line)]
    found, marks = [], set()
    for line in _lines(document):
        marks |= {mark for each in MARKS.findall(line) for mark in each.split(", ")}
        plain = MARKS.sub("", line).strip()
        if re.search(r"\d", plain):
            found.append(plain)
    first = expected[0]  # the heading of the first chapter; before it is the list of chapters
    titles = {report["title"], report.get("status"), *(chapter["title"] for chapter in report["chapters"])}
    head, body = found[: found.index(first)], found[found.index(first) :]
    wrong = [line for line in head if line not in titles]
    wrong += [a for a, b in zip(body, expected, strict=False) if a != b]
    wrong += body[len(expected) :] + [f"missing: {line}" for line in expected[len(body) :]]
    wrong += [f"mark {mark}" for mark in sorted(marks - reader.marks) if re.search(r"\d", mark)]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        notes = etree.fromstring(parts.read("word/footnotes.xml"))
    shown = [text_of(note).strip() for note in notes if text_of(note).strip()]
    return wrong + [
        a for a, b in zip(shown, [*reader.notes(), *shown], strict=False) if MARKS.sub("", a) != b
    ]


def _lines(document: Any) -> Iterator[str]:
    for element in document.element.body:
        if element.tag == qn("w:p"):
            yield text_of(element)
        elif element.tag == qn("w:tbl"):
            yield from (text_of(cell) for cell in element.iter(qn("w:tc")))


class _Reader:
    """Reads report.json into the lines that a document of it has, without marks; remembers the marks and the footnotes."""

    def __init__(self, report: Any) -> None:
        self.report = report
        self.marks: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._texts: dict[str, Any] = {}

    def lines(self) -> Iterator[str]:
        for number, chapter in enumerate(self.report["chapters"], 1):
            yield f"{number}. {chapter['title']}"
            for section in chapter["sections"]:
                self._texts |= {note["id"]: note for note in section.get("notes", ())}
            for section in chapter["sections"]:
                if section["heading"]:
                    yield section["heading"]
                for block in section["blocks"]:
                    yield from self._block(block)
            yield from (entry["note"] for entry in chapter["key"])

    def notes(self) -> list[str]:
        return [self._sentence(self._texts[name]) for name in self._numbers]

    def _block(self, block: Any) -> Iterator[str]:
        if "chart" in block:  # a document has its words and its table
            yield from self._block(block["description"])
            yield from self._block({**block["table"], "table": block["chart"]})
            return
        if "rows" not in block:
            has_mark = (block["lead"] or "").endswith((".", "?", "!"))
            lead = f"{block['lead']}{'' if has_mark else '.'} " if block["lead"] else ""
            yield lead + " ".join(map(self._sentence, block["sentences"]))
            return
        if block["table"] is not None:
            yield block["table"]
        for column in block["columns"]:
            self._mark(column["marks"])
            yield column["title"]
        for row in block["rows"]:
            yield from map(self._cell, row)
        for marks in block["cell_marks"]:
            for mark in marks:
                self._mark(mark)
        if block.get("notes"):
            yield " ".join(map(self._sentence, block["notes"]))

    def _mark(self, marks: Any) -> None:
        numbers = ((one["mark"], one["number"]) for one in marks)
        self.marks |= {mark + ("" if number is None else number["written"]) for mark, number in numbers}

    def _sentence(self, sentence: Any) -> str:
        self._mark(sentence["marks"])
        return "".join(map(self._node, sentence["nodes"]))

    def _node(self, node: Any) -> str:
        if "note" not in node:
            return str(node.get("written", node.get("term", node.get("text"))))
        if node["note"] in self._numbers:
            return str(self._numbers[node["note"]])
        self._numbers[node["note"]] = len(self._numbers) + 1
        return ""

    def _cell(self, cell: Any) -> str:
        if cell is None:
            return NOTHING
        return "".join(map(self._node, cell["nodes"])) if "nodes" in cell else self._node(cell) or NOTHING
