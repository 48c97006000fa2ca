"""Writes the report as Markdown: one file, chapters numbered in declared order."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import assert_never

from egyv_engine.model.report import (
    Block,
    Caveat,
    Cell,
    Chapter,
    Chart,
    Node,
    NoteMark,
    Paragraph,
    Report,
    Section,
    Sentence,
    Style,
    Table,
    with_words_before,
)
from egyv_engine.publish.chart_files import chart_file
from egyv_engine.publish.markdown_links import (
    MarkdownLinks,
    chapter_heading,
    links_of_report,
    links_of_section,
)
from egyv_engine.publish.markdown_text import escaped
from egyv_engine.publish.table_cells import MARKS, cell_text

_INDENT = "    "  # of a list inside another one


def render_markdown(report: Report) -> bytes:
    """Return the whole report as UTF-8 with newline endings."""
    links = links_of_report(report.chapters, report.title, report.contents or "")
    lines = [f"# {escaped(report.title)}", "", *_status(report.status)]
    opens_with_it = any(s.id == "notice" for chapter in report.chapters[:1] for s in chapter.sections)
    if report.notice and not opens_with_it:
        lines += [f"> **{escaped(report.note)}** {escaped(report.notice)}".replace("****", ""), ""]
    if report.unnamed is not None:
        lines += [escaped(report.unnamed), ""]
    if report.contents is not None:
        lines += [f"## {escaped(report.contents)}", ""]
        lines += [
            f"{n}. [{escaped(chapter.title)}](#{links.anchors[chapter.id]})"
            for n, chapter in enumerate(report.chapters, 1)
        ]
    for n, chapter in enumerate(report.chapters, 1):
        lines += ["", f"## {escaped(chapter_heading(n, chapter))}", "", *_status(report.status)]
        lines += _chapter(chapter, links)
    lines += _notes(links)
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def render_section(section: Section) -> str:
    """Return one section by itself; it ends with a newline."""
    links = links_of_section(section)
    return "\n".join([*_section(section, links), *_notes(links)]).rstrip("\n") + "\n"


def _status(status: str | None) -> list[str]:
    return [f"**{escaped(status)}**", ""] if status else []


def _chapter(chapter: Chapter, links: MarkdownLinks) -> Iterator[str]:
    for i, section in enumerate(chapter.sections):
        if i:
            yield ""
        yield from _section(section, links)
    if chapter.key:
        yield ""
        notes = [f"{_marks([c])} {escaped(c.note)}" for c in chapter.key.caveats]
        notes += [f"{MARKS[each.mark]} {escaped(each.note)}" for each in chapter.key.published]
        yield f"*{escaped(chapter.key.lead)}* {' '.join(notes)}"


def _section(section: Section, links: MarkdownLinks) -> Iterator[str]:
    if section.heading:
        yield f"### {escaped(section.heading)}"
        yield ""
    for i, block in enumerate(section.blocks):
        if i and not (_is_item(block) and _is_item(section.blocks[i - 1])):
            yield ""
        match block:
            case Paragraph():
                yield from _paragraph(block, links)
            case Table():
                yield from _table(block, links)
            case Chart():
                yield from _chart(block, links)
            case _:
                assert_never(block)


def _chart(chart: Chart, links: MarkdownLinks) -> Iterator[str]:
    """Write a chart: its title, its picture, what the picture shows in words, and the table of its numbers."""
    title = escaped(chart.title)
    yield from (f"**{title}**", "", f"![{title}]({chart_file(chart)})", "")
    if chart.description.sentences:
        yield from (*_paragraph(chart.description, links), "")
    yield from _table(chart.table, links)


def _is_item(block: Block) -> bool:
    return isinstance(block, Paragraph) and (block.bullet or block.number is not None)


def _paragraph(paragraph: Paragraph, links: MarkdownLinks) -> Iterator[str]:
    """Write a paragraph; a mark that all its claims have is shown once, next to its lead."""
    sign = "- " if paragraph.bullet else f"{paragraph.number}. " if paragraph.number is not None else ""
    sign = "> " if paragraph.is_warning else sign
    shared = paragraph.shared_caveats if paragraph.lead else ()
    lead = f"**{escaped(paragraph.lead)}{_marks(shared)}{paragraph.end_of_lead}** " if paragraph.lead else ""
    text = " ".join(_marked(sentence, links, shared) for sentence in paragraph.sentences)
    yield f"{_INDENT * paragraph.level}{sign}{lead}{text}".rstrip()  # a lead may be before a list alone


def _table(table: Table, links: MarkdownLinks) -> Iterator[str]:
    if table.title is not None:
        yield f"**{escaped(table.title)}**"
        yield ""
    yield _row([f"{escaped(column.title)}{_marks(column.caveats)}" for column in table.columns])
    yield _row(["---"] * len(table.columns))
    for i, row in enumerate(table.rows):
        marks = [_marks(each) for each in table.cell_caveats[i]] if table.cell_caveats else [""] * len(row)
        yield _row([f"{_cell(cell, links)} {mark}".strip() for cell, mark in zip(row, marks, strict=True)])
    if table.notes:
        yield ""
        yield " ".join(_marked(note, links) for note in table.notes)


def _marked(sentence: Sentence, links: MarkdownLinks, shared: Sequence[Caveat] = ()) -> str:
    """Return a sentence with its marks but for those that its whole paragraph shares."""
    return f"{_sentence(sentence, links)}{_marks([c for c in sentence.caveats if c not in shared])}"


def _marks(caveats: Sequence[Caveat]) -> str:
    """Return marks as superscripts; nothing where there are none."""
    marks = "".join(escaped(f"{before}{caveat.text}") for before, caveat in with_words_before(caveats))
    return f"<sup>{marks}</sup>" if marks else ""


def _cell(cell: Cell, links: MarkdownLinks) -> str:
    return _sentence(cell, links) if isinstance(cell, Sentence) else escaped(cell_text(cell))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _notes(links: MarkdownLinks) -> Iterator[str]:
    """Yield the footnotes, which renderers show at the end of the page."""
    for note in links.footnotes.notes:
        yield ""
        yield f"[^{links.footnotes.numbers[note.id]}]: {_marked(note.sentence, links)}"


def _sentence(sentence: Sentence, links: MarkdownLinks) -> str:
    """Return a sentence with its styles, links and marks."""
    return "".join(
        f"[^{links.footnotes.numbers[style.note]}]"
        if isinstance(style, NoteMark)
        else _styled("".join(node.text for node in nodes), style, links)
        for style, nodes in groupby(sentence.nodes, key=_style)
    )


def _style(node: Node) -> Style | NoteMark:
    """Return what sets words apart from those next to them: their style; a mark is alone."""
    return node if isinstance(node, NoteMark) else node.style


def _styled(text: str, style: Style, links: MarkdownLinks) -> str:
    """Return words with the signs of their style, which enclose no space at their ends."""
    core = text.strip()
    if not core:
        return text
    before, after = text[: text.index(core)], text[text.index(core) + len(core) :]
    shown = escaped(core)
    if style.is_emphasised:
        shown = f"*{shown}*"
    if style.is_strong:
        shown = f"**{shown}**"
    address = style.link
    if address is not None and address.startswith("#"):
        anchor = links.anchors.get(address.removeprefix("#"))
        address = None if anchor is None else f"#{anchor}"
    return f"{before}[{shown}]({address}){after}" if address else f"{before}{shown}{after}"
