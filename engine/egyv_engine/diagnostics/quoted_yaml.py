"""Writes texts as YAML, in the hints of messages and in files that the engine drafts."""

import re
from typing import Any

_PLAIN = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_ .()/+'-]*[A-Za-z0-9_.()/+'-])?")
_READ_OTHERWISE = {
    "yes",
    "no",
    "on",
    "off",
    "true",
    "false",
    "null",
    "y",
    "n",
}  # by this engine or other programs
_INDICATORS = (*",[]{}#&*!|>%@`",)  # what YAML gives another meaning at the start of a text
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029\ufeff]")


def scalar(text: str) -> str:
    """Return a text as a YAML scalar, also as a key: plain where that is safe in every position, else in quotes."""
    is_plain = _PLAIN.fullmatch(text) is not None and text.lower() not in _READ_OTHERWISE
    return text if is_plain else as_quoted_text(text)


def as_quoted_text(text: str) -> str:
    """Return a text in double quotes, as YAML on one line that keeps it a text."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_UNSEEN.sub(_escape, escaped)}"'


def as_example(value: Any) -> str:
    """Return a value as YAML on one line, its texts in quotation marks only where they need them at their start or end."""
    match value:
        case bool():
            return str(value).lower()
        case dict():
            return "{" + ", ".join(f"{key}: {as_example(one)}" for key, one in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(as_example, value)) + "]"
        case str() if value != value.strip() or value[:1] in _INDICATORS:
            return f'"{value}"'
        case _:
            return str(value)


def _escape(sign: re.Match[str]) -> str:
    return "\\n" if sign[0] == "\n" else f"\\u{ord(sign[0]):04X}"
