"""Gives labels and ids the form in which they are shown: with a capital or without one, and an id in words."""


def with_capital(text: str) -> str:
    """Return a label, or other words, with a capital at the start, and as it is written else: "moss_end" as "Moss_end"."""
    return text[:1].upper() + text[1:]


def without_capital(text: str) -> str:
    """Return a label, or other words, with a small letter at the start, and as it is written else."""
    return text[:1].lower() + text[1:]


def id_as_words(text: str) -> str:
    """Return an id in words: "data_sharing" as "data sharing"."""
    return text.replace("_", " ")


def id_with_capital(text: str) -> str:
    """Return an id in words, with a capital: "data_sharing" as "Data sharing"."""
    return with_capital(id_as_words(text))
