"""Writes a text as paragraphs, lists, tables and notes of the report, with its figures bound."""

from collections.abc import Callable, Sequence

from egyv_engine.model.frozen import Frozen, replace
from egyv_engine.model.report import (
    BoundNumber,
    Column,
    Note,
    NoteMark,
    Paragraph,
    Section,
    Sentence,
    Style,
    Table,
    Term,
    Text,
)
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.language.parts import Count, Part, Parts, merged, stripped
from egyv_engine.narrative.language.sentences import sentence_of
from egyv_engine.narrative.own_text.markdown_reader import (
    MarkdownParagraph,
    MarkdownTable,
    Pieces,
    read_markdown,
)
from egyv_engine.narrative.own_text.markdown_source import markdown_source
from egyv_engine.narrative.templates.template import Output, Words


class TextWriter(Frozen):
    """Writes one text.

    Attributes:
        id: What the ids of its own footnotes begin with.
        book: The phrases, and how numbers are written.
        findings: The ids of all findings, sorted.
        note: Returns the note on the source of a fact, by its id.
    """

    id: str
    book: Phrasebook
    findings: tuple[str, ...]
    note: Callable[[str], Note]

    def section(self, written: Sequence[tuple[Words | Output, Parts]], heading: str | None) -> Section:
        """Return a text as a section.

        Args:
            written: The words and outputs of its template, each with its parts.
            heading: The heading of the section.
        """
        source = markdown_source(node for node, _ in written)
        inserts = [self.book.in_words(parts) for node, parts in written if isinstance(node, Output)]
        read = read_markdown(source.text)
        blocks = tuple(
            self._paragraph(block, inserts)
            if isinstance(block, MarkdownParagraph)
            else self._table(block, inserts)
            for block in read.blocks
        )
        own = {f"{self.id}.{name}": pieces for name, pieces in read.notes.items()}
        notes = [Note(id=name, sentence=self._sentence(pieces, inserts)) for name, pieces in own.items()]
        marked = dict.fromkeys(mark for parts in inserts for mark in parts if isinstance(mark, NoteMark))
        notes += [self.note(mark.note) for mark in marked]
        return Section(id="text", heading=heading, blocks=blocks, notes=tuple(notes))

    def _paragraph(self, block: MarkdownParagraph, inserts: Sequence[Parts]) -> Paragraph:
        is_item = block.bullet or block.number is not None  # which keeps its first letter, after a colon
        return Paragraph(
            sentences=(self._sentence(block.pieces, inserts, is_sentence=not is_item),),
            bullet=block.bullet,
            number=block.number,
            level=block.level,
        )

    def _table(self, block: MarkdownTable, inserts: Sequence[Parts]) -> Table:
        heading = [self._sentence(cell, inserts, is_sentence=False) for cell in block.heading]
        rows = [tuple(self._sentence(cell, inserts, is_sentence=False) for cell in row) for row in block.rows]
        mentions = dict.fromkeys(name for row in (heading, *rows) for cell in row for name in cell.mentions)
        return Table(
            title=None,
            columns=tuple(Column(title=cell.text) for cell in heading),
            rows=tuple(rows),
            mentions=tuple(mentions),
        )

    def _sentence(self, pieces: Pieces, inserts: Sequence[Parts], *, is_sentence: bool = True) -> Sentence:
        parts = _with_last_marks(self._parts(pieces, inserts))
        refs = [part.ref for part in parts if isinstance(part, Count | BoundNumber)]
        named = dict.fromkeys(ref.partition("#")[0] for ref in refs)
        mentions = tuple(name for name in named if name in self.findings)
        counted_from_all = self.findings if any(ref.startswith("#") for ref in refs) else ()
        return sentence_of(
            parts,
            self.book.policy,
            self.book.wording.language,
            kind="text",
            basis=counted_from_all or mentions,
            mentions=mentions,
            is_sentence=is_sentence,
        )

    def _parts(self, pieces: Pieces, inserts: Sequence[Parts]) -> Parts:
        """Return the parts of a run of words, what is inserted with the style of the words around it."""
        parts: list[Part] = []
        for piece in pieces:
            if piece.note is not None:
                parts.append(NoteMark(note=f"{self.id}.{piece.note}"))
            elif piece.insert is None:
                parts.append(Text(text=piece.text, style=piece.style))
            else:
                parts += [_styled(part, piece.style) for part in inserts[piece.insert]]
        return stripped(merged(parts))


def _styled(part: Part, style: Style) -> Part:
    """Return a part with a style around it; its own link stays."""
    if isinstance(part, Text | Term | BoundNumber | Count):
        return replace(part, style=replace(style, link=part.style.link or style.link))
    return part


def _with_last_marks(parts: Parts) -> Parts:
    """Return the parts with each note marked once, where its last fact is."""
    last = {part.note: i for i, part in enumerate(parts) if isinstance(part, NoteMark)}
    return merged(
        part for i, part in enumerate(parts) if not isinstance(part, NoteMark) or last[part.note] == i
    )
