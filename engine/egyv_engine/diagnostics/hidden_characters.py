"""The characters that cannot be seen but act: on a terminal, or on the order in which text is read."""

import re

# Controls except tab and line feed, line and paragraph separators, and what overrides or isolates a direction.
_CLASS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
HIDDEN = re.compile(f"[{_CLASS}\ud800-\udfff]")
HIDDEN_PATTERN = f"[{_CLASS}]"  # for Polars, whose text has no surrogates


def hidden_message(character: str) -> str:
    """Return what is wrong with a hidden character in a rule or data file."""
    return f"the character U+{ord(character):04X} cannot be seen and is not allowed"


def visible(text: str) -> str:
    """Return text on one line, where every hidden character, tab and line feed is written as an escape."""
    one_line = text.replace("\n", "\\n").replace("\t", "\\t")
    return HIDDEN.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), one_line)
