"""The report as Markdown: one file, chapters numbered, annexes last."""

from collections.abc import Iterator

from egyv_engine.model.report import Chapter, Paragraph, Report, Section, Table

_ESCAPED = str.maketrans(
    {"\\": "\\\\", "*": "\\*", "_": "\\_", "[": "\\[", "`": "\\`", "<": "&lt;", "|": "\\|"}
)


def render_markdown(report: Report) -> bytes:
    """The whole report, UTF-8, newline endings."""
    lines = [f"# {_plain(report.title)}", ""]
    opens_with_it = any(s.id == "notice" for chapter in report.chapters[:1] for s in chapter.sections)
    if report.notice and not opens_with_it:
        lines += [f"> **Note.** {_plain(report.notice)}", ""]
    lines += ["## Contents", ""]
    lines += [f"{n}. {_plain(chapter.title)}" for n, chapter in enumerate(report.chapters, 1)]
    for n, chapter in enumerate(report.chapters, 1):
        lines += ["", *_chapter(chapter, f"{n}. ")]
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def render_section(section: Section) -> str:
    """One section by itself; ends with a newline."""
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
    yield _row(table.columns)
    yield _row(tuple("---" for _ in table.columns), escape=False)
    for row in table.rows:
        yield _row(row)


def _row(cells: tuple[str, ...], *, escape: bool = True) -> str:
    return "| " + " | ".join(_plain(c) if escape else c for c in cells) + " |"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return text.translate(_ESCAPED).replace("\n", " ")
