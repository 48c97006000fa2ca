"""Finds words and numbers in a text as readers see it: without tags, hidden characters and the style of letters."""

import re
from collections.abc import Sequence
from unicodedata import category, normalize

from egyv_engine.diagnostics.hidden_characters import without_invisible
from egyv_engine.model.frozen import Frozen
from egyv_engine.narrative.readability import find_words

Extent = tuple[int, int]
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_NOT_NUMBERS = re.compile(r"\b(one of|one another|no one)\b", re.IGNORECASE)
_COMPOUND = re.compile(r"\w+(?:-\w+)+")
_ONE = "one"  # a number in compounds alone: "fifty-one"


class SeenText(Frozen, kw_only=False):
    """A text as readers see it. starts: the index in the original text of each of its characters, and of its end."""

    text: str
    starts: tuple[int, ...]

    def extent(self, seen: Extent) -> Extent:
        """Return where a stretch of the seen text is in the original text."""
        return self.starts[seen[0]], self.starts[seen[1] - 1] + 1


def seen(text: str) -> SeenText:
    """Return a text without its tags and invisible characters, and with plain letters and digits."""
    if text.isascii() and "<" not in text:
        return SeenText(text, tuple(range(len(text) + 1)))
    hidden = {i for tag in _TAG.finditer(text) for i in range(*tag.span())}
    found = [
        (plain, i)
        for i, character in enumerate(text)
        if i not in hidden
        for plain in normalize("NFKC", without_invisible(character))
    ]
    return SeenText("".join(c for c, _ in found), (*(i for _, i in found), len(text)))


def find_seen_words(text: str, words: Sequence[str]) -> dict[str, Extent]:
    """Return the place in a text of the first use of each word, as readers see the text.

    Args:
        text: The text.
        words: The words, or runs of words, to look for, in any case.
    """
    shown = seen(text)
    return {word: shown.extent(place) for word, place in find_words(shown.text, words).items()}


def find_numbers(text: str, number_words: Sequence[str]) -> dict[str, Extent]:
    """Return the place of each number in a text: digits of any script and style, and the number words.

    "one of", "one another" and "no one" are no numbers. Of words with hyphens, those are that consist of number words.

    Args:
        text: The text.
        number_words: The words for numbers, in any case.
    """
    found: dict[str, Extent] = {}
    shown = seen(text)
    masked = _NOT_NUMBERS.sub(lambda match: " " * len(match[0]), shown.text)
    for word, place in find_words(masked, number_words).items():
        found[word] = shown.extent(place)
    known = {word.lower() for word in number_words}
    for match in _COMPOUND.finditer(masked):
        parts = match[0].lower().split("-")
        if known.intersection(parts) and all(part in known or part == _ONE for part in parts):
            found.setdefault(match[0], shown.extent(match.span()))
    for first, last in _digit_runs(text):
        found.setdefault(text[first:last], (first, last))
    return found


def _digit_runs(text: str) -> list[Extent]:
    """Return the runs of digits, superscripts, fractions and numerals of any script."""
    runs: list[Extent] = []
    for i, character in enumerate(text):
        is_number = character.isdigit() if character.isascii() else category(character).startswith("N")
        if is_number and runs and runs[-1][1] == i:
            runs[-1] = (runs[-1][0], i + 1)
        elif is_number:
            runs.append((i, i + 1))
    return runs
