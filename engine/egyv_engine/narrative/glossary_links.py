"""Links the first use of each word of the glossary to the glossary."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from egyv_engine.model.frozen import replace
from egyv_engine.model.glossary_document import GlossaryFile
from egyv_engine.model.report import (
    Block,
    Chapter,
    Chart,
    Node,
    NoteMark,
    Paragraph,
    Section,
    Sentence,
    Table,
)

GLOSSARY = "glossary"


def with_first_uses(chapters: Sequence[Chapter], declared: GlossaryFile | None) -> tuple[Chapter, ...]:
    """Return the chapters with a link at the first use of each word of the glossary, in sentences before or after it.

    Args:
        chapters: The chapters; where none shows the glossary, there is nothing to link to.
        declared: The glossary; None where the programme declares none.
    """
    target = next((c.id for c in chapters for section in c.sections if section.id == GLOSSARY), None)
    if declared is None or target is None:
        return tuple(chapters)
    linker = _Linker(declared, f"#{target}")
    return tuple(replace(c, sections=tuple(map(linker.section, c.sections))) for c in chapters)


class _Linker:
    def __init__(self, declared: GlossaryFile, link: str) -> None:
        forms = {
            form.casefold(): word for word, each in declared.terms.items() for form in (word, *each.also)
        }
        self.words: Mapping[str, str] = forms
        self.open = set(declared.terms)  # the words that have not been used yet
        self.link = link
        longest_first = sorted(forms, key=len, reverse=True)
        self.pattern = re.compile(
            rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE
        )

    def section(self, section: Section) -> Section:
        if section.id == GLOSSARY or not self.open:
            return section
        return replace(section, blocks=tuple(map(self.block, section.blocks)))

    def block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return self.paragraph(block)
            case Table():
                return self.table(block)
            case Chart(description=description, table=table):
                return replace(block, description=self.paragraph(description), table=self.table(table))
            case _:
                assert_never(block)

    def paragraph(self, block: Paragraph) -> Paragraph:
        return replace(block, sentences=tuple(map(self.sentence, block.sentences)))

    def table(self, block: Table) -> Table:
        rows = tuple(
            tuple(self.sentence(cell) if isinstance(cell, Sentence) else cell for cell in row)
            for row in block.rows
        )
        return replace(block, rows=rows)

    def sentence(self, sentence: Sentence) -> Sentence:
        if not self.open:
            return sentence
        return replace(sentence, nodes=tuple(part for node in sentence.nodes for part in self.parts(node)))

    def parts(self, node: Node) -> Iterator[Node]:
        """Yield a node, cut where a word is used for the first time."""
        if isinstance(node, NoteMark) or node.style.link is not None:
            yield node
            return
        at = 0
        for match in self.pattern.finditer(node.text):
            word = self.words[match[0].casefold()]
            if word not in self.open:
                continue
            self.open.remove(word)
            if match.start() > at:
                yield replace(node, text=node.text[at : match.start()])
            yield replace(node, text=match[0], style=replace(node.style, link=self.link))
            at = match.end()
        if at < len(node.text) or not node.text:
            yield replace(node, text=node.text[at:]) if at else node
