"""The characters that cannot be seen: those that act on a terminal or on the order of text, and those that only hide."""

import re
from unicodedata import name, normalize

# Controls except tab and line feed, line and paragraph separators, and what overrides or isolates a direction.
_CLASS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
HIDDEN = re.compile(f"[{_CLASS}\ud800-\udfff]")
HIDDEN_PATTERN = f"[{_CLASS}]"  # for Polars, whose text has no surrogates
# Soft hyphens, spaces without width, direction marks, fillers and tags. What joins letters of other scripts, or selects
# the form of a symbol, is right after such a letter or symbol.
_BLANK = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f\u3164\uffa0"
_JOINING = "\u200c\u200d\ufe00-\ufe0f"
UNSEEN_PATTERN = f"[{_CLASS}{_BLANK}\U000e0000-\U000e0fff]"  # of both kinds, for Polars
INVISIBLE = re.compile(f"[{_BLANK}\U000e0000-\U000e0fff]|(?<![^\x00-\x7f\u00a0])[{_JOINING}]")
_ANY_INVISIBLE = re.compile(f"[{_BLANK}{_JOINING}\U000e0000-\U000e0fff]")
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def hidden_message(character: str) -> str:
    """Return what is wrong with a hidden character in a rule or data file."""
    return f"the character {code_point(character)} cannot be seen and is not allowed"


def invisible_message(character: str) -> str:
    """Return what is wrong with a character that cannot be seen and only hides."""
    return f"the character {code_point(character)} cannot be seen, so that words which look the same differ"


def code_point(character: str) -> str:
    """Return a character by its number, and by its name if it has one: "U+200B (zero width space)"."""
    number, named = f"U+{ord(character):04X}", name(character, "")
    return f"{number} ({named.lower()})" if named else number


def without_invisible(text: str) -> str:
    """Return text without the characters that cannot be seen."""
    return text if text.isascii() else _ANY_INVISIBLE.sub("", text)


def looks_like(text: str) -> str:
    """Return text as readers see it: plain letters, digits and single spaces, nothing that cannot be seen."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(normalize("NFKC", without_invisible(text)).replace("\u2019", "'").split())


def without_quotes(text: str) -> str:
    """Return text without the quotation marks of a word processor around it, which YAML reads as a part of it."""
    return text.strip("“”„")


def odd_characters(word: str, meant: str) -> list[str]:
    """Return the characters of a word that make it differ from another one that looks like it.

    Args:
        word: The word as written.
        meant: The word that is probably meant.
    """
    odd = [c for c in dict.fromkeys(word) if not c.isascii() and c not in meant and looks_like(c) != c]
    return odd if looks_like(word).casefold() == looks_like(meant).casefold() else []


def visible(text: str) -> str:
    """Return text on one line, where every hidden character, odd space, tab and line feed is written as an escape."""
    one_line = text.replace("\n", "\\n").replace("\t", "\\t")
    if one_line.isascii() and one_line.isprintable():
        return one_line
    for pattern in (HIDDEN, INVISIBLE, _ODD_SPACE):
        one_line = pattern.sub(_escaped, one_line)
    return one_line


def _escaped(found: re.Match[str]) -> str:
    return found.group().encode("unicode_escape").decode("ascii")
