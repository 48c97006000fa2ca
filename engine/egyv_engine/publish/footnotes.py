"""Numbers the footnotes of a report in the order of their first marks."""

from collections.abc import Iterator, Mapping, Sequence

from egyv_engine.model.frozen import Frozen
from egyv_engine.model.report import Note, NoteMark, Paragraph, Section, Sentence


class Footnotes(Frozen):
    """Holds the footnotes that have a mark, in the order of their numbers, and those numbers by the ids of the notes."""

    notes: tuple[Note, ...]
    numbers: Mapping[str, int]

    @classmethod
    def of(cls, sections: Sequence[Section]) -> "Footnotes":
        """Return the footnotes of some sections, numbered from 1 in the order of their first marks."""
        known = {note.id: note for section in sections for note in section.notes}
        marked: dict[str, None] = {}
        for section in sections:
            for sentence in _sentences(section):
                marked |= dict.fromkeys(node.note for node in sentence.nodes if isinstance(node, NoteMark))
        notes = tuple(known[name] for name in marked if name in known)
        return cls(notes=notes, numbers={note.id: n for n, note in enumerate(notes, 1)})


def _sentences(section: Section) -> Iterator[Sentence]:
    for block in section.read():
        if isinstance(block, Paragraph):
            yield from block.sentences
        else:
            yield from (cell for row in block.rows for cell in row if isinstance(cell, Sentence))
