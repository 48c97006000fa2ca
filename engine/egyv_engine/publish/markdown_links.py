"""Gives the headings and footnotes of a report the names by which its Markdown links to them."""

import re
from collections import Counter
from collections.abc import Sequence

from egyv_engine.model.frozen import Frozen
from egyv_engine.model.report import Chapter, Section
from egyv_engine.publish.footnotes import Footnotes

_NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")


class MarkdownLinks(Frozen):
    """Holds where links and marks lead.

    anchors: of chapters by their ids, and of sections by the id of the chapter, a dot and the name of their heading.
    """

    anchors: dict[str, str]
    footnotes: Footnotes


def chapter_heading(number: int, chapter: Chapter) -> str:
    """Return the heading of a chapter: its number and its title.

    Args:
        number: Its number in the report, from 1.
        chapter: The chapter.
    """
    return f"{number}. {chapter.title}"


def links_of_report(chapters: Sequence[Chapter], *first_headings: str) -> MarkdownLinks:
    """Return the links of a report.

    Args:
        chapters: Its chapters.
        *first_headings: The headings before that of the first chapter.
    """
    seen: Counter[str] = Counter()
    for heading in first_headings:
        _anchor(heading, seen)
    anchors: dict[str, str] = {}
    for number, chapter in enumerate(chapters, 1):
        anchors[chapter.id] = _anchor(chapter_heading(number, chapter), seen)
        for section in chapter.sections:
            if section.heading:
                anchor = _anchor(section.heading, seen)
                for name in section.names:
                    anchors.setdefault(f"{chapter.id}.{name}", anchor)
    sections = [section for chapter in chapters for section in chapter.sections]
    return MarkdownLinks(anchors=anchors, footnotes=Footnotes.of(sections))


def links_of_section(section: Section) -> MarkdownLinks:
    """Return the links of a section by itself: its footnotes alone."""
    return MarkdownLinks(anchors={}, footnotes=Footnotes.of([section]))


def _anchor(heading: str, seen: Counter[str]) -> str:
    """Return the name that Markdown renderers give a heading: its words with hyphens, and a number where they are repeated."""
    name = _NOT_IN_ANCHORS.sub("", heading.lower()).replace(" ", "-")
    again = seen[name]
    seen[name] += 1
    return f"{name}-{again}" if again else name
