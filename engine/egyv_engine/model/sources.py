"""The parts of a document that say where a rule comes from, and why it is so."""

from egyv_engine.model.document_path import Declaration
from egyv_engine.model.shapes import TEXT, ObjectOf, key


class Source(Declaration):
    """The document that a rule comes from."""

    document: str | None = key(TEXT, "The document.", "Survey handbook", default=None)
    paragraph: str | None = key(TEXT, "The paragraph, page or table.", "3.2", default=None)
    checked: str | None = key(
        TEXT, "Who checked it against the document, or when.", "2026-03-01", default=None
    )


SOURCE = ObjectOf(Source)


class Sourced(Declaration):
    """The keys that say where a rule comes from and why it is so."""

    source: Source | None = key(
        SOURCE, "The source of this entry.", {"document": "Survey handbook"}, default=None, comes_last=True
    )
    rationale: str | None = key(
        TEXT, "The reason for this entry.", "Agreed with the board.", default=None, comes_last=True
    )
