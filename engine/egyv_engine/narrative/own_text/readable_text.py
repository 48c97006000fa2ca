"""Finds the words of a text that readers see, without the signs of Markdown, each with its place in the template."""

from collections.abc import Iterator

from egyv_engine.model.frozen import Frozen
from egyv_engine.narrative.own_text.markdown_reader import MarkdownText, read_markdown
from egyv_engine.narrative.own_text.markdown_source import MarkdownSource, markdown_source
from egyv_engine.narrative.templates.parser import parse
from egyv_engine.narrative.templates.template import Output, Path, every_part

INSERTED = "\u2026"  # in place of what is inserted, which is no word of the text
_NAMES = ("unit", "units")  # inserted as in the template: the words for a unit say nothing by themselves


class ReadableText(Frozen):
    """Words that follow each other. starts: the index in the template of each of their characters."""

    text: str
    starts: tuple[int, ...]


class CheckedMarkdown(Frozen):
    """The Markdown of all branches of a template, what it was made from, and what stands for each output in its words."""

    source: MarkdownSource
    text: MarkdownText
    inserted: tuple[str, ...]

    def extent(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the template of a stretch of the Markdown."""
        first = self.source.origin(start)
        return first, max(self.source.origin(end - 1) + 1, first + 1)

    def readable(self) -> Iterator[ReadableText]:
        """Yield the words of each paragraph, cell and footnote."""
        for pieces in self.text.lines():
            text, starts = [], []
            for piece in pieces:
                words = piece.text if piece.insert is None else self.inserted[piece.insert]
                text.append(words)
                starts += [
                    self.source.origin(piece.start + (i if piece.insert is None else 0))
                    for i in range(len(words))
                ]
            yield ReadableText(text="".join(text), starts=tuple(starts))


def checked_markdown(template: str) -> CheckedMarkdown:
    """Return the Markdown of a template that can be read, with the words of all its branches."""
    parts = list(every_part(parse(template)))
    source = markdown_source(parts)
    inserted = tuple(_in_words(part) for part in parts if isinstance(part, Output))
    return CheckedMarkdown(source=source, text=read_markdown(source.text), inserted=inserted)


def _in_words(output: Output) -> str:
    match output.expression:
        case Path(name=name) if name in _NAMES:
            return f"{{{{ {name} }}}}"
        case _:
            return INSERTED
