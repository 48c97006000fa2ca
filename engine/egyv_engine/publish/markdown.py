"""Writes the report as Markdown: one file, chapters numbered in declared order."""

import re
from collections.abc import Iterator, Sequence

from egyv_engine.model.report import Caveat, Chapter, MarkKey, Paragraph, Report, Section, Table
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
        yield from _section(section, chapter.key)
    if chapter.key:
        entries = " ".join(f"{_marks([c])} {_plain(c.note)}" for c in chapter.key.caveats)
        yield ""
        yield f"*{_plain(chapter.key.lead)}* {entries}"


def _section(section: Section, key: MarkKey | None = None) -> Iterator[str]:
    if section.heading:
        yield f"### {_plain(section.heading)}"
        yield ""
    for i, block in enumerate(section.blocks):
        after_bullet = (
            i > 0 and isinstance(block, Paragraph) and block.bullet and _is_bullet(section.blocks[i - 1])
        )
        if i and not after_bullet:
            yield ""
        yield from _paragraph(block) if isinstance(block, Paragraph) else _table(block, key)


def _is_bullet(block: Paragraph | Table) -> bool:
    return isinstance(block, Paragraph) and block.bullet


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    """Write a paragraph; a mark that all its claims have stands once, beside its lead."""
    shared = paragraph.shared_caveats if paragraph.lead else ()
    lead = f"**{_plain(paragraph.lead)}{_after(shared)}.** " if paragraph.lead else ""
    sentences = (
        f"{_plain(s.text)}{_after([c for c in s.caveats if c not in shared])}" for s in paragraph.sentences
    )
    yield f"{'- ' if paragraph.bullet else ''}{lead}{' '.join(sentences)}"


def _table(table: Table, key: MarkKey | None) -> Iterator[str]:
    yield f"**{_plain(table.title)}**"
    yield ""
    has_marks = key is not None and bool(table.row_caveats)
    titles = [f"{_plain(column.title)}{_after(column.caveats)}" for column in table.columns]
    yield _row([*titles, *([_plain(key.row_title)] if key is not None and has_marks else [])])
    yield _row(["---"] * (len(titles) + has_marks))
    for i, row in enumerate(table.rows):
        yield _row(
            [*(_plain(cell_text(c)) for c in row), *([_marks(table.row_caveats[i])] if has_marks else [])]
        )
    if table.notes:
        yield ""
        yield " ".join(f"{_plain(note.text)}{_after(note.caveats)}" for note in table.notes)


def _marks(caveats: Sequence[Caveat]) -> str:
    """Return marks in square brackets, which screen readers read; nothing where there are none."""
    return _plain(f"[{', '.join(caveat.text for caveat in caveats)}]") if caveats else ""


def _after(caveats: Sequence[Caveat]) -> str:
    return f" {_marks(caveats)}" if caveats else ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _anchor(heading: str) -> str:
    """Return the name by which a link finds a heading, as Markdown renderers make it of the heading's words."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _plain(text: str) -> str:
    """Return text with what Markdown would interpret escaped."""
    return _ENTITY.sub("&amp;", text).translate(_ESCAPED).replace("\n", " ")
