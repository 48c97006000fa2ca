"""The document type of rules/facts.yaml: what a report says that is not in the data, each with where it comes from."""

from collections.abc import Mapping

from egyv_engine.model.document_path import Declaration
from egyv_engine.model.shapes import ID, TEXT, WORDS, MapOf, ObjectOf, TextShape, key


class CitedSource(Declaration):
    """A publication or file that facts come from."""

    document: str = key(WORDS, "Its title, as it is cited.", "Library strategy 2020")
    publisher: str | None = key(WORDS, "Who published it, and when.", "City council, 2019", default=None)
    url: str | None = key(TEXT, "Its address on the web.", "https://example.org/strategy", default=None)


class Fact(Declaration):
    """A number, a date or a name that comes from a source and not from the survey."""

    value: str = key(WORDS, "The number, date or name.", 120)
    words: str | None = key(
        WORDS, "How texts write it; as the value if left out.", "a hundred and twenty", default=None
    )
    unit: str | None = key(
        WORDS,
        "The words for what a whole number counts, which follow it; the number is then written as other numbers are.",
        "libraries",
        default=None,
    )
    source: str = key(ID, "The source, one of those declared.", "strategy")
    paragraph: str | None = key(WORDS, "The page, paragraph or table.", "page 4", default=None)
    checked: str = key(
        TextShape("day"), "The day on which someone checked it against the source.", "2026-03-01"
    )


class FactsFile(Declaration):
    """rules/facts.yaml: facts that texts of the report may name, with their sources."""

    sources: Mapping[str, CitedSource] = key(
        MapOf(ObjectOf(CitedSource, "source")),
        "The sources by their ids.",
        {"strategy": {"document": "Library strategy"}},
    )
    facts: Mapping[str, Fact] = key(
        MapOf(ObjectOf(Fact, "fact")),
        "The facts by their ids.",
        {"libraries_in_city": {"value": 120, "source": "strategy", "checked": "2026-03-01"}},
    )
