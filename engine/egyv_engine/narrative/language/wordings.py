"""Fits declared text into a sentence."""

from egyv_engine.model.language import Language


def with_capital(text: str) -> str:
    """Return a label, or other words, with a capital at the start, and as it is written else: "moss_end" as "Moss_end"."""
    return text[:1].upper() + text[1:]


def id_with_capital(text: str) -> str:
    """Return an id in words, with a capital: "data_sharing" as "Data sharing"."""
    return with_capital(id_as_words(text))


def id_as_words(text: str) -> str:
    """Return an id in words: "data_sharing" as "data sharing"."""
    return text.replace("_", " ")


def without_article(label: str, language: Language) -> str:
    """Return a label without the article of the language before it.

    Args:
        label: The label, such as "the police".
        language: The language, whose article may be none.
    """
    return label.removeprefix(f"{language.article} ") if language.article else label


def title_in_sentence(title: str, language: Language) -> str:
    """Return a title as it is written inside a sentence.

    In a language that writes such titles with a small letter, it has no capital at its start, unless its first word is an
    acronym.

    Args:
        title: The title, such as "Safe streets".
        language: The language, which says whether titles begin with a small letter there.
    """
    first = title.split(" ", maxsplit=1)[0]
    is_kept = not language.lower_case_titles or first[1:] != first[1:].lower()
    return title if is_kept else title[:1].lower() + title[1:]


def as_clause(sentences: str) -> str:
    """Return the first of some sentences as part of another: no capital, no full stop."""
    first = sentences.split(". ", maxsplit=1)[0].rstrip(".")
    return first[:1].lower() + first[1:]
