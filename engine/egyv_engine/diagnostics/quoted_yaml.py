"""Quotes texts for YAML, in the hints of messages and in files that the engine drafts."""

import re

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_ ]*")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029\ufeff]")


def as_quoted_text(text: str) -> str:
    """Return a text in double quotes, as YAML on one line that keeps it a text."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_UNSEEN.sub(_escape, escaped)}"'


def as_yaml_key(name: str) -> str:
    """Return the name of a column as a key of YAML, in quotation marks where it needs them."""
    return name if _PLAIN_KEY.fullmatch(name) else as_quoted_text(name)


def _escape(sign: re.Match[str]) -> str:
    return "\\n" if sign[0] == "\n" else f"\\u{ord(sign[0]):04X}"
