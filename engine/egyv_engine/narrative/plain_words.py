"""Finds words and numbers in a text as readers see it: without tags, hidden characters and the style of letters."""

import re
from collections.abc import Sequence
from unicodedata import category, normalize

from egyv_engine.diagnostics.hidden_characters import without_invisible
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.typed_values import YEAR
from egyv_engine.narrative.readability import find_words

Extent = tuple[int, int]
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_NOT_NUMBERS = re.compile(
    r"\b(?:one of|one another|no one)\b"
    r"|\b(?:first|second)\s+half(?=\s+of\s+(?:(?:the|each|every)\s+(?:\w+\s+)?year\b|(?:19|20)[0-9]{2}\b))",  # a time
    re.IGNORECASE,
)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_TIME = re.compile(rf"\b(?:since|before|after|until|during|in|by)\s+(?:(?:{_MONTHS})\s+)?$", re.IGNORECASE)
_NO_NOUN = re.compile(r"\s*(?:$|[.,;:)]|(?:and|or)\b)")
_WITHIN = re.compile(
    r"[,.]|\s+(?:(?:in|out of)\s+)?"
)  # within one number: 1,000, 97.5, "two hundred", "nine in ten"
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


def find_numbers(text: str, number_words: Sequence[str], names: Sequence[str] = ()) -> dict[str, Extent]:
    """Return the place of each number in a text: digits of any script and style, and the number words.

    "one of", "one another", "no one" and the second half of a year are no numbers. Of words with hyphens, those are that
    consist of number words. What is one number to readers is found as one: 1,000, "two hundred", "nine in ten".

    Args:
        text: The text.
        number_words: The words for numbers, in any case.
        names: Names such as Key Stage 2, in any case, whose numbers are not counted.
    """
    found: dict[str, Extent] = {}
    text = _without(text, names)
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
    return _whole_numbers(text, found)


def is_number_alone(text: str, number_words: Sequence[str]) -> bool:
    """Return whether a text has numbers, and no letter besides them.

    Args:
        text: The text.
        number_words: The words for numbers, in any case.
    """
    numbers = find_numbers(text, number_words).values()
    within = {place for first, last in numbers for place in range(first, last)}
    return bool(within) and not any(c.isalpha() and place not in within for place, c in enumerate(text))


def is_year(text: str, extent: Extent) -> bool:
    """Return whether a number in a text is the year of "since 2018" or "since April 2018": no noun that it could count follows.

    Args:
        text: The text.
        extent: Where the number is.
    """
    first, last = extent
    is_of_time = _TIME.search(text[:first]) is not None and _NO_NOUN.match(text[last:]) is not None
    return is_of_time and YEAR.fullmatch(text[first:last]) is not None


def number_parts(number: str) -> list[str]:
    """Return the numbers that a number as readers see it consists of: "nine" and "ten" of "nine in ten", "1000" of "1,000"."""
    return re.split(r"\s+(?:in|out of)\s+", number.replace(",", "").lower())


def _without(text: str, names: Sequence[str]) -> str:
    """Return a text with spaces in place of names, however their words are spaced."""
    for name in names:
        words = r"\s+".join(map(re.escape, name.split()))
        text = re.sub(rf"(?<!\w){words}(?!\w)", lambda match: " " * len(match[0]), text, flags=re.IGNORECASE)
    return text


def _whole_numbers(text: str, found: dict[str, Extent]) -> dict[str, Extent]:
    """Return the numbers with those that stand next to each other as one."""
    whole: list[tuple[Extent, str]] = []
    for word, extent in sorted(found.items(), key=lambda each: each[1]):
        if whole and _is_one_number(text, whole[-1][0], extent):
            first, last = whole[-1][0][0], extent[1]
            whole[-1] = ((first, last), text[first:last])
        else:
            whole.append((extent, word))
    return {word: extent for extent, word in reversed(whole)}  # the first place of a word that is found twice


def _is_one_number(text: str, before: Extent, after: Extent) -> bool:
    """Return whether two numbers, one after the other, are one to readers: 1,000, 97.5, "two hundred", "nine in ten"."""
    between = text[before[1] : after[0]]
    is_next = before[1] <= after[0] and _WITHIN.fullmatch(between) is not None
    return is_next and (between != "," or _is_thousands(text, before, after))


def _is_thousands(text: str, before: Extent, after: Extent) -> bool:
    """Return whether a comma between two runs of digits is the mark of thousands."""
    groups = text[before[0] : after[1]].split(",")
    return all(each.isdigit() for each in groups) and all(len(each) == 3 for each in groups[1:])


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
