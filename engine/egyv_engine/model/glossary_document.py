"""The document type of reports/glossary.yaml: words that readers may not know, and what they mean."""

from collections.abc import Mapping

from egyv_engine.model.document_path import Declaration
from egyv_engine.model.shapes import WORDS, ListOf, MapOf, ObjectOf, WordOr, key


class GlossaryTerm(Declaration):
    """A word with its meaning."""

    meaning: str = key(WORDS, "Its meaning in plain words, as a sentence.", "A child who cannot read yet.")
    also: tuple[str, ...] = key(
        ListOf(WORDS), "Other forms of it that sentences use.", ["pre-readers"], default=()
    )


class GlossaryFile(Declaration):
    """reports/glossary.yaml: words that readers may not know; their first use leads to the glossary."""

    terms: Mapping[str, GlossaryTerm] = key(
        MapOf(WordOr(WORDS, ObjectOf(GlossaryTerm), fills="meaning")),
        "Each word with its meaning, or with its meaning and its other forms.",
        {"pre-reader": "A child who cannot read yet."},
    )
