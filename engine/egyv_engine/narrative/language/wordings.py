"""Fits declared text into a sentence."""


def with_capital(text: str) -> str:
    """Return an id in words, with a capital: "data_sharing" as "Data sharing"."""
    words = id_as_words(text)
    return words[:1].upper() + words[1:]


def id_as_words(text: str) -> str:
    """Return an id in words: "data_sharing" as "data sharing"."""
    return text.replace("_", " ")


def without_article(label: str) -> str:
    """Return a label without "the" before it."""
    return label.removeprefix("the ")


def title_in_sentence(title: str) -> str:
    """Return a title as it is written inside a sentence: no capital at its start, unless its first word is an acronym."""
    first = title.split(" ", maxsplit=1)[0]
    return title if first[1:] != first[1:].lower() else title[0].lower() + title[1:]


def as_clause(sentences: str) -> str:
    """Return the first of some sentences as part of another: no capital, no full stop."""
    first = sentences.split(". ", maxsplit=1)[0].rstrip(".")
    return first[:1].lower() + first[1:]
