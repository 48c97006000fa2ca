"""A report in a made-up language, in Georgian letters: a Latin letter that no file declares comes from the engine."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from egyv_engine.files.folder import read_folder
from egyv_engine.interface.result import Result
from egyv_engine.model.report import Chart, Paragraph, Report, Sentence, Table, Term, Text
from egyv_engine.pipeline.run import Until, evaluate_files, run
from egyv_engine.publish.markdown import render_markdown
from egyv_engine.publish.svg import svg
from tests.narrative.every_block import every_block, first_unit
from tests.publish.html.read_page import read_page

ROOT = Path(__file__).parents[2]
ENGLISH = ROOT / "engine" / "egyv_engine" / "phrasebooks" / "english"
REPORT = PurePosixPath("reports/report.yaml")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
GEORGIAN = str.maketrans({c: chr(0x10D0 + i % 26) for i, c in enumerate(LETTERS + LETTERS.upper())})
KEPT = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\w+\}", re.DOTALL)  # what a template or a heading inserts
WORDS_OF_THE_ENGINE = {"plural_classes", "plural_rule", "tag"}
IMAGE = re.compile(r"\(charts/[^)]*\)")  # the address of a picture
LATIN = re.compile(r"[A-Za-z]+")


def translated(value: Any) -> Any:
    """The value of a phrasebook in the made-up language."""
    match value:
        case str():
            kept, others = KEPT.findall(value), KEPT.split(value)
            made = [other.translate(GEORGIAN) for other in others]
            return "".join(part for pair in zip(made, [*kept, ""], strict=True) for part in pair)
        case list():
            return [translated(each) for each in value]
        case dict():
            return {k: each if k in WORDS_OF_THE_ENGINE else translated(each) for k, each in value.items()}
        case _:
            return value


def in_made_up_language(folder: Path) -> dict[PurePosixPath, bytes]:
    """The files of a programme with a phrasebook in the made-up language, and a report of every block."""
    files = {f: data for f, data in read_folder(folder).items() if f.parent.name != "reports"}
    report = "title: ა\nchapters: [{id: all, title: ა, blocks: [{show: response}]}]\n"
    declared = run({**files, REPORT: report.encode()}, until=Until.RULES).programme
    assert declared is not None
    register = files[PurePosixPath(declared.file.register.file or "")]
    shown = ", ".join(every_block(declared, unit=first_unit(register)))
    report = f"title: ა\nphrasebook: made_up\nchapters:\n  - {{id: all, title: ა, blocks: [{shown}]}}\n"
    for file in ENGLISH.iterdir():
        made = translated(yaml.safe_load(file.read_bytes()))
        files[PurePosixPath("reports/phrasebooks/made_up") / file.name] = yaml.safe_dump(
            made, allow_unicode=True, width=10_000
        ).encode()
    return {**files, REPORT: report.encode()}


def declared_words(files: Mapping[PurePosixPath, bytes]) -> set[str]:
    """Every word of the files of a programme, apart from its phrasebook."""
    texts = (data.decode("utf-8", "replace") for f, data in files.items() if "phrasebooks" not in f.parts)
    return {word.casefold() for text in texts for word in LATIN.findall(text)}


def words_of_the_engine(report: Report) -> Iterator[str]:
    """Every text that the engine puts into the report by itself: words between declared texts, and figures."""
    for chapter in report.chapters:
        for section in chapter.sections:
            for block in section.blocks:
                match block:
                    case Paragraph(sentences=sentences):
                        yield from (t for s in sentences for t in _of_sentence(s))
                    case Table():
                        yield from _of_table(block)
                    case Chart(description=description, table=table):
                        yield from (t for s in description.sentences for t in _of_sentence(s))
                        yield from _of_table(table)


def _of_table(table: Table) -> Iterator[str]:
    yield from (cell.text for row in table.rows for cell in row if isinstance(cell, Text))
    yield from (t for s in table.notes for t in _of_sentence(s))


def words_of_charts(report: Report) -> Iterator[str]:
    """The words that charts draw, with their titles and alternative texts."""
    for chapter in report.chapters:
        for chart in chapter.charts():
            drawn = ET.fromstring(svg(chart))
            yield from (word for text in drawn.itertext() for word in LATIN.findall(text))


def _of_sentence(sentence: Sentence) -> Iterator[str]:
    yield from (node.text for node in sentence.nodes if not isinstance(node, Term))


def titles(report: Report) -> Iterator[str]:
    """The headings, leads, and titles of tables and columns, which may consist of declared texts."""
    for chapter in report.chapters:
        for section in chapter.sections:
            yield section.heading or ""
            for block in section.blocks:
                match block:
                    case Paragraph(lead=lead):
                        yield lead or ""
                    case Table(title=title, columns=columns):
                        yield from (title or "", *(column.title for column in columns))
                    case Chart(title=title, table=table):
                        yield from (title, *(column.title for column in table.columns))


@pytest.mark.parametrize("name", [".", "tests/programmes/libraries", "tests/programmes/clinics"])
def test_report_in_another_language_has_no_english_word_of_the_engine(name: str) -> None:
    files = in_made_up_language(ROOT / name)
    outputs = evaluate_files(files)
    assert [d.message for d in outputs.diagnostics if d.severity == "error"] == []
    report = outputs.report
    assert report is not None
    assert sorted({text for text in words_of_the_engine(report) if LATIN.search(text)}) == []
    declared = declared_words(files)
    words = {word for text in titles(report) for word in LATIN.findall(text)}
    assert sorted(word for word in words if word.casefold() not in declared) == []
    charts = set(words_of_charts(report))
    assert {chart.form for chapter in report.chapters for chart in chapter.charts()} >= {"bars", "stacks"}
    assert sorted(word for word in charts if word.casefold() not in declared) == []
    written = IMAGE.sub("", render_markdown(report).decode())
    words = set(LATIN.findall(written)) - {"sup"}  # the tag of marks
    assert sorted(word for word in words if word.casefold() not in declared) == []
    html = Result(outputs).report_html
    assert html is not None
    page = read_page(html)
    shown = [*page.words, *page.data["words"].values(), *page.data["texts"]]
    shown += [
        given[name] or "" for _, given in page.tags for name in ("aria-label", "title") if name in given
    ]
    words = {word for text in shown for word in LATIN.findall(KEPT.sub("", text))}
    assert sorted(word for word in words if word.casefold() not in declared) == []
