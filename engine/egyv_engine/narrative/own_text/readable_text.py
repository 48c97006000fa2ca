"""Finds the words of a text that readers see, without the signs of Markdown, each with its place in the template."""

from collections.abc import Iterator
from dataclasses import dataclass

from egyv_engine.narrative.own_text.markdown_reader import MarkdownText, read_markdown
from egyv_engine.narrative.own_text.markdown_source import MarkdownSource, every_part, markdown_source
from egyv_engine.narrative.templates.parser import parse

_INSERTED = "\u2026"  # in place of what is inserted, which is no word of the text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadableText:
    """Words that follow each other. starts: the index in the template of each of their characters."""

    text: str
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedMarkdown:
    """The Markdown of all branches of a template, and what it was made from."""

    source: MarkdownSource
    text: MarkdownText

    def extent(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the template of a stretch of the Markdown."""
        first = self.source.origin(start)
        return first, max(self.source.origin(end - 1) + 1, first + 1)

    def readable(self) -> Iterator[ReadableText]:
        """Yield the words of each paragraph, cell and footnote."""
        for pieces in self.text.lines():
            text, starts = [], []
            for piece in pieces:
                words = piece.text if piece.insert is None else _INSERTED
                text.append(words)
                starts += [self.source.origin(piece.start + i) for i in range(len(words))]
            yield ReadableText(text="".join(text), starts=tuple(starts))


def checked_markdown(template: str) -> CheckedMarkdown:
    """Return the Markdown of a template that can be read, with the words of all its branches."""
    source = markdown_source(every_part(parse(template)))
    return CheckedMarkdown(source=source, text=read_markdown(source.text))
