"""Declares the keys of a text block, and finds its words: in the block itself, or in a file of their own."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import Programme
from egyv_engine.model.frozen import Frozen, field
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.model.shapes import FILE, ID, WORDS, ListOf, ListOr, ObjectOf, WordOr, key
from egyv_engine.narrative.own_text.agreements import Agreement

_NAMES_RESULT = re.compile(r"\b(finding|basket|records)\s*\(")


class TextFile(Frozen):
    """The file that holds the words of a text."""

    file: str = key(FILE, "A file of Markdown in reports/.", "reports/background.md")
    doc_path: DocumentPath = field(compare=False)


class TextOptions(BlockOptions):
    """A block of an analyst's own words."""

    text: str | TextFile = key(
        WordOr(WORDS, ObjectOf(TextFile)),
        "Its words in Markdown, or their file; they may read results, facts and numbers of the programme.",
        "Libraries answered a survey.",
    )
    agreed_when: Agreement | tuple[Agreement, ...] = key(
        ListOr(ListOf(ObjectOf(Agreement)), ObjectOf(Agreement)),
        "The result on which its words rest, or several; where it is another, the text is marked.",
        {"finding": "access.open_late@pilot", "verdict": "improved"},
        default=(),
    )

    principle: str | None = key(
        ID,
        "In a chapter that is repeated for each principle: the one whose chapter alone has the text.",
        "access",
        default=None,
    )

    def is_in_chapter_of(self, principle: str | None) -> bool:
        """Return whether the chapter of a principle has the text: that which it names, or each."""
        return self.principle in (None, principle)

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """The results on which its words rest."""
        return self.agreed_when if isinstance(self.agreed_when, tuple) else (self.agreed_when,)


class OwnText(Frozen):
    """The words of a text block, and where they are written."""

    options: TextOptions
    doc_path: DocumentPath
    template: str


def own_text_of(programme: Programme, options: TextOptions) -> OwnText | None:
    """Return the words of a text block; None where their file is missing or broken, which is reported.

    Args:
        programme: The programme, with the texts that have files of their own.
        options: The block as declared.
    """
    if isinstance(options.text, str):
        return OwnText(options=options, doc_path=options.doc_path / "text", template=options.text)
    text = programme.texts.get(options.text.file)
    if text is None:
        return None
    return OwnText(options=options, doc_path=DocumentPath(PurePosixPath(options.text.file)), template=text)


def own_texts(programme: Programme) -> Iterator[OwnText]:
    """Yield the words of every text block, in order."""
    for block in programme.blocks_of(TextOptions):
        text = own_text_of(programme, block)
        if text is not None:
            yield text


def reads_results(programme: Programme) -> bool:
    """Return whether a text names a finding, a basket or records, or was agreed on a result."""
    return any(
        text.options.agreements or _NAMES_RESULT.search(text.template) for text in own_texts(programme)
    )
