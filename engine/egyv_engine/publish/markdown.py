"""Writes the report as Markdown: one file, chapters numbered in declared order."""

import re
from collections.abc import Iterator, Sequence

from egyv_engine.model.report import Chapter, Paragraph, Report, Section, Table
from egyv_engine.publish.table_cells import cell_text

_ENTITY = re.compile(r"&(?=#?[0-9A-Za-z]+;)")
_ESCAPED = str.maketrans(
    {"\\": "\\\\", "*": "\\*", "_": "\\_", "[": "\\[", "`": "\\`", "<": "&lt;", "|": "\\|"}
)


def render_markdown(report: Report) -> bytes:
    """Return the whole report as UTF-8 with newline endings."""
    lines = [f"# {_plain(report.title)}", ""]
    opens_with_it = any(s.id == "notice" for chapter in report.chapters[:1] for s in chapter.sections)
    if report.notice and not opens_with_it:
        lines += [f"> **Note.** {_plain(report.notice)}", ""]
    lines += ["## Contents", ""]
    lines += [
        f"{n}. [{_plain(chapter.title)}](#{_anchor(f'{n}. {chapter.title}')})"
        for n, chapter in enumerate(report.chapters, 1)
    ]
    for n, chapter in enumerate(report.chapters, 1):
        lines += ["", *_chapter(chapter, f"{n}. ")]
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def render_section(section: Section) -> str:
    """Return one section by itself; it ends with a newline."""
    return "\n".join(_section(section)).rstrip("\n") + "\n"


def _chapter(chapter: Chapter, number: str) -> Iterator[str]:
    yield f"## {number}{_plain(chapter.title)}"
    for section in chapter.sections:
        yield ""
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    if section.heading:
        yield f"### {_plain(section.heading)}"
        yield ""
    for i, block in enumerate(section.blocks):
        after_bullet = (
            i > 0 and isinstance(block, Paragraph) and block.bullet and _is_bullet(section.blocks[i - 1])
        )
        if i and not after_bullet:
            yield ""
        yield from _paragraph(block) if isinstance(block, Paragraph) else _table(block)


def _is_bullet(block: Paragraph | Table) -> bool:
    return isinstance(block, Paragraph) and block.bullet


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    lead = f"**{_plain(paragraph.lead)}.** " if paragraph.lead else ""
    yield f"{'- ' if paragraph.bullet else ''}{lead}{_plain(paragraph.text)}"


def _table(table: Table) -> Iterator[str]:
    yield f"**{_plain(table.title)}**"
    yield ""
    yield _row([_plain(column.title) for column in table.columns])
    yield _row(["---"] * len(table.columns))
    for row in table.rows:
        yield _row([_plain(cell_text(cell)) for cell in row])
    if table.notes:
        yield ""
        yield _plain(" ".join(note.text for note in table.notes))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _anchor(heading: str) -> str:
    """Return the name by which a link finds a heading, as Markdown renderers make it of the heading's words."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _plain(text: str) -> str:
    """Return text with what Markdown would interpret escaped."""
    return _ENTITY.sub("&amp;", text).translate(_ESCAPED).replace("\n", " ")
