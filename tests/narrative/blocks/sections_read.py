"""Reads what blocks gave: sentences, figures and the findings that they mention."""

from collections.abc import Iterator, Sequence

from egyv_engine.model.report import BoundNumber, Cell, Paragraph, Section, Sentence, Table


def paragraphs(sections: Sequence[Section]) -> list[Paragraph]:
    """The paragraphs of the sections."""
    return [block for section in sections for block in section.blocks if isinstance(block, Paragraph)]


def sentences(sections: Sequence[Section]) -> Iterator[Sentence]:
    """The sentences of the paragraphs."""
    for paragraph in paragraphs(sections):
        yield from paragraph.sentences


def texts(sections: Sequence[Section]) -> list[str]:
    """The text of each paragraph."""
    return [paragraph.text for paragraph in paragraphs(sections)]


def kinds(sections: Sequence[Section]) -> list[str]:
    """The kind of claim of each sentence."""
    return [sentence.kind for sentence in sentences(sections)]


def figures(sections: Sequence[Section]) -> dict[str, str]:
    """The figures of the sentences, by the last step of their path."""
    return {
        node.ref.rpartition("#")[2].rpartition(".")[2]: node.value
        for sentence in sentences(sections)
        for node in sentence.nodes
        if isinstance(node, BoundNumber)
    }


def mentioned(sections: Sequence[Section]) -> list[str]:
    """The indicators, with their items, of the findings that the sentences mention, in order."""
    ids = [finding for sentence in sentences(sections) for finding in sentence.mentions]
    return [finding.partition(".")[2].partition("@")[0] for finding in ids]


def row(sections: Sequence[Section], number: int = 0) -> dict[str, Cell]:
    """A row of the only table, by the titles of its columns."""
    ((table,),) = [section.blocks for section in sections]
    assert isinstance(table, Table)
    return {column.title: cell for column, cell in zip(table.columns, table.rows[number], strict=True)}
