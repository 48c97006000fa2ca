"""Fits declared text into a sentence."""

from egyv_engine.model.label_forms import without_capital
from egyv_engine.model.language import Language


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
    return title if is_kept else without_capital(title)


def as_clause(sentences: str) -> str:
    """Return the first of some sentences as part of another: no capital, no full stop."""
    first = sentences.split(". ", maxsplit=1)[0].rstrip(".")
    return without_capital(first)
